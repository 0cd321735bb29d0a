import type { BinaryExpression, Expression, ListExpression } from '../ir.ts'
import { literalOf, nameOf, opaque, spanOf } from '../ir-build.ts'
import { childOf, namedChildren, type SyntaxNode } from '../syntax.ts'
import { argumentsOf } from './arguments.ts'
import { lowerCall } from './calls.ts'
import { lowerNumber, lowerTemplate } from './literals.ts'
import { type Lowering, named, nothing, shorten } from './lowering.ts'
import { lowerObject } from './objects.ts'
import { sequenceOf } from './sequences.ts'

/** What a module says of its own file, as CommonJS modules call it. */
const ownFile: ReadonlyMap<string, string> = new Map([
  ['import.meta.url', '__filename'],
  ['import.meta.filename', '__filename'],
  ['import.meta.dirname', '__dirname'],
])

export const lowerExpression = (node: SyntaxNode, lowering: Lowering): Expression => {
  const at = spanOf(node)
  const lower = lowering.expression
  const [first] = namedChildren(node)
  const field = (name: string): Expression => {
    const child = childOf(node, name)
    return child ? lower(child) : opaque(node, 'it does not parse')
  }
  switch (node.type) {
    case 'identifier':
    case 'shorthand_property_identifier':
    case 'type_identifier':
    case 'property_identifier':
      return nameOf(lowering.textOf(node), node)
    case 'undefined':
    case 'null':
      return nothing(node)
    case 'true':
    case 'false':
      return literalOf(node.type === 'true', node)
    case 'this':
    case 'super':
      return { kind: node.type, ...at }
    case 'string':
    case 'template_string':
      return lowerTemplate(node, lowering)
    case 'number':
      return lowerNumber(node, lowering)
    case 'regex':
      return opaque(node, `it is the pattern ${shorten(lowering.textOf(node))}`)
    case 'object':
      return lowerObject(node, lowering)
    case 'array':
      return listOf(node, lowering)
    // Types say nothing at run time.
    case 'parenthesized_expression':
    case 'as_expression':
    case 'satisfies_expression':
    case 'non_null_expression':
    case 'instantiation_expression':
    case 'spread_element':
      return first ? lower(first) : opaque(node, 'it does not parse')
    case 'type_assertion': {
      const value = namedChildren(node).at(-1)
      return value ? lower(value) : opaque(node, 'it does not parse')
    }
    case 'function_expression':
    case 'function':
    case 'arrow_function':
    case 'generator_function':
      return lowering.function(node)
    case 'class':
    case 'class_declaration':
      return lowering.class(node)
    case 'member_expression': {
      const member = childOf(node, 'property')
      if (!member) return opaque(node, 'it does not parse')
      const own = ownFile.get(lowering.textOf(node).replace(/\s/g, ''))
      if (own !== undefined) return { kind: 'name', name: own, ...at }
      return { kind: 'member', object: field('object'), name: lowering.textOf(member), nameSpan: spanOf(member), ...at }
    }
    case 'subscript_expression':
      return { kind: 'index', object: field('object'), index: field('index'), ...at }
    case 'call_expression':
      return lowerCall(node, lowering)
    case 'new_expression': {
      const given = childOf(node, 'arguments')
      return {
        kind: 'call',
        callee: field('constructor'),
        arguments: given ? argumentsOf(given, lowering) : [],
        isNew: true,
        ...at,
      }
    }
    case 'await_expression':
      return first ? { kind: 'await', value: lower(first), ...at } : opaque(node, 'it does not parse')
    case 'yield_expression':
      if (lowering.isAsync) return first ? { kind: 'await', value: lower(first), ...at } : nothing(node)
      return { kind: 'yield', value: first ? lower(first) : null, isEach: node.children.some((child) => child.type === '*'), ...at }
    case 'sequence_expression':
      return { kind: 'sequence', expressions: sequenceOf(node).map(lower), ...at }
    case 'ternary_expression':
      return {
        kind: 'conditional',
        test: field('condition'),
        whenTrue: field('consequence'),
        whenFalse: field('alternative'),
        ...at,
      }
    case 'binary_expression':
      return {
        kind: 'binary',
        operator: binaryOperator(operatorOf(node, lowering)),
        left: field('left'),
        right: field('right'),
        ...at,
      }
    case 'unary_expression':
      return unary(node, lowering)
    case 'assignment_expression':
    case 'augmented_assignment_expression':
    case 'update_expression':
      return assignment(node, lowering)
    case 'jsx_element':
    case 'jsx_self_closing_element':
    case 'jsx_fragment':
      return opaque(node, 'it is an element of a page', jsxExpressions(node).map(lower))
    default:
      return opaque(node, `it is ${shorten(lowering.textOf(node))}`, namedChildren(node).filter(isExpression).map(lower))
  }
}

/** What an unknown node has of types and names is no expression. */
const isExpression = (node: SyntaxNode): boolean => !/^(?:type_|predefined_type|property_identifier|statement_)/.test(node.type)

const listOf = (node: SyntaxNode, lowering: Lowering): ListExpression => ({
  kind: 'list',
  elements: namedChildren(node).map((child) => ({ spread: child.type === 'spread_element', value: lowering.expression(child) })),
  ...spanOf(node),
})

const operatorOf = (node: SyntaxNode, lowering: Lowering): string => {
  const operator = childOf(node, 'operator')
  return operator ? lowering.textOf(operator) : ''
}

const binaryOperator = (written: string): BinaryExpression['operator'] => {
  switch (written) {
    case '+':
    case '||':
    case '&&':
    case '??':
    case 'in':
    case '==':
    case '!=':
    case '===':
    case '!==':
      return written
    default:
      return 'other'
  }
}

const unary = (node: SyntaxNode, lowering: Lowering): Expression => {
  const argument = childOf(node, 'argument')
  if (!argument) return opaque(node, 'it does not parse')
  const operand = lowering.expression(argument)
  const operator = operatorOf(node, lowering)
  switch (operator) {
    case '!':
      return operand.kind === 'literal' && typeof operand.value === 'number'
        ? literalOf(operand.value === 0, node)
        : { kind: 'not', operand, ...spanOf(node) }
    case 'void':
      return operand.kind === 'literal'
        ? nothing(node)
        : { kind: 'sequence', expressions: [operand, nothing(node)], ...spanOf(node) }
    case 'delete':
      return deleted(node, operand)
    case '-':
      if (operand.kind === 'literal' && typeof operand.value === 'number') return literalOf(-operand.value, node)
      return opaque(node, 'it is a number', [operand])
    default:
      return opaque(node, `it is ${shorten(lowering.textOf(node))}`, [operand])
  }
}

/** `delete o.k` takes the entry from the object, as `delete` of a map does. */
const deleted = (node: SyntaxNode, operand: Expression): Expression => {
  const at = spanOf(node)
  if (operand.kind !== 'member' && operand.kind !== 'index') return opaque(node, 'it is true or false', [operand])
  const key = operand.kind === 'member' ? literalOf(operand.name, node) : operand.index
  const callee: Expression = { kind: 'member', object: operand.object, name: 'delete', nameSpan: at, ...at }
  return { kind: 'call', callee, arguments: [{ name: null, spread: null, value: key }], isNew: false, ...at }
}

/** `x += y` is `x = x + y`; `x ??= y` is `x = x ?? y`; `x++` is `x` and some number. */
const assignment = (node: SyntaxNode, lowering: Lowering): Expression => {
  const target = childOf(node, 'left') ?? childOf(node, 'argument')
  const right = childOf(node, 'right')
  if (!target) return opaque(node, 'it does not parse')
  const given = right ? lowering.expression(right) : literalOf(1, node)
  const operator = operatorOf(node, lowering)
  const value: Expression =
    node.type === 'assignment_expression'
      ? named(given, lowering.textOf(childOf(target, 'property') ?? target))
      : {
          kind: 'binary',
          operator: node.type === 'update_expression' ? 'other' : binaryOperator(operator.slice(0, -1)),
          left: lowering.expression(target),
          right: given,
          ...spanOf(node),
        }
  return { kind: 'assignment', declares: false, pattern: lowering.pattern(target), value, ...spanOf(node) }
}

const jsxExpressions = (node: SyntaxNode): readonly SyntaxNode[] =>
  namedChildren(node).flatMap((child) => {
    if (child.type === 'jsx_expression') return namedChildren(child)
    return child.type.startsWith('jsx_') ? jsxExpressions(child) : []
  })
