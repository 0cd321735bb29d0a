import type { ImportBinding, Statement } from '../ir.ts'
import { spanOf } from '../ir-build.ts'
import { childOf, namedChildren, type SyntaxNode } from '../syntax.ts'
import type { Lowering } from './lowering.ts'
import { unquote } from './strings.ts'

/** The imports of a file: each file of a package has its own. */
export const lowerImports = (root: SyntaxNode, lowering: Lowering): readonly Statement[] =>
  namedChildren(root)
    .filter((child) => child.type === 'import_declaration')
    .flatMap(namedChildren)
    .flatMap((child) => (child.type === 'import_spec_list' ? namedChildren(child) : [child]))
    .flatMap((spec): readonly Statement[] => {
      const path = childOf(spec, 'path')
      if (spec.type !== 'import_spec' || !path) return []
      const module = unquote(lowering.textOf(path))
      return [{ kind: 'import', module, bindings: bindingsOf(module, childOf(spec, 'name'), lowering), ...spanOf(spec) }]
    })

const bindingsOf = (module: string, named: SyntaxNode | undefined, lowering: Lowering): readonly ImportBinding[] => {
  const local = named ? lowering.textOf(named) : null
  if (local === '_') return []
  if (local === '.') return [{ kind: 'all' }]
  return (local === null ? packageNames(module) : [local]).map((each) => ({ kind: 'module', local: each }))
}

/** What a package may be called by its path: the package itself says it, and its files may not be there. */
export const packageNames = (module: string): readonly string[] => {
  const segments = module.split('/').filter((segment, index) => index === 0 || !/^v\d+$/.test(segment))
  const last = (segments.at(-1) ?? module).replace(/\.v\d+$/, '')
  const short = last.replace(/^go[-.]|[-.]go$/g, '')
  return [
    ...new Set([last, short, short.replaceAll(/[-.]/g, ''), short.replaceAll(/[-.]/g, '_'), ...short.split(/[-.]/).slice(-1)]),
  ].filter((each) => /^\w+$/.test(each))
}
