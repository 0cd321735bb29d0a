import type { Argument, BinaryExpression, ComprehensionExpression, Expression, LiteralExpression } from '../ir.ts'
import { childOf, childrenOf, namedChildren, type SyntaxNode } from '../syntax.ts'
import { lowerParameters } from './functions.ts'
import { type Lowering, memberName, opaque, spanOf } from './lowering.ts'
import { lowerString } from './strings.ts'

export const lowerExpression = (node: SyntaxNode, lowering: Lowering): Expression => {
  const at = spanOf(node)
  const lower = lowering.expression
  const field = (name: string): Expression => {
    const child = childOf(node, name)
    return child ? lower(child) : opaque(node, 'it does not parse')
  }
  switch (node.type) {
    case 'identifier':
      return nameOrModule(node, lowering)
    case 'string':
    case 'concatenated_string':
      return lowerString(node, lowering)
    case 'integer':
    case 'float':
      return number(node, lowering)
    case 'true':
    case 'false':
      return { kind: 'literal', value: node.type === 'true', ...at }
    case 'ellipsis':
    case 'none':
      return { kind: 'literal', value: null, ...at }
    case 'parenthesized_expression':
    case 'await': {
      const [inner] = namedChildren(node)
      if (!inner) return opaque(node, 'it does not parse')
      return node.type === 'await' ? { kind: 'await', value: lower(inner), ...at } : lower(inner)
    }
    case 'list':
    case 'tuple':
    case 'set':
    case 'expression_list':
      return { kind: 'list', elements: namedChildren(node).map((child) => element(child, lowering)), ...at }
    case 'dictionary':
      return { kind: 'object', type: null, entries: namedChildren(node).flatMap((child) => entry(child, lowering)), ...at }
    case 'list_comprehension':
    case 'set_comprehension':
    case 'generator_expression':
    case 'dictionary_comprehension':
      return comprehension(node, lowering)
    case 'call':
      return call(node, lowering)
    case 'attribute': {
      const name = childOf(node, 'attribute')
      if (!name) return opaque(node, 'it does not parse')
      return { kind: 'member', object: field('object'), name: memberName(lowering.textOf(name)), nameSpan: spanOf(name), ...at }
    }
    case 'subscript':
      return subscript(node, lowering)
    case 'binary_operator':
      return { kind: 'binary', operator: binaryOperator(node, lowering), left: field('left'), right: field('right'), ...at }
    case 'boolean_operator': {
      const operator = childOf(node, 'operator')?.type === 'or' ? '||' : '&&'
      return { kind: 'binary', operator, left: field('left'), right: field('right'), ...at }
    }
    case 'not_operator':
      return { kind: 'not', operand: field('argument'), ...at }
    case 'comparison_operator':
      return comparison(node, lowering)
    case 'unary_operator':
      return unary(node, lowering)
    case 'conditional_expression': {
      const [whenTrue, test, whenFalse] = namedChildren(node)
      if (!whenTrue || !test || !whenFalse) return opaque(node, 'it does not parse')
      return { kind: 'conditional', test: lower(test), whenTrue: lower(whenTrue), whenFalse: lower(whenFalse), ...at }
    }
    case 'named_expression': {
      const name = childOf(node, 'name')
      if (!name) return opaque(node, 'it does not parse')
      return { kind: 'assignment', declares: true, pattern: lowering.pattern(name), value: field('value'), ...at }
    }
    case 'lambda': {
      const body = childOf(node, 'body')
      return {
        kind: 'function',
        name: null,
        parameters: lowerParameters(childOf(node, 'parameters'), lowering),
        body: body ? [{ kind: 'return', value: lower(body), ...spanOf(body) }] : [],
        this: 'enclosing',
        isGenerator: false,
        decorators: [],
        ...at,
      }
    }
    case 'yield': {
      const [value] = namedChildren(node)
      return {
        kind: 'yield',
        value: value ? lower(value) : null,
        isEach: node.children.some((child) => child.type === 'from'),
        ...at,
      }
    }
    case 'as_pattern':
    case 'list_splat':
    case 'dictionary_splat': {
      const [inner] = namedChildren(node)
      return inner ? lower(inner) : opaque(node, 'it does not parse')
    }
    default:
      return opaque(node, `it is ${shorten(lowering.textOf(node))}`, namedChildren(node).map(lower))
  }
}

const shorten = (text: string): string => {
  const line = text.replace(/\s+/g, ' ')
  return line.length > 60 ? `${line.slice(0, 57)}…` : line
}

/** A module knows its own name: `if __name__ == "__main__"` does not hold in Lambda. */
const nameOrModule = (node: SyntaxNode, lowering: Lowering): Expression => {
  const name = lowering.textOf(node)
  if (name !== '__name__') return { kind: 'name', name, ...spanOf(node) }
  const path = lowering.file.path.replace(/^.*[/!]/, '').replace(/\.py$/, '')
  return { kind: 'literal', value: path, ...spanOf(node) }
}

const number = (node: SyntaxNode, lowering: Lowering): Expression => {
  const value = Number(lowering.textOf(node).replaceAll('_', ''))
  return Number.isNaN(value) ? opaque(node, `it is the number ${lowering.textOf(node)}`) : literal(node, value)
}

const literal = (node: SyntaxNode, value: LiteralExpression['value']): LiteralExpression => ({
  kind: 'literal',
  value,
  ...spanOf(node),
})

const unary = (node: SyntaxNode, lowering: Lowering): Expression => {
  const argument = childOf(node, 'argument')
  const value = argument && lowering.expression(argument)
  if (value?.kind === 'literal' && typeof value.value === 'number' && childOf(node, 'operator')?.type === '-')
    return literal(node, -value.value)
  return opaque(node, `it is ${shorten(lowering.textOf(node))}`, value ? [value] : [])
}

const element = (node: SyntaxNode, lowering: Lowering): { readonly spread: boolean; readonly value: Expression } => ({
  spread: node.type === 'list_splat',
  value: lowering.expression(node),
})

const entry = (node: SyntaxNode, lowering: Lowering): { readonly key: Expression | null; readonly value: Expression }[] => {
  if (node.type !== 'pair') return [{ key: null, value: lowering.expression(node) }]
  const key = childOf(node, 'key')
  const value = childOf(node, 'value')
  return key && value ? [{ key: lowering.expression(key), value: lowering.expression(value) }] : []
}

const comprehension = (node: SyntaxNode, lowering: Lowering): Expression => {
  const body = childOf(node, 'body')
  if (!body) return opaque(node, 'it does not parse')
  const clauses: { pattern: ComprehensionExpression['clauses'][number]['pattern']; iterable: Expression; tests: Expression[] }[] =
    []
  for (const child of node.children) {
    const left = childOf(child, 'left')
    const right = childOf(child, 'right')
    if (child.type === 'for_in_clause' && left && right) {
      clauses.push({ pattern: lowering.pattern(left), iterable: lowering.expression(right), tests: [] })
    }
    const [test] = namedChildren(child)
    if (child.type === 'if_clause' && test) clauses.at(-1)?.tests.push(lowering.expression(test))
  }
  const [pair] = node.type === 'dictionary_comprehension' ? entry(body, lowering) : []
  return {
    kind: 'comprehension',
    clauses,
    key: pair?.key ?? null,
    element: pair?.value ?? lowering.expression(body),
    ...spanOf(node),
  }
}

/** Also of classes: their bases are written as arguments. */
export const lowerArguments = (node: SyntaxNode | undefined, lowering: Lowering): readonly Argument[] =>
  node === undefined ? [] : namedChildren(node).flatMap((child) => argument(child, lowering))

const argument = (node: SyntaxNode, lowering: Lowering): readonly Argument[] => {
  if (node.type === 'keyword_argument') {
    const name = childOf(node, 'name')
    const value = childOf(node, 'value')
    return name && value ? [{ name: lowering.textOf(name), spread: null, value: lowering.expression(value) }] : []
  }
  const spread = node.type === 'list_splat' ? 'list' : node.type === 'dictionary_splat' ? 'object' : null
  return [{ name: null, spread, value: lowering.expression(node) }]
}

const call = (node: SyntaxNode, lowering: Lowering): Expression => {
  const callee = childOf(node, 'function')
  const list = childOf(node, 'arguments')
  if (!callee) return opaque(node, 'it does not parse')
  if (callee.type === 'identifier' && lowering.textOf(callee) === 'super') return { kind: 'super', ...spanOf(node) }
  const values =
    list?.type === 'generator_expression'
      ? [{ name: null, spread: null, value: lowering.expression(list) }]
      : lowerArguments(list, lowering)
  return { kind: 'call', callee: lowering.expression(callee), arguments: values, isNew: false, ...spanOf(node) }
}

const subscript = (node: SyntaxNode, lowering: Lowering): Expression => {
  const object = childOf(node, 'value')
  const indices = childrenOf(node, 'subscript')
  const [index] = indices
  if (!object || !index) return opaque(node, 'it does not parse')
  if (index.type === 'slice') {
    const [first, second] = namedChildren(index).map(lowering.expression)
    const startsOpen = lowering.textOf(index).startsWith(':')
    const from = startsOpen ? null : (first ?? null)
    return { kind: 'slice', object: lowering.expression(object), from, to: (startsOpen ? first : second) ?? null, ...spanOf(node) }
  }
  const value =
    indices.length === 1 ? lowering.expression(index) : opaque(node, 'it has several indices', indices.map(lowering.expression))
  return { kind: 'index', object: lowering.expression(object), index: value, ...spanOf(node) }
}

const binaryOperator = (node: SyntaxNode, lowering: Lowering): BinaryExpression['operator'] => {
  const operator = childOf(node, 'operator')
  const text = operator ? lowering.textOf(operator) : ''
  return text === '+' || text === '%' || text === '/' || text === '|' ? text : 'other'
}

const comparisons = new Map<string, BinaryExpression['operator']>([
  ['==', '=='],
  ['is', '=='],
  ['!=', '!='],
  ['is not', '!='],
  ['in', 'in'],
  ['not in', 'not in'],
])

const comparison = (node: SyntaxNode, lowering: Lowering): Expression => {
  const operands = node.children.filter((child) => child.field !== 'operators' && child.named && child.type !== 'comment')
  const operators = childrenOf(node, 'operators').map((child) => lowering.textOf(child).replace(/\s+/g, ' '))
  const [left, right] = operands
  const operator = comparisons.get(operators.join(' ')) ?? 'other'
  if (!left || !right || operands.length > 2) return opaque(node, 'it is a comparison', operands.map(lowering.expression))
  return { kind: 'binary', operator, left: lowering.expression(left), right: lowering.expression(right), ...spanOf(node) }
}
