import type { Diagnostic } from '../../source/diagnostic.ts'
import { type Location, locate } from '../../source/source-file.ts'
import type { Text } from '../../source/text.ts'
import { formatInstanceKey, type InstanceKey, type ModuleInstance } from '../address/address.ts'
import type { Block } from '../hcl/ast.ts'
import type { Declared } from '../load/module-config.ts'
import type { Value } from '../value/value.ts'
import type { EvaluatedBody } from './body.ts'
import { type Expanded, expandAs, expandBlock } from './expansion.ts'
import type { ResourceInstance, ResourceModels } from './resource-model.ts'
import type { Scope } from './scope.ts'

/** What a plan knows besides the configuration that it was made from. */
export interface PlannedValues {
  /** A variable of the root module. */
  readonly variable: (name: string) => Value | undefined
  /** The keys of a resource (`aws_s3_bucket.logs`, `data.…`) of a module instance; undefined if the plan does not decide on them. */
  readonly keys: (module: ModuleInstance, resource: string) => readonly InstanceKey[] | undefined
  /** The keys of a module call; undefined if the plan has nothing that is inside. */
  readonly moduleKeys: (module: ModuleInstance, call: string) => readonly InstanceKey[] | undefined
  readonly instance: (id: string) => PlannedInstance | undefined
  /** Terraform forgets it: it stays as it is, and is no longer configured. */
  readonly isForgotten: (id: string) => boolean
  /** Those of these types that the plan has and that are not among the addresses, as far as it describes them. */
  readonly others: (models: ResourceModels, known: ReadonlySet<string>) => readonly ResourceInstance[]
}

/** What a plan knows of one resource instance, laid over what its configuration says. */
export interface PlannedInstance {
  readonly body: (written: EvaluatedBody) => EvaluatedBody
  readonly attribute: (name: string, evaluated: Value) => Value
  /** The text of an attribute, if it is known. */
  readonly text: (name: string) => Text | undefined
}

/** The instances of a resource: those that the plan has, if it decides. */
export const plannedResource = (
  { node: block, file }: Declared<Block>,
  scope: Scope,
  address: string,
  keys: readonly InstanceKey[] | undefined,
): readonly Expanded[] => {
  if (!keys) return expandBlock(block, scope)
  const expanded = expandBlock(block, scope)
  const planned = new Set(keys.map(formatInstanceKey))
  const left = expanded.filter(({ key }) => key.kind !== 'any' && !planned.has(formatInstanceKey(key)))
  if (left.length > 0) scope.report(notPlanned(address, left, locate(file, block.typeSpan)))
  return expandAs(block, scope, expanded, keys)
}

/** The instances of a module: where the configuration does not say which, those that the plan has. */
export const plannedModule = (
  { node: block }: Declared<Block>,
  scope: Scope,
  keys: readonly InstanceKey[] | undefined,
): readonly Expanded[] => {
  const expanded = expandBlock(block, scope)
  return keys && expanded.some(({ key }) => key.kind === 'any') ? expandAs(block, scope, expanded, keys) : expanded
}

const notPlanned = (address: string, left: readonly Expanded[], location: Location): Diagnostic => {
  const [first] = left.map(({ key }) => `${address}${formatInstanceKey(key)}`)
  const more = left.length > 1 ? ` (and ${left.length - 1} more of it)` : ''
  return {
    severity: 'warning',
    summary: 'Resource not in the plan',
    detail: `${first}${more} is in the configuration and not in the plan, so it does not count. The plan was made with -target, or from another state of the configuration.`,
    location,
  }
}

/** Says so of those that the configuration does not have; what Terraform forgets is not meant to be there. */
export const notConfigured = (others: readonly ResourceInstance[], plan: PlannedValues | undefined): readonly Diagnostic[] => {
  const unexpected = others.filter(({ id }) => !plan?.isForgotten(id))
  const [first] = unexpected
  if (!first) return []
  const more = unexpected.length > 1 ? ` and ${unexpected.length - 1} more are` : ' is'
  const detail = `${first.id}${more} in the plan and not in the configuration, and counted as the plan alone describes them. The plan was made from another state of the configuration, or modules are not installed.`
  return [{ severity: 'warning', summary: 'Resource not in the configuration', detail, location: first.location }]
}
