import type { Expression } from '../ir.ts'
import { literalOf, nameOf, opaque, spanOf } from '../ir-build.ts'
import type { SyntaxNode } from '../syntax.ts'
import { childOf } from '../syntax.ts'
import type { Lowering } from './lowering.ts'

/** `@x` is an entry of the receiver, `@@x` of the class that it is written in. */
export const variable = (node: SyntaxNode, lowering: Lowering, isWritten = false): Expression => {
  const at = spanOf(node)
  const owner = lowering.place.nesting.at(-1)
  const object: Expression =
    isWritten && owner !== undefined && lowering.place.method && !lowering.place.method.isStatic
      ? { kind: 'name', name: owner, find: 'constant', ...at }
      : { kind: 'this', ...at }
  return { kind: 'index', object, index: literalOf(lowering.textOf(node), node), ...at }
}

/** `Store`: of the classes around it, of what these inherit, or of the program; loaded by its name if need be. */
export const constant = (node: SyntaxNode, lowering: Lowering): Expression => {
  const name = lowering.textOf(node)
  return { kind: 'name', name, find: 'constant', module: moduleOf(name, lowering), ...spanOf(node) }
}

const moduleOf = (path: string, { place }: Lowering): string => `::${place.nesting.join('::')}|${path}`

/** `Reports::Store`, `::Store`. */
export const lowerScopeResolution = (node: SyntaxNode, lowering: Lowering): Expression => {
  const scope = childOf(node, 'scope')
  const named = childOf(node, 'name')
  if (!named) return opaque(node, 'it does not parse')
  const name = lowering.textOf(named)
  if (!scope) return { ...nameOf(name, node), find: 'constant', module: `::|${name}` }
  const path = pathOf(node, lowering)
  return {
    kind: 'member',
    object: lowering.expression(scope),
    name,
    nameSpan: spanOf(named),
    ...(path === null ? {} : { module: moduleOf(path, lowering) }),
    ...spanOf(node),
  }
}

/** `A::B::C`; null for what is not all constants. */
export const pathOf = (node: SyntaxNode, lowering: Lowering): string | null => {
  if (node.type === 'constant') return lowering.textOf(node)
  const scope = childOf(node, 'scope')
  const name = childOf(node, 'name')
  if (node.type !== 'scope_resolution' || !name) return null
  const outer = scope ? pathOf(scope, lowering) : ''
  return outer === null ? null : outer === '' ? lowering.textOf(name) : `${outer}::${lowering.textOf(name)}`
}

/** A variable of the whole program; its name is that of no library. */
export const globalName = (node: SyntaxNode, lowering: Lowering): string => lowering.textOf(node).replace(/^\$/, 'globals.')
