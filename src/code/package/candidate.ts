import { basename, dirname, join, posix } from 'node:path'
import { type Location, positionAt, type SourceFile } from '../../source/source-file.ts'
import { decode } from './decode.ts'
import { type Disk, fileAt, isOutside, kindOf, maximumSizeOf, type Place, resolveInside, takeRoom } from './disk.ts'
import { folderFiles, withFallback } from './folder-files.ts'
import { matchesGlob } from './glob.ts'
import type { ArchiveSource, LazyFile, PackageFiles } from './package-source.ts'
import { readZipDirectory, readZipMember, type ZipMember } from './zip.ts'

/** The files of `archive_file`: what several sources give the same name is the first one's. */
export const archiveFiles = (disk: Disk, sources: readonly ArchiveSource[]): PackageFiles => {
  const [only] = sources
  if (sources.length === 1 && only?.kind === 'dir' && only.prefix === undefined) return archiveFolder(disk, only)
  const files = new Map<string, LazyFile>()
  for (const source of sources) {
    const prefix = source.kind === 'content' ? undefined : source.prefix
    for (const [path, file] of filesOf(disk, source)) {
      const name = prefix === undefined ? path : posix.join(prefix, path)
      if (!files.has(name)) files.set(name, file)
    }
  }
  return files
}

/** What an image takes from its build context: folders by their contents, a file as it is called there. */
export const copiedFiles = (disk: Disk, copies: readonly { readonly source: string; readonly to: string }[]): PackageFiles => {
  const files = new Map<string, LazyFile>()
  for (const { source, to } of copies) {
    if (kindOf(disk, source) === 'file')
      files.set(posix.join('.', to, to === '' || to.endsWith('/') ? basename(source) : ''), fileAt(disk, source))
    if (kindOf(disk, source) !== 'folder') continue
    for (const [path, file] of folderFiles(disk, source)) files.set(posix.join('.', to, path), file)
  }
  return files
}

const filesOf = (disk: Disk, source: ArchiveSource): Iterable<readonly [string, LazyFile]> => {
  switch (source.kind) {
    case 'dir':
      return archiveFolder(disk, source)
    case 'file':
      if (kindOf(disk, source.path) === 'file') return [[source.name ?? basename(source.path), fileAt(disk, source.path)]]
      reportOutside(disk, source.path)
      return []
    case 'content': {
      const file = inlineFile(source.name, source.text, source.location)
      return [[posix.normalize(source.name), () => file]]
    }
  }
}

const archiveFolder = (disk: Disk, source: { readonly path: string; readonly excludes: readonly string[] }): PackageFiles => {
  reportOutside(disk, source.path)
  if (kindOf(disk, source.path) !== 'folder') return new Map()
  const excludes = (path: string): boolean => source.excludes.some((pattern) => matchesGlob(pattern, path))
  return folderFiles(disk, source.path, source.excludes.length > 0 ? { excludes } : {})
}

export const reportOutside = (disk: Disk, path: string): void => {
  if (!isOutside(disk, path)) return
  disk.report({
    severity: 'warning',
    summary: 'Code outside the repository',
    detail: `"${disk.display(path)}" is outside the repository and was not read.`,
  })
}

/** Text that stands in the configuration: as the configuration file's lines from there on, so that its lines are the file's. */
const inlineFile = (name: string, content: string, location: Location | undefined): SourceFile => {
  if (!location) return { path: name, text: content }
  const first = content.split('\n').find((line) => line.trim() !== '')
  const at = first === undefined ? -1 : location.file.text.indexOf(first.trim(), location.start)
  if (at === -1 || first === undefined) return { path: `${location.file.path}!${name}`, text: content }
  const before = positionAt(location.file, at).line - positionAt({ path: name, text: content }, content.indexOf(first)).line
  return { path: location.file.path, text: '\n'.repeat(Math.max(0, before)) + content }
}

/** The members of a zip, inflated when asked for; undefined if there is no such file, or it cannot be read (which is reported). */
export const zipFiles = (disk: Disk, path: string): PackageFiles | undefined => {
  reportOutside(disk, path)
  const real = resolveInside(disk, path)
  if (real === undefined || kindOf(disk, path) !== 'file') return undefined
  const shown = disk.display(path)
  const directory = readZipDirectory(real)
  if ('failure' in directory) {
    disk.report({
      severity: 'error',
      summary: 'Cannot read the deployment package',
      detail: `"${shown}" could not be read, because ${directory.failure}.`,
    })
    return undefined
  }
  if (directory.unsafe.length > 0) {
    disk.report({
      severity: 'warning',
      summary: 'Deployment package with unsafe names',
      detail: `"${shown}" has files that would be unpacked outside its folder, such as "${directory.unsafe[0]}"; they were left out.`,
    })
  }
  const files = directory.members.filter((member) => !member.isLink)
  const members: Map<string, LazyFile> = new Map(
    files.map((member) => [member.name, memberAt(disk, { zip: real, shown, member, beside: (name) => members.get(name)?.() })]),
  )
  if (members.size < files.length) {
    disk.report({
      severity: 'warning',
      summary: 'Deployment package with files of the same name',
      detail: `"${shown}" has more than one file of a name; the last of each was read.`,
    })
  }
  // Installed libraries are many, and given only when they are asked for by name.
  const own = new Map([...members].filter(([name]) => !/(?:^|\/)node_modules\//.test(name)))
  return own.size === members.size ? own : withFallback(own, (name) => members.get(name))
}

interface Packed {
  /** The zip's path, and as it is shown. */
  readonly zip: string
  readonly shown: string
  readonly member: ZipMember
  readonly beside: (name: string) => SourceFile | undefined
}

const memberAt = (disk: Disk, { zip, shown, member, beside }: Packed): LazyFile => {
  const key = `${zip}!${member.name}`
  return () => {
    if (disk.files.has(key)) return disk.files.get(key)
    const file = readMember(disk, zip, shown, member)
    disk.files.set(key, file)
    const folder = posix.dirname(member.name)
    const place: Place = {
      name: posix.basename(member.name),
      folder: join(dirname(zip), folder),
      beside: (name) => beside(posix.join(folder, name)),
    }
    if (file) disk.places.set(file, place)
    return file
  }
}

const readMember = (disk: Disk, zip: string, shown: string, member: ZipMember): SourceFile | undefined => {
  const isRoom = member.size > maximumSizeOf(member.name) || takeRoom(disk, member.size)
  const bytes = isRoom ? readZipMember(zip, member, maximumSizeOf(member.name)) : undefined
  if (!bytes) return undefined
  if (!('failure' in bytes)) return { path: `${shown}!${member.name}`, text: decode(bytes) }
  disk.report({
    severity: 'error',
    summary: 'Cannot read a file of the deployment package',
    detail: `"${member.name}" in "${shown}" could not be read, because ${bytes.failure}.`,
  })
  return undefined
}

/** The zip's files, each as the file in the checkout that it was packed from, if their texts are the same: lines there help more. */
export const withSources = (disk: Disk, files: PackageFiles, folder: string): PackageFiles => {
  const own = new Map(
    [...files].map(([path, read]): readonly [string, LazyFile] => [
      path,
      () => {
        const member = read()
        const source = member && fileAt(disk, join(folder, path))()
        return source && withoutReturns(source.text) === withoutReturns(member.text) ? source : member
      },
    ]),
  )
  return withFallback(own, (path) => files.get(path))
}

const withoutReturns = (text: string): string => text.replaceAll('\r\n', '\n')

/** What a layer adds: its files under `/opt/`, and those on the runtime's search path as if they were in the package. */
export const withLayers = (files: PackageFiles, layers: readonly PackageFiles[]): PackageFiles => {
  if (layers.length === 0) return files
  const merged = new Map(files)
  for (const layer of layers) {
    for (const [path, file] of layer) {
      const absolute = `/opt/${path}`
      if (!merged.has(absolute)) merged.set(absolute, file)
      const searched = /^(?:python\/(?:lib\/python[\d.]+\/site-packages\/)?|ruby\/lib\/)(.+)$/.exec(path)?.[1]
      if (searched !== undefined && !merged.has(searched)) merged.set(searched, file)
    }
  }
  // Installed libraries are not listed.
  const inLayers = (path: string): LazyFile | undefined =>
    path.startsWith('/opt/')
      ? layers.map((layer) => layer.get(path.slice('/opt/'.length))).find((file) => file !== undefined)
      : undefined
  return withFallback(merged, (path) => files.get(path) ?? inLayers(path))
}
