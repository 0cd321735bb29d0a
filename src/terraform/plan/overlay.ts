import {
  formatInstanceKey,
  formatModuleInstance,
  formatResource,
  type InstanceKey,
  type ModuleInstance,
} from '../address/address.ts'
import type { PlannedInstance, PlannedValues } from '../evaluate/planned.ts'
import { markSensitive } from '../value/construct.ts'
import { compareStrings } from '../value/order.ts'
import type { Value } from '../value/value.ts'
import { merge } from './merge.ts'
import { overlayBody } from './overlay-body.ts'
import type { Plan, PlannedResource } from './plan.ts'
import { type PlanLinks, planInstances } from './plan-instances.ts'
import { inside, type PlannedValue, plannedToValue } from './planned-value.ts'

const instanceOf = (resource: PlannedResource): PlannedInstance => {
  const planned: PlannedValue = { value: resource.values, unknown: resource.unknown, sensitive: resource.sensitive }
  return {
    body: (written) => overlayBody(written, planned, resource.id),
    attribute: (name, evaluated) => merge(evaluated, inside(planned, name)),
    text: (name) => {
      const { value, unknown } = inside(planned, name)
      return typeof value === 'string' && unknown !== true ? [value] : undefined
    },
  }
}

/** The keys that there are, by what has them. */
const collectKeys = (into: Map<string, Map<string, InstanceKey>>, of: string, key: InstanceKey): void => {
  const keys = into.get(of) ?? new Map<string, InstanceKey>()
  keys.set(formatInstanceKey(key), key)
  into.set(of, keys)
}

/** As Terraform orders instances, and so the elements of a splat. */
const compareKeys = (one: InstanceKey, other: InstanceKey): number => {
  if (one.kind === 'int' && other.kind === 'int') return one.value - other.value
  return one.kind === 'string' && other.kind === 'string' ? compareStrings(one.value, other.value) : 0
}

const resourceId = (module: ModuleInstance, resource: string): string => `${formatModuleInstance(module)} ${resource}`

/** The plan as it is laid over the evaluation of its configuration. */
export const overlayOf = (plan: Plan, links: PlanLinks): PlannedValues => {
  const resourceKeys = new Map<string, Map<string, InstanceKey>>()
  const moduleKeys = new Map<string, Map<string, InstanceKey>>()
  for (const { address, change } of plan.resources.values()) {
    if (change === 'forget') continue
    collectKeys(resourceKeys, resourceId(address.module, formatResource(address)), address.key)
    address.module.forEach(({ name, key }, depth) => {
      collectKeys(moduleKeys, resourceId(address.module.slice(0, depth), name), key)
    })
  }
  const keysIn = (of: ReadonlyMap<string, ReadonlyMap<string, InstanceKey>>, id: string): readonly InstanceKey[] | undefined => {
    const keys = of.get(id)
    return keys && [...keys.values()].sort(compareKeys)
  }
  return {
    variable: (name) => {
      const value = plan.variables.get(name)
      if (value === undefined) return undefined
      const given: Value = plannedToValue({ value, unknown: false, sensitive: false }, `var.${name}`)
      return plan.sensitiveVariables.has(name) ? markSensitive(given) : given
    },
    keys: (module, resource) =>
      keysIn(resourceKeys, resourceId(module, resource)) ?? (resource.startsWith('data.') ? undefined : []),
    moduleKeys: (module, call) => keysIn(moduleKeys, resourceId(module, call)),
    instance: (id) => {
      const resource = plan.resources.get(id)
      return resource && instanceOf(resource)
    },
    isForgotten: (id) => plan.resources.get(id)?.change === 'forget',
    others: (models, known) =>
      planInstances(plan, models, links, ({ id, address }) => address.mode === 'managed' && !known.has(id)),
  }
}
