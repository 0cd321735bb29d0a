import { basename, dirname, join, relative, sep } from 'node:path'
import { binaryOf, cargoBinary } from './cargo-binary.ts'
import { type Disk, fileAt, isWithin, kindOf, listFolder } from './disk.ts'
import { definesHandler, deployedEntry, outputFolders, sourceEntry, sourcesOf, withoutExtension } from './entry.ts'
import { folderFiles } from './folder-files.ts'
import type { Handler } from './handler.ts'
import { isGeneric, likeness, plainName, stemOf } from './hints.ts'
import { walk } from './walk.ts'

/** A function's sources: the folder, and the file in it that defines the handler. */
export interface Sources {
  readonly how: 'beside the zip' | 'by the handler file'
  readonly folder: string
  readonly entry: string
}

export interface SearchRequest {
  /** The package that is not there: a zip, a folder or a file. */
  readonly missing: string
  readonly names: readonly string[]
  readonly handler: Handler
  /** The folder of the Terraform root. */
  readonly root: string
}

const maximumEntries = 30_000

/**
 * The sources that a package which is not in the checkout is evidently built from, or why none is evident, as a sentence.
 * Looks for a folder of the package's name where projects have it, then anywhere, then for the handler's file from the
 * package's place outwards. More than one that fits is an answer only if one fits better than all others.
 */
export const findSources = (disk: Disk, request: SearchRequest): Sources | { readonly reason: string } => {
  const base = baseOf(disk, request.missing)
  const binary = binaryOf(request.missing)
  const isNamed = binary !== undefined && request.handler.kind === 'binary'
  const wanted =
    isNamed && request.handler.kind === 'binary' ? { ...request, handler: { ...request.handler, module: binary } } : request
  const source = isNamed ? cargoBinary(folderFiles(disk, base), binary) : undefined
  if (source !== undefined) return { how: 'beside the zip', folder: base, entry: source }
  const own = isNamed ? [binary] : []
  const names = [...new Set([...own, stemOf(basename(request.missing)), ...request.names])].filter((name) => name !== '')
  return (
    besideIt(disk, base, wanted, names) ??
    nearRoot(disk, base, wanted, names) ??
    folderOfTheName(disk, disk.boundary, wanted.handler, names) ??
    byHandlerFile(disk, base, wanted, names, disk.boundary)
  )
}

/** Only the folder beside a package that has its sources, for a package that is there. */
export const sourcesBeside = (disk: Disk, request: SearchRequest): Sources | undefined =>
  besideIt(disk, baseOf(disk, request.missing), request, [stemOf(basename(request.missing))]) ??
  sourcesIn(disk, dirname(baseOf(disk, request.missing)), request.handler, 'exact')

/** The nearest folder there is, above those that builds write to. */
const baseOf = (disk: Disk, missing: string): string => {
  const parts = dirname(missing).split(sep)
  const output = parts.findIndex(
    (part, index) => outputFolders.has(part) && isWithin(parts.slice(0, index).join(sep), disk.boundary),
  )
  let base = output === -1 ? dirname(missing) : parts.slice(0, output).join(sep)
  while (base !== dirname(base) && (kindOf(disk, base) !== 'folder' || outputFolders.has(basename(base)))) base = dirname(base)
  return kindOf(disk, base) === 'folder' ? base : disk.boundary
}

const places: readonly string[] = [
  '',
  'src',
  'lambda',
  'lambdas',
  'functions',
  'function',
  'source',
  'code',
  'app',
  'apps',
  'handlers',
  'packages',
  'services',
  'cmd',
  'src/lambda',
  'src/lambdas',
  'src/functions',
  'src/handlers',
]

const besideIt = (
  disk: Disk,
  base: string,
  { missing, handler, root }: SearchRequest,
  names: readonly string[],
): Sources | undefined => {
  for (const moved of withoutOutputFolder(missing)) {
    if (kindOf(disk, moved) === 'folder') {
      const found = sourcesIn(disk, moved, handler)
      if (found) return found
    }
  }
  const [stem = ''] = names
  for (const above of [base, dirname(base)]) {
    for (const place of isGeneric(stem) ? [] : places) {
      const found = stem === '' ? undefined : sourcesIn(disk, join(above, place, stem), handler)
      if (found) return found
    }
  }
  const isAssembly = handler.kind === 'assembly' && listFolder(disk, base).some(({ name }) => /\.(?:cs|fs)proj$/.test(name))
  const isProject =
    isAssembly ||
    ['package.json', 'pom.xml', 'build.gradle', 'build.gradle.kts', 'go.mod', 'Cargo.toml', 'pyproject.toml'].some(
      (file) => kindOf(disk, join(base, file)) === 'file',
    )
  const isOwn = isAssembly || !isWithin(root, base) || names.some((name) => plainName(name) === plainName(basename(base)))
  if (isProject && isOwn && base !== disk.boundary) {
    const found = sourcesIn(disk, base, handler)
    if (found) return found
  }
  for (const place of ['', 'src', 'lambda', 'code', 'app', 'source', 'function']) {
    const found = sourcesIn(disk, join(base, place), handler, 'exact')
    if (found) return found
  }
  return undefined
}

/** The path with its first output folder left out, or its sources' usual name in its place. */
const withoutOutputFolder = (missing: string): readonly string[] => {
  const parts = missing.split(sep)
  const at = parts.findIndex((part) => outputFolders.has(part))
  if (at === -1) return []
  return [['src'], [], ['lib'], ['lambda'], ['app']].map((place) =>
    [...parts.slice(0, at), ...place, ...parts.slice(at + 1)].join(sep),
  )
}

const sourcesIn = (disk: Disk, folder: string, handler: Handler, how: 'exact' | 'any' = 'any'): Sources | undefined => {
  if (kindOf(disk, folder) !== 'folder') return undefined
  if (how === 'exact') {
    const direct = new Map(
      listFolder(disk, folder).flatMap((entry) =>
        entry.kind === 'file' ? [[entry.name, fileAt(disk, join(folder, entry.name))] as const] : [],
      ),
    )
    const entry =
      handler.kind === 'module' && handler.module.includes('/')
        ? deployedEntry(folderFiles(disk, folder), handler)
        : deployedEntry(direct, handler)
    if (!entry || !definesHandler(fileAt(disk, join(folder, entry.path))()?.text ?? '', entry.path, handler)) return undefined
    return { how: 'beside the zip', folder, entry: entry.path }
  }
  const entry = sourceEntry(folderFiles(disk, folder), handler)
  return entry && { how: 'beside the zip', folder, entry: entry.path }
}

/** What is evident around the root module needs no look at the rest of the repository. */
const nearRoot = (disk: Disk, base: string, request: SearchRequest, names: readonly string[]): Sources | undefined => {
  const { root, handler } = request
  if (!isWithin(root, disk.boundary) || root === disk.boundary) return undefined
  const named = folderOfTheName(disk, root, handler, names)
  if (named || !isWithin(base, root)) return named
  const found = byHandlerFile(disk, base, request, names, root)
  return 'reason' in found ? undefined : found
}

/** The only folder below one that has one of the function's names and the handler in it. */
const folderOfTheName = (disk: Disk, around: string, handler: Handler, names: readonly string[]): Sources | undefined => {
  const wanted = new Set(names.filter((name) => !isGeneric(name)).map(plainName))
  if (wanted.size === 0) return undefined
  const found = foldersNamed(disk, around, wanted)
    .slice(0, 20)
    .flatMap((folder) => sourcesIn(disk, folder, handler) ?? [])
  const outermost = found.filter((each) => !found.some((other) => other !== each && isWithin(each.folder, other.folder)))
  return outermost.length === 1 ? outermost[0] : undefined
}

const foldersNamed = (disk: Disk, around: string, wanted: ReadonlySet<string>): readonly string[] => {
  const named = folderNames(disk, around)
  return [...wanted].flatMap((name) => named.get(name) ?? []).map((folder) => join(around, folder))
}

/** The folders below one by their plain names, outermost first. */
const folderNames = (disk: Disk, around: string): ReadonlyMap<string, readonly string[]> => {
  const known = disk.folderNames.get(around)
  if (known) return known
  const looked = new Set<string>()
  const named = new Map<string, string[]>()
  for (const path of walk(disk, around, { limit: maximumEntries }).paths) {
    for (let at = path.lastIndexOf('/'); at > 0; at = path.lastIndexOf('/', at - 1)) {
      const folder = path.slice(0, at)
      if (looked.has(folder)) break
      looked.add(folder)
      const name = plainName(folder.slice(folder.lastIndexOf('/') + 1))
      const same = named.get(name)
      if (same) same.push(folder)
      else named.set(name, [folder])
    }
  }
  disk.folderNames.set(around, named)
  return named
}

/** Goes outwards from the package's place, up to a limit; the first folder around it that has such files decides. */
const byHandlerFile = (
  disk: Disk,
  base: string,
  request: SearchRequest,
  names: readonly string[],
  outermost: string,
): Sources | { readonly reason: string } => {
  const { handler, root } = request
  const expected = expectedFile(handler)
  let scope = isWithin(base, disk.boundary) ? base : root
  for (;;) {
    const { paths, truncated } = walk(disk, scope, { limit: maximumEntries })
    const fitting = sourcesOf(paths, handler).filter((path) =>
      definesHandler(fileAt(disk, join(scope, path))()?.text ?? '', path, handler),
    )
    const ranked = fitting
      .map((path) => ({ path, score: likeness(path, names) }))
      .sort((a, b) => b.score - a.score || (a.path < b.path ? -1 : 1))
    const [best, second] = ranked
    if (best) {
      const clear = !second || best.score > second.score
      const telling = best.score > 0 || scope === base || !isGenericHandler(handler) || !hasOthers(disk, handler)
      if (clear && telling && !truncated) return { how: 'by the handler file', folder: scope, entry: best.path }
      if (second) {
        const listed = ranked.slice(0, 3).map(({ path }) => `"${disk.display(join(scope, path))}"`)
        return {
          reason: `${absence(disk, request)}, and several files could be its handler: ${listed.join(', ')}${ranked.length > 3 ? ' and others' : ''}`,
        }
      }
    }
    if (truncated)
      return {
        reason: `${absence(disk, request)}, which is too large to be searched for ${expected}`,
      }
    if (scope === outermost || !isWithin(dirname(scope), outermost)) break
    scope = dirname(scope)
  }
  return {
    reason: `${absence(disk, request)}, and no file there is evidently ${expected}`,
  }
}

const absence = (disk: Disk, { missing }: SearchRequest): string =>
  kindOf(disk, missing) === 'file'
    ? `its package "${disk.display(missing)}" holds no source of it`
    : `its package "${disk.display(missing)}" is not in the repository`

const isGenericHandler = (handler: Handler): boolean =>
  handler.kind === 'binary' || (handler.kind === 'module' && isGeneric(basename(handler.module)))

const hasOthers = (disk: Disk, handler: Handler): boolean =>
  sourcesOf(walk(disk, disk.boundary, { limit: maximumEntries }).paths, handler).length > 1

const expectedFile = (handler: Handler): string => {
  switch (handler.kind) {
    case 'module':
    case 'class':
      return handler.module === '' ? 'the class that its framework calls' : `"${handler.module}${handler.extensions[0]}"`
    case 'assembly':
      return handler.type === null
        ? `the program of the assembly "${handler.assembly}"`
        : `the source of the class "${handler.type}"`
    case 'binary':
      return 'the source of its program'
    case 'wrapper':
      return 'its handler'
  }
}

/** The folder from which the program imports, and the entry in it. */
export const packageRoot = (
  disk: Disk,
  sources: Sources,
  handler: Handler,
): { readonly folder: string; readonly entry: string } => {
  const path = join(sources.folder, sources.entry)
  const at = (folder: string): { readonly folder: string; readonly entry: string } => ({
    folder,
    entry: relative(folder, path).split(sep).join('/'),
  })
  if (handler.kind === 'module' && /\.(?:py|rb)$/.test(path)) {
    const module = withoutExtension(path)
      .split(sep)
      .join('/')
      .replace(/\/__init__$/, '')
    return module.endsWith(`/${handler.module}`) ? at(path.slice(0, module.length - handler.module.length - 1)) : at(dirname(path))
  }
  const manifests = ['package.json', 'pom.xml', 'build.gradle', 'build.gradle.kts', 'go.mod', 'Cargo.toml']
  for (let folder = dirname(path); isWithin(folder, disk.boundary); folder = dirname(folder)) {
    if (listFolder(disk, folder).some((entry) => manifests.includes(entry.name) || /\.(?:cs|fs)proj$/.test(entry.name)))
      return at(folder)
    if (folder === disk.boundary) break
  }
  if (isWithin(path, sources.folder) && sources.how === 'beside the zip') return at(sources.folder)
  // Packages of Java are folders: `com/acme/Export.java` is below the root of the sources.
  const inPackage = handler.kind === 'class' ? withoutExtension(path).split(sep).join('/') : ''
  const isClass = handler.kind === 'class' && inPackage.endsWith(`/${handler.module}`)
  return at(isClass ? path.slice(0, inPackage.length - handler.module.length - 1) : dirname(path))
}
