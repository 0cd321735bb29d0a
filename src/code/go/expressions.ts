import type { BinaryExpression, Expression } from '../ir.ts'
import { literalOf, nameOf, opaque, spanOf } from '../ir-build.ts'
import { childOf, childrenOf, namedChildren, type SyntaxNode } from '../syntax.ts'
import { lowerCall } from './calls.ts'
import { lowerComposite } from './literals.ts'
import { type Lowering, memberName } from './lowering.ts'
import { unquote } from './strings.ts'
import { typeReference } from './types.ts'

export const lowerExpression = (node: SyntaxNode, lowering: Lowering): Expression => {
  const at = spanOf(node)
  switch (node.type) {
    case 'identifier':
    case 'field_identifier':
    case 'type_identifier':
    case 'package_identifier':
      return nameOf(lowering.textOf(node), node)
    case 'interpreted_string_literal':
    case 'raw_string_literal':
      return literalOf(unquote(lowering.textOf(node)), node)
    case 'int_literal':
    case 'float_literal':
      return number(node, lowering.textOf(node))
    case 'true':
    case 'false':
      return literalOf(node.type === 'true', node)
    case 'nil':
      return literalOf(null, node)
    case 'selector_expression':
      return selector(node, lowering)
    case 'index_expression': {
      const [object, index] = [childOf(node, 'operand'), childOf(node, 'index')]
      if (!object || !index) return opaque(node, 'it does not parse')
      return { kind: 'index', object: lowering.expression(object), index: lowering.expression(index), ...at }
    }
    case 'slice_expression':
      return slice(node, lowering)
    case 'call_expression':
    case 'type_conversion_expression':
      return lowerCall(node, lowering)
    case 'func_literal':
      return lowering.function(node)
    case 'composite_literal':
      return lowerComposite(childOf(node, 'type'), childOf(node, 'body'), node, lowering)
    case 'unary_expression':
      return unary(node, lowering)
    case 'binary_expression':
      return binary(node, lowering)
    case 'parenthesized_expression':
    case 'literal_element':
    case 'variadic_argument':
    case 'expression_list':
      return inner(node, lowering)
    // An interface holds the value that was put into it.
    case 'type_assertion_expression': {
      const operand = childOf(node, 'operand')
      return operand ? lowering.expression(operand) : opaque(node, 'it does not parse')
    }
    case 'type_instantiation_expression':
    case 'generic_type':
    case 'qualified_type':
    case 'pointer_type':
      return typeReference(node, lowering) ?? inner(node, lowering)
    case 'rune_literal':
    case 'imaginary_literal':
    case 'iota':
      return opaque(node, 'it is a number')
    default:
      return opaque(node, 'it cannot be followed', namedChildren(node).filter(isValue).map(lowering.expression))
  }
}

const isValue = (node: SyntaxNode): boolean => !/_type$|^(?:parameter_list|type_arguments|block)$/.test(node.type)

const inner = (node: SyntaxNode, lowering: Lowering): Expression => {
  const [first] = namedChildren(node)
  return first ? lowering.expression(first) : opaque(node, 'it does not parse')
}

const number = (node: SyntaxNode, text: string): Expression => {
  const value = Number(text.replaceAll('_', '').replace(/^0(\d+)$/, '0o$1'))
  return Number.isNaN(value) ? opaque(node, 'it is a number') : literalOf(value, node)
}

const selector = (node: SyntaxNode, lowering: Lowering): Expression => {
  const [operand, field] = [childOf(node, 'operand'), childOf(node, 'field')]
  if (!operand || !field) return opaque(node, 'it does not parse')
  return {
    kind: 'member',
    object: lowering.expression(operand),
    name: memberName(lowering.textOf(field)),
    nameSpan: spanOf(field),
    ...spanOf(node),
  }
}

const slice = (node: SyntaxNode, lowering: Lowering): Expression => {
  const operand = childOf(node, 'operand')
  const [from, to] = [childOf(node, 'start'), childOf(node, 'end')]
  if (!operand) return opaque(node, 'it does not parse')
  // `xs[:]` is all of it.
  if (!from && !to) return lowering.expression(operand)
  return {
    kind: 'slice',
    object: lowering.expression(operand),
    from: from ? lowering.expression(from) : null,
    to: to ? lowering.expression(to) : null,
    ...spanOf(node),
  }
}

const unary = (node: SyntaxNode, lowering: Lowering): Expression => {
  const operator = childOf(node, 'operator')?.type
  const operand = childOf(node, 'operand')
  if (!operand) return opaque(node, 'it does not parse')
  const value = lowering.expression(operand)
  switch (operator) {
    // A pointer is followed as what it points to.
    case '&':
    case '*':
      return value
    case '!':
      return { kind: 'not', operand: value, ...spanOf(node) }
    case '<-':
      return { kind: 'index', object: value, index: opaque(node, 'it is the next one that is received'), ...spanOf(node) }
    case '-':
      return value.kind === 'literal' && typeof value.value === 'number'
        ? literalOf(-value.value, node)
        : opaque(node, 'it is a number', [value])
    default:
      return opaque(node, 'it is a number', [value])
  }
}

const operators: ReadonlyMap<string, BinaryExpression['operator']> = new Map([
  ['+', '+'],
  ['||', '||'],
  ['&&', '&&'],
  ['==', '=='],
  ['!=', '!='],
])

const binary = (node: SyntaxNode, lowering: Lowering): Expression => {
  const [left, right] = [childOf(node, 'left'), childOf(node, 'right')]
  const operator = childrenOf(node, 'operator')[0]?.type ?? ''
  if (!left || !right) return opaque(node, 'it does not parse')
  return {
    kind: 'binary',
    operator: operators.get(operator) ?? 'other',
    left: lowering.expression(left),
    right: lowering.expression(right),
    ...spanOf(node),
  }
}
