import type { BinaryExpression, Expression } from '../ir.ts'
import { assignmentOf, listOf, literalOf, memberOf, opaque, spanOf } from '../ir-build.ts'
import type { SyntaxNode } from '../syntax.ts'
import { lowerAsync, lowerBlockValue, lowerBranchValue } from './blocks.ts'
import { lowerCall } from './calls.ts'
import { lowerClosure } from './functions.ts'
import { fieldOf, type Lowering, partsOf, presentOf } from './lowering.ts'
import { lowerPath, lowerPathNode, segmentsOf } from './paths.ts'
import { variantName } from './patterns.ts'
import { textOfString } from './strings.ts'

export const lowerExpression = (node: SyntaxNode, lowering: Lowering): Expression => {
  const at = spanOf(node)
  const lower = (child: SyntaxNode): Expression => lowerExpression(child, lowering)
  const parts = partsOf(node)
  const [first, second] = parts
  const field = (name: string): Expression => {
    const child = fieldOf(node, name)
    return child ? lower(child) : opaque(node, 'it does not parse')
  }
  switch (node.type) {
    case 'identifier':
    case 'self':
      return lowering.textOf(node) === 'None' ? literalOf(null, node) : lowerPath([lowering.textOf(node)], node, lowering)
    case 'scoped_identifier':
    case 'generic_function':
      return fieldOf(node, 'function')?.type === 'field_expression' ? lower(first as SyntaxNode) : lowerPathNode(node, lowering)
    case 'string_literal':
    case 'raw_string_literal':
      return literalOf(textOfString(node, lowering), node)
    case 'char_literal':
      return literalOf(lowering.textOf(node).replace(/^b?'|'$/g, ''), node)
    case 'integer_literal':
    case 'float_literal': {
      const value = Number(lowering.textOf(node).replace(/_|[iuf]\d+$|[iu]size$/g, ''))
      return Number.isNaN(value) ? opaque(node, 'it is a number') : literalOf(value, node)
    }
    case 'boolean_literal':
      return literalOf(lowering.textOf(node) === 'true', node)
    case 'unit_expression':
      return literalOf(null, node)
    case 'parenthesized_expression':
    case 'type_cast_expression':
      return first ? lower(first) : opaque(node, 'it does not parse')
    case 'await_expression':
      return first ? { kind: 'await', value: lower(first), ...at } : opaque(node, 'it does not parse')
    case 'try_expression':
      return first ? presentOf(lower(first), node) : opaque(node, 'it does not parse')
    case 'reference_expression':
      return field('value')
    case 'unary_expression': {
      if (!first) return opaque(node, 'it does not parse')
      const operator = lowering.textOf(node).charAt(0)
      if (operator === '*') return lower(first)
      return operator === '!' ? { kind: 'not', operand: lower(first), ...at } : opaque(node, 'it is a number', [lower(first)])
    }
    case 'field_expression': {
      const name = fieldOf(node, 'field')
      if (!name) return opaque(node, 'it does not parse')
      if (name.type === 'integer_literal')
        return { kind: 'index', object: field('value'), index: literalOf(Number(lowering.textOf(name)), name), ...at }
      return memberOf(field('value'), lowering.textOf(name).replace(/^r#/, ''), node, name)
    }
    case 'index_expression':
      return first && second ? indexed(node, lower(first), second, lowering) : opaque(node, 'it does not parse')
    case 'call_expression':
      return lowerCall(node, lowering)
    case 'closure_expression':
      return lowerClosure(node, lowering)
    case 'struct_expression':
      return structure(node, lowering)
    case 'tuple_expression':
      return listOf(parts.map(lower), node)
    case 'array_expression':
      return fieldOf(node, 'length') ? listOf(first ? [lower(first)] : [], node) : listOf(parts.map(lower), node)
    case 'if_expression':
    case 'match_expression':
      return lowerBranchValue(node, lowering)
    case 'block':
    case 'unsafe_block':
    case 'const_block':
      return lowerBlockValue(node.type === 'block' ? node : (first ?? node), lowering)
    case 'async_block':
      return lowerAsync(node, lowering)
    case 'binary_expression':
      return { kind: 'binary', operator: operatorOf(node, lowering), left: field('left'), right: field('right'), ...at }
    case 'range_expression':
      return opaque(node, 'it is a range of numbers', parts.map(lower))
    case 'loop_expression': {
      // Its value is that of `break`, which is not followed.
      lowering.sink.push(...lowering.parts.statement(node, lowering))
      return opaque(node, 'it is what a loop ends with')
    }
    case 'for_expression':
    case 'while_expression':
    case 'return_expression':
    case 'break_expression':
    case 'continue_expression':
      lowering.sink.push(...lowering.parts.statement(node, lowering))
      return literalOf(null, node)
    case 'assignment_expression':
      return assignmentOf(field('left'), field('right'), node)
    case 'compound_assignment_expr': {
      const place = field('left')
      const operator = lowering.textOf(node).includes('+=') ? '+' : 'other'
      return assignmentOf(place, { kind: 'binary', operator, left: place, right: field('right'), ...at }, node)
    }
    case 'macro_invocation':
      return opaque(node, `it is the result of ${lowering.textOf(first ?? node)}!`)
    default:
      return opaque(
        node,
        `it is ${shorten(lowering.textOf(node))}`,
        parts.filter((part) => !/type|lifetime|pattern/.test(part.type)).map(lower),
      )
  }
}

const shorten = (text: string): string => {
  const line = text.replace(/\s+/g, ' ')
  return line.length > 60 ? `${line.slice(0, 57)}\u2026` : line
}

const indexed = (node: SyntaxNode, object: Expression, index: SyntaxNode, lowering: Lowering): Expression =>
  index.type === 'range_expression'
    ? { kind: 'slice', object, from: null, to: null, ...spanOf(node) }
    : { kind: 'index', object, index: lowerExpression(index, lowering), ...spanOf(node) }

const operators = new Map<string, BinaryExpression['operator']>([
  ['+', '+'],
  ['||', '||'],
  ['&&', '&&'],
  ['==', '=='],
  ['!=', '!='],
])

const operatorOf = (node: SyntaxNode, lowering: Lowering): BinaryExpression['operator'] => {
  const operator = fieldOf(node, 'operator')
  return operators.get(operator ? lowering.textOf(operator) : '') ?? 'other'
}

/** `Config { bucket, key: k, ..other }`. */
const structure = (node: SyntaxNode, lowering: Lowering): Expression => {
  const name = fieldOf(node, 'name')
  const body = fieldOf(node, 'body')
  const own: { readonly key: Expression | null; readonly value: Expression }[] = []
  const bases: { readonly key: Expression | null; readonly value: Expression }[] = []
  for (const child of body ? partsOf(body) : []) {
    const [only] = partsOf(child)
    if (child.type === 'shorthand_field_initializer' && only)
      own.push({ key: literalOf(lowering.textOf(only), only), value: lowerPath([lowering.textOf(only)], only, lowering) })
    const key = fieldOf(child, 'field')
    const value = fieldOf(child, 'value')
    if (child.type === 'field_initializer' && key && value)
      own.push({ key: literalOf(lowering.textOf(key), key), value: lowerExpression(value, lowering) })
    // What a type has by default is what it has without these.
    if (child.type === 'base_field_initializer' && only && !/(?:^|::)default\(\)$/.test(lowering.textOf(only)))
      bases.push({ key: null, value: lowerExpression(only, lowering) })
  }
  const segments = name ? segmentsOf(name, lowering) : []
  const [its = '', variant] = segments.slice(-2)
  const isVariant = variant !== undefined && lowering.unit.enums.has(its === 'Self' ? (lowering.owner ?? '') : its)
  if (isVariant && name) {
    own.push({ key: literalOf(variantName, name), value: literalOf(variant, name) })
    return { kind: 'object', type: lowerPath(segments.slice(0, -1), name, lowering), entries: own, ...spanOf(node) }
  }
  const type = name ? lowerPath(segments, name, lowering) : null
  return { kind: 'object', type, entries: [...bases, ...own], ...spanOf(node) }
}
