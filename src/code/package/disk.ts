import { readFileSync, realpathSync, statSync } from 'node:fs'
import { basename, dirname, isAbsolute, join, relative, resolve, sep } from 'node:path'
import type { Diagnostic } from '../../source/diagnostic.ts'
import type { SourceFile } from '../../source/source-file.ts'
import { decode } from './decode.ts'
import { type Lists, listed } from './listed.ts'
import type { LazyFile } from './package-source.ts'

/** What one scan knows of the checkout: each folder is listed once and each file read once, and nothing outside `boundary`. */
export interface Disk extends Lists {
  /** A given path with the boundary's real name in front. */
  readonly locate: (path: string) => string
  /** A path relative to where the scan was started. */
  readonly display: (path: string) => string
  /** Each trouble is kept once. */
  readonly report: (diagnostic: Diagnostic) => void
  /** What was reported since it was last asked for. */
  readonly takeProblems: () => readonly Diagnostic[]
  readonly folders: Map<string, readonly Entry[]>
  /** By folder: what `walk` found without excludes, and within which limit. */
  readonly walks: Map<string, Walk & { readonly limit: number }>
  /** By folder: the folders below it by their plain names. */
  readonly folderNames: Map<string, ReadonlyMap<string, readonly string[]>>
  readonly files: Map<string, SourceFile | undefined>
  /** How much was read, and how much may be, in bytes. */
  readonly read: { bytes: number; readonly maximum: number }
  /** Of the files that were read. */
  readonly places: WeakMap<SourceFile, Place>
  readonly resolved: Map<string, string | undefined>
}

/** Where a file lies: its name, its folder (of a member of a zip: the zip's, and its own in there), and what is beside it. */
export interface Place {
  readonly name: string
  readonly folder: string
  readonly beside: (name: string) => SourceFile | undefined
}

export interface Entry {
  readonly name: string
  readonly kind: 'file' | 'folder'
  readonly isLink: boolean
}

/** The files below a folder. */
export interface Walk {
  /** Relative to the folder, with `/`, sorted folder by folder. */
  readonly paths: readonly string[]
  /** The limit was reached and files are missing. */
  readonly truncated: boolean
}

const mebibyte = 1024 * 1024

/** A program; a map of one is larger, and is not parsed as a program. */
export const maximumSizeOf = (path: string): number => (path.endsWith('.map') ? 32 * mebibyte : 5 * mebibyte)

/** What is read of all packages in one scan: what unpacks to far more than it is must end. */
const maximumRead = 768 * mebibyte

/** Whether there is room for a file of a size, which then counts. */
export const takeRoom = (disk: Disk, size: number): boolean => {
  if (disk.read.bytes + size > disk.read.maximum) {
    disk.report({
      severity: 'warning',
      summary: 'Too much code',
      detail: `The code of the functions has more than ${Math.round(disk.read.maximum / mebibyte)} MB; what is above that was not read.`,
    })
    return false
  }
  disk.read.bytes += size
  return true
}

export const createDisk = (
  boundary: string,
  display: (path: string) => string,
  list: Disk['list'],
  maximum: number = maximumRead,
): Disk => {
  const known = new Set<string>()
  let problems: Diagnostic[] = []
  const real = realPath(boundary) ?? boundary
  const rebase = (path: string, from: string, to: string): string => (isWithin(path, from) ? join(to, relative(from, path)) : path)
  return {
    boundary: real,
    locate: (path) => rebase(path, boundary, real),
    display: (path) =>
      display(rebase(path, real, boundary))
        .split(sep)
        .join('/'),
    report: (diagnostic) => {
      const key = `${diagnostic.summary}\n${diagnostic.detail}`
      if (!known.has(key)) problems.push(diagnostic)
      known.add(key)
    },
    takeProblems: () => {
      const taken = problems
      problems = []
      return taken
    },
    list,
    folders: new Map(),
    walks: new Map(),
    folderNames: new Map(),
    files: new Map(),
    read: { bytes: 0, maximum },
    places: new WeakMap(),
    resolved: new Map(),
    listed: new Map(),
    names: new Map(),
  }
}

const realPath = (path: string): string | undefined => {
  try {
    return realpathSync.native(path)
  } catch {
    return undefined
  }
}

/** Whether a path is a folder or in it; both real and absolute. */
export const isWithin = (path: string, folder: string): boolean => {
  const way = relative(folder, path)
  return way === '' || (way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way))
}

/** The real path, if there is something and it is inside the boundary. */
export const resolveInside = (disk: Disk, path: string): string | undefined => {
  switch (listed(disk, path)) {
    case 'file':
    case 'folder':
      return path
    case 'nothing':
      return undefined
    case 'not evident':
      return realInside(disk, path)
  }
}

const realInside = (disk: Disk, path: string): string | undefined => {
  if (disk.resolved.has(path)) return disk.resolved.get(path)
  const real = realPath(path)
  const inside = real !== undefined && isWithin(real, disk.boundary) ? real : undefined
  disk.resolved.set(path, inside)
  return inside
}

/** Something is there, but outside the boundary. */
export const isOutside = (disk: Disk, path: string): boolean => {
  const real = resolveInside(disk, path) === undefined ? realPath(path) : undefined
  return real !== undefined && !isWithin(real, disk.boundary)
}

export const kindOf = (disk: Disk, path: string): Entry['kind'] | undefined => {
  const evident = listed(disk, path)
  if (evident === 'file' || evident === 'folder') return evident
  const real = resolveInside(disk, path)
  if (real === undefined) return undefined
  const stats = statSync(real, { throwIfNoEntry: false })
  return stats?.isDirectory() ? 'folder' : stats?.isFile() ? 'file' : undefined
}

/** What is directly in a folder, sorted; links are what they point to, and left out if that is outside the boundary. */
export const listFolder = (disk: Disk, folder: string): readonly Entry[] => {
  const known = disk.folders.get(folder)
  if (known) return known
  const { files, folders, links } = disk.list(folder)
  const entries: Entry[] = [
    ...files.map((name): Entry => ({ name, kind: 'file', isLink: false })),
    ...folders.map((name): Entry => ({ name, kind: 'folder', isLink: false })),
    ...links.flatMap((name): readonly Entry[] => {
      const kind = kindOf(disk, join(folder, name))
      return kind ? [{ name, kind, isLink: true }] : []
    }),
  ]
  entries.sort((a, b) => (a.name < b.name ? -1 : 1))
  disk.folders.set(folder, entries)
  return entries
}

/** The file's text, memoised; a path that is no readable file inside the boundary gives undefined. */
export const fileAt =
  (disk: Disk, path: string): LazyFile =>
  () => {
    if (disk.files.has(path)) return disk.files.get(path)
    const file = readText(disk, path)
    disk.files.set(path, file)
    const folder = dirname(path)
    if (file) disk.places.set(file, { name: basename(path), folder, beside: (name) => fileAt(disk, resolve(folder, name))() })
    return file
  }

const readText = (disk: Disk, path: string): SourceFile | undefined => {
  const real = resolveInside(disk, path)
  if (real === undefined) return undefined
  try {
    const stats = statSync(real)
    if (!stats.isFile()) return undefined
    if (stats.size > maximumSizeOf(path)) {
      disk.report({
        severity: 'warning',
        summary: 'Source file too large',
        detail: `"${disk.display(path)}" has ${Math.ceil(stats.size / mebibyte)} MB and was not read; files of up to ${maximumSizeOf(path) / mebibyte} MB are.`,
      })
    } else if (takeRoom(disk, stats.size)) return { path: disk.display(path), text: decode(readFileSync(real)) }
  } catch (error) {
    disk.report({
      severity: 'warning',
      summary: 'Cannot read a source file',
      detail: `"${disk.display(path)}" could not be read: ${error instanceof Error ? error.message.replace(/,.*$/s, '') : 'unknown error'}.`,
    })
  }
  return undefined
}
