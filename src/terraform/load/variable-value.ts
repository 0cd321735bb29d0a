import type { Diagnostic } from '../../source/diagnostic.ts'
import type { Outcome } from '../../source/outcome.ts'
import { type Location, positionAt, type SourceFile } from '../../source/source-file.ts'
import { evaluateExpression } from '../evaluate/expression.ts'
import type { Files, References } from '../evaluate/scope.ts'
import { createFunctionSymbols } from '../functions/index.ts'
import type { Block, Expression } from '../hcl/ast.ts'
import { parseExpression } from '../hcl/parser.ts'
import { string, unknown } from '../value/construct.ts'
import type { Value } from '../value/value.ts'
import { argumentOf, literalOf } from './module-config.ts'

/** What a variable is set to, and where. */
export interface VariableValue {
  readonly value: Value
  readonly location: Location
}

const nothing = (): Value => unknown('invalid reference', 'its expression is not valid')

/** The value of an expression that can refer to nothing, as those of variable files. */
export const evaluateConstant = (expression: Expression, file: SourceFile, files: Files): Outcome<Value> => {
  const diagnostics: Diagnostic[] = []
  const module: References = {
    variable: nothing,
    local: nothing,
    moduleCall: nothing,
    resource: nothing,
    ambient: () => undefined,
    files,
    symbols: createFunctionSymbols(),
  }
  const report = (diagnostic: Diagnostic): void => {
    diagnostics.push(diagnostic.summary === 'Invalid reference' ? { ...diagnostic, ...variablesNotAllowed } : diagnostic)
  }
  return { value: evaluateExpression(expression, { file, module, names: new Map(), closed: true, report }), diagnostics }
}

const variablesNotAllowed = {
  summary: 'Variables not allowed',
  detail: 'Variables may not be used here. A string stands in quotes.',
}

/** Stands for a value that is in no file. It has no text: what is given beside the configuration may be secret, and is not printed. */
export const locationOfValue = (name: string): Location => ({
  file: { path: `<value for var.${name}>`, text: '' },
  start: 0,
  end: 0,
})

const PRIMITIVE: ReadonlySet<string | undefined> = new Set(['string', 'number', 'bool'])

/** Whether a text is the value itself, for a variable of a primitive type or of none; else it is an expression. */
const isTakenLiterally = (variable: Block): boolean => {
  const type = argumentOf(variable, 'type')
  if (type === undefined) return true
  return PRIMITIVE.has(type.kind === 'variable' ? type.name : literalOf(type)?.trim())
}

/**
 * The value that `--var` or `TF_VAR_…` gives a variable.
 * https://developer.hashicorp.com/terraform/language/values/variables#complex-typed-values
 */
export const parseVariableText = (name: string, text: string, variable: Block, files: Files): Outcome<VariableValue> => {
  const location = locationOfValue(name)
  if (isTakenLiterally(variable)) return { value: { value: string(text), location }, diagnostics: [] }
  const file: SourceFile = { path: location.file.path, text }
  const parsed = parseExpression(file)
  const evaluated = parsed.diagnostics.length === 0 ? evaluateConstant(parsed.value, location.file, files) : parsed
  const diagnostics = evaluated.diagnostics.map((diagnostic) => hidden(diagnostic, name, file))
  const failed = diagnostics.some(({ severity }) => severity === 'error')
  const value =
    failed || 'start' in evaluated.value ? unknown(`var.${name}`, 'the value that it is given is not valid') : evaluated.value
  return { value: { value, location }, diagnostics }
}

/** The same without the text of the value. */
const hidden = (diagnostic: Diagnostic, name: string, file: SourceFile): Diagnostic => {
  const { line, column } = positionAt(file, diagnostic.location?.start ?? 0)
  const detail = `The variable "${name}" is not a string, number or bool, so the value that it is given is read as an expression, which is not valid at line ${line}, column ${column}: ${diagnostic.detail}`
  return { ...diagnostic, detail, location: locationOfValue(name) }
}
