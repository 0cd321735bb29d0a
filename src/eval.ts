import { resolve } from 'node:path'
import { resourceModels } from './aws/graph/models.ts'
import type { Diagnostic } from './source/diagnostic.ts'
import type { SourceFile } from './source/source-file.ts'
import { openRoot } from './terraform/evaluate/evaluate.ts'
import { evaluateExpression } from './terraform/evaluate/expression.ts'
import { parseConfig, parseExpression } from './terraform/hcl/parser.ts'
import { explainSyntaxErrors } from './terraform/hcl/syntax-error.ts'
import { openCheckout } from './terraform/load/checkout.ts'
import { loadProject } from './terraform/load/project.ts'
import { undeclaredArguments } from './terraform/load/projects.ts'
import type { RootInputs } from './terraform/load/root-inputs.ts'
import { requireFolder } from './terraform/load/roots.ts'
import { surroundingsOf } from './terraform/load/surroundings.ts'
import { elementsOf, isSensitive, knownString, unknownsIn } from './terraform/value/convert.ts'
import { encodeJson } from './terraform/value/json.ts'
import type { Value } from './terraform/value/value.ts'

export type Answer =
  /** `json` is the value as JSON text, numbers with all their digits. */
  | { readonly kind: 'value'; readonly json: string }
  /** Not known until apply, or not to be shown; `reason` ends the sentence "… because …". */
  | { readonly kind: 'unknown'; readonly reason: string }
  | { readonly kind: 'error'; readonly message: string }

export interface EvalOptions {
  /** The folder of the root module, which need not hold any configuration. */
  readonly root: string
  readonly cwd: string
  readonly inputs: RootInputs
}

export interface Evaluator {
  readonly answer: (expression: string) => Promise<Answer>
  /** What is wrong with the configuration and the variables. */
  readonly diagnostics: readonly Diagnostic[]
}

/** Loads a root module, to evaluate expressions as if they stood in it. Throws UsageError for a folder that is not there. */
export const openEvaluator = async ({ root, cwd, inputs }: EvalOptions): Promise<Evaluator> => {
  const dir = resolve(cwd, root)
  requireFolder(dir, cwd)
  const checkout = openCheckout(dir, cwd)
  const project = await loadProject(dir, checkout, inputs)
  const module = openRoot(project.value, resourceModels, surroundingsOf(project.value, checkout))
  let count = 0

  const answer = async (text: string): Promise<Answer> => {
    count += 1
    const file: SourceFile = { path: `<expression ${count}>`, text }
    if (text.trim() === '') return { kind: 'error', message: 'Missing expression: there is nothing to evaluate.' }
    const parsed = parseExpression(file)
    if (parsed.diagnostics.some(isError)) return explained(await syntaxErrors(file, parsed.diagnostics))
    const found: Diagnostic[] = []
    const before = module.diagnostics.length
    const scope = { ...module.root.scope(file), report: (diagnostic: Diagnostic) => void found.push(diagnostic) }
    const value = evaluateExpression(parsed.value, scope)
    const reported = module.diagnostics.slice(before).filter(({ location }) => location?.file === file)
    const errors = [...found, ...reported].filter(isError)
    return errors.length > 0 ? explained(errors) : answerOf(value)
  }

  return { answer, diagnostics: [...project.diagnostics, ...undeclaredArguments([project.value])] }
}

const isError = ({ severity }: Diagnostic): boolean => severity === 'error'

const explained = (errors: readonly Diagnostic[]): Answer => {
  const [first] = errors
  return { kind: 'error', message: first ? `${first.summary}: ${first.detail}` : 'The expression is not valid.' }
}

/** Two expressions in a row are the one error that HashiCorp's parser has other words for in a file. */
const EXTRA = 'Extra characters after expression'

/** In HashiCorp's words, for which the expression has to stand in a file. */
const syntaxErrors = async (file: SourceFile, own: readonly Diagnostic[]): Promise<readonly Diagnostic[]> => {
  const detail = 'An expression was successfully parsed, but extra characters were found after it.'
  if (own[0]?.summary === EXTRA) return [{ severity: 'error', summary: EXTRA, detail }]
  const wrapped: SourceFile = { path: file.path, text: `value = ${file.text}\n` }
  const found = parseConfig(wrapped).diagnostics.filter(isError)
  return found.length === 0 ? own : await explainSyntaxErrors(wrapped, found)
}

const answerOf = (value: Value): Answer => {
  if (isSensitive(value)) return { kind: 'unknown', reason: 'it is sensitive, and not printed' }
  const [unknown] = unknownsIn(value)
  if (unknown) return { kind: 'unknown', reason: unknown.reason }
  const instance = wholeInstance(value)
  if (instance) return { kind: 'unknown', reason: `${instance} has attributes that are not written and not known until apply` }
  const json = knownString(encodeJson(value))
  if (json === undefined) return { kind: 'unknown', reason: 'a part of it is not known' }
  return isJson(json) ? { kind: 'value', json } : { kind: 'error', message: 'Invalid value: JSON has no infinite numbers.' }
}

const isJson = (text: string): boolean => {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}

/** A resource as a whole has more attributes than can be listed here. */
const wholeInstance = (value: Value): string | undefined => {
  if ((value.kind === 'object' || value.kind === 'map') && value.reference !== undefined) return value.reference
  for (const element of elementsOf(value) ?? []) {
    const found = wholeInstance(element)
    if (found !== undefined) return found
  }
  return undefined
}
