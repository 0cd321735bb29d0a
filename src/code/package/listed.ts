import { basename, dirname, sep } from 'node:path'

export type Listed = 'file' | 'folder' | 'nothing' | 'not evident'

/** Names of what is directly in a folder; nothing if there is no such folder or it may not be read. */
export interface Listing {
  readonly files: readonly string[]
  readonly folders: readonly string[]
  /** Symbolic links, to whatever. */
  readonly links: readonly string[]
}

/** The lists of the folders in a checkout, and what was found in them, by path and by the names in a folder. */
export interface Lists {
  /** The folder that must not be left: the repository. */
  readonly boundary: string
  readonly list: (folder: string) => Listing
  readonly listed: Map<string, Listed>
  readonly names: Map<string, ReadonlyMap<string, Listed>>
}

/**
 * What the lists of the folders say of a path, which costs less than asking the disk for it: most places that sources are
 * looked for in are not there. Links, and places outside the boundary, are not evident.
 */
export const listed = (lists: Lists, path: string): Listed => {
  const known = lists.listed.get(path)
  if (known) return known
  const found = look(lists, path)
  lists.listed.set(path, found)
  return found
}

const look = (lists: Lists, path: string): Listed => {
  if (path === lists.boundary) return 'folder'
  if (!path.startsWith(`${lists.boundary}${sep}`) || isRelative(path)) return 'not evident'
  const folder = dirname(path)
  const around = listed(lists, folder)
  if (around !== 'folder') return around === 'file' ? 'nothing' : around
  return namesIn(lists, folder).get(basename(path)) ?? 'nothing'
}

/** Goes up, or says nothing, on its way. */
const isRelative = (path: string): boolean => /(?:^|[\\/])\.{0,2}(?:[\\/]|$)/.test(path.slice(1))

const namesIn = (lists: Lists, folder: string): ReadonlyMap<string, Listed> => {
  const known = lists.names.get(folder)
  if (known) return known
  const { files, folders, links } = lists.list(folder)
  const names = new Map<string, Listed>()
  for (const name of files) names.set(name, 'file')
  for (const name of folders) names.set(name, 'folder')
  for (const name of links) names.set(name, 'not evident')
  lists.names.set(folder, names)
  return names
}
