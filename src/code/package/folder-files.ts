import { join } from 'node:path'
import { type Disk, fileAt, kindOf } from './disk.ts'
import type { LazyFile, PackageFiles } from './package-source.ts'
import { walk } from './walk.ts'

const maximumFiles = 20_000

export interface FolderOptions {
  readonly excludes?: (path: string) => boolean
  /** `get` also gives the files outside the folder, by `../…`. */
  readonly reachesOut?: boolean
}

/** The files below a folder. Installed libraries (`node_modules`) are not listed, and given when they are asked for by name. */
export const folderFiles = (disk: Disk, folder: string, options: FolderOptions = {}): PackageFiles => {
  const { paths, truncated } = walk(disk, folder, { limit: maximumFiles, ...(options.excludes && { excludes: options.excludes }) })
  if (truncated) {
    disk.report({
      severity: 'warning',
      summary: 'Too many files in a code folder',
      detail: `"${disk.display(folder)}" has more than ${maximumFiles} files or folders; the deepest ones are read only where a program imports them.`,
    })
  }
  const own = new Map(paths.map((path): readonly [string, LazyFile] => [path, fileAt(disk, join(folder, path))]))
  const unlisted = (path: string): LazyFile | undefined => {
    const isUnlisted = (truncated && !options.excludes) || /(?:^|\/)node_modules\//.test(path)
    const mayBe = path.startsWith('../') ? options.reachesOut === true : isUnlisted
    return mayBe && kindOf(disk, join(folder, path)) === 'file' ? fileAt(disk, join(folder, path)) : undefined
  }
  return withFallback(own, unlisted)
}

/** A map that looks further for a key that it does not list. */
export const withFallback = (own: PackageFiles, further: (path: string) => LazyFile | undefined): PackageFiles => ({
  get size() {
    return own.size
  },
  get: (path) => own.get(path) ?? further(path),
  has: (path) => own.has(path) || further(path) !== undefined,
  forEach: (use, self) => own.forEach(use, self),
  keys: () => own.keys(),
  values: () => own.values(),
  entries: () => own.entries(),
  [Symbol.iterator]: () => own[Symbol.iterator](),
})
