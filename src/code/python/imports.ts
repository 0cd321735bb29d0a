import type { ImportBinding, ImportStatement } from '../ir.ts'
import { childOf, childrenOf, type SyntaxNode } from '../syntax.ts'
import { type Lowering, spanOf } from './lowering.ts'

/** Importing `a.b.c` runs `a` and `a.b` first. */
export const lowerImport = (node: SyntaxNode, lowering: Lowering): readonly ImportStatement[] => {
  const at = spanOf(node)
  const from = childOf(node, 'module_name')
  if (from) {
    const module = lowering.textOf(from).replace(/\s+/g, '')
    const bindings = node.children.some((child) => child.type === 'wildcard_import')
      ? [{ kind: 'all' } as const]
      : childrenOf(node, 'name').map((name): ImportBinding => member(name, lowering))
    return [...parents(module).map((parent) => imported(parent, [], at)), imported(module, bindings, at)]
  }
  return childrenOf(node, 'name').flatMap((name) => {
    const alias = childOf(name, 'alias')
    const module = lowering.textOf(childOf(name, 'name') ?? name).replace(/\s+/g, '')
    const outer = parents(module)
    if (alias)
      return [
        ...outer.map((parent) => imported(parent, [], at)),
        imported(module, [{ kind: 'module', local: lowering.textOf(alias) }], at),
      ]
    const [root = module, ...rest] = [...outer, module]
    return [imported(root, [{ kind: 'module', local: root }], at), ...rest.map((inner) => imported(inner, [], at))]
  })
}

const imported = (
  module: string,
  bindings: readonly ImportBinding[],
  at: { readonly start: number; readonly end: number },
): ImportStatement => ({
  kind: 'import',
  module,
  bindings,
  ...at,
})

const member = (node: SyntaxNode, lowering: Lowering): ImportBinding => {
  const alias = childOf(node, 'alias')
  const name = lowering.textOf(childOf(node, 'name') ?? node)
  return { kind: 'member', name, local: alias ? lowering.textOf(alias) : name }
}

const parents = (module: string): readonly string[] => {
  if (module.startsWith('.')) return []
  const segments = module.split('.')
  return segments.slice(1).map((_, index) => segments.slice(0, index + 1).join('.'))
}
