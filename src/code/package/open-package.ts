import { basename, join } from 'node:path'
import type { Diagnostic } from '../../source/diagnostic.ts'
import { foldersBuilt } from './build-commands.ts'
import { archiveFiles, copiedFiles, reportOutside, withLayers, withSources, zipFiles } from './candidate.ts'
import { createDisk, type Disk, isOutside, isWithin, kindOf } from './disk.ts'
import { openImage } from './docker.ts'
import { deployedEntry, sourceEntry, withoutExtension } from './entry.ts'
import { folderFiles, withFallback } from './folder-files.ts'
import { type Handler, parseHandler } from './handler.ts'
import type { Listing } from './listed.ts'
import type {
  ArchiveSource,
  CodeCandidate,
  CodeSource,
  Found,
  OpenedPackage,
  PackageFiles,
  PackageOutcome,
} from './package-source.ts'
import { repositoryOf, withRepository } from './repository.ts'
import { findSources, packageRoot, type SearchRequest, type Sources, sourcesBeside } from './search.ts'
import { sourceMapsOf } from './source-maps.ts'
import { surroundingsOf } from './surroundings.ts'

/** The same object for all functions of a scan: what was read for one of them is not read again. */
export interface PackageOptions {
  /** The folder that must not be left: the repository. */
  readonly boundary: string
  /** A path relative to where the scan was started. */
  readonly display: (path: string) => string
  readonly list: (folder: string) => Listing
  /** In bytes, of all packages together; 768 MiB if it is not given. */
  readonly maximumRead?: number
}

interface State {
  readonly disk: Disk
  readonly opened: Map<string, Attempt>
  /** By what they hold: functions that differ in their names only have the same one. */
  readonly packages: Map<string, OpenedPackage>
}

type Attempt = { readonly kind: 'opened'; readonly package: OpenedPackage } | { readonly kind: 'closed'; readonly reason: string }

const states = new WeakMap<PackageOptions, State>()

const stateOf = (options: PackageOptions): State => {
  const known = states.get(options)
  if (known) return known
  const { boundary, display, list, maximumRead } = options
  const state = { disk: createDisk(boundary, display, list, maximumRead), opened: new Map(), packages: new Map() }
  states.set(options, state)
  return state
}

/**
 * Finds and opens a function's code: as it is deployed if that is in the checkout, else the sources that it is evidently
 * built from. Lists files and reads none but those that tell where the handler is; never leaves the boundary. The value is
 * null, with a reason, if there is no code to read. `root` is the folder of the Terraform root.
 */
export const openPackage = async (source: CodeSource, root: string, options: PackageOptions): Promise<PackageOutcome> => {
  const { disk, opened, packages } = stateOf(options)
  const key = keyOf(source, root)
  const attempt =
    opened.get(key) ??
    open({ ...source, candidates: source.candidates.map((each) => located(each, disk)) }, disk, disk.locate(root))
  opened.set(key, attempt)
  const diagnostics = disk.takeProblems()
  switch (attempt.kind) {
    case 'opened': {
      const contents = keyOf(
        { ...source, handler: attempt.package.handler, names: [attempt.package.found.path], environment: new Map() },
        root,
      )
      const same = packages.get(contents) ?? attempt.package
      packages.set(contents, same)
      return { value: same, reason: null, diagnostics }
    }
    case 'closed':
      return { value: null, reason: attempt.reason, diagnostics }
  }
}

/** What went wrong since packages were opened: files are read when the analysis asks for them. */
export const takeReadingProblems = (options: PackageOptions): readonly Diagnostic[] => stateOf(options).disk.takeProblems()

const keyOf = ({ handler, runtime, packageType, candidates, names, environment, layers }: CodeSource, root: string): string =>
  JSON.stringify(
    [root, handler, runtime, packageType, candidates, names, [...(environment ?? [])], layers],
    (key, value: unknown) => (key === 'location' ? undefined : value),
  )

const located = (candidate: CodeCandidate, disk: Disk): CodeCandidate => {
  switch (candidate.kind) {
    case 'archive':
      return {
        ...candidate,
        sources: candidate.sources.map((source) =>
          source.kind === 'content' ? source : { ...source, path: disk.locate(source.path) },
        ),
      }
    case 'zip':
    case 'dir':
    case 'given':
      return { ...candidate, path: disk.locate(candidate.path) }
    case 'image':
      return {
        ...candidate,
        ...(candidate.context !== undefined && { context: disk.locate(candidate.context) }),
        ...(candidate.dockerfile !== undefined && { dockerfile: disk.locate(candidate.dockerfile) }),
      }
    case 'remote':
      return candidate
  }
}

const open = (source: CodeSource, disk: Disk, root: string): Attempt => {
  const given = source.candidates.find((candidate) => candidate.kind === 'given')
  if (given) return openGiven(given.path, source, disk, root)
  const image = source.candidates.find((candidate) => candidate.kind === 'image')
  if (source.packageType === 'Image' || (image && source.candidates.length === 1)) return openImageFunction(source, disk, root)
  if (source.handler === null) return closed('Its handler is not known.')
  const handler = realHandler(source)
  if (typeof handler === 'string') return closed(handler)
  if (source.candidates.length === 0) return unfound('The configuration does not say where its code is.')
  const reasons: string[] = []
  for (const candidate of source.candidates) {
    const attempt = openCandidate(candidate, { source, handler, root, disk })
    if (attempt.kind === 'opened') return attempt
    reasons.push(attempt.reason)
  }
  return closed(reasons[0] as string)
}

/** Nothing is searched: a folder that the user names is the one, or the user is told why not. */
const openGiven = (folder: string, source: CodeSource, disk: Disk, root: string): Attempt => {
  const shown = disk.display(folder)
  if (kindOf(disk, folder) !== 'folder')
    return closed(
      `The folder "${shown}" of the configuration file is ${isOutside(disk, folder) ? 'outside the repository' : 'not there'}.`,
    )
  if (source.handler === null) {
    const image: CodeCandidate = { kind: 'image', reference: '', context: folder }
    const built = openImageFunction({ ...source, candidates: [image] }, disk, root)
    if (built.kind === 'opened') return built
    return closed(`Its handler is not known: name it beside the folder "${shown}" in the configuration file.`)
  }
  const handler = realHandler(source)
  if (typeof handler === 'string') return closed(handler)
  const files = folderFiles(disk, folder)
  const context: Context = { source, handler, root, disk }
  const entry = sourceEntry(files, handler.parsed)
  const how = 'configuration file'
  if (!entry) {
    return (
      deployed(files, how, folder, context) ??
      closed(`The handler "${handler.text}" is in no file of "${shown}", the folder of the configuration file.`)
    )
  }
  return opened({ folder, entry: entry.path }, { how, path: folder }, context)
}

interface ParsedHandler {
  readonly text: string
  readonly parsed: Handler
}

const realHandler = ({ handler, runtime, environment }: CodeSource): ParsedHandler | string => {
  // https://github.com/awslabs/aws-lambda-web-adapter: what the script starts is a server, and no function of the program.
  if (/\.sh$/.test(handler?.trim() ?? '') && !runtime?.startsWith('provided'))
    return `Its handler "${handler}" is a script, as the Lambda Web Adapter runs one, and what that starts is not followed.`
  const parsed = parseHandler(handler ?? '', runtime)
  if (!parsed) return `Its handler "${handler}" has no form that the runtime accepts.`
  if (parsed.kind !== 'wrapper') return { text: handler ?? '', parsed }
  const real = environment?.get(parsed.variable)
  const inner = real === undefined ? undefined : parseHandler(real, runtime)
  if (real !== undefined && inner && inner.kind !== 'wrapper') return { text: real, parsed: inner }
  return `Its handler "${handler}" is an extension's, and the environment variable ${parsed.variable} that names its own is not known.`
}

interface Context {
  readonly source: CodeSource
  readonly handler: ParsedHandler
  readonly root: string
  readonly disk: Disk
}

const openCandidate = (candidate: CodeCandidate, context: Context): Attempt => {
  const { disk } = context
  switch (candidate.kind) {
    case 'archive': {
      const files = archiveFiles(disk, candidate.sources)
      const attempt = deployed(files, 'archive', pathOf(candidate.sources), context)
      return attempt ?? withoutHandler(files, candidate.sources, context) ?? searched(pathOf(candidate.sources), context)
    }
    case 'zip': {
      const files = zipFiles(disk, candidate.path)
      const sources = files && sourcesBeside(disk, requestFor(candidate.path, context))
      const shown = files && sources ? withSources(disk, files, packageRoot(disk, sources, context.handler.parsed).folder) : files
      return (shown && deployed(shown, 'zip', candidate.path, context)) ?? searched(candidate.path, context)
    }
    case 'dir': {
      reportOutside(disk, candidate.path)
      if (kindOf(disk, candidate.path) !== 'folder') return searched(candidate.path, context)
      const files = folderFiles(disk, candidate.path)
      return deployed(files, 'folder', candidate.path, context) ?? searched(candidate.path, context)
    }
    case 'remote': {
      const sources = candidate.key === undefined ? undefined : searched(join(context.root, basename(candidate.key)), context)
      return sources?.kind === 'opened' ? sources : unfound(`Its code is in ${candidate.what}, not in the repository.`)
    }
    case 'given':
      return openGiven(candidate.path, context.source, disk, context.root)
    case 'image':
      return unfound(`Its image "${candidate.reference}" is not built from a folder of the repository that could be recognised.`)
  }
}

const pathOf = (sources: readonly ArchiveSource[]): string =>
  sources.flatMap((source) => (source.kind === 'content' ? [] : [source.path]))[0] ?? ''

/** A folder of programs that is packed as it is, and has no such handler: no other folder can be meant. */
const withoutHandler = (
  files: PackageFiles,
  sources: readonly ArchiveSource[],
  { disk, handler }: Context,
): Attempt | undefined => {
  const path = pathOf(sources)
  const { parsed } = handler
  if (
    parsed.kind !== 'module' ||
    ![...files.keys()].some((name) => parsed.extensions.some((extension) => name.endsWith(extension)))
  )
    return undefined
  if (kindOf(disk, path) === 'folder' && sourceEntry(folderFiles(disk, path), parsed)) return undefined
  return closed(`The handler "${handler.text}" is in none of the files that are packed from "${disk.display(path)}".`)
}

/** The package as it is, if the handler's file is in it as text. */
const deployed = (files: PackageFiles, how: Found['how'], path: string, context: Context): Attempt | undefined => {
  const { handler, disk } = context
  const entry = deployedEntry(files, handler.parsed)
  if (!entry) return undefined
  const isFolder = path !== '' && kindOf(disk, path) === 'folder'
  // TypeScript and C# are not deployed: what they use of the rest of the repository is built with them.
  const isSource = isFolder && /\.(?:[cm]?tsx?|cs)$/.test(entry.path)
  return opened(isSource ? { folder: path, entry: entry.path } : { files, entry: entry.path }, { how, path }, context)
}

const searched = (missing: string, context: Context): Attempt => {
  const { disk, handler } = context
  if (missing !== '' && isOutside(disk, missing)) return closed(`Its code "${disk.display(missing)}" is outside the repository.`)
  if (missing === '') return closed(`The handler "${handler.text}" is not in the text that the configuration packs.`)
  const inFolder = kindOf(disk, missing) === 'folder' ? sourceEntry(folderFiles(disk, missing), handler.parsed) : undefined
  const sources: Sources | { readonly reason: string } = inFolder
    ? { how: 'beside the zip', folder: missing, entry: inFolder.path }
    : (builtFrom(missing, context) ?? findSources(disk, requestFor(missing, context)))
  if ('reason' in sources) return unfound(`Its code was not found: ${sources.reason}.`)
  return opened(packageRoot(disk, sources, handler.parsed), { how: inFolder ? 'folder' : sources.how, path: missing }, context)
}

/** The only sources that the commands which make the package name; if they name none, that they work in. */
const builtFrom = (missing: string, { source, disk, root, handler }: Context): Sources | undefined => {
  for (const folders of foldersBuilt(disk, missing, source.commands ?? [], root)) {
    const found = folders.flatMap((folder) => {
      const entry = sourceEntry(folderFiles(disk, folder), handler.parsed)
      return entry ? [{ how: 'beside the zip' as const, folder, entry: entry.path }] : []
    })
    const innermost = found.filter((each) => !found.some((other) => other !== each && isWithin(other.folder, each.folder)))
    if (innermost.length === 1) return innermost[0]
    if (found.length > 0) return undefined
  }
  return undefined
}

const requestFor = (missing: string, { handler, root, source }: Context): SearchRequest => ({
  missing,
  names: source.names ?? [],
  handler: handler.parsed,
  root,
})

type Contents =
  | { readonly files: PackageFiles; readonly entry: string }
  | { readonly folder: string; readonly entry: string; readonly beside?: PackageFiles }

const opened = (contents: Contents, found: { readonly how: Found['how']; readonly path: string }, context: Context): Attempt => {
  const { source, handler, disk } = context
  const folder = 'folder' in contents ? contents.folder : undefined
  const files = 'folder' in contents ? withBeside(disk, contents.folder, contents.beside) : contents.files
  const layers = (source.layers ?? []).map((layer) => layer.map((each) => located(each, disk)))
  const read = layers.map((candidates) => layerFiles(candidates, disk))
  const unreadLayers = layers.filter((_, index) => !read[index]).map((candidates) => layerName(candidates, disk))
  return {
    kind: 'opened',
    package: {
      files: withRepository(
        disk,
        withLayers(
          files,
          read.filter((each) => each !== undefined),
        ),
      ),
      ...(unreadLayers.length > 0 && { unreadLayers }),
      handler: handlerIn(contents.entry, handler),
      runtime: source.runtime,
      found: { how: found.how, path: disk.display(folder ?? found.path) || '.' },
      surroundings: (wanted) => (folder === undefined ? [] : surroundingsOf(disk, folder, wanted)),
      repository: repositoryOf(disk),
      sourceMaps: sourceMapsOf(disk),
    },
  }
}

const withBeside = (disk: Disk, folder: string, beside: PackageFiles | undefined): PackageFiles => {
  const own = folderFiles(disk, folder, { reachesOut: true })
  return beside?.size ? withFallback(new Map([...beside, ...own]), (path) => own.get(path)) : own
}

/** The handler as the package has it, which is another file than the configured one if a build made that. */
const handlerIn = (entry: string, { text, parsed }: ParsedHandler): string => {
  // A program's handler is a name that its build gave it; in its sources it is the file with `main`.
  if (parsed.kind === 'binary' && /\.(?:go|rs)$/.test(entry)) return entry
  if (parsed.kind !== 'module') return text
  if (entry.endsWith('.php')) return entry
  const module = withoutExtension(entry)
  const isSame = module === parsed.module || module === `${parsed.module}/index` || module === `${parsed.module}/__init__`
  return isSame ? text : `${entry.endsWith('.py') ? module.replaceAll('/', '.') : module}.${parsed.name}`
}

const layerFiles = (candidates: readonly CodeCandidate[], disk: Disk): PackageFiles | undefined => {
  for (const candidate of candidates) {
    const files =
      candidate.kind === 'archive'
        ? archiveFiles(disk, candidate.sources)
        : candidate.kind === 'zip'
          ? zipFiles(disk, candidate.path)
          : candidate.kind === 'dir' && kindOf(disk, candidate.path) === 'folder'
            ? folderFiles(disk, candidate.path)
            : undefined
    // A layer of installed libraries only lists none.
    if (files && (files.size > 0 || kindOf(disk, join(layerPath(candidate), 'nodejs', 'node_modules')) === 'folder')) return files
  }
  return undefined
}

const layerPath = (candidate: CodeCandidate): string =>
  candidate.kind === 'archive' ? pathOf(candidate.sources) : candidate.kind === 'dir' ? candidate.path : ''

const layerName = ([first]: readonly CodeCandidate[], disk: Disk): string => {
  switch (first?.kind) {
    case 'remote':
      return first.what
    case 'archive':
      return `the layer "${disk.display(pathOf(first.sources))}"`
    case 'zip':
    case 'dir':
    case 'given':
      return `the layer "${disk.display(first.path)}"`
    case 'image':
    case undefined:
      return 'a layer'
  }
}

const openImageFunction = (source: CodeSource, disk: Disk, root: string): Attempt => {
  const image = source.candidates.find((candidate) => candidate.kind === 'image')
  const found = openImage(disk, { source, image, root })
  if ('reason' in found) return unfound(found.reason)
  const handler = realHandler({ ...source, handler: found.handler })
  if (typeof handler === 'string') return closed(handler)
  return opened(
    { folder: found.folder, entry: found.entry, beside: copiedFiles(disk, found.beside) },
    { how: 'Dockerfile', path: found.dockerfile },
    { source, handler, root, disk },
  )
}

const closed = (reason: string): Attempt => ({ kind: 'closed', reason })

/** Of code that is not in the repository, or not evidently: how a user can say where it is. */
const unfound = (reason: string): Attempt => closed(`${reason} Name its folder under "code" in tf-s3-guard.yaml.`)
