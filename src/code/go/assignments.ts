import type { BinaryExpression, Expression, Pattern, Statement } from '../ir.ts'
import { listOf, nameOf, opaque, spanOf, statementOf } from '../ir-build.ts'
import { childOf, childrenOf, namedChildren, type SyntaxNode } from '../syntax.ts'
import { elementsIn } from './facts.ts'
import { declare, type Lowering } from './lowering.ts'
import { typeReference, zeroOf } from './types.ts'

/** `var` and `const`. */
export const lowerVariables = (node: SyntaxNode, lowering: Lowering): readonly Statement[] =>
  namedChildren(node).flatMap((child): readonly Statement[] => {
    if (child.type === 'var_spec_list') return lowerVariables(child, lowering)
    return child.type === 'var_spec' || child.type === 'const_spec' ? variable(child, lowering) : []
  })

const variable = (node: SyntaxNode, lowering: Lowering): readonly Statement[] => {
  const names = childrenOf(node, 'name').filter((child) => child.named)
  const values = elementsIn(childOf(node, 'value'))
  if (values.length > 0) return bindings(node, names, values, lowering)
  const type = childOf(node, 'type')
  const embedded = embeddedIn(node, type, lowering)
  if (embedded) return names.map((at) => declare(at, nameOf(lowering.textOf(at), at), embedded))
  const reference = type?.type === 'pointer_type' ? typeReference(type, lowering) : null
  return names.map((at) => {
    const value = type ? zeroOf(type, lowering) : opaque(at, 'it is a constant that is counted')
    return reference
      ? declare(at, nameOf(lowering.textOf(at), at), null, reference)
      : declare(at, nameOf(lowering.textOf(at), at), value)
  })
}

/** `//go:embed settings.json` before a variable puts the file into it. https://pkg.go.dev/embed */
const embeddedIn = (node: SyntaxNode, type: SyntaxNode | undefined, lowering: Lowering): Expression | null => {
  const before = lowering.file.text.slice(Math.max(0, node.start - 400), node.start)
  const path = /\/\/go:embed[ \t]+"?([^\s"]+)"?[ \t]*\r?\n\s*(?:var\s+)?$/.exec(before)?.[1]
  if (path === undefined || !type) return null
  const source = nameOf('$source', node)
  if (lowering.textOf(type) === 'embed.FS') return source
  const at = spanOf(node)
  const parts = [nameOf('$source.folder', node), `/${path}`]
  return {
    kind: 'call',
    callee: { kind: 'member', object: source, name: 'read', nameSpan: at, ...at },
    arguments: [{ name: null, spread: null, value: { kind: 'template', parts, ...at } }],
    isNew: false,
    ...at,
  }
}

/** `a, b := x, y`, and `a, b := f()`. */
export const lowerShortDeclaration = (node: SyntaxNode, lowering: Lowering): readonly Statement[] =>
  bindings(node, elementsIn(childOf(node, 'left')), elementsIn(childOf(node, 'right')), lowering)

const bindings = (
  node: SyntaxNode,
  names: readonly SyntaxNode[],
  values: readonly SyntaxNode[],
  lowering: Lowering,
): readonly Statement[] => {
  if (names.length > 1 || values.length > 1)
    return [declare(node, patternOf(node, names, lowering), assignedValue(node, names, values, lowering))]
  const [target, value] = [names[0], values[0]]
  if (!target || !value) return []
  return [declare(node, placeOf(target, lowering) ?? nameOf('_', target), lowering.expression(value))]
}

/** `=` and `+=` of what is there already. */
export const lowerAssignment = (node: SyntaxNode, lowering: Lowering): readonly Statement[] => {
  const [targets, values] = [elementsIn(childOf(node, 'left')), elementsIn(childOf(node, 'right'))]
  const operator = childOf(node, 'operator')?.type ?? '='
  const [target, value] = [targets[0], values[0]]
  if (!target || !value) return []
  if (operator !== '=') {
    const sum: BinaryExpression = {
      kind: 'binary',
      operator: operator === '+=' ? '+' : 'other',
      left: lowering.expression(target),
      right: lowering.expression(value),
      ...spanOf(node),
    }
    return assign(node, placeOf(target, lowering), sum)
  }
  if (targets.length === 1 && values.length === 1) return assign(node, placeOf(target, lowering), lowering.expression(value))
  return assign(node, patternOf(node, targets, lowering), assignedValue(node, targets, values, lowering))
}

/** `x++`. */
export const lowerStep = (node: SyntaxNode, lowering: Lowering): readonly Statement[] => {
  const [target] = namedChildren(node)
  return target ? assign(node, placeOf(target, lowering), opaque(node, 'it is a number that is counted')) : []
}

const assign = (node: SyntaxNode, pattern: Pattern | null, value: Expression): readonly Statement[] => [
  statementOf(pattern ? { kind: 'assignment', declares: false, pattern, value, ...spanOf(node) } : value),
]

const patternOf = (node: SyntaxNode, targets: readonly SyntaxNode[], lowering: Lowering): Pattern => ({
  kind: 'list-pattern',
  elements: targets.map((target) => placeOf(target, lowering)),
  rest: null,
  ...spanOf(node),
})

/** Where a value goes; null for `_`. */
export const placeOf = (node: SyntaxNode, lowering: Lowering): Pattern | null => {
  if (node.type === 'identifier') {
    const text = lowering.textOf(node)
    return text === '_' ? null : nameOf(text, node)
  }
  const [inner] = node.type === 'parenthesized_expression' || node.type === 'unary_expression' ? namedChildren(node) : []
  if (inner) return placeOf(inner, lowering)
  const place = lowering.expression(node)
  return place.kind === 'member' || place.kind === 'index' ? { kind: 'place', place, ...spanOf(node) } : null
}

/** Several values are a list; `x, ok := m[k]` has the second from the operator. */
const assignedValue = (
  node: SyntaxNode,
  targets: readonly SyntaxNode[],
  values: readonly SyntaxNode[],
  lowering: Lowering,
): Expression => {
  const lowered = values.map(lowering.expression)
  const [only, value] = [values[0], lowered[0]]
  if (!only || !value || values.length > 1) return listOf(lowered, node)
  const isChecked = targets.length === 2 && isCheckable(only)
  return isChecked ? listOf([value, opaque(only, 'it is true or false')], node) : value
}

const isCheckable = (node: SyntaxNode): boolean => {
  const [inner] = node.type === 'parenthesized_expression' ? namedChildren(node) : []
  if (inner) return isCheckable(inner)
  if (node.type === 'unary_expression') return childOf(node, 'operator')?.type === '<-'
  return node.type === 'type_assertion_expression' || node.type === 'index_expression'
}

/** `channel <- value`: one of what may be received. */
export const lowerSend = (node: SyntaxNode, lowering: Lowering): readonly Statement[] => {
  const [channel, value] = [childOf(node, 'channel'), childOf(node, 'value')]
  if (!channel || !value) return []
  const place = {
    kind: 'index',
    object: lowering.expression(channel),
    index: opaque(node, 'it is any of those that are sent'),
    ...spanOf(node),
  } as const
  return assign(node, { kind: 'place', place, ...spanOf(node) }, lowering.expression(value))
}
