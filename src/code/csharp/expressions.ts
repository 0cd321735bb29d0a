import type { BinaryExpression, Expression } from '../ir.ts'
import { literalOf, memberOf, opaque, spanOf, undecided } from '../ir-build.ts'
import { childOf, type SyntaxNode } from '../syntax.ts'
import { lowerArguments } from './arguments.ts'
import { lowerAssignment, lowerCount } from './assignments.ts'
import { lowerCall } from './calls.ts'
import { withGuard } from './control.ts'
import { lowerAnonymous, lowerArray, lowerCollection, lowerCreation, lowerImplicitCreation, lowerWith } from './creation.ts'
import { lowerLambda } from './functions.ts'
import { innerScope, type Lowering, variableIn } from './lowering.ts'
import { lowerChain, lowerName, lowerType } from './names.ts'
import { partsOf } from './nodes.ts'
import { lowerPattern } from './patterns.ts'
import { lowerQuery } from './queries.ts'
import { lowerInterpolated, lowerString } from './strings.ts'

/** A value where a type is expected. */
export const lowerTyped = (node: SyntaxNode, type: SyntaxNode | undefined, lowering: Lowering): Expression => {
  const isNamed = type && type.type !== 'implicit_type' && type.type !== 'array_type'
  if (node.type === 'implicit_object_creation_expression') return lowerImplicitCreation(node, isNamed ? type : undefined, lowering)
  return lowerExpression(node, lowering)
}

export const lowerExpression = (node: SyntaxNode, lowering: Lowering): Expression => {
  const at = spanOf(node)
  const lower = (child: SyntaxNode): Expression => lowerExpression(child, lowering)
  const field = (name: string): Expression => {
    const child = childOf(node, name)
    return child ? lower(child) : opaque(node, 'it does not parse')
  }
  const [first, second] = partsOf(node)
  switch (node.type) {
    case 'identifier':
      return lowerName(lowering.textOf(node), node, lowering)
    case 'generic_name':
    case 'qualified_name':
    case 'alias_qualified_name':
      return genericName(node, lowering)
    case 'string_literal':
    case 'verbatim_string_literal':
    case 'raw_string_literal':
    case 'character_literal':
      return lowerString(node, lowering)
    case 'interpolated_string_expression':
      return lowerInterpolated(node, lowering)
    case 'integer_literal':
    case 'real_literal':
      return number(node, lowering)
    case 'boolean_literal':
      return literalOf(lowering.textOf(node) === 'true', node)
    case 'null_literal':
    case 'default_expression':
      return literalOf(null, node)
    case 'this':
      return { kind: 'this', ...at }
    case 'base':
      return { kind: 'super', ...at }
    case 'parenthesized_expression':
    case 'checked_expression':
    case 'ref_expression':
      return first ? lower(first) : opaque(node, 'it does not parse')
    case 'cast_expression':
      return field('value')
    case 'as_expression':
      return field('left')
    case 'await_expression':
      return first ? { kind: 'await', value: lower(first), ...at } : opaque(node, 'it does not parse')
    case 'member_access_expression':
      return memberAccess(node, lowering)
    case 'conditional_access_expression':
      return conditionalAccess(node, lowering)
    case 'element_access_expression':
      return element(node, field('expression'), childOf(node, 'subscript'), lowering)
    case 'invocation_expression':
      return lowerCall(node, lowering)
    case 'object_creation_expression':
      return lowerCreation(node, lowering)
    case 'implicit_object_creation_expression':
      return lowerImplicitCreation(node, undefined, lowering)
    case 'anonymous_object_creation_expression':
      return lowerAnonymous(node, lowering)
    case 'with_expression':
      return lowerWith(node, lowering)
    case 'array_creation_expression':
    case 'implicit_array_creation_expression':
    case 'stackalloc_expression':
    case 'initializer_expression':
      return lowerArray(node, lowering)
    case 'collection_expression':
      return lowerCollection(node, lowering)
    case 'tuple_expression':
      return {
        kind: 'list',
        elements: lowerArguments(node, lowering).map(({ value }) => ({ spread: false, value })),
        ...at,
      }
    case 'lambda_expression':
    case 'anonymous_method_expression':
      return lowerLambda(node, lowering)
    case 'switch_expression':
      return switchValue(node, lowering)
    case 'conditional_expression':
      return {
        kind: 'conditional',
        test: field('condition'),
        whenTrue: field('consequence'),
        whenFalse: field('alternative'),
        ...at,
      }
    case 'binary_expression':
      return binary(node, lowering)
    case 'is_pattern_expression': {
      const pattern = childOf(node, 'pattern')
      const value = field('expression')
      return (pattern && lowerPattern(pattern, value, lowering)) ?? undecided(node, [value])
    }
    case 'is_expression':
      return undecided(node, [field('left')])
    case 'prefix_unary_expression':
      return prefix(node, lowering)
    case 'postfix_unary_expression':
      return /!$/.test(lowering.textOf(node)) && first ? lower(first) : lowerCount(node, first, lowering)
    case 'assignment_expression':
      return lowerAssignment(node, lowering)
    case 'query_expression':
      return lowerQuery(node, lowering)
    case 'range_expression':
      return opaque(node, 'it is a range', partsOf(node).map(lower))
    case 'throw_expression':
      return opaque(node, 'it is an error', first ? [lower(first)] : [])
    case 'typeof_expression':
    case 'sizeof_expression':
      return opaque(node, 'it is a type')
    case 'declaration_expression':
      return second ? lowerName(lowering.textOf(second), second, lowering) : opaque(node, 'it does not parse')
    case 'predefined_type':
      return lowerType(node, lowering)
    default:
      return opaque(node, `it is ${shorten(lowering.textOf(node))}`, partsOf(node).map(lower))
  }
}

const shorten = (text: string): string => {
  const line = text.replace(/\s+/g, ' ')
  return line.length > 60 ? `${line.slice(0, 57)}…` : line
}

/** `Save<Report>` and `Results<Report>`, without what is generic about them. */
const genericName = (node: SyntaxNode, lowering: Lowering): Expression => {
  const chain = lowerChain(node, lowering)
  if (chain) return chain
  const [name] = partsOf(node)
  return name && node.type === 'generic_name' ? lowerName(lowering.textOf(name), node, lowering) : lowerType(node, lowering)
}

const number = (node: SyntaxNode, lowering: Lowering): Expression => {
  const text = lowering.textOf(node).replaceAll('_', '')
  const value = Number(/^0[xb]/i.test(text) ? text.replace(/[lu]+$/i, '') : text.replace(/[lufdm]+$/i, ''))
  return Number.isNaN(value) ? opaque(node, `it is the number ${text}`) : literalOf(value, node)
}

/** `a.B`: a member, or the end of the full name of a type. */
const memberAccess = (node: SyntaxNode, lowering: Lowering): Expression => {
  const object = childOf(node, 'expression')
  const nameNode = childOf(node, 'name')
  if (!object || !nameNode) return opaque(node, 'it does not parse')
  const [bare = nameNode] = nameNode.type === 'generic_name' ? partsOf(nameNode) : []
  const name = lowering.textOf(bare)
  const receiver = receiverOf(object, lowering)
  const entry = object.type === 'identifier' ? variableIn(lowering.scope, lowering.textOf(object)) : undefined
  if (entry?.isEntry && (name === 'Key' || name === 'Value'))
    return { kind: 'index', object: receiver, index: literalOf(name === 'Key' ? 0 : 1, node), ...spanOf(node) }
  // A task's result is what awaiting it gives, and a value that may be nothing is the value.
  if (name === 'Result' && object.type === 'invocation_expression') return receiver
  if (name === 'Value' && isNullable(object, lowering)) return receiver
  const item = /^Item([1-8])$/.exec(name)?.[1]
  if (item !== undefined) return { kind: 'index', object: receiver, index: literalOf(Number(item) - 1, node), ...spanOf(node) }
  return memberOf(receiver, name, node, bare)
}

const isNullable = (node: SyntaxNode, lowering: Lowering): boolean => {
  if (node.type !== 'identifier') return false
  const variable = variableIn(lowering.scope, lowering.textOf(node))
  return variable?.type?.endsWith('?') ?? false
}

const receiverOf = (object: SyntaxNode, lowering: Lowering): Expression =>
  (object.type === 'member_access_expression' ? lowerChain(object, lowering) : undefined) ?? lowerExpression(object, lowering)

/** `a?.B`, `a?["x"]`: what is not there is not told from what is. */
const conditionalAccess = (node: SyntaxNode, lowering: Lowering): Expression => {
  const condition = childOf(node, 'condition')
  const binding = partsOf(node).find((child) => child !== condition)
  if (!condition || !binding) return opaque(node, 'it does not parse')
  const object = lowerExpression(condition, lowering)
  if (binding.type === 'element_binding_expression') return element(node, object, binding, lowering)
  const [name] = binding.type === 'member_binding_expression' ? partsOf(binding) : []
  return name
    ? memberOf(object, lowering.textOf(name).replace(/<[\s\S]*$/, ''), node, name)
    : opaque(node, 'it does not parse', [object])
}

const element = (node: SyntaxNode, object: Expression, list: SyntaxNode | undefined, lowering: Lowering): Expression => {
  const [index = opaque(node, 'it is not given')] = list ? lowerArguments(list, lowering).map(({ value }) => value) : []
  const isRange = list?.children.some((child) => partsOf(child)[0]?.type === 'range_expression')
  if (isRange) return { kind: 'slice', object, from: index, to: null, ...spanOf(node) }
  return { kind: 'index', object, index, ...spanOf(node) }
}

/** An arm that throws gives no value; the last one holds if no other does. */
const switchValue = (node: SyntaxNode, lowering: Lowering): Expression => {
  const [value] = partsOf(node)
  const subject = value ? lowerExpression(value, lowering) : opaque(node, 'it does not parse')
  const arms = node.children
    .filter((child) => child.type === 'switch_expression_arm')
    .flatMap((arm) => {
      const parts = partsOf(arm)
      const [pattern] = parts
      const result = parts.at(-1)
      if (!pattern || !result || result.type === 'throw_expression') return []
      const inner = innerScope(lowering)
      const test = withGuard(lowerPattern(pattern, subject, inner), arm, inner)
      return [{ test, value: lowerExpression(result, inner) }]
    })
  const last = arms.at(-1)
  if (!last) return opaque(node, 'it is an error', [subject])
  return arms
    .slice(0, -1)
    .reduceRight<Expression>(
      (whenFalse, arm) =>
        arm.test ? { kind: 'conditional', test: arm.test, whenTrue: arm.value, whenFalse, ...spanOf(node) } : arm.value,
      last.test ? { kind: 'sequence', expressions: [last.test, last.value], ...spanOf(node) } : last.value,
    )
}

const operators = new Map<string, BinaryExpression['operator']>([
  ['+', '+'],
  ['||', '||'],
  ['&&', '&&'],
  ['==', '=='],
  ['!=', '!='],
  ['??', '??'],
])

const binary = (node: SyntaxNode, lowering: Lowering): Expression => {
  const [leftNode, rightNode] = [childOf(node, 'left'), childOf(node, 'right')]
  const operator = childOf(node, 'operator')
  if (!leftNode || !rightNode) return opaque(node, 'it does not parse')
  const left = lowerExpression(leftNode, lowering)
  const text = operator ? lowering.textOf(operator) : ''
  // `x ?? throw …` is what is there, or nothing happens.
  if (text === '??' && rightNode.type === 'throw_expression') return left
  return {
    kind: 'binary',
    operator: operators.get(text) ?? 'other',
    left,
    right: lowerExpression(rightNode, lowering),
    ...spanOf(node),
  }
}

const prefix = (node: SyntaxNode, lowering: Lowering): Expression => {
  const [operandNode] = partsOf(node)
  if (!operandNode) return opaque(node, 'it does not parse')
  const operand = lowerExpression(operandNode, lowering)
  const text = lowering.textOf(node)
  if (/^(?:\+\+|--)/.test(text)) return lowerCount(node, operandNode, lowering)
  if (text.startsWith('!')) return { kind: 'not', operand, ...spanOf(node) }
  // The first from the end is any element, as far as is known.
  if (text.startsWith('^')) return opaque(node, 'it is an index from the end', [operand])
  if (/^-[\d.]/.test(text) && operand.kind === 'literal' && typeof operand.value === 'number')
    return literalOf(-operand.value, node)
  return opaque(node, 'it is a number', [operand])
}
