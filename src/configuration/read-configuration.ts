import { dirname, resolve } from 'node:path'
import { positionAt, type SourceFile } from '../source/source-file.ts'
import { UsageError } from '../source/usage-error.ts'
import { displayPath, isFolder, readText } from '../terraform/load/read.ts'
import { type CodeFolder, type Configuration, type Mistake, noConfiguration } from './configuration.ts'
import { findConfiguration } from './find-configuration.ts'
import { parseFunctionPattern } from './function-pattern.ts'

export interface ConfigurationOptions {
  /** Absolute: the folder that is scanned, from which the file is looked for upwards. */
  readonly from: string
  readonly cwd: string
  /** A file to read instead. */
  readonly given: string | null
}

/**
 * The user's configuration file. Its libraries are loaded only if there is one.
 * @throws {UsageError} It cannot be read, or has a mistake: which, with its line and column.
 */
export const readConfiguration = async ({ from, cwd, given }: ConfigurationOptions): Promise<Configuration> => {
  const path = findConfiguration(from, cwd, given)
  if (path === null) return noConfiguration
  const read = readText(path, cwd)
  if (!read.ok) throw new UsageError(`The configuration file "${displayPath(cwd, path)}" cannot be read: ${read.reason}.`)
  const { file } = read
  const { checkDocument } = await import('./check-document.ts')
  const checked = checkDocument(file)
  if (checked.kind === 'refused') throw new UsageError(explain(file, checked.mistakes))
  const { value, placeOf } = checked
  const mistakes: Mistake[] = []
  const code = Object.entries(value.code ?? {}).flatMap(([address, given]): readonly CodeFolder[] => {
    const { path: folder, handler = null, runtime = null } = typeof given === 'string' ? { path: given } : given
    const place = placeOf(['code', address], 'key')
    const functions = parseFunctionPattern(address)
    const absolute = resolve(dirname(path), folder)
    if (!functions) mistakes.push({ ...place, message: notAnAddress(address) })
    else if (!isFolder(absolute)) {
      const at = placeOf(typeof given === 'string' ? ['code', address] : ['code', address, 'path'], 'value')
      mistakes.push({ ...at, message: `There is no folder "${displayPath(cwd, absolute)}".` })
    } else return [{ address, functions, path: absolute, handler, runtime, location: { file, ...place } }]
    return []
  })
  if (mistakes.length > 0) throw new UsageError(explain(file, mistakes))
  return { file, code, calls: value.calls ?? [] }
}

const notAnAddress = (text: string): string =>
  `"${text}" is not the address of a function, such as "module.export[*].aws_lambda_function.this".`

/** The first mistake of a file, and how many more there are. */
const explain = (file: SourceFile, mistakes: readonly Mistake[]): string => {
  const [first, ...more] = [...mistakes].sort((a, b) => a.start - b.start)
  if (!first) throw new Error('There is no mistake to explain. This is a bug in tf-s3-guard.')
  const { line, column } = positionAt(file, first.start)
  const others =
    more.length === 0 ? '' : more.length === 1 ? ' There is one more mistake.' : ` There are ${more.length} more mistakes.`
  return `${file.path}:${line}:${column}: ${first.message}${others}`
}
