import { some, type Ternary } from '../../source/ternary.ts'
import type { ResourceInstance } from '../../terraform/evaluate/resource-model.ts'
import { equals } from '../../terraform/value/equality.ts'
import type { Value } from '../../terraform/value/value.ts'

/** Whether a value names an instance: it was referred to by it, or it is equal to one of these attributes of it. */
const namesInstance = (value: Value, instance: ResourceInstance, attributes: readonly string[]): Ternary => {
  if (value.reference === instance.id) return 'yes'
  return some(attributes.map((name) => equals(value, instance.attribute(name))))
}

const withoutKeys = (address: string): string => address.replaceAll(/\[(?:"(?:[^"\\]|\\.)*"|[^\]"])*\]/g, '')

/** Whether `[*]` in the address stands for the instance that is referred to, among others. */
export const standsFor = (address: string, reference: string | null | undefined): boolean =>
  typeof reference === 'string' && address.includes('[*]') && withoutKeys(address) === withoutKeys(reference)

/** The resource that a value is an attribute of, without keys: `aws_s3_bucket.many` for `aws_s3_bucket.many["a"].id`. */
const resourceOf = (value: Value, attributes: readonly string[]): string | undefined => {
  if (typeof value.reference === 'string') return withoutKeys(value.reference)
  const id = value.kind === 'unknown' ? withoutKeys(value.id) : ''
  const attribute = attributes.find((name) => id.endsWith(`.${name}`))
  return attribute === undefined ? undefined : id.slice(0, -attribute.length - 1)
}

/** Whether a value is of another managed resource of this type: two of them are two, whatever is known of their names. */
const isOfAnother = (value: Value, { id, address }: ResourceInstance, attributes: readonly string[]): boolean => {
  const resource = resourceOf(value, attributes)
  const [name, type, mode] = resource?.split('.').reverse() ?? []
  return (
    resource !== undefined &&
    /^[\w.-]+$/.test(resource) &&
    name !== undefined &&
    address.mode === 'managed' &&
    type === address.type &&
    mode !== 'data' &&
    resource !== withoutKeys(id)
  )
}

const indexes = new WeakMap<readonly ResourceInstance[], ReadonlyMap<string, ResourceInstance>>()

const byAddress = (instances: readonly ResourceInstance[]): ReadonlyMap<string, ResourceInstance> => {
  const known = indexes.get(instances) ?? new Map(instances.map((instance) => [instance.id, instance]))
  indexes.set(instances, known)
  return known
}

/** The instances that a value certainly names, and those that it may name; a certain one leaves no doubt about others. */
export const instancesNamed = (
  value: Value,
  instances: readonly ResourceInstance[],
  attributes: readonly string[],
): { readonly certain: readonly ResourceInstance[]; readonly possible: readonly ResourceInstance[] } => {
  if (value.reference !== undefined) {
    const referred = byAddress(instances).get(value.reference)
    if (referred) return { certain: [referred], possible: [] }
  }
  const certain = instances.filter((instance) => namesInstance(value, instance, attributes) === 'yes')
  if (certain.length > 0) return { certain, possible: [] }
  const all = instances.filter(({ id }) => standsFor(id, value.reference))
  if (all.length > 0) return { certain: [], possible: all }
  const others = instances.filter((instance) => !isOfAnother(value, instance, attributes))
  return { certain: [], possible: others.filter((instance) => namesInstance(value, instance, attributes) === 'unknown') }
}

/** Whether an instance exists wherever the other one does: nothing else decides whether there is one. */
export const existsBeside = (instance: ResourceInstance, other: ResourceInstance): boolean =>
  instance.existence.every((condition) => other.existence.includes(condition))
