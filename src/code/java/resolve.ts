import { java as catalog } from '../catalog/java.ts'
import type { CodePackage, HandlerResolution, ImportResolution } from '../program.ts'
import { handlerName } from './handlers.ts'
import { marks } from './unit.ts'

interface Layout {
  /** Files by the name of their class: `S3Storage`. */
  readonly byName: ReadonlyMap<string, readonly string[]>
  /** Packages that the program has files of, with `/`. */
  readonly packages: ReadonlySet<string>
  readonly resolved: Map<string, ImportResolution>
}

const layouts = new WeakMap<CodePackage, Layout>()

const source = /\.(?:java|kt|scala|groovy)$/

const isTest = (path: string): boolean => /(?:^|\/)(?:src\/(?:test|it|integrationTest)|build|target|bin)\//.test(path)

const layoutOf = (pkg: CodePackage): Layout => {
  const known = layouts.get(pkg)
  if (known) return known
  const byName = new Map<string, string[]>()
  const packages = new Set<string>()
  for (const path of [...pkg.files.keys(), ...(pkg.surroundings?.(source) ?? [])]) {
    if (!source.test(path) || isTest(path)) continue
    const name = path.slice(path.lastIndexOf('/') + 1).replace(source, '')
    const paths = byName.get(name)
    if (paths) paths.push(path)
    else byName.set(name, [path])
    // Below the root of the sources, wherever that is: every end of the folder may be the package.
    const folder = /(?:^|\/)src\/\w+\/(?:java|kotlin|scala|groovy)\/(.+)\/[^/]+$/.exec(path)?.[1]
    if (folder) packages.add(folder)
  }
  const layout = { byName, packages, resolved: new Map() }
  layouts.set(pkg, layout)
  return layout
}

/**
 * The file of a class by its full name, as Java does: below any root of sources. A module is written as the files that it
 * may be, `a/b/C|java/lang/C`, with the mark of what it is wanted for.
 */
export const resolveImport = (module: string, from: string, pkg: CodePackage): ImportResolution => {
  const { resolved } = layoutOf(pkg)
  const key = `${module}\u0000${from}`
  const known = resolved.get(key) ?? resolve(module, from, pkg)
  resolved.set(key, known)
  return known
}

const resolve = (module: string, from: string, pkg: CodePackage): ImportResolution => {
  const mark = /[?~!]?$/.exec(module)?.[0] ?? ''
  const candidates = module.slice(0, module.length - mark.length).split('|')
  const path = candidates.map((candidate) => fileOf(candidate, from, pkg)).find((found) => found !== undefined)
  if (path !== undefined) {
    if (mark === marks.type) return { kind: 'folder' }
    if (path.endsWith('.java')) return mark === marks.injected ? implementation(path, pkg) : { kind: 'files', paths: [path] }
    return mark === marks.base ? { kind: 'folder' } : { kind: 'missing', reason: `${path} is not Java, and was not read` }
  }
  if (mark === marks.base) return { kind: 'folder' }
  const [own = module] = candidates
  const library = libraryOf(candidates)
  const isOwn = candidates.length === 1 ? isOfProgram(own, from, pkg) : library === undefined
  if (isOwn && mark === marks.type) return { kind: 'folder' }
  if (isOwn) return { kind: 'missing', reason: `${fileName(from)} uses ${own.replaceAll('/', '.')}, which is not in the sources` }
  const full = library ?? own
  const slash = full.lastIndexOf('/')
  const label = full.slice(slash + 1)
  return { kind: 'external', name: slash === -1 ? full : `${full.slice(0, slash)}.${label}`, label }
}

/** What a container takes for a type: the class itself, or the only one that implements or extends it. */
const implementation = (path: string, pkg: CodePackage): ImportResolution => {
  const type = fileName(path).replace(source, '')
  const text = pkg.files.get(path)?.()?.text ?? ''
  if (!new RegExp(`\\b(?:interface|abstract\\s+class)\\s+${type}\\b`).test(text)) return { kind: 'files', paths: [path] }
  const heir = new RegExp(`\\bclass\\s+\\w+[^{]{0,300}\\b(?:implements|extends)\\s[^{]{0,300}\\b${type}\\b`)
  const found = [...layoutOf(pkg).byName.values()].flat().filter((other) => {
    const its = other.endsWith('.java') ? (pkg.files.get(other)?.()?.text ?? '') : ''
    return its.includes(type) && heir.test(its)
  })
  const [only] = found
  if (only !== undefined && found.length === 1) return { kind: 'files', paths: [only] }
  return { kind: 'missing', reason: `a framework chooses the ${type} that is used, and which class that is could not be told` }
}

const fileName = (path: string): string => path.slice(path.lastIndexOf('/') + 1)

/** Of several files, the nearest to the one that asks: modules of a build may have classes of the same name. */
const fileOf = (unit: string, from: string, pkg: CodePackage): string | undefined => {
  const fitting = layoutOf(pkg)
    .byName.get(fileName(unit))
    ?.filter((path) => endsWithUnit(path.replace(source, ''), unit, from))
  if (!fitting || fitting.length === 0) return undefined
  return fitting.reduce((best, path) => (nearness(path, from) > nearness(best, from) ? path : best))
}

/** A class of no package stands beside the one that uses it; Lambda finds it anywhere. */
const endsWithUnit = (path: string, unit: string, from: string): boolean =>
  path === unit || (unit.includes('/') || from === '' ? path.endsWith(`/${unit}`) : folderOf(path) === folderOf(from))

const folderOf = (path: string): string => path.slice(0, path.lastIndexOf('/') + 1)

const nearness = (path: string, from: string): number => {
  let length = 0
  while (length < path.length && path[length] === from[length]) length += 1
  return path.startsWith('../') ? length - 1000 : length
}

let catalogued: Set<string> | undefined

/** Which of several packages has a class: one that the catalogue knows, or the only one it can be. */
const libraryOf = (candidates: readonly string[]): string | undefined => {
  catalogued ??= new Set(catalog.calls.flatMap(({ on }) => on))
  const known = candidates.find((candidate) => catalogued?.has(candidate.replace(/\/(?=[^/]*$)/, '.')))
  if (known !== undefined) return known
  const last = candidates.at(-1) ?? ''
  if (inLanguage.has(fileName(last))) return last
  // The first is the own package, the last is java.lang; those between are imported as a whole.
  return candidates.slice(1, -1)[0]
}

/** Classes of java.lang, which are not imported. */
const inLanguage = new Set(
  (
    'Object String System Math Integer Long Double Float Boolean Byte Short Character Number Void Thread Runtime Process ProcessBuilder ' +
    'StringBuilder StringBuffer Class ClassLoader Enum Record Iterable Comparable CharSequence Runnable AutoCloseable Cloneable Appendable ' +
    'Readable Throwable Exception RuntimeException Error StrictMath ThreadLocal InheritableThreadLocal Package Module StackTraceElement ' +
    'IllegalArgumentException IllegalStateException NullPointerException UnsupportedOperationException IndexOutOfBoundsException ' +
    'ArrayIndexOutOfBoundsException StringIndexOutOfBoundsException ClassCastException ClassNotFoundException NumberFormatException ' +
    'ArithmeticException InterruptedException CloneNotSupportedException SecurityException NoSuchFieldException NoSuchMethodException ' +
    'InstantiationException IllegalAccessException OutOfMemoryError StackOverflowError AssertionError ExceptionInInitializerError ' +
    'LinkageError NoClassDefFoundError VirtualMachineError ReflectiveOperationException Override Deprecated SuppressWarnings ' +
    'FunctionalInterface SafeVarargs StackWalker ProcessHandle'
  ).split(' '),
)

/** Organisations that publish libraries: sharing the beginning of their names says nothing. */
const published = /^(?:com\/(?:amazonaws|google|fasterxml|microsoft)|software\/amazon|org\/(?:apache|springframework))\//

/** Names that many organisations share. */
const hosts = /^(?:com|io)\/(?:github|gitlab)\//

const domains = /^(?:com|org|net|io|dev|app|cloud|software|edu|gov|info|biz|java|javax|jakarta|[a-z]{2})$/

/** A class that the program must have written, or a build generates: it shares the name of its packages. */
const isOfProgram = (unit: string, from: string, pkg: CodePackage): boolean => {
  const itsPackage = unit.slice(0, Math.max(0, unit.lastIndexOf('/')))
  if (layoutOf(pkg).packages.has(itsPackage)) return true
  const own = /^\s*package\s+([\w.]+)/m.exec(pkg.files.get(from)?.()?.text ?? '')?.[1]?.replaceAll('.', '/') ?? ''
  const organisation = organisationOf(own)
  return organisation !== undefined && unit.startsWith(`${organisation}/`) && !published.test(unit)
}

/** `com/acme` of `com/acme/reports`; a package of no domain is one by its first name. */
const organisationOf = (itsPackage: string): string | undefined => {
  const names = itsPackage.split('/').filter((name) => name !== '')
  const count = hosts.test(`${itsPackage}/`) ? 3 : domains.test(names[0] ?? '') ? 2 : 1
  return names.length < count ? undefined : names.slice(0, count).join('/')
}

const frameworks = [
  [/^org\.springframework\.cloud\.function\./, 'Spring Cloud Function'],
  [/^io\.quarkus\./, 'Quarkus'],
  [/^io\.micronaut\./, 'Micronaut'],
  [/^com\.amazonaws\.serverless\./, 'a web framework'],
] as const

/** `com.acme.Export::handleRequest`, `com.acme.Export`. https://docs.aws.amazon.com/lambda/latest/dg/java-handler.html */
export const resolveHandler = (pkg: CodePackage): HandlerResolution => {
  const [name = '', method = 'handleRequest'] = pkg.handler.trim().split('::')
  const [outer = name] = name.split('$')
  const unit = outer.replaceAll('.', '/')
  const path = fileOf(unit, '', pkg)
  if (path?.endsWith('.java')) {
    const className = name.slice(name.lastIndexOf('.', name.indexOf('$') === -1 ? undefined : name.indexOf('$')) + 1)
    return {
      kind: 'found',
      paths: [path],
      member: [handlerName(className, method)],
      isGivenParts: isGivenParts(path, className, pkg),
    }
  }
  if (path) return { kind: 'not-found', reason: `the handler "${pkg.handler}" is in ${path}, which is not Java` }
  const framework = frameworks.find(([pattern]) => pattern.test(name))
  if (framework) {
    const reason = `the handler "${pkg.handler}" is that of ${framework[1]}, which calls a function that its configuration names`
    return onlyHandler(pkg) ?? { kind: 'not-found', reason }
  }
  return { kind: 'not-found', reason: `the handler "${pkg.handler}" needs ${unit}.java, which is not in the package` }
}

/** A constructor with parameters: `Export(Store store)`. */
const isGivenParts = (path: string, className: string, pkg: CodePackage): boolean =>
  new RegExp(`\\b${className.replace(/^.*\$/, '')}\\s*\\(\\s*[^)\\s]`).test(pkg.files.get(path)?.()?.text ?? '')

/** The only class of the program that a framework can call for an event. */
const onlyHandler = (pkg: CodePackage): HandlerResolution | undefined => {
  const found = [...layoutOf(pkg).byName.values()].flat().flatMap((path) => {
    const text = path.startsWith('../') || !path.endsWith('.java') ? '' : (pkg.files.get(path)?.()?.text ?? '')
    const [, className, which] =
      /\bclass\s+(\w+)[^{]{0,200}\bimplements\s+[^{]{0,200}\b(RequestHandler|RequestStreamHandler|Function|Consumer)</.exec(text) ??
      []
    if (className === undefined) return []
    return [{ path, className, method: which === 'Function' ? 'apply' : which === 'Consumer' ? 'accept' : 'handleRequest' }]
  })
  const [only] = found
  if (!only || found.length !== 1) return undefined
  return { kind: 'found', paths: [only.path], member: [handlerName(only.className, only.method)] }
}
