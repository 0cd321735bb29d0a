import type { Diagnostic } from '../../../src/source/diagnostic.ts'
import { knownText } from '../../../src/source/text.ts'
import { callFunction, createFunctionSymbols, type FunctionContext } from '../../../src/terraform/functions/index.ts'
import { fromJs, list, map, set, string } from '../../../src/terraform/value/construct.ts'
import { entriesOf } from '../../../src/terraform/value/convert.ts'
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
  findFiles: (_, wanted) => ['a.json', 'b/c.json', 'b/d.txt'].filter(wanted),
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

/** Plain data, in which `{"$set": […]}`, `{"$list": […]}` and `{"$map": {…}}` stand for what JSON cannot say. */
export const fromTagged = (data: unknown): Value => {
  if (typeof data !== 'object' || data === null || Array.isArray(data)) return fromJs(data)
  const [[tag, inner] = ['', undefined]] = Object.entries(data)
  const value = fromJs(inner)
  if (tag === '$set' && 'elements' in value) return set(value.elements)
  if (tag === '$list' && 'elements' in value) return list(value.elements)
  return tag === '$map' && 'entries' in value ? map(value.entries) : fromJs(data)
}

/** The value as plain data; what is not known, as its id. */
export const plain = (value: Value): unknown => {
  switch (value.kind) {
    case 'null':
      return null
    case 'bool':
    case 'number':
      return value.value
    case 'string':
      return knownText(value.parts) ?? { unknown: formatValue(value) }
    case 'unknown':
      return { unknown: value.id }
    case 'list':
    case 'set':
    case 'tuple':
      return value.elements.map(plain)
    case 'map':
    case 'object':
      return Object.fromEntries(entriesOf(value).map(([key, element]) => [key, plain(element)]))
  }
}
