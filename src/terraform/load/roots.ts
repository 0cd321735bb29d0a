import { join, resolve } from 'node:path'
import type { Diagnostic } from '../../source/diagnostic.ts'
import type { Outcome } from '../../source/outcome.ts'
import { UsageError } from '../../source/usage-error.ts'
import { type Checkout, filesIn } from './checkout.ts'
import { isConfiguration } from './module-config.ts'
import { displayPath, isFile, isFolder } from './read.ts'

/** Folders that hold no configuration of the user's own. */
const isSkipped = (name: string): boolean =>
  name.startsWith('.') || name === 'node_modules' || name === 'cdk.out' || name === '__pycache__' || name === 'venv'

const MAXIMUM_LEVELS = 12

interface ConfigurationFolder {
  readonly dir: string
  readonly files: readonly string[]
}

const configurationBelow = (checkout: Checkout, dir: string, level: number): readonly ConfigurationFolder[] => {
  if (level > MAXIMUM_LEVELS) return []
  const files = filesIn(checkout, dir).filter(isConfiguration)
  const { folders } = checkout.list(dir)
  const below = folders
    .filter((name) => !isSkipped(name))
    .flatMap((name) => configurationBelow(checkout, join(dir, name), level + 1))
  return files.length > 0 ? [{ dir, files }, ...below] : below
}

/** The local modules that a folder calls, read off its text: nothing is parsed twice to find the roots. */
const calledFrom = (checkout: Checkout, { dir, files }: ConfigurationFolder): readonly string[] =>
  files.flatMap((name) => {
    const read = checkout.read(join(dir, name))
    if (!read.ok) return []
    return [...read.file.text.matchAll(/\bsource[ \t]*=[ \t]*"(\.\.?(?:\/[^"\n]*)?)"/g)].map(([, source]) =>
      resolve(dir, source as string),
    )
  })

/**
 * The root modules to scan: the folder itself if it holds configuration, else every folder below it that holds some and is
 * not a module that another one calls. Throws UsageError if there is no such folder.
 */
export const findRoots = (dir: string, checkout: Checkout): Outcome<readonly string[]> => {
  const shown = displayPath(checkout.cwd, dir)
  if (isFile(dir)) throw new UsageError(`"${shown}" is a file: scan takes a folder with Terraform configuration.`)
  if (!isFolder(dir)) throw new UsageError(`There is no folder "${shown}".`)
  if (filesIn(checkout, dir).some(isConfiguration)) return { value: [dir], diagnostics: [] }
  const folders = configurationBelow(checkout, dir, 0)
  const called = new Set(folders.flatMap((folder) => calledFrom(checkout, folder)))
  const roots = folders.map((folder) => folder.dir).filter((folder) => !called.has(folder))
  if (roots.length > 0) return { value: roots, diagnostics: [] }
  const nothing: Diagnostic = {
    severity: 'error',
    summary: 'No Terraform configuration',
    detail: `"${shown}" has no .tf files, and neither has any folder below it: nothing was checked.`,
    location: { file: { path: shown, text: '' }, start: 0, end: 0 },
  }
  return { value: [], diagnostics: [nothing] }
}
