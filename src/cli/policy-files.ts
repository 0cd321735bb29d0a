import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { UsageError } from '../source/usage-error.ts'
import type { Terminal } from './terminal.ts'

/**
 * The files of `--scp` and `--rcp`, level by level; commas join those of one level.
 * @throws {UsageError} A file that cannot be read.
 */
export const readLevels = (
  given: readonly string[],
  { cwd }: Pick<Terminal, 'cwd'>,
): Promise<readonly (readonly { readonly path: string; readonly text: string }[])[]> =>
  Promise.all(
    given.map((level) =>
      Promise.all(
        level
          .split(',')
          .filter((path) => path !== '')
          .map(async (path) => ({ path, text: await read(resolve(cwd, path), path) })),
      ),
    ),
  )

const read = (absolute: string, path: string): Promise<string> =>
  readFile(absolute, 'utf8').catch(() => {
    throw new UsageError(`The policy "${path}" cannot be read.`)
  })
