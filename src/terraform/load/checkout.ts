import { existsSync, readdirSync } from 'node:fs'
import { dirname, join, relative, resolve, sep } from 'node:path'
import { displayPath, isFolder, type Read, readText } from './read.ts'

/** What one scan looks at: each folder is listed once and each file of configuration read once, whoever asks. */
export interface Checkout {
  /** Absolute: where the scan was started; shown paths are relative to it. */
  readonly cwd: string
  /** Absolute: nothing outside this folder is read, except modules that were installed. */
  readonly boundary: string
  readonly list: (folder: string) => Listing
  /** The text of a file that is part of the configuration. */
  readonly read: (path: string) => Read
  /** Where a configuration that is not on the disk has its folders, and its installed modules. */
  readonly isFolder?: (path: string) => boolean
  readonly installed?: ReadonlyMap<string, string>
}

/** Names of what is directly in a folder, sorted; nothing if there is no such folder or it may not be read. */
export interface Listing {
  readonly files: readonly string[]
  readonly folders: readonly string[]
  /** Symbolic links, to whatever. */
  readonly links: readonly string[]
}

/** The folder that a scan must not leave: the repository, or where the scan was started, or the root itself. */
const boundaryOf = (root: string, cwd: string): string => {
  for (let dir = root; ; dir = dirname(dir)) {
    if (existsSync(join(dir, '.git'))) return dir
    if (dirname(dir) === dir) break
  }
  return isInside(root, cwd) ? cwd : root
}

/** Whether a path is the folder or below it; both are absolute. */
export const isInside = (path: string, folder: string): boolean => {
  const way = relative(folder, path)
  return way === '' || (way !== '..' && !way.startsWith(`..${sep}`) && resolve(folder, way) === path)
}

const readListing = (folder: string): Listing => {
  const files: string[] = []
  const folders: string[] = []
  const links: string[] = []
  try {
    for (const entry of readdirSync(folder, { withFileTypes: true })) {
      if (entry.isDirectory()) folders.push(entry.name)
      else if (entry.isSymbolicLink()) links.push(entry.name)
      else if (entry.isFile()) files.push(entry.name)
    }
  } catch {
    // A folder that is not there, or may not be read, has nothing to list.
  }
  return { files: files.sort(), folders: folders.sort(), links: links.sort() }
}

/** `root` is the folder to scan; `texts`, by absolute path, are read instead of what the files on the disk say. */
export const openCheckout = (root: string, cwd: string, texts: ReadonlyMap<string, string> = new Map()): Checkout => {
  const listings = new Map<string, Listing>()
  const list = (folder: string): Listing => {
    const known = listings.get(folder)
    if (known) return known
    const listing = readListing(folder)
    listings.set(folder, listing)
    return listing
  }
  const reads = new Map<string, Read>()
  for (const [path, text] of texts) reads.set(path, { ok: true, file: { path: displayPath(cwd, path), text } })
  const read = (path: string): Read => {
    const known = reads.get(path) ?? readText(path, cwd)
    reads.set(path, known)
    return known
  }
  return { cwd, boundary: boundaryOf(root, cwd), list, read }
}

/** The files of a folder by their names, links to files among them. */
export const filesIn = ({ list }: Checkout, folder: string): readonly string[] => {
  const { files, links } = list(folder)
  if (links.length === 0) return files
  return [...files, ...links.filter((name) => !isFolder(join(folder, name)))].sort()
}
