import type { Block } from '../hcl/ast.ts'
import { isJsonDocument, secretsOf } from '../plan/secrets.ts'
import { elementsOf } from '../value/convert.ts'
import { decodeJson } from '../value/json-decode.ts'
import type { StringValue, Value } from '../value/value.ts'
import { argumentOf, type Declared } from './module-config.ts'
import type { Project } from './project.ts'
import { surroundingsOf } from './surroundings.ts'
import type { Target } from './targets.ts'
import { evaluateConstant } from './variable-value.ts'

/** The texts that plans, or the configurations of root modules, call sensitive: they are used, and never printed. */
export const secretsIn = (targets: readonly Target[]): ReadonlySet<string> => new Set(targets.flatMap(secretsOfTarget))

const secretsOfTarget = (target: Target): readonly string[] => {
  const { plan, project } = target
  const declared = project ? sensitiveVariables(project.value) : []
  const found = new Set<string>()
  for (const [name, variable] of declared) stringsIn(valueOfVariable(name, variable, target), found)
  if (!plan) return [...found]
  const names = declared.map(([name]) => name)
  return [...found, ...secretsOf(plan, names)]
}

const sensitiveVariables = ({ root }: Project): readonly (readonly [string, Declared<Block>])[] =>
  [...root.config.variables].filter(([, { node }]) => {
    const flag = argumentOf(node, 'sensitive')
    return flag?.kind === 'literal' && flag.value === true
  })

const valueOfVariable = (name: string, { node, file }: Declared<Block>, { project, checkout }: Target): Value | undefined => {
  const given = project?.value.variables.get(name)
  if (given || !project) return given?.value
  const byDefault = argumentOf(node, 'default')
  return byDefault && evaluateConstant(byDefault, file, surroundingsOf(project.value, checkout).files).value
}

/** Also those in a JSON document, of which a program may take a part. */
const stringsIn = (value: Value | undefined, into: Set<string>): void => {
  if (!value) return
  if (value.kind === 'string') {
    for (const part of value.parts) if (typeof part === 'string' && part !== '') into.add(part)
    const decoded = isDocument(value) ? decodeJson(value) : undefined
    if (decoded?.ok) stringsIn(decoded.value, into)
  }
  for (const each of elementsOf(value) ?? []) stringsIn(each, into)
}

const isDocument = ({ json, parts: [first] }: StringValue): boolean =>
  json !== undefined || (typeof first === 'string' && isJsonDocument(first))

/** The known texts of a value as far as it is sensitive. */
export const sensitiveTexts = (value: Value): readonly string[] => {
  const found = new Set<string>()
  if (!value.sensitive) return (elementsOf(value) ?? []).flatMap(sensitiveTexts)
  stringsIn(value, found)
  return [...found]
}
