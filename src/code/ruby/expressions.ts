import type { BinaryExpression, Expression } from '../ir.ts'
import { literalOf, nameOf, opaque, spanOf } from '../ir-build.ts'
import { childOf, namedChildren, type SyntaxNode } from '../syntax.ts'
import { lowerAssignment, lowerOperatorAssignment, lowerShift } from './assignments.ts'
import { callValue } from './calls.ts'
import { entry } from './entries.ts'
import { asExpression, callOf, type Lowering, plain, shorten } from './lowering.ts'
import { isStatement, statementValue } from './statements.ts'
import { lowerHeredoc, lowerString, lowerSymbol } from './strings.ts'
import { constant, globalName, lowerScopeResolution, variable } from './variables.ts'

export const lowerExpression = (node: SyntaxNode, lowering: Lowering): Expression => {
  const at = spanOf(node)
  const field = (name: string): Expression => {
    const child = childOf(node, name)
    return child ? lowering.expression(child) : opaque(node, 'it does not parse')
  }
  if (isStatement(node)) return statementValue(node, lowering)
  switch (node.type) {
    case 'identifier':
    case 'call':
    case 'super':
    case 'yield':
      return callValue(node, lowering)
    case 'constant':
      return constant(node, lowering)
    case 'scope_resolution':
      return lowerScopeResolution(node, lowering)
    case 'instance_variable':
    case 'class_variable':
      return variable(node, lowering)
    case 'global_variable':
      return nameOf(globalName(node, lowering), node)
    case 'self':
      return { kind: 'this', ...at }
    case 'nil':
      return literalOf(null, node)
    case 'true':
    case 'false':
      return literalOf(node.type === 'true', node)
    case 'integer':
    case 'float':
      return number(node, lowering)
    case 'string':
    case 'chained_string':
    case 'bare_string':
    case 'bare_symbol':
      return lowerString(node, lowering)
    case 'character':
      return literalOf(lowering.textOf(node).slice(1), node)
    case 'heredoc_beginning':
      return lowerHeredoc(node, lowering)
    case 'simple_symbol':
    case 'delimited_symbol':
    case 'hash_key_symbol':
      return lowerSymbol(node, lowering)
    case 'subshell':
      return callOf(node, nameOf('`', node), [plain(lowerString(node, lowering))])
    case 'array':
    case 'string_array':
    case 'symbol_array':
      return { kind: 'list', elements: namedChildren(node).map((child) => element(child, lowering)), ...at }
    case 'hash':
      return { kind: 'object', type: null, entries: namedChildren(node).flatMap((child) => entry(child, lowering)), ...at }
    case 'parenthesized_statements':
      return parenthesized(node, lowering)
    case 'assignment':
      return lowerAssignment(node, lowering)
    case 'operator_assignment':
      return lowerOperatorAssignment(node, lowering)
    case 'conditional':
      return {
        kind: 'conditional',
        test: field('condition'),
        whenTrue: field('consequence'),
        whenFalse: field('alternative'),
        ...at,
      }
    case 'binary':
      return binary(node, lowering)
    case 'unary':
      return unary(node, lowering)
    case 'element_reference':
      return elementReference(node, lowering)
    case 'lambda':
      return lowering.block(node, true)
    case 'splat_argument':
    case 'hash_splat_argument':
    case 'argument_list': {
      const [inner] = namedChildren(node)
      return inner ? lowering.expression(inner) : opaque(node, 'it does not parse')
    }
    case 'regex':
    case 'range':
      return opaque(
        node,
        `it is ${shorten(lowering.textOf(node))}`,
        namedChildren(node).flatMap((child) => parts(child, lowering)),
      )
    default:
      return opaque(
        node,
        `it is ${shorten(lowering.textOf(node))}`,
        namedChildren(node).map((child) => lowering.expression(child)),
      )
  }
}

const parts = (node: SyntaxNode, lowering: Lowering): readonly Expression[] =>
  node.type === 'string_content' || node.type === 'escape_sequence' ? [] : [lowering.expression(node)]

const number = (node: SyntaxNode, lowering: Lowering): Expression => {
  const value = Number(lowering.textOf(node).replaceAll('_', ''))
  return Number.isNaN(value) ? opaque(node, `it is the number ${lowering.textOf(node)}`) : literalOf(value, node)
}

const element = (node: SyntaxNode, lowering: Lowering): { readonly spread: boolean; readonly value: Expression } => {
  if (node.type === 'pair')
    return { spread: false, value: { kind: 'object', type: null, entries: entry(node, lowering), ...spanOf(node) } }
  return { spread: node.type === 'splat_argument', value: lowering.expression(node) }
}

const parenthesized = (node: SyntaxNode, lowering: Lowering): Expression => {
  const children = namedChildren(node)
  const [only] = children
  if (!only) return literalOf(null, node)
  return children.length === 1 ? lowering.expression(only) : asExpression(node, (tail) => lowering.statements(children, tail))
}

const operators = new Map<string, BinaryExpression['operator']>([
  ['+', '+'],
  ['%', '%'],
  ['/', '/'],
  ['||', '||'],
  ['or', '||'],
  ['&&', '&&'],
  ['and', '&&'],
  ['==', '=='],
  ['!=', '!='],
])

const binary = (node: SyntaxNode, lowering: Lowering): Expression => {
  const written = childOf(node, 'operator')
  const left = childOf(node, 'left')
  const right = childOf(node, 'right')
  if (!written || !left || !right) return opaque(node, 'it does not parse')
  const text = lowering.textOf(written)
  if (text === '<<') return lowerShift(node, lowering)
  const operator = operators.get(text) ?? 'other'
  return { kind: 'binary', operator, left: lowering.expression(left), right: lowering.expression(right), ...spanOf(node) }
}

const unary = (node: SyntaxNode, lowering: Lowering): Expression => {
  const operator = childOf(node, 'operator')
  const operand = childOf(node, 'operand')
  if (!operand || !operator) return opaque(node, 'it does not parse')
  const text = lowering.textOf(operator)
  if (text === 'defined?') return opaque(node, 'it says whether something is defined')
  const value = lowering.expression(operand)
  if (text === '!' || text === 'not') return { kind: 'not', operand: value, ...spanOf(node) }
  if (text === '-' && value.kind === 'literal' && typeof value.value === 'number') return literalOf(-value.value, node)
  return opaque(node, `it is ${shorten(lowering.textOf(node))}`, [value])
}

const elementReference = (node: SyntaxNode, lowering: Lowering): Expression => {
  const written = childOf(node, 'object')
  const indices = namedChildren(node).filter((child) => child !== written && child.field !== 'block')
  const [index] = indices
  if (!written) return opaque(node, 'it does not parse')
  // `Dir["lib/*.rb"]`: the pattern stands for the files that it finds.
  if (written.type === 'constant' && lowering.textOf(written) === 'Dir')
    return {
      kind: 'list',
      elements: indices.map((child) => ({ spread: false, value: lowering.expression(child) })),
      ...spanOf(node),
    }
  const object = lowering.expression(written)
  if (index && indices.length === 1 && index.type === 'range') {
    const [from, to] = namedChildren(index).map((child) => lowering.expression(child))
    return { kind: 'slice', object, from: from ?? null, to: to ?? null, ...spanOf(node) }
  }
  if (index && indices.length === 2)
    return {
      kind: 'slice',
      object,
      from: lowering.expression(index),
      to: lowering.expression(indices[1] as SyntaxNode),
      ...spanOf(node),
    }
  const key = index ? lowering.expression(index) : opaque(node, 'it has no index')
  return { kind: 'index', object, index: key, ...spanOf(node) }
}
