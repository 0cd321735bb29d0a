import { join } from 'node:path'
import type { Diagnostic } from '../../source/diagnostic.ts'
import type { Outcome } from '../../source/outcome.ts'
import type { Location, SourceFile } from '../../source/source-file.ts'
import type { ConfigFile } from '../hcl/ast.ts'
import { parseJsonConfig } from '../hcl/json.ts'
import { parseConfig } from '../hcl/parser.ts'
import { explainSyntaxErrors } from '../hcl/syntax-error.ts'
import type { Checkout } from './checkout.ts'
import { configurationFiles, isJson, isOverrideFile } from './configuration-files.ts'
import { wholeFile } from './read.ts'

export interface ParsedFile {
  readonly config: ConfigFile
  /** What it declares overrides what other files of the module declare. */
  readonly overrides: boolean
}

export interface ParsedFiles {
  /** Overrides last. */
  readonly files: readonly ParsedFile[]
  /** Files that cannot be read, or not in full. */
  readonly unread: readonly Location[]
}

/** The syntax tree of a file in either syntax, with its errors in the words of Terraform. */
const parseFile = async (file: SourceFile): Promise<Outcome<ConfigFile> & { readonly failed: boolean }> => {
  const { value, diagnostics } = isJson(file.path) ? parseJsonConfig(file) : parseConfig(file)
  const failed = diagnostics.some(({ severity }) => severity === 'error')
  const explained = failed && !isJson(file.path) ? await explainSyntaxErrors(file, diagnostics) : diagnostics
  return { value, diagnostics: explained, failed }
}

/** Reads all files of the module in a folder. */
export const parseFiles = async (dir: string, checkout: Checkout): Promise<Outcome<ParsedFiles>> => {
  const diagnostics: Diagnostic[] = []
  const files: ParsedFile[] = []
  const unread: Location[] = []
  for (const name of configurationFiles(checkout, dir)) {
    const path = join(dir, name)
    const location = wholeFile(path, checkout.cwd)
    const read = checkout.read(path)
    if (!read.ok) {
      const detail = `"${name}" is left out, because ${read.reason}.`
      diagnostics.push({ severity: 'error', summary: 'Cannot read a configuration file', detail, location })
      unread.push(location)
      continue
    }
    const parsed = await parseFile(read.file)
    diagnostics.push(...parsed.diagnostics)
    if (parsed.failed) unread.push(location)
    files.push({ config: parsed.value, overrides: isOverrideFile(name) })
  }
  return { value: { files, unread }, diagnostics }
}
