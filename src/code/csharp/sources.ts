import type { CodePackage } from '../program.ts'
import { words } from '../scan/csharp-imports.ts'

/** What words alone tell of a file: enough to find types by their names. */
export interface Source {
  readonly path: string
  /** Full names of its types, with dots. */
  readonly types: readonly string[]
  readonly partials: readonly string[]
  readonly abstracts: ReadonlySet<string>
  readonly namespaces: ReadonlySet<string>
  readonly usings: readonly string[]
  readonly globalUsings: readonly string[]
  /** Types of `global using static`. */
  readonly globalStatics: readonly string[]
  readonly aliases: ReadonlyMap<string, string>
  /** Names of its extension methods, with the types that have them. */
  readonly extensions: ReadonlyMap<string, string>
  /** Without comments and texts. */
  readonly code: string
}

export interface Sources {
  readonly files: ReadonlyMap<string, Source>
  /** The files that declare a type, by its full name. */
  readonly byType: ReadonlyMap<string, readonly string[]>
  readonly bySimpleName: ReadonlyMap<string, readonly string[]>
  readonly namespaces: ReadonlySet<string>
  readonly globalUsings: readonly string[]
  /** Types of `global using static`. */
  readonly globalStatics: readonly string[]
  readonly extensions: ReadonlyMap<string, readonly string[]>
  readonly textOf: (path: string) => string
}

const known = new WeakMap<CodePackage, Sources>()

const isSource = (path: string): boolean =>
  path.endsWith('.cs') && !/(?:^|\/)(?:obj|bin|node_modules|\.git)\//.test(path) && !isTest(path)

const isTest = (path: string): boolean => /(?:^|\/)(?:tests?|[\w.]*\.(?:unit|integration)?tests?)\//i.test(path)

export const sourcesOf = (pkg: CodePackage): Sources => {
  const before = known.get(pkg)
  if (before) return before
  const paths = [...pkg.files.keys(), ...referenced(pkg)].filter(isSource)
  const files = new Map<string, Source>()
  for (const path of paths) {
    const text = pkg.files.get(path)?.()?.text
    if (text !== undefined) files.set(path, readSource(path, text))
  }
  const made = collect(files, (path) => pkg.files.get(path)?.()?.text ?? '')
  known.set(pkg, made)
  return made
}

/** Files of the projects around that the package's own refer to, and that those refer to. */
const referenced = (pkg: CodePackage): readonly string[] => {
  const left = [...pkg.files.keys()].filter((path) => path.endsWith('.csproj') && !/^\//.test(path))
  const folders = new Set<string>()
  const seen = new Set(left)
  for (let at = left.pop(); at !== undefined; at = left.pop()) {
    const folder = at.slice(0, at.lastIndexOf('/') + 1)
    if (at.startsWith('../')) folders.add(folder)
    for (const match of (pkg.files.get(at)?.()?.text ?? '').matchAll(
      /<ProjectReference\s+[^>]{0,200}?Include\s*=\s*"([^"\n]{1,300})"/g,
    )) {
      const path = normalized(folder + (match[1] ?? '').replaceAll('\\', '/'))
      if (seen.has(path) || seen.size > 100) continue
      seen.add(path)
      left.push(path)
    }
  }
  if (folders.size === 0) return []
  return (pkg.surroundings?.(/\.cs$/) ?? []).filter((path) => [...folders].some((folder) => path.startsWith(folder)))
}

/** `src/../Shared` is `Shared`; what leaves the package begins with `..`. */
const normalized = (path: string): string => {
  const parts: string[] = []
  for (const part of path.split('/')) {
    if (part === '..' && parts.length > 0 && parts.at(-1) !== '..') parts.pop()
    else if (part !== '.' && part !== '') parts.push(part)
  }
  return parts.join('/')
}

const collect = (files: ReadonlyMap<string, Source>, textOf: Sources['textOf']): Sources => {
  const byType = new Map<string, string[]>()
  const bySimpleName = new Map<string, string[]>()
  const namespaces = new Set<string>()
  const globalUsings = new Set<string>()
  const globalStatics = new Set<string>()
  const extensions = new Map<string, string[]>()
  const add = (to: Map<string, string[]>, key: string, value: string): void => {
    const values = to.get(key)
    if (!values) to.set(key, [value])
    else if (!values.includes(value)) values.push(value)
  }
  for (const source of files.values()) {
    for (const type of source.types) {
      add(byType, type, source.path)
      add(bySimpleName, simple(type), type)
    }
    for (const one of source.namespaces)
      for (let at = one.length; at > 0; at = one.lastIndexOf('.', at - 1)) namespaces.add(one.slice(0, at))
    for (const one of source.globalUsings) globalUsings.add(one)
    for (const one of source.globalStatics) globalStatics.add(one)
    for (const [name, type] of source.extensions) add(extensions, name, type)
  }
  return {
    files,
    byType,
    bySimpleName,
    namespaces,
    globalUsings: [...globalUsings],
    globalStatics: [...globalStatics],
    extensions,
    textOf,
  }
}

export const simple = (name: string): string => name.slice(name.lastIndexOf('.') + 1)

const keywords = new Set([
  'in',
  'is',
  'as',
  'when',
  'where',
  'and',
  'or',
  'not',
  'switch',
  'with',
  'struct',
  'class',
  'new',
  'out',
  'ref',
  'await',
  'from',
  'select',
])

const tokens =
  /\bnamespace\s+([\w.]+)|\b((?:\w+\s+){0,6}?)(class|struct|record|interface|enum)\s+(?:class\s+|struct\s+)?(@?[A-Za-z_]\w*)|\b(\w+)\s*(?:<[\w\s,?<>.[\]]{0,80}>)?\s*\(\s*this\s|[{};]/g

const readSource = (path: string, text: string): Source => {
  const code = words(text)
  const types: string[] = []
  const partials: string[] = []
  const abstracts = new Set<string>()
  const namespaces = new Set<string>()
  const extensions = new Map<string, string>()
  const stack: string[] = []
  let around = ''
  let pending: string | null = null
  let isNamespace = false
  const join = (name: string): string => (around === '' ? name : `${around}.${name}`)
  for (const match of code.matchAll(tokens)) {
    const [token, namespace, modifiers = '', kind, name, extension] = match
    if (namespace !== undefined) {
      pending = join(namespace)
      isNamespace = true
      namespaces.add(pending)
    } else if (kind !== undefined && name !== undefined) {
      if (keywords.has(name)) continue
      pending = join(name)
      isNamespace = false
      types.push(pending)
      if (/\bpartial\b/.test(modifiers)) partials.push(pending)
      if (kind === 'interface' || /\babstract\b/.test(modifiers)) abstracts.add(pending)
    } else if (extension !== undefined) extensions.set(extension, around)
    else if (token === '{') {
      stack.push(around)
      if (pending !== null) around = pending
      pending = null
    } else if (token === '}') {
      around = stack.pop() ?? ''
      pending = null
    } else {
      if (pending !== null && isNamespace) around = pending
      pending = null
    }
  }
  const usings: string[] = []
  const globalUsings: string[] = []
  const globalStatics: string[] = []
  const aliases = new Map<string, string>()
  for (const match of code.matchAll(/\b(global\s+)?using\s+(static\s+)?(?:(\w+)\s*=\s*)?(?:global::)?([\w.]+)[^;(){}]{0,200};/g)) {
    const [, isGlobal, isStatic, alias, name = ''] = match
    if (alias !== undefined) aliases.set(alias, name)
    else if (isGlobal === undefined) usings.push(name)
    else if (isStatic === undefined) globalUsings.push(name)
    else globalStatics.push(name)
  }
  return { path, types, partials, abstracts, namespaces, usings, globalUsings, globalStatics, aliases, extensions, code }
}

/** All files that have a part of a type of these files: they are one module. */
export const groupOf = (path: string, sources: Sources): readonly string[] => {
  const group = new Set<string>()
  const left = [path]
  for (let at = left.pop(); at !== undefined; at = left.pop()) {
    if (group.has(at)) continue
    group.add(at)
    for (const type of sources.files.get(at)?.partials ?? [])
      left.push(...(sources.byType.get(type) ?? []).filter((one) => isNear(one, path)))
  }
  return [...group].sort()
}

/** Projects side by side may have types of the same name: a type's parts are in one of them. */
const isNear = (path: string, other: string): boolean => path.split('/')[0] === other.split('/')[0] || !path.includes('/')

/** Of several files, the nearest to the one that asks. */
export const nearestTo = (paths: readonly string[], from: string): string | undefined => {
  const [first] = paths
  return first === undefined
    ? undefined
    : paths.reduce((best, path) => (nearness(path, from) > nearness(best, from) ? path : best), first)
}

const nearness = (path: string, from: string): number => {
  let length = 0
  while (length < path.length && path[length] === from[length]) length += 1
  return path.startsWith('../') ? length - 1000 : length
}
