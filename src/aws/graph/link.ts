import { some, type Ternary } from '../../source/ternary.ts'
import { formatText } from '../../source/text.ts'
import type { ResourceInstance } from '../../terraform/evaluate/resource-model.ts'
import { knownString, toText } from '../../terraform/value/convert.ts'
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

/** What a set of instances is searched by, for one list of attributes. */
interface Index {
  readonly byAddress: ReadonlyMap<string, ResourceInstance>
  /** By the text of each of the attributes, unknown parts by their ids. */
  readonly byText: ReadonlyMap<string, readonly ResourceInstance[]>
  /** Those with an attribute that is not wholly known, by how it ends: a known string that ends so may be it. */
  readonly open: ReadonlyMap<string, readonly ResourceInstance[]>
  readonly found: Map<string, Named>
}

export interface Named {
  readonly certain: readonly ResourceInstance[]
  readonly possible: readonly ResourceInstance[]
}

const indexes = new WeakMap<readonly ResourceInstance[], Map<string, Index>>()

const indexOf = (instances: readonly ResourceInstance[], attributes: readonly string[]): Index => {
  const byAttributes = indexes.get(instances) ?? new Map<string, Index>()
  indexes.set(instances, byAttributes)
  const key = attributes.join()
  const known = byAttributes.get(key) ?? createIndex(instances, attributes)
  byAttributes.set(key, known)
  return known
}

const createIndex = (instances: readonly ResourceInstance[], attributes: readonly string[]): Index => {
  const byText = new Map<string, ResourceInstance[]>()
  const open = new Map<string, ResourceInstance[]>()
  for (const instance of instances) {
    const values = attributes.map((name) => instance.attribute(name))
    for (const text of new Set(values.map(textOf))) {
      if (text !== undefined) addTo(byText, text, instance)
    }
    for (const end of new Set(values.filter((value) => knownString(value) === undefined).map(endOf))) addTo(open, end, instance)
  }
  return { byAddress: new Map(instances.map((instance) => [instance.id, instance])), byText, open, found: new Map() }
}

const addTo = <T>(into: Map<string, T[]>, key: string, value: T): void => {
  const known = into.get(key)
  if (known) known.push(value)
  else into.set(key, [value])
}

/** What is known of the end of a text: `:role/export` of a role's ARN in an account that is not known. */
const endOf = (value: Value): string => {
  const last = toText(value)?.at(-1)
  return typeof last === 'string' ? last : ''
}

/** The instances of which an attribute may be this string. */
const openTo = (string: string, { open }: Index): readonly ResourceInstance[] => {
  const found = new Set<ResourceInstance>()
  for (let at = 0; at <= string.length; at++) for (const instance of open.get(string.slice(at)) ?? []) found.add(instance)
  return [...found]
}

/** The same for the same text. */
const textOf = (value: Value): string | undefined => {
  const parts = toText(value)
  return (
    parts && JSON.stringify(parts.map((part) => (typeof part === 'string' ? part : [part.kind === 'unknown' ? part.id : null])))
  )
}

/** The instances that a value certainly names, and those that it may name; a certain one leaves no doubt about others. */
export const instancesNamed = (value: Value, instances: readonly ResourceInstance[], attributes: readonly string[]): Named => {
  const index = indexOf(instances, attributes)
  const referred = value.reference === undefined ? undefined : index.byAddress.get(value.reference)
  if (referred) return { certain: [referred], possible: [] }
  const text = textOf(value)
  const equal = text === undefined ? undefined : index.byText.get(text)
  if (equal) return { certain: equal, possible: [] }
  const key = JSON.stringify([text, value.reference])
  const known = knownString(value)
  const named = index.found.get(key) ?? search(value, known === undefined ? instances : openTo(known, index), attributes)
  if (text !== undefined) index.found.set(key, named)
  return named
}

const search = (value: Value, instances: readonly ResourceInstance[], attributes: readonly string[]): Named => {
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

/** Why a value leads to no instance: it is none here, or it is not known which. */
export const notFound = (what: string, value: Value): string => {
  const named = `${what} "${formatText(toText(value) ?? [])}"`
  return value.kind === 'unknown' ? `${named} is not known: ${value.reason}` : `${named} is not in this configuration`
}
