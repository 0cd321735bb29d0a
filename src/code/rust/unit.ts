import type { Span } from '../../source/source-file.ts'
import type { SyntaxNode } from '../syntax.ts'

/** What the names in a file mean. */
export interface Unit {
  /** By the name that the file uses: the segments of the path. */
  readonly uses: ReadonlyMap<string, readonly string[]>
  /** Paths of `use m::*`. */
  readonly globs: readonly (readonly string[])[]
  /** Items, those of modules inside the file by their paths in it: `inner::save`. */
  readonly items: ReadonlySet<string>
  /** Enumerations. */
  readonly enums: ReadonlySet<string>
  /** Those that are modules. */
  readonly modules: ReadonlySet<string>
  /** Fields of the structs of the file. */
  readonly fields: ReadonlyMap<string, readonly string[]>
  /** Types that a call of envy fills, by where it stands: `let config: Config = envy::from_env()?`. */
  readonly envyTypes: ReadonlyMap<number, string>
  /** The traits that a type of the file implements, as paths. */
  readonly traits: ReadonlyMap<string, readonly (readonly string[])[]>
}

export const isTestOnly = (nodes: readonly SyntaxNode[], index: number, textOf: (node: Span) => string): boolean => {
  for (let at = index - 1; at >= 0 && /attribute_item|comment/.test(nodes[at]?.type ?? ''); at -= 1)
    if (/^#\[\s*cfg\s*\(\s*test\s*\)/.test(textOf(nodes[at] as SyntaxNode))) return true
  return false
}

export const readUnit = (root: SyntaxNode | undefined, text: string, textOf: (node: Span) => string): Unit => {
  const uses = new Map<string, readonly string[]>()
  const globs: (readonly string[])[] = []
  const items = new Set<string>()
  const modules = new Set<string>()
  const enums = new Set<string>()
  const fields = new Map<string, readonly string[]>()
  const traits = new Map<string, (readonly string[])[]>()
  const nameIn = (node: SyntaxNode): string => {
    const name = node.children.find((child) => child.field === 'name')
    return name ? textOf(name) : ''
  }
  const visit = (nodes: readonly SyntaxNode[], path: readonly string[]): void => {
    for (const [index, node] of nodes.entries()) {
      if (node.type === 'use_declaration') {
        const argument = node.children.find((child) => child.field === 'argument')
        if (argument) readUse(argument, [], uses, globs, textOf)
        continue
      }
      if (/^(?:block|function_item|declaration_list|expression_statement)$/.test(node.type)) visit(node.children, path)
      if (!/_item$/.test(node.type) || isTestOnly(nodes, index, textOf)) continue
      const name = nameIn(node)
      const body = node.children.find((child) => child.field === 'body')
      if (node.type === 'impl_item') {
        const [type, trait] = ['type', 'trait'].map((field) => node.children.find((child) => child.field === field))
        const own = type ? textOf(type).replace(/<.*$/s, '') : ''
        if (trait) traits.set(own, [...(traits.get(own) ?? []), textOf(trait).replace(/<.*$/s, '').split('::')])
        if (body) visit(body.children, path)
        continue
      }
      if (name !== '') items.add([...path, name].join('::'))
      if (node.type === 'enum_item') enums.add(name)
      if (node.type === 'mod_item') modules.add([...path, name].join('::'))
      if (node.type === 'struct_item' && body)
        fields.set(name, body.children.filter((child) => child.type === 'field_declaration').map(nameIn))
      if (node.type === 'mod_item' && body) visit(body.children, isLazy(name) ? path : [...path, name])
    }
  }
  visit(root?.children ?? [], [])
  const filled = [...text.matchAll(/:\s*(?:\w+::)*(\w+)\s*=\s*(?=(?:match\s+)?envy::from_env\b)/g)]
  const envyTypes = new Map(filled.map((match) => [match.index + match[0].length, match[1] ?? '']))
  return { uses, globs, items, enums, modules, fields, traits, envyTypes }
}

/** `lazy_static! { … }`, as far as `prepare` makes a name of it. */
export const isLazy = (name: string): boolean => name.endsWith('_static!')

/** https://doc.rust-lang.org/reference/items/use-declarations.html */
const readUse = (
  node: SyntaxNode,
  before: readonly string[],
  uses: Map<string, readonly string[]>,
  globs: (readonly string[])[],
  textOf: (node: Span) => string,
): void => {
  const segments = (part: SyntaxNode | undefined): readonly string[] =>
    part
      ? textOf(part)
          .replace(/\s+/g, '')
          .split('::')
          .filter((one) => one !== '')
      : []
  switch (node.type) {
    case 'scoped_use_list':
    case 'use_list': {
      const path = node.children.find((child) => child.field === 'path')
      const list = node.type === 'use_list' ? node : node.children.find((child) => child.field === 'list')
      for (const child of list?.children ?? []) if (child.named) readUse(child, [...before, ...segments(path)], uses, globs, textOf)
      return
    }
    case 'use_as_clause': {
      const path = [...before, ...segments(node.children.find((child) => child.field === 'path'))]
      const alias = node.children.find((child) => child.field === 'alias')
      if (alias) uses.set(textOf(alias), path.at(-1) === 'self' ? path.slice(0, -1) : path)
      return
    }
    case 'use_wildcard':
      globs.push([...before, ...segments(node.children.find((child) => child.named))])
      return
    default: {
      const path = [...before, ...segments(node)]
      const full = path.at(-1) === 'self' && path.length > 1 ? path.slice(0, -1) : path
      const name = full.at(-1)
      if (name !== undefined) uses.set(name, full)
    }
  }
}
