import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { Diagnostic } from '../../../../src/source/diagnostic.ts'
import { knownText } from '../../../../src/source/text.ts'
import { evaluateExpression } from '../../../../src/terraform/evaluate/expression.ts'
import type { References, Scope } from '../../../../src/terraform/evaluate/scope.ts'
import { createFunctionSymbols } from '../../../../src/terraform/functions/index.ts'
import { parseExpression } from '../../../../src/terraform/hcl/parser.ts'
import {
  fromJs,
  list,
  map,
  markSensitive,
  nullValue,
  number,
  object,
  set,
  string,
  unknown,
} from '../../../../src/terraform/value/construct.ts'
import { isKnown, isSensitive } from '../../../../src/terraform/value/convert.ts'
import { formatType, typeOf } from '../../../../src/terraform/value/type.ts'
import type { Value } from '../../../../src/terraform/value/value.ts'
import { compactType, consoleRoot } from './cases.ts'

const variables: ReadonlyMap<string, Value> = new Map<string, Value>([
  ['secret', markSensitive(string('hunter2'))],
  ['secrets', markSensitive(fromJs(['hunter2', 'swordfish']))],
  ['names', list([string('b'), string('a')])],
  [
    'ages',
    map([
      ['ann', number(30)],
      ['bob', number(41.5)],
    ]),
  ],
  ['zones', set([string('eu'), string('us')])],
  ['nothing', nullValue],
  ['short_lived', string('token')],
  ['template', string('Hello, ${name}!')],
])

const locals: ReadonlyMap<string, Value> = new Map<string, Value>([
  ['template', string('Hello, ${name}!')],
  ['later', unknown('jsondecode(terraform_data.later.id)', 'it is made at apply')],
  ['person', fromJs({ name: 'Ann', tags: ['x', 'y'] })],
])

const later = object([['id', unknown('terraform_data.later.id', 'it is made at apply')]])

const inRoot = (path: string): string => resolve(consoleRoot, path)

const isFile = (path: string): boolean => existsSync(inRoot(path)) && statSync(inRoot(path)).isFile()

const noFile = 'there is no such file'

const files: References['files'] = {
  text: (path) =>
    isFile(path) ? { ok: true, file: { path, text: readFileSync(inRoot(path), 'utf8') } } : { ok: false, reason: noFile },
  bytes: (path) => (isFile(path) ? readFileSync(inRoot(path)) : undefined),
  exists: isFile,
  absolute: inRoot,
  list: (folder) =>
    existsSync(inRoot(folder))
      ? readdirSync(inRoot(folder), { recursive: true, withFileTypes: true })
          .filter((entry) => entry.isFile())
          .map((entry) => join(entry.parentPath, entry.name).slice(inRoot(folder).length + 1))
      : [],
}

interface Evaluated {
  readonly value: Value
  readonly problem: Diagnostic | undefined
}

const evaluateIn = (expression: string): Evaluated => {
  const file = { path: 'console.tf', text: expression }
  const parsed = parseExpression(file)
  const diagnostics: Diagnostic[] = [...parsed.diagnostics]
  const report = (diagnostic: Diagnostic): void => {
    diagnostics.push(diagnostic)
  }
  const missing = (what: string, name: string): Value => {
    report({ severity: 'error', summary: `Reference to undeclared ${what}`, detail: name })
    return unknown(name, 'it is not declared')
  }
  const module: References = {
    variable: (name) => variables.get(name) ?? missing('input variable', name),
    local: (name) => locals.get(name) ?? missing('local value', name),
    moduleCall: (name) => missing('module', name),
    resource: (key) => (key === 'terraform_data.later' ? later : missing('resource', key)),
    ambient: () => undefined,
    files,
    symbols: createFunctionSymbols(),
  }
  const scope: Scope = { file, module, names: new Map(), closed: false, report }
  const value = parsed.diagnostics.length > 0 ? nullValue : evaluateExpression(parsed.value, scope)
  // A file that is not there may be built before Terraform runs, so it is no error to us.
  const problem = diagnostics.find(({ severity, summary }) => severity === 'error' || summary === 'File not read')
  return { value, problem }
}

/** What an expression beside the configuration in `root` gives, written as the recorded answers are. */
export const answerOf = (expression: string): string => {
  const { value, problem } = evaluateIn(expression)
  if (problem) return `! ${problem.summary}: ${problem.detail.replace(/\s+/g, ' ')}`
  if (value.kind === 'unknown' && value.reason === noFile) return '! '
  if (expression.startsWith('type(')) return value.kind === 'string' ? `= ${compactType(knownText(value.parts) ?? '')} : type` : '?'
  if (!isKnown(value)) return '?'
  if (isSensitive(value)) return '= (sensitive)'
  const encoded = evaluateIn(`jsonencode(${expression})`)
  if (encoded.problem) return `! ${encoded.problem.summary}: ${encoded.problem.detail}`
  const json = encoded.value.kind === 'string' ? knownText(encoded.value.parts) : undefined
  if (json === undefined) return '?'
  return /^[[{]/.test(json) ? `= ${json} : ${compactType(formatType(typeOf(value)))}` : `= ${json}`
}
