import { dirname, join, resolve } from 'node:path'
import { UsageError } from '../source/usage-error.ts'
import { openCheckout } from '../terraform/load/checkout.ts'
import { displayPath, isFile, isFolder } from '../terraform/load/read.ts'

const names: readonly string[] = ['tf-s3-guard.yaml', 'tf-s3-guard.yml', 'tf-s3-guard.json']

/**
 * The nearest configuration file from a folder upwards, as far as the repository or where the scan was started; null if
 * there is none. `given` is one that the user names instead.
 * @throws {UsageError} There is no such file, or there are two in one folder.
 */
export const findConfiguration = (from: string, cwd: string, given: string | null): string | null => {
  if (given !== null) {
    const path = resolve(cwd, given)
    if (isFile(path)) return path
    const what = isFolder(path) ? 'is a folder' : 'does not exist'
    throw new UsageError(`The configuration file "${displayPath(cwd, path)}" ${what}.`)
  }
  const { boundary } = openCheckout(from, cwd)
  for (let folder = from; ; folder = dirname(folder)) {
    const [found, second] = names.map((name) => join(folder, name)).filter(isFile)
    if (found !== undefined && second !== undefined)
      throw new UsageError(`There are two configuration files: "${displayPath(cwd, found)}" and "${displayPath(cwd, second)}".`)
    if (found !== undefined) return found
    if (folder === boundary || folder === dirname(folder)) return null
  }
}
