import { isPublicType, publicRoots } from '../catalog/csharp/public-types.ts'
import { csharp as catalog } from '../catalog/csharp.ts'
import type { CodePackage, ImportResolution } from '../program.ts'
import { namespaceModule, wordModule } from '../scan/csharp-imports.ts'
import { handlersOf, implementation, optionsSection, registrationOf } from './container.ts'
import { factoryName, optionsName } from './injection.ts'
import { marks } from './names.ts'
import { registeredName } from './routes.ts'
import { groupOf, nearestTo, type Sources, simple, sourcesOf } from './sources.ts'
import { notAType } from './special-names.ts'

const resolved = new WeakMap<CodePackage, Map<string, ImportResolution>>()

/** The files of a type by its name, as C# finds it: in the types and namespaces around, then in those of `using`. */
export const resolveImport = (module: string, from: string, pkg: CodePackage): ImportResolution => {
  const cache = resolved.get(pkg) ?? new Map<string, ImportResolution>()
  resolved.set(pkg, cache)
  const key = `${module}\u0000${from}`
  const known = cache.get(key) ?? resolve(module, from, pkg)
  cache.set(key, known)
  return known
}

/** The files that share the types of one. */
export const filesOfModule = (path: string, pkg: CodePackage): readonly string[] => groupOf(path, sourcesOf(pkg))

const wordPrefix = wordModule('')
const namespacePrefix = namespaceModule('')

const resolve = (module: string, from: string, pkg: CodePackage): ImportResolution => {
  const sources = sourcesOf(pkg)
  if (module.startsWith(wordPrefix)) return filesWith(module.slice(wordPrefix.length), sources)
  if (module.startsWith(namespacePrefix)) return namespaceOf(module.slice(namespacePrefix.length), from, sources)
  const mark = /[~?!$%#^&=]?$/.exec(module)?.[0] ?? ''
  const [, around = '', name = module] = module.slice(0, module.length - mark.length).split('>')
  const found = findType(around, name, from, sources)
  switch (mark) {
    case marks['is-type']:
      return found || libraryType(name, from, sources) !== undefined
        ? { kind: 'external', name: '$type' }
        : { kind: 'files', paths: groupOf(from, sources), member: [notAType] }
    case marks.handler: {
      const [handler] = found ? handlersOf(found.type, sources) : []
      return handler === undefined
        ? { kind: 'folder' }
        : filesOf({ type: handler, rest: [] }, sources, from, [factoryName(handler)])
    }
    case marks.function:
      return functionOf(name, from, sources)
    case marks.section:
      return { kind: 'external', name: optionsSection(found?.type ?? name, sources) }
    case marks.options:
      return found ? filesOf(found, sources, from, [optionsName(found.type)]) : { kind: 'external', name: '$unknownOptions' }
    case marks.type:
      return found ? { kind: 'folder' } : external(name, from, sources)
    case marks.base:
      return found ? filesOf(found, sources, from) : { kind: 'folder' }
    case marks.injected:
      return injected(found, name, from, sources, true)
    case marks.service:
      return injected(found, name, from, sources, false)
    default:
      return found ? filesOf(found, sources, from) : external(name, from, sources)
  }
}

interface Found {
  readonly type: string
  /** Members of it that the name goes on with. */
  readonly rest: readonly string[]
}

const filesOf = (
  found: Found,
  sources: Sources,
  from: string,
  member: readonly string[] = [found.type, ...found.rest],
): ImportResolution => {
  const path = nearestTo(sources.byType.get(found.type) ?? [], from) ?? from
  return { kind: 'files', paths: groupOf(path, sources), member }
}

/** The longest beginning of a name that is a type of the program. */
const findType = (around: string, name: string, from: string, sources: Sources): Found | undefined => {
  const segments = name.split('.')
  const source = sources.files.get(from)
  const alias =
    source?.aliases.get(segments[0] ?? '') ??
    [...sources.files.values()]
      .find((one) => one.globalUsings.length > 0 && one.aliases.has(segments[0] ?? ''))
      ?.aliases.get(segments[0] ?? '')
  const full = alias === undefined ? segments : [...alias.split('.'), ...segments.slice(1)]
  for (const prefix of prefixesOf(around, source?.usings ?? [], sources)) {
    for (let length = full.length; length > 0; length -= 1) {
      const type = [...(prefix === '' ? [] : [prefix]), ...full.slice(0, length)].join('.')
      if (sources.byType.has(type)) return { type, rest: full.slice(length) }
    }
  }
  return undefined
}

const prefixesOf = (around: string, usings: readonly string[], sources: Sources): readonly string[] => {
  const prefixes: string[] = []
  for (let at = around; at !== ''; at = at.includes('.') ? at.slice(0, at.lastIndexOf('.')) : '') prefixes.push(at)
  return [...prefixes, '', ...usings, ...sources.globalUsings]
}

// ── Libraries ───────────────────────────────────────────────────────────────────────────────────────────────────────

let catalogued: Map<string, string> | undefined

/** The catalogue's names of types by the names that a program has for them, and the types of each simple name. */
const catalogueTypes = (): ReadonlyMap<string, string> => {
  catalogued ??= new Map(
    [...catalog.calls.flatMap(({ on }) => on), ...catalog.members.map(({ name }) => name.slice(0, name.lastIndexOf('.')))]
      .filter((name) => /^[A-Z]/.test(name))
      .map((name) => [name.replaceAll('/', '.'), name]),
  )
  return catalogued
}

/** Namespaces that every project has. https://learn.microsoft.com/dotnet/core/project-sdk/overview#implicit-using-directives */
const implicit = [
  'System',
  'System.IO',
  'System.Linq',
  'System.Collections.Generic',
  'System.Threading',
  'System.Threading.Tasks',
  'System.Net.Http',
  'Microsoft.AspNetCore.Builder',
  'Microsoft.Extensions.DependencyInjection',
  'Microsoft.Extensions.Configuration',
  'Microsoft.Extensions.Hosting',
  'Microsoft.Extensions.Logging',
]

interface LibraryType {
  /** The catalogue's name, with `/` between namespaces. */
  readonly name: string
  readonly rest: readonly string[]
}

const libraryType = (name: string, from: string, sources: Sources): LibraryType | undefined => {
  const source = sources.files.get(from)
  const segments = name.split('.')
  const alias = source?.aliases.get(segments[0] ?? '')
  const full = alias === undefined ? segments : [...alias.split('.'), ...segments.slice(1)]
  const types = catalogueTypes()
  for (const prefix of ['', ...(source?.usings ?? []), ...sources.globalUsings, ...implicit]) {
    for (let length = full.length; length > 0; length -= 1) {
      const known = types.get([...(prefix === '' ? [] : [prefix]), ...full.slice(0, length)].join('.'))
      if (known !== undefined) return { name: known, rest: full.slice(length) }
    }
  }
  const [first = ''] = full
  return isPublicType(first) ? { name: first, rest: full.slice(1) } : undefined
}

const external = (name: string, from: string, sources: Sources): ImportResolution => {
  const known = libraryType(name, from, sources)
  if (known) {
    const label = known.name.replace(/^.*[./]/, '')
    return { kind: 'external', name: known.name, label, ...(known.rest.length > 0 ? { member: known.rest } : {}) }
  }
  const segments = name.split('.')
  const [first = ''] = segments
  const alias = sources.files.get(from)?.aliases.get(first)
  const full = alias === undefined ? segments : [...alias.split('.'), ...segments.slice(1)]
  const label = full.at(-1) ?? name
  const usings = [...(sources.files.get(from)?.usings ?? []), ...sources.globalUsings]
  const isFull = full.length > 1 && (publicRoots.has(full[0] ?? '') || usings.some((using) => using.split('.')[0] === full[0]))
  const others = usings.filter((using) => !publicRoots.has(using.split('.')[0] ?? '') && !sources.namespaces.has(using))
  const own = others.find((using) => isOfProgram(using, sources))
  const file = from.slice(from.lastIndexOf('/') + 1)
  if (isFull && isOfProgram(full.join('.'), sources))
    return unread(full.join('.'), label, `${full.join('.')} is not in the sources`)
  if (isFull) return { kind: 'external', name: slashed(full), label }
  if (own !== undefined) return unread(`${own}.${first}`, label, `"${own}" is not in the sources`, full.slice(1))
  const [guess = usings.find((using) => /^(?!(?:System|Amazon|AWS)\b)/.test(using) && !sources.namespaces.has(using))] = others
  if (guess !== undefined)
    return {
      kind: 'external',
      name: slashed([...guess.split('.'), first]),
      label: first,
      ...(full.length > 1 ? { member: full.slice(1) } : {}),
    }
  if (looksPublic(first))
    return { kind: 'external', name: first, label: first, ...(full.length > 1 ? { member: full.slice(1) } : {}) }
  return unread(first, first, `${first}, which ${file} uses, is not in the sources`, full.slice(1))
}

const slashed = (segments: readonly string[]): string =>
  `${segments.slice(0, -1).join('/')}.${segments.at(-1) ?? ''}`.replace(/^\./, '')

const unread = (name: string, label: string, reason: string, member: readonly string[] = []): ImportResolution => ({
  kind: 'external',
  name: slashed(name.split('.')),
  label,
  unread: reason,
  ...(member.length > 0 ? { member } : {}),
})

/** Types of the platform and of Amazon's libraries, whose names say so. */
const looksPublic = (name: string): boolean =>
  /(?:Exception|Attribute|EventArgs|Client|ClientConfig|Request|Response|Result|Event|Options|Serializer|Builder|Extensions|Context|Config|Handler|Comparer|Converter|Formatter|Encoding|Stream|Reader|Writer)$|^(?:I[A-Z]|Amazon|Lambda|Http|Json|Xml|Sql|Task|Aws|AWS)/.test(
    name,
  )

/** A namespace that the program must have written: it shares the first name of its own. */
const isOfProgram = (name: string, sources: Sources): boolean => {
  const [root = ''] = name.split('.')
  return !publicRoots.has(root) && sources.namespaces.has(root) && !sources.byType.has(name)
}

// ── Containers ──────────────────────────────────────────────────────────────────────────────────────────────────────

const injected = (found: Found | undefined, name: string, from: string, sources: Sources, isNeeded: boolean): ImportResolution => {
  const type = found?.type ?? name
  const registered = registrationOf(simple(type), sources)
  if (registered?.kind === 'made')
    return { kind: 'files', paths: groupOf(registered.path, sources), member: [registeredName(simple(type))] }
  const other = registered?.kind === 'type' ? findType('', registered.name, registered.path, sources) : undefined
  const chosen = other ?? found
  if (!chosen) return external(name, from, sources)
  const path = nearestTo(sources.byType.get(chosen.type) ?? [], from) ?? from
  const isAbstract = sources.files.get(path)?.abstracts.has(chosen.type) ?? false
  const isService = isAbstract || registered !== undefined
  if (!isNeeded && !isService) return { kind: 'folder' }
  if (!isAbstract) return filesOf(chosen, sources, from, [factoryName(chosen.type)])
  const only = implementation(chosen.type, sources)
  if (only !== undefined) return filesOf({ type: only, rest: [] }, sources, from, [factoryName(only)])
  const reason = `a container chooses the ${simple(chosen.type)} that is used, and which class that is could not be told`
  return isNeeded ? { kind: 'missing', reason } : { kind: 'folder' }
}

// ── Scans ───────────────────────────────────────────────────────────────────────────────────────────────────────────

/** Every file that declares a type of that name, or adds a method of that name to types. */
/** A method of a type of `global using static`; else the name says all that is known. */
const functionOf = (name: string, from: string, sources: Sources): ImportResolution => {
  const type = sources.globalStatics.find((one) => declares(one, name, sources))
  return type === undefined ? { kind: 'external', name } : filesOf({ type, rest: [name] }, sources, from)
}

const declares = (type: string, name: string, sources: Sources): boolean =>
  (sources.byType.get(type) ?? []).some((path) =>
    new RegExp(`\\b${name.replace(/\W/g, '')}\\b`).test(sources.files.get(path)?.code ?? ''),
  )

const filesWith = (word: string, sources: Sources): ImportResolution => {
  const types = [
    ...(sources.bySimpleName.get(word) ?? []),
    ...(sources.extensions.get(word) ?? []),
    ...sources.globalStatics.filter((type) => declares(type, word, sources)),
  ]
  const paths = [...new Set(types.flatMap((type) => sources.byType.get(type) ?? []))]
  return paths.length > 0 ? { kind: 'files', paths } : { kind: 'folder' }
}

const namespaceOf = (name: string, from: string, sources: Sources): ImportResolution => {
  if (sources.namespaces.has(name) || publicRoots.has(name.split('.')[0] ?? '') || sources.byType.has(name))
    return { kind: 'folder' }
  const file = from.slice(from.lastIndexOf('/') + 1)
  return isOfProgram(name, sources)
    ? { kind: 'missing', reason: `${file} uses ${name}, which is not in the sources` }
    : { kind: 'folder' }
}

/** The types of the program that add a method of this name to others. */
export const extensionsNamed = (method: string, pkg: CodePackage): readonly string[] =>
  (sourcesOf(pkg).extensions.get(method) ?? []).map((type) => `>>${type}`)
