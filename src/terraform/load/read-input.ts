import { createReadStream, statSync } from 'node:fs'
import { resolve } from 'node:path'
import { UsageError } from '../../source/usage-error.ts'
import type { OpenedPlan, ReadZip } from '../plan/opened-plan.ts'
import { LARGEST_PLAN_SIZE, MEBIBYTE } from './plan-size.ts'
import { displayPath } from './read.ts'

/** Standard input, as the argument of a command. */
const STANDARD_INPUT = '-'

export interface InputOptions {
  /** A folder, a plan, or `-`. */
  readonly path: string
  readonly cwd: string
  readonly stdin: AsyncIterable<Uint8Array> | null
  /** In bytes, of a plan. */
  readonly maximumPlanSize: number
  readonly readZip: ReadZip
}

export type Input =
  /** `dir` is absolute. */
  | { readonly kind: 'configuration'; readonly dir: string }
  /** `path` is absolute; null for standard input. */
  | { readonly kind: 'plan'; readonly shown: string; readonly path: string | null; readonly plans: readonly OpenedPlan[] }

/**
 * What there is to scan.
 * @throws {UsageError} There is nothing there, or a file that holds no plan, or a larger one than the limit.
 */
export const readInput = async (options: InputOptions): Promise<Input> => {
  const { path, cwd, stdin, readZip } = options
  if (path === STANDARD_INPUT) {
    if (!stdin) throw new UsageError('There is no standard input to read a plan from.')
    return openInput('<stdin>', null, await readAll(stdin, 'Standard input', options.maximumPlanSize), readZip)
  }
  const absolute = resolve(cwd, path)
  const found = statSync(absolute, { throwIfNoEntry: false })
  if (!found) throw new UsageError(`There is no file or folder "${displayPath(cwd, absolute)}".`)
  if (found.isDirectory()) return { kind: 'configuration', dir: absolute }
  const shown = displayPath(cwd, absolute)
  const bytes = await readAll(createReadStream(absolute), `"${shown}"`, options.maximumPlanSize)
  return openInput(shown, absolute, bytes, readZip)
}

const openInput = async (shown: string, path: string | null, bytes: Uint8Array, readZip: ReadZip): Promise<Input> => {
  const { openPlans } = await import('../plan/open-plan.ts')
  return { kind: 'plan', shown, path, plans: await openPlans(bytes, shown, readZip) }
}

/** Nothing more is read, and nothing is kept, once it is larger than the limit. */
const readAll = async (stream: AsyncIterable<Uint8Array>, name: string, maximum: number): Promise<Uint8Array> => {
  const chunks: Uint8Array[] = []
  let size = 0
  try {
    for await (const chunk of stream) {
      size += chunk.length
      if (size > maximum) {
        const shown = `${Math.round(maximum / MEBIBYTE)} MiB`
        const raise = maximum < LARGEST_PLAN_SIZE ? ' --max-plan-size raises the limit.' : ' It is the most that can be read.'
        throw new UsageError(`${name} is larger than ${shown}, the limit for a plan.${raise}`)
      }
      chunks.push(chunk)
    }
  } catch (error) {
    if (error instanceof UsageError) throw error
    throw new UsageError(`${name} cannot be read (${(error as NodeJS.ErrnoException).code ?? 'unknown error'}).`)
  }
  return chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks)
}
