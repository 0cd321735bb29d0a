import { readdirSync, statSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { Diagnostic } from '../../source/diagnostic.ts'
import type { Outcome } from '../../source/outcome.ts'
import { UsageError } from '../../source/usage-error.ts'
import { holdsConfiguration } from './module-config.ts'
import { displayPath, listFolder, readText } from './read.ts'

/** Folders that hold no configuration of the user's own. */
const isSkipped = (name: string): boolean =>
  name.startsWith('.') || name === 'node_modules' || name === 'cdk.out' || name === '__pycache__' || name === 'venv'

const MAXIMUM_LEVELS = 12

const foldersBelow = (dir: string, level: number): readonly string[] => {
  if (level > MAXIMUM_LEVELS) return []
  const { folders } = listFolder(dir)
  const below = folders.filter((name) => !isSkipped(name)).flatMap((name) => foldersBelow(join(dir, name), level + 1))
  return holdsConfiguration(dir) ? [dir, ...below] : below
}

/** The local modules that the files of a folder call, read off their text: nothing is parsed twice to find the roots. */
const calledFrom = (dir: string): readonly string[] =>
  listFolder(dir)
    .files.filter((name) => name.endsWith('.tf'))
    .flatMap((name) => {
      const read = readText(join(dir, name), dir)
      if (!read.ok) return []
      return [...read.file.text.matchAll(/^\s*source\s*=\s*"(\.\.?(?:\/[^"]*)?)"/gm)].map(([, source]) =>
        resolve(dir, source as string),
      )
    })

/**
 * The root modules to scan: the folder itself if it holds configuration, else every folder below it that holds some and is
 * not a module that another one calls.
 */
export const findRoots = (dir: string, cwd: string): Outcome<readonly string[]> => {
  const shown = displayPath(cwd, dir)
  const stat = statSync(dir, { throwIfNoEntry: false })
  if (!stat) throw new UsageError(`There is no folder "${shown}".`)
  if (!stat.isDirectory()) throw new UsageError(`"${shown}" is a file: scan takes a folder with Terraform configuration.`)
  readdirSync(dir)
  if (holdsConfiguration(dir)) return { value: [dir], diagnostics: [] }
  const folders = foldersBelow(dir, 0)
  const called = new Set(folders.flatMap(calledFrom))
  const roots = folders.filter((folder) => !called.has(folder))
  if (roots.length > 0) return { value: roots, diagnostics: [] }
  const nothing: Diagnostic = {
    severity: 'error',
    summary: 'No Terraform configuration',
    detail: `"${shown}" has no .tf files, and neither has any folder below it: nothing was checked.`,
    location: { file: { path: shown, text: '' }, start: 0, end: 0 },
  }
  return { value: [], diagnostics: [nothing] }
}
