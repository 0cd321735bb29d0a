import { formatAddress } from '../address/address.ts'
import { elements, isObject, type Json, type JsonObject, member, objects, text } from './json.ts'
import { parseAddress } from './parse-address.ts'
import type { PlannedResource } from './plan.ts'

/** The resources that a plan leads to, and those that it removes. */
export interface PlannedResources {
  readonly resources: ReadonlyMap<string, PlannedResource>
  readonly removed: readonly PlannedResource[]
}

/** Of a resource instance, in whatever form the plan has it. */
export interface Change {
  readonly address: string
  readonly actions: readonly string[]
  readonly before: JsonObject | null
  readonly after: JsonObject | null
  readonly unknown: Json
  readonly sensitive: Json
  readonly isDeposed: boolean
}

/** https://developer.hashicorp.com/terraform/internals/json-format#change-representation */
const changeOf = (actions: readonly string[]): PlannedResource['change'] => {
  const does = (action: string): boolean => actions.includes(action)
  if (does('create')) return does('delete') || does('forget') ? 'replace' : 'create'
  if (does('delete')) return 'delete'
  if (does('forget')) return 'forget'
  if (does('read')) return 'read'
  return does('no-op') ? 'none' : 'update'
}

const planned = (
  address: string,
  of: Omit<PlannedResource, 'address' | 'id' | 'change'>,
  change: PlannedResource['change'],
): PlannedResource | undefined => {
  const parsed = parseAddress(address)
  return parsed && { address: parsed, id: formatAddress(parsed), change, ...of }
}

const MAXIMUM_DEPTH = 200

/** The resources of a `values` representation with those of its modules. */
export const resourcesOf = (module: Json | undefined, depth = 0): readonly JsonObject[] =>
  depth > MAXIMUM_DEPTH
    ? []
    : [
        ...objects(member(module, 'resources')),
        ...objects(member(module, 'child_modules')).flatMap((child) => resourcesOf(child, depth + 1)),
      ]

const isDeposed = (resource: JsonObject): boolean => text(member(resource, 'deposed_key')) !== undefined

/** A state may hold a deposed object beside the instance's own; an address without its key is that of an old format. */
const addressOf = (resource: JsonObject): string => {
  const address = text(member(resource, 'address')) ?? ''
  const index = member(resource, 'index')
  if (index === undefined || index === null || address.endsWith(']')) return address
  return `${address}[${typeof index === 'number' ? index : JSON.stringify(index)}]`
}

/** What stays as it is comes first; what is planned replaces it; a change says the most. */
export const collectResources = (
  prior: readonly JsonObject[],
  plannedValues: readonly JsonObject[],
  changes: readonly Change[],
): PlannedResources => {
  const resources = new Map<string, PlannedResource>()
  const add = (resource: PlannedResource | undefined): void => {
    if (resource) resources.set(resource.id, resource)
  }
  for (const resource of [...prior, ...plannedValues]) {
    if (isDeposed(resource)) continue
    const values = member(resource, 'values')
    const sensitive = member(resource, 'sensitive_values') ?? false
    add(planned(addressOf(resource), { values: isObject(values) ? values : {}, unknown: false, sensitive }, 'none'))
  }
  const removed: PlannedResource[] = []
  for (const { address, actions, before, after, unknown, sensitive, isDeposed: ofDeposed } of changes) {
    if (ofDeposed) continue
    const change = changeOf(actions)
    // What Terraform forgets stays as it is.
    const isBefore = change === 'delete' || change === 'forget'
    const values = (isBefore ? before : after) ?? {}
    const resource = planned(address, { values, unknown: isBefore ? false : unknown, sensitive }, change)
    if (change === 'delete') {
      if (resource) resources.delete(resource.id)
      if (resource) removed.push(resource)
    } else add(resource)
  }
  return { resources, removed }
}

/** An entry of `resource_changes`. */
export const readChange = (entry: JsonObject): Change => {
  const change = member(entry, 'change')
  const [before, after] = [member(change, 'before'), member(change, 'after')]
  return {
    address: text(member(entry, 'address')) ?? '',
    actions: elements(member(change, 'actions')).filter((action) => typeof action === 'string'),
    before: isObject(before) ? before : null,
    after: isObject(after) ? after : null,
    unknown: member(change, 'after_unknown') ?? false,
    sensitive: member(change, 'after_sensitive') ?? false,
    isDeposed: text(member(entry, 'deposed')) !== undefined,
  }
}
