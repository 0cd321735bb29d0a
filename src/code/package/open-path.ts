import { basename, dirname } from 'node:path'
import type { Diagnostic } from '../../source/diagnostic.ts'
import type { CodePackage } from '../program.ts'
import { zipFiles } from './candidate.ts'
import { createDisk, kindOf } from './disk.ts'
import { folderFiles } from './folder-files.ts'
import type { PackageOptions } from './open-package.ts'
import type { SourceMaps } from './package-source.ts'
import { repositoryOf, withRepository } from './repository.ts'
import { sourceMapsOf } from './source-maps.ts'
import { surroundingsOf } from './surroundings.ts'

/** Programs at a path, and what went wrong with their files so far. */
export interface OpenedPath {
  readonly pkg: CodePackage
  /** The one file of it that is meant; null for all. */
  readonly only: string | null
  readonly sourceMaps: SourceMaps
  readonly takeProblems: () => readonly Diagnostic[]
}

/**
 * The programs at a path as a package, without anything that says how they are deployed: all below a folder, those of a zip,
 * or one file with the others of its folder for what it imports. Null if there is nothing, or it cannot be read.
 */
export const openPath = (path: string, { boundary, display, list }: PackageOptions): OpenedPath | null => {
  const disk = createDisk(boundary, display, list)
  const at = disk.locate(path)
  const isFile = kindOf(disk, at) === 'file'
  const rest = { sourceMaps: sourceMapsOf(disk), takeProblems: disk.takeProblems }
  const isZip = isFile && /\.(?:zip|jar|war)$/i.test(at)
  if (isZip) {
    const files = zipFiles(disk, at)
    return files ? { pkg: { files, handler: '', runtime: null }, only: null, ...rest } : null
  }
  const folder = isFile ? dirname(at) : at
  if (kindOf(disk, folder) !== 'folder') return null
  const pkg: CodePackage = {
    files: withRepository(disk, folderFiles(disk, folder, { reachesOut: true })),
    handler: '',
    runtime: null,
    surroundings: (wanted) => surroundingsOf(disk, folder, wanted),
    repository: repositoryOf(disk),
  }
  return { pkg, only: isFile ? basename(at) : null, ...rest }
}
