import { join, resolve } from 'node:path'
import { UsageError } from '../../source/usage-error.ts'
import { type Checkout, isInside } from './checkout.ts'
import { configurationFiles, isJson } from './configuration-files.ts'
import { displayPath, isFile, isFolder } from './read.ts'

/** Folders that hold no configuration of the user's own. */
const isSkipped = (name: string): boolean =>
  name.startsWith('.') || name === 'node_modules' || name === 'cdk.out' || name === '__pycache__' || name === 'venv'

const MAXIMUM_LEVELS = 100

/** A folder that holds configuration files, and their names. */
export interface ConfigurationFolder {
  readonly dir: string
  readonly files: readonly string[]
}

/** What `TF_DATA_DIR` names is not the user's own configuration, whatever it is called. */
const isDataDir = (checkout: Checkout, dir: string): boolean =>
  checkout.list(dir).folders.includes('modules') && checkout.list(join(dir, 'modules')).files.includes('modules.json')

/** Every folder that holds configuration, from this one down, in the order of their paths. */
export const configurationBelow = (checkout: Checkout, dir: string, level = 0): readonly ConfigurationFolder[] => {
  if (level > MAXIMUM_LEVELS) return []
  const files = configurationFiles(checkout, dir)
  const below = checkout
    .list(dir)
    .folders.filter((name) => !isSkipped(name) && !isDataDir(checkout, join(dir, name)))
    .flatMap((name) => configurationBelow(checkout, join(dir, name), level + 1))
  return files.length > 0 ? [{ dir, files }, ...below] : below
}

const NATIVE_SOURCE = /\bsource[ \t]*=[ \t]*"(\.\.?(?:\/[^"\n]*)?)"/g
const JSON_SOURCE = /"source"[ \t\r\n]*:[ \t\r\n]*"(\.\.?(?:\\?\/[^"\n]*)?)"/g

/** The local modules that a folder seems to call, read off its text: nothing is parsed to guess where the roots are. */
export const seeminglyCalled = (checkout: Checkout, { dir, files }: ConfigurationFolder): readonly string[] =>
  files.flatMap((name) => {
    const read = checkout.read(join(dir, name))
    if (!read.ok) return []
    const sources = read.file.text.matchAll(isJson(name) ? JSON_SOURCE : NATIVE_SOURCE)
    return [...sources].map(([, source = '']) => resolve(dir, source.replaceAll('\\/', '/')))
  })

/** Those of the folders that no other one calls; and one of each circle of folders that only call each other. */
export const uncalled = (folders: readonly string[], callsOf: (folder: string) => readonly string[]): readonly string[] => {
  const calls = new Map(folders.map((folder) => [folder, callsOf(folder).filter((called) => called !== folder)]))
  const called = new Set([...calls.values()].flat())
  const reached = new Set<string>()
  const reach = (root: string): void => {
    const waiting = [root]
    for (let folder = waiting.pop(); folder !== undefined; folder = waiting.pop()) {
      if (reached.has(folder)) continue
      reached.add(folder)
      waiting.push(...(calls.get(folder) ?? []))
    }
  }
  const roots = folders.filter((folder) => !called.has(folder))
  for (const root of roots) reach(root)
  for (const folder of folders) {
    if (reached.has(folder)) continue
    roots.push(folder)
    reach(folder)
  }
  return roots.sort()
}

/**
 * Refuses a folder that is not there.
 * @throws {UsageError}
 */
export const requireFolder = (dir: string, cwd: string): void => {
  const shown = displayPath(cwd, dir)
  if (isFile(dir)) throw new UsageError(`"${shown}" is a file: give a folder with Terraform configuration.`)
  if (!isFolder(dir)) throw new UsageError(`There is no folder "${shown}".`)
}

/**
 * The folders that `--root` names, which are below the folder that is scanned and hold configuration.
 * @throws {UsageError} One of them does not.
 */
export const requireRoots = (roots: readonly string[], dir: string, checkout: Checkout): readonly string[] => {
  for (const root of roots) {
    const shown = displayPath(checkout.cwd, root)
    requireFolder(root, checkout.cwd)
    if (!isInside(root, dir)) throw new UsageError(`The root "${shown}" is not inside "${displayPath(checkout.cwd, dir)}".`)
    if (configurationFiles(checkout, root).length === 0)
      throw new UsageError(`The root "${shown}" has no configuration files: name a folder that has some.`)
  }
  return [...new Set(roots)].sort()
}
