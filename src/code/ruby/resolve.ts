import { posix } from 'node:path'
import { isKernelMethod, isPublicConstant, isPublicRequire } from '../catalog/ruby/public-names.ts'
import { oncePer } from '../once-per.ts'
import { type CodePackage, type HandlerResolution, type ImportResolution, repositoryRoot, shownPath } from '../program.ts'
import { whyUnread } from '../unread-module.ts'
import { gemsOf, isOfPublicGem, placeOfGem } from './gems.ts'

/** Where Ruby looks for a file: the package, what it adds to `$LOAD_PATH`, and `ruby/lib` of layers. */
const roots = ['', 'lib/', 'app/', 'src/', 'ruby/lib/', '/opt/ruby/lib/']

/** Gems that are installed into the package: public ones are libraries. */
const installed = /(?:^|\/)(?:vendor\/bundle|ruby\/gems|\.bundle)\//

interface Layout {
  /** The program's own files, by the last part of their paths. */
  readonly named: ReadonlyMap<string, readonly string[]>
  readonly own: readonly string[]
}

const layouts = oncePer<CodePackage, Layout>()

const layoutOf = (pkg: CodePackage): Layout =>
  layouts(pkg, () => {
    const gems = gemsOf(pkg)
    const own = [...pkg.files.keys()].filter((path) => path.endsWith('.rb') && (!installed.test(path) || gems.isOwn(path)))
    return { named: byName(own), own }
  })

const byName = (paths: readonly string[]): ReadonlyMap<string, readonly string[]> => {
  const named = new Map<string, string[]>()
  for (const path of paths) {
    const name = path.slice(path.lastIndexOf('/') + 1)
    const others = named.get(name)
    if (others) others.push(path)
    else named.set(name, [path])
  }
  return named
}

/**
 * `./x` and what `require` finds, `::Around|A::B` for a constant that no file has defined so far, and `x()` for a method
 * that is called without a receiver.
 */
export const resolveImport = (module: string, from: string, pkg: CodePackage): ImportResolution => {
  if (module.startsWith('::')) return resolveConstant(module, from, pkg)
  if (module.endsWith('()')) return resolveMethod(module.slice(0, -2), pkg)
  const path = module.replace(/^\/var\/task\//, '').replace(/\.rb$/, '')
  if (path.includes('*')) return filesLike(path, from, pkg)
  const folder = posix.dirname(from)
  if (module.startsWith('.')) {
    const found = fileIn(posix.normalize(posix.join(folder, path)), pkg) ?? fileIn(posix.normalize(path), pkg)
    if (found) return found
    if (/\.(?:so|bundle|json|ya?ml|erb)$/.test(path)) return { kind: 'external', name: path }
    return (
      elsewhere(posix.normalize(path), pkg) ?? {
        kind: 'missing',
        reason: `${shownPath(from, pkg)} requires ${module}, which is not in the package`,
      }
    )
  }
  const found = roots.map((root) => fileIn(root + path, pkg)).find((each) => each !== undefined) ?? onlyFile(path, pkg)
  return found ?? library(path, pkg)
}

/** What is in no file of the program: what it defines is not known, unless it is a public library. */
const library = (path: string, pkg: CodePackage): ImportResolution => {
  const top = path.split('/')[0] ?? path
  if (isPublicRequire(top) || isOfPublicGem(pkg, top)) return { kind: 'external', name: path }
  const unread = whyUnread({ name: path, candidates: [], url: placeOfGem(pkg, top), declared: 'requirements' }, pkg)
  return { kind: 'external', name: path, unread }
}

const fileIn = (path: string, pkg: CodePackage): ImportResolution | undefined =>
  pkg.files.has(`${path}.rb`) ? { kind: 'files', paths: [`${path}.rb`] } : undefined

/** A file of the program's own that is in a folder which a program adds to `$LOAD_PATH`. */
const onlyFile = (path: string, pkg: CodePackage): ImportResolution | undefined => {
  const found = (layoutOf(pkg).named.get(`${posix.basename(path)}.rb`) ?? []).filter((each) => each.endsWith(`/${path}.rb`))
  return found.length === 1 ? { kind: 'files', paths: found } : undefined
}

/** `Dir["lib/**\/*.rb"]`. */
const filesLike = (pattern: string, from: string, pkg: CodePackage): ImportResolution => {
  const places = [posix.normalize(posix.join(posix.dirname(from), pattern)), posix.normalize(pattern)]
  for (const place of places) {
    const paths = layoutOf(pkg)
      .own.filter((path) => path !== from && isLike(path, place))
      .sort()
    if (paths.length > 0) return { kind: 'files', paths }
  }
  return { kind: 'external', name: pattern }
}

/** Whether a path fits a pattern: `**` stands for any folders, `*` for any part of a name. */
const isLike = (path: string, pattern: string): boolean => {
  const fits = (at: readonly string[], by: readonly string[], steps: number): boolean => {
    const [first, ...others] = by
    if (first === undefined) return at.length === 0
    if (steps > 200) return false
    if (first === '**') return fits(at, others, steps + 1) || (at.length > 0 && fits(at.slice(1), by, steps + 1))
    return at.length > 0 && isNamed(at[0] ?? '', first) && fits(at.slice(1), others, steps + 1)
  }
  return fits(path.split('/'), `${pattern.replace(/\.rb$/, '')}.rb`.split('/'), 0)
}

const isNamed = (name: string, pattern: string): boolean => {
  if (name === pattern || pattern === '*') return true
  const [start = '', ...rest] = pattern.split('*')
  const end = rest.at(-1)
  return end !== undefined && name.startsWith(start) && name.endsWith(end) && name.length >= start.length + end.length
}

// ── Constants ───────────────────────────────────────────────────────────────────────────────────────────────────────

/**
 * The file that a constant's name says (https://github.com/fxn/zeitwerk): `Reports::Store` is in `reports/store.rb`, of the
 * innermost class around it that has one.
 */
const resolveConstant = (module: string, from: string, pkg: CodePackage): ImportResolution => {
  const [around = '', path = ''] = module.slice(2).split('|')
  const nesting = around === '' ? [] : around.split('::')
  for (let depth = nesting.length; depth >= 0; depth -= 1) {
    const names = [...nesting.slice(0, depth), ...path.split('::')]
    const file = names.map(underscored).join('/')
    const found = definitionOf(file, names.at(-1) ?? '', from, pkg)
    if (found) return found
  }
  const top = path.split('::')[0] ?? path
  const external = { kind: 'external', name: path.replaceAll('::', '.') } as const
  if (isPublicConstant(top) || isOfPublicGem(pkg, top)) return external
  const taken = definedElsewhere(path, pkg)
  if (taken?.kind === 'files') return taken
  if (path !== top) return external
  const candidates = taken?.kind === 'several' ? taken.paths : []
  return { ...external, unread: whyUnread({ name: path, candidates, url: placeOfGem(pkg, top), declared: 'requirements' }, pkg) }
}

/** `HTTPClient` is `http_client`. */
const underscored = (name: string): string =>
  name
    .replace(/([A-Z]+)([A-Z][a-z])/g, '$1_$2')
    .replace(/([a-z\d])([A-Z])/g, '$1_$2')
    .toLowerCase()

const defines = (path: string, name: string, pkg: CodePackage): boolean => {
  const text = pkg.files.get(path)?.()?.text ?? ''
  if (!text.includes(name)) return false
  return new RegExp(
    `\\b(?:class|module)\\s+(?:\\w+::)*${name.replaceAll(/\W/g, '')}\\b|(?<![\\w:.])${name.replaceAll(/\W/g, '')}\\s*=(?!=)`,
  ).test(text)
}

const definitionOf = (file: string, name: string, from: string, pkg: CodePackage): ImportResolution | undefined => {
  const beside = posix.join(posix.dirname(from), file)
  const direct = [...roots.map((root) => root + file), beside].find(
    (path) => pkg.files.has(`${path}.rb`) && defines(`${path}.rb`, name, pkg),
  )
  if (direct !== undefined) return { kind: 'files', paths: [`${direct}.rb`] }
  const others = (layoutOf(pkg).named.get(`${posix.basename(file)}.rb`) ?? []).filter(
    (path) => path.endsWith(`/${file}.rb`) && defines(path, name, pkg),
  )
  return others.length === 1 ? { kind: 'files', paths: others } : undefined
}

type Elsewhere = ImportResolution | { readonly kind: 'several'; readonly paths: readonly string[] } | undefined

/** In the repository around the package: the file of that name that defines it, if there is just one. */
const definedElsewhere = (path: string, pkg: CodePackage): Elsewhere => {
  const file = path.split('::').map(underscored).join('/')
  const found = repositoryFiles(file, pkg).filter((each) => defines(each, path.split('::').at(-1) ?? '', pkg))
  return takenFrom(path, found, pkg)
}

const elsewhere = (path: string, pkg: CodePackage): ImportResolution | undefined => {
  const taken = takenFrom(path, repositoryFiles(path.replace(/^(?:\.\.?\/)+/, ''), pkg), pkg)
  return taken?.kind === 'several' ? undefined : taken
}

const takenFrom = (module: string, found: readonly string[], pkg: CodePackage): Elsewhere => {
  const [only] = found
  if (only === undefined) return undefined
  if (found.length > 1) return { kind: 'several', paths: found.map((each) => shownPath(each, pkg)) }
  return { kind: 'files', paths: [only], taken: { module, path: shownPath(only, pkg) } }
}

const isTest = (path: string): boolean => /(?:^|\/)(?:tests?|specs?|fixtures|features)\/|_(?:test|spec)\.rb$/i.test(path)

const sources = oncePer<NonNullable<CodePackage['repository']>, ReadonlyMap<string, readonly string[]>>()

const repositoryFiles = (file: string, pkg: CodePackage): readonly string[] => {
  const { repository } = pkg
  if (!repository) return []
  const named = sources(repository, () => byName(repository.find(/\.rb$/).filter((path) => !isTest(path) && !installed.test(path))))
  return (named.get(`${posix.basename(file)}.rb`) ?? []).filter(
    (path) => path.endsWith(`/${file}.rb`) && path.startsWith(repositoryRoot),
  )
}

// ── Methods and handlers ────────────────────────────────────────────────────────────────────────────────────────────

/** A method that neither the program nor the language has may be one of a file that could not be found. */
const resolveMethod = (name: string, pkg: CodePackage): ImportResolution => {
  if (isKernelMethod(name)) return { kind: 'external', name }
  const { unreadLayers } = pkg
  const layers = unreadLayers?.length
    ? ` (it may be in ${[...new Set(unreadLayers)].join(' or ')}, which is not in the repository)`
    : ''
  return { kind: 'external', name, unread: `the method "${name}" is not defined in the package${layers}` }
}

/** `app.handler`, `lib/app.handler`, `app.LambdaFunctions::Handler.process`: https://docs.aws.amazon.com/lambda/latest/dg/ruby-handler.html */
export const resolveHandler = (pkg: CodePackage): HandlerResolution => {
  const slash = pkg.handler.lastIndexOf('/') + 1
  const dot = pkg.handler.indexOf('.', slash)
  if (dot <= slash) return { kind: 'not-found', reason: `the handler "${pkg.handler}" does not name a file and a method` }
  const path = pkg.handler.slice(0, dot).replace(/^(?:\.?\/)+/, '')
  const called = pkg.handler.slice(dot + 1)
  const last = called.lastIndexOf('.')
  const found = roots.map((root) => fileIn(root + path, pkg)).find((each) => each !== undefined)
  if (found?.kind !== 'files')
    return { kind: 'not-found', reason: `the handler "${pkg.handler}" needs ${path}.rb, which is not in the package` }
  const name = called.slice(last + 1)
  const owners = last === -1 ? [] : called.slice(0, last).split('::')
  return {
    kind: 'found',
    isGivenNames: true,
    paths: found.paths,
    member: owners.length === 0 ? [`${name}()`] : [...owners, `self.${name}()`],
  }
}
