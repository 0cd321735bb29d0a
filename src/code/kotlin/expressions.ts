import type { BinaryExpression, Expression } from '../ir.ts'
import { callOf, functionOf, listOf, literalOf, memberOf, opaque, spanOf } from '../ir-build.ts'
import type { SyntaxNode } from '../syntax.ts'
import { lowerBranchValue, lowerElvis } from './blocks.ts'
import { lowerCall } from './calls.ts'
import { lowerFunctionBody, lowerLambda, lowerParameters, lowerReference } from './functions.ts'
import { innerScope, type Lowering, plainText, variableOf } from './lowering.ts'
import { lowerName, lowerThis, ownMember } from './names.ts'
import { partsOf } from './nodes.ts'
import { lowerString } from './strings.ts'
import { byFullName } from './unit.ts'

export const lowerExpression = (node: SyntaxNode, lowering: Lowering): Expression => {
  const at = spanOf(node)
  const lower = (child: SyntaxNode): Expression => lowerExpression(child, lowering)
  const parts = partsOf(node)
  const [first, second] = parts
  const field = (name: string): SyntaxNode | undefined => node.children.find((child) => child.field === name)
  const [left, right] = [field('left'), field('right')]
  switch (node.type) {
    case 'identifier':
      return lowerIdentifier(node, lowering)
    case 'string_literal':
    case 'multiline_string_literal':
      return lowerString(node, lowering)
    case 'character_literal':
      return literalOf(lowering.textOf(node).slice(1, -1), node)
    case 'number_literal':
    case 'float_literal': {
      const value = Number(lowering.textOf(node).replace(/_|[uULfF]+$/g, ''))
      return Number.isNaN(value) ? opaque(node, 'it is a number') : literalOf(value, node)
    }
    case 'parenthesized_expression':
    case 'annotated_expression':
      return first ? lower(parts.at(-1) ?? first) : opaque(node, 'it does not parse')
    case 'as_expression':
      return left ? lower(left) : opaque(node, 'it does not parse')
    case 'this_expression':
      return lowerThis(first ? plainText(first, lowering) : null, node, lowering)
    case 'super_expression':
      return { kind: 'super', ...at }
    case 'navigation_expression':
      return navigation(node, lowering)
    case 'index_expression':
      return first && second
        ? { kind: 'index', object: lower(first), index: lower(second), ...at }
        : opaque(node, 'it does not parse')
    case 'call_expression':
      return lowerCall(node, lowering)
    case 'lambda_literal':
      return lowerLambda(node, lowering, false)
    case 'annotated_lambda':
      return first ? lower(parts.at(-1) ?? first) : opaque(node, 'it does not parse')
    case 'anonymous_function':
    case 'function_declaration':
      return anonymous(node, lowering)
    case 'object_literal':
      return lowering.parts.localClass(node, lowering)
    case 'callable_reference':
      return lowerReference(node, lowering)
    case 'if_expression':
    case 'when_expression':
    case 'try_expression':
      return lowerBranchValue(node, lowering)
    case 'binary_expression': {
      if (!left || !right) return opaque(node, 'it does not parse')
      const operator = operatorOf(node, lowering)
      if (operator === '?:') return lowerElvis(left, right, node, lowering)
      return { kind: 'binary', operator: operators.get(operator) ?? 'other', left: lower(left), right: lower(right), ...at }
    }
    case 'infix_expression':
      return infix(node, lowering)
    case 'unary_expression': {
      const argument = field('argument') ?? first
      if (!argument) return opaque(node, 'it does not parse')
      const operator = operatorOf(node, lowering)
      if (operator === '!!') return lower(argument)
      return operator === '!' ? { kind: 'not', operand: lower(argument), ...at } : opaque(node, 'it is a number', [lower(argument)])
    }
    case 'in_expression':
    case 'is_expression':
      return opaque(node, 'it is true or false', left ? [lower(left)] : [])
    case 'range_expression':
      return opaque(node, 'it is a range of numbers', parts.map(lower))
    case 'spread_expression':
      return first ? lower(first) : opaque(node, 'it does not parse')
    case 'assignment':
    case 'return_expression':
    case 'throw_expression':
    case 'labeled_expression':
      lowering.sink.push(...lowering.parts.statement(node, lowering))
      return literalOf(null, node)
    default:
      return opaque(
        node,
        `it is ${shorten(lowering.textOf(node))}`,
        parts.filter((part) => !/type|modifiers/.test(part.type)).map(lower),
      )
  }
}

const shorten = (text: string): string => {
  const line = text.replace(/\s+/g, ' ')
  return line.length > 60 ? `${line.slice(0, 57)}\u2026` : line
}

const operators = new Map<string, BinaryExpression['operator']>([
  ['+', '+'],
  ['||', '||'],
  ['&&', '&&'],
  ['==', '=='],
  ['===', '=='],
  ['!=', '!='],
  ['!==', '!='],
])

const operatorOf = (node: SyntaxNode, lowering: Lowering): string => {
  const operator = node.children.find((child) => child.field === 'operator')
  return operator ? lowering.textOf(operator) : ''
}

const lowerIdentifier = (node: SyntaxNode, lowering: Lowering): Expression => {
  const text = plainText(node, lowering)
  if (text === 'null') return literalOf(null, node)
  if (text === 'true' || text === 'false') return literalOf(text === 'true', node)
  const type = /^(.*)::class$/.exec(text)?.[1]
  return lowerName(type ?? text, node, lowering)
}

const roots = /^(?:com|org|net|io|java|javax|jakarta|software|dev|aws|kotlin|kotlinx)$/

/** `java.util.UUID`, unless it begins with a variable. */
export const lowerQualified = (node: SyntaxNode, lowering: Lowering): Expression | undefined => {
  const text = lowering.textOf(node)
  if (!/^[a-z]\w*\.[\w.]+$/.test(text)) return undefined
  const segments = text.split('.')
  const [root = ''] = segments
  const isPackage =
    segments.some((segment) => /^[A-Z]/.test(segment)) && (roots.test(root) || lowering.unit.package.split('/')[0] === root)
  if (
    !isPackage ||
    variableOf(lowering.scope, root) !== undefined ||
    ownMember(root, node, lowering) ||
    lowering.unit.names.has(root)
  )
    return undefined
  return byFullName(segments, node)
}

const navigation = (node: SyntaxNode, lowering: Lowering): Expression => {
  const parts = partsOf(node)
  const [object, name] = [parts[0], parts.at(-1)]
  if (!object || !name || object === name) return opaque(node, 'it does not parse')
  const qualified = lowerQualified(node, lowering)
  if (qualified) return qualified
  const text = plainText(name, lowering)
  const receiver = lowerExpression(object, lowering)
  const isOwn = lowering.unit.properties.has(text)
  // Pairs are lists of two, and the parts of a map are made when they are asked for.
  if ((text === 'first' || text === 'second') && !isOwn)
    return { kind: 'index', object: receiver, index: literalOf(text === 'first' ? 0 : 1, node), ...spanOf(node) }
  if (/^(?:keys|values|entries)$/.test(text) && !isOwn) return callOf(memberOf(receiver, text, node, name), [], node)
  const imported = lowering.unit.imports.has(text) ? [lowerName(text, name, lowering)] : []
  const holder: Expression =
    imported.length > 0 ? { kind: 'sequence', expressions: [...imported, receiver], ...spanOf(receiver) } : receiver
  return memberOf(holder, text, node, name)
}

const infix = (node: SyntaxNode, lowering: Lowering): Expression => {
  const [left, operator, right] = partsOf(node)
  if (!left || !operator || !right)
    return opaque(
      node,
      'it does not parse',
      partsOf(node).map((part) => lowerExpression(part, lowering)),
    )
  const values = [lowerExpression(left, lowering), lowerExpression(right, lowering)] as const
  const text = plainText(operator, lowering)
  if (text === 'to') return listOf(values, node)
  if (/^(?:until|downTo|step|and|or|xor|shl|shr|ushr)$/.test(text)) return opaque(node, 'it is a number', values)
  return callOf(memberOf(values[0], text, node, operator), [values[1]], node)
}

const anonymous = (node: SyntaxNode, outside: Lowering): Expression => {
  const lowering: Lowering = { ...innerScope(outside), sink: [], loops: new Set() }
  const parameters = lowerParameters(
    node.children.find((child) => child.type === 'function_value_parameters'),
    lowering,
  )
  const body = node.children.find((child) => child.type === 'function_body')
  return functionOf(node, null, parameters, lowerFunctionBody(body, lowering), 'enclosing')
}
