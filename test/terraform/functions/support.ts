import type { Diagnostic } from '../../../src/source/diagnostic.ts'
import { callFunction, createFunctionSymbols, type FunctionContext } from '../../../src/terraform/functions/index.ts'
import { string } from '../../../src/terraform/value/construct.ts'
import { formatValue } from '../../../src/terraform/value/format.ts'
import type { Value } from '../../../src/terraform/value/value.ts'

const file = { path: 'main.tf', text: 'locals {}' }

const files = new Map([['hello.txt', 'hello\n']])

/** The surroundings of calls in `main.tf`, beside which there is the one file `hello.txt`. */
export const context = (diagnostics: Diagnostic[]): FunctionContext => ({
  location: { file, start: 0, end: 9 },
  report: (diagnostic) => diagnostics.push(diagnostic),
  symbols: createFunctionSymbols(),
  readFile: (path) => {
    const text = files.get(path)
    return text === undefined ? { error: 'there is no such file' } : { path, text }
  },
  fileExists: (path) => files.has(path),
  findFiles: (folder, wanted) => (folder === 'other.txt' ? [] : ['a.json', 'b/c.json', 'b/d.txt']).filter(wanted),
  absolutePath: () => undefined,
  renderTemplate: (template, variables) => string(template.text + formatValue(variables)),
})

export interface Called {
  readonly value: Value
  readonly diagnostics: readonly Diagnostic[]
}

export const call = (name: string, ...args: readonly Value[]): Called => {
  const diagnostics: Diagnostic[] = []
  return { value: callFunction(name, args, context(diagnostics)), diagnostics }
}

/** The result as a Terraform literal. */
export const result = (name: string, ...args: readonly Value[]): string => formatValue(call(name, ...args).value)
