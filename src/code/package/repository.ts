import { join } from 'node:path'
import { oncePer } from '../once-per.ts'
import { type Repository, repositoryRoot } from '../program.ts'
import { type Disk, fileAt, kindOf } from './disk.ts'
import { withFallback } from './folder-files.ts'
import type { PackageFiles } from './package-source.ts'
import { walk } from './walk.ts'

const maximumEntries = 100_000

const repositories = oncePer<Disk, Repository>()

/** The repository, one for all packages from it, so that what is found out about it is found out once. */
export const repositoryOf = (disk: Disk): Repository =>
  repositories(disk, () => ({
    find: (wanted) => {
      const { paths, truncated } = walk(disk, disk.boundary, { limit: maximumEntries })
      return truncated ? [] : paths.filter((path) => wanted.test(path)).map((path) => repositoryRoot + path)
    },
    display: (path) => disk.display(join(disk.boundary, path)),
  }))

/** A package's files, and the repository's by their paths there. */
export const withRepository = (disk: Disk, files: PackageFiles): PackageFiles =>
  withFallback(files, (path) => {
    if (!path.startsWith(repositoryRoot)) return undefined
    const at = join(disk.boundary, path.slice(repositoryRoot.length))
    return kindOf(disk, at) === 'file' ? fileAt(disk, at) : undefined
  })
