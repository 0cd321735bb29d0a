import { join } from 'node:path'
import type { Diagnostic } from '../../source/diagnostic.ts'
import type { Outcome } from '../../source/outcome.ts'
import { type Location, locate, type SourceFile } from '../../source/source-file.ts'
import { UsageError } from '../../source/usage-error.ts'
import type { Files } from '../evaluate/scope.ts'
import { parseConfig } from '../hcl/parser.ts'
import { string } from '../value/construct.ts'
import { decodeJson } from '../value/json.ts'
import type { StringValue } from '../value/value.ts'
import { type Checkout, filesIn } from './checkout.ts'
import { isJson } from './configuration-files.ts'
import { displayPath, isFile, wholeFile } from './read.ts'
import { evaluateConstant, type VariableValue } from './variable-value.ts'

export interface VariableFile {
  readonly values: ReadonlyMap<string, VariableValue>
  /** It may set any variable to anything, beside `values`, because it could not be read in full. */
  readonly broken: { readonly reason: string; readonly location: Location } | null
}

/** The paths of the variable files that Terraform loads by itself, in its order. */
export const automaticVariableFiles = (rootDir: string, checkout: Checkout): readonly string[] => {
  const names = filesIn(checkout, rootDir)
  const first = ['terraform.tfvars', 'terraform.tfvars.json'].filter((name) => names.includes(name))
  return [...first, ...names.filter((name) => /\.auto\.tfvars(\.json)?$/.test(name))].map((name) => join(rootDir, name))
}

/**
 * Refuses a file for variables that is not there.
 * @throws {UsageError}
 */
export const requireVariableFile = (path: string, cwd: string): void => {
  if (!isFile(path)) throw new UsageError(`There is no file "${displayPath(cwd, path)}" to set variables from.`)
}

/** What a `.tfvars` or `.tfvars.json` file sets variables to. */
export const readVariableFile = (path: string, files: Files, checkout: Checkout): Outcome<VariableFile> => {
  const read = checkout.read(path)
  if (!read.ok) return brokenFile(wholeFile(path, checkout.cwd), `it is left out, because ${read.reason}`)
  return isJson(path) ? readJsonFile(read.file) : readNativeFile(read.file, files)
}

const brokenFile = (location: Location, why: string): Outcome<VariableFile> => ({
  value: { values: new Map(), broken: { reason: reasonFor(location.file), location } },
  diagnostics: [
    { severity: 'error', summary: 'Cannot read a variable file', detail: `"${location.file.path}": ${why}.`, location },
  ],
})

const reasonFor = ({ path }: SourceFile): string => `"${path}", which may set it, could not be read`

const readNativeFile = (file: SourceFile, files: Files): Outcome<VariableFile> => {
  const { value: config, diagnostics: found } = parseConfig(file)
  const values = new Map<string, VariableValue>()
  const blocks = config.body.blocks.map(({ type, typeSpan, labels }): Diagnostic => {
    const location = locate(file, typeSpan)
    if (type !== 'variable')
      return {
        severity: 'error',
        summary: `Unexpected block`,
        detail: `A variable file has no blocks, and this is a "${type}" block.`,
        location,
      }
    const detail = `A variable file sets variables, and does not declare them: write ${labels[0]?.value ?? 'name'} = <value>.`
    return { severity: 'error', summary: 'Variable declaration in .tfvars file', detail, location }
  })
  const diagnostics = [...found, ...blocks]
  const broken = diagnostics.some(({ severity }) => severity === 'error')
  for (const { name, nameSpan, value: expression } of config.body.attributes) {
    const { value, diagnostics: wrong } = evaluateConstant(expression, file, files)
    diagnostics.push(...wrong)
    values.set(name, { value, location: locate(file, nameSpan) })
  }
  return {
    value: { values, broken: broken ? { reason: reasonFor(file), location: locate(file, config.body) } : null },
    diagnostics,
  }
}

/** A string of a JSON file is that string: it is no template. */
const readJsonFile = (file: SourceFile): Outcome<VariableFile> => {
  const at = (offset: number): Location => ({ file, start: offset, end: offset + 1 })
  const decoded = decodeJson(string(file.text) as StringValue, at)
  if (!decoded.ok) return brokenFile(at(decoded.offset), `it is not JSON: ${decoded.message.replace(/\.$/, '')}`)
  if (decoded.value.kind !== 'object') return brokenFile(at(0), 'it is not a JSON object')
  const values = new Map<string, VariableValue>()
  for (const [name, value] of decoded.value.entries) if (name !== '//') values.set(name, { value, location: value.origin ?? at(0) })
  return { value: { values, broken: null }, diagnostics: [] }
}
