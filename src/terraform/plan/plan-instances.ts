import { formatResource, formatType } from '../address/address.ts'
import type { ResourceInstance, ResourceModels } from '../evaluate/resource-model.ts'
import { unknown } from '../value/construct.ts'
import { knownString } from '../value/convert.ts'
import type { UnknownValue, Value } from '../value/value.ts'
import { openConfiguration } from './configuration.ts'
import { type Json, member, text } from './json.ts'
import { merge } from './merge.ts'
import type { Plan, PlannedResource } from './plan.ts'
import { planBody } from './plan-body.ts'
import { providersOf } from './plan-providers.ts'
import { inside, type PlannedValue, plannedToValue } from './planned-value.ts'
import { type Referred, referredBy } from './references.ts'

/** What arguments mean that refer to other resources: the only thing about providers that reading a plan alone has to be told. */
export interface PlanLinks {
  /** By argument: the types of resources that it names, and by which attribute. */
  readonly arguments: ReadonlyMap<string, PlanLink>
  /** `aws_iam_role.inline_policy`: set by the provider to what it finds, where it is not written. */
  readonly readBack: ReadonlySet<string>
}

export interface PlanLink {
  readonly types: readonly string[]
  readonly attributes: readonly [string, ...string[]]
}

/** The instances of these types that the plan describes by itself, each as far as it is known, and linked by references. */
export const planInstances = (
  plan: Plan,
  models: ResourceModels,
  links: PlanLinks,
  isWanted: (resource: PlannedResource) => boolean,
): readonly ResourceInstance[] => {
  const configurationOf = openConfiguration(plan.configuration)
  const providerOf = providersOf(plan)
  const made = new Map<string, ResourceInstance>()

  const instanceOf = (id: string): ResourceInstance | undefined => {
    const resource = plan.resources.get(id)
    const instance = made.get(id) ?? (resource && create(resource))
    if (instance) made.set(id, instance)
    return instance
  }

  const create = (resource: PlannedResource): ResourceInstance => {
    const { id, address } = resource
    const declared = configurationOf(address.module)?.resources.get(formatResource(address))
    const location = plan.locate(id)
    const planned: PlannedValue = { value: resource.values, unknown: resource.unknown, sensitive: resource.sensitive }
    const body = planBody({
      id,
      location,
      planned,
      expressions: member(declared, 'expressions'),
      linked: (name, of, expression) =>
        linkedValue(name, of, referredBy(expression, { module: address.module, key: address.key }, configurationOf)),
      isReadBack: (name) => links.readBack.has(`${address.type}.${name}`),
      isData: address.mode === 'data',
      repeated: false,
    })
    const attributes = new Map<string, Value>()
    const model = models.get(formatType(address))
    const unknownAttribute: ResourceInstance['unknownAttribute'] = (name, extra = {}): UnknownValue => {
      const known = text(inside(planned, name).value)
      const expansion = extra.domain && known !== undefined ? { expansion: [known] } : {}
      return { ...unknown(`${id}.${name}`, `${id}.${name} is not known until apply`, { ...extra, ...expansion }), reference: id }
    }
    const compute = (name: string): Value => {
      const computed = model?.attributes?.get(name)?.(instance) ?? body.argument(name)
      if (computed) return { ...merge(computed, inside(planned, name)), reference: id }
      const of = inside(planned, name)
      return of.unknown === true || of.value === undefined
        ? unknownAttribute(name)
        : { ...plannedToValue(of, `${id}.${name}`), reference: id }
    }
    const instance: ResourceInstance = {
      address,
      id,
      location,
      existence: [],
      body,
      withoutLifecycle: true,
      unknownAttribute,
      provider: providerOf(text(member(declared, 'provider_config_key'))),
      attribute: (name) => {
        const known = attributes.get(name)
        if (known) return known
        // Stands for itself while it is computed, should it refer to itself.
        attributes.set(name, unknownAttribute(name))
        const value = compute(name)
        attributes.set(name, value)
        return value
      },
    }
    return instance
  }

  const linkedValue = (name: string, planned: PlannedValue, referred: readonly Referred[]): Value | undefined => {
    const link = links.arguments.get(name)
    if (!link || referred.length === 0) return undefined
    const { value } = planned
    if (Array.isArray(value) && planned.unknown !== true) return linkedList(link, planned, value, referred)
    return referred.length === 1 && referred[0] ? linkedTo(link, planned, referred[0]) : undefined
  }

  const linkedList = (
    link: PlanLink,
    planned: PlannedValue,
    value: readonly Json[],
    referred: readonly Referred[],
  ): Value | undefined => {
    if (value.length !== referred.length) return undefined
    const linked = value.map((_, index) => {
      const to = referred[index]
      return to && linkedTo(link, inside(planned, index), to)
    })
    return linked.every((each) => each !== undefined) ? { kind: 'tuple', elements: linked } : undefined
  }

  /** The attribute that a value is; undefined if it is made of it in some other way. */
  const linkedTo = (link: PlanLink, planned: PlannedValue, { id, type, attribute }: Referred): Value | undefined => {
    const target = instanceOf(id)
    const resource = plan.resources.get(id)
    const name = attribute ?? link.attributes[0]
    if (!target || !resource || !link.types.includes(type) || !link.attributes.includes(name)) return undefined
    const own = inside({ value: resource.values, unknown: resource.unknown, sensitive: false }, name)
    const isOwnKnown = own.unknown !== true && own.value !== undefined
    if (planned.unknown === true) return isOwnKnown ? undefined : { ...target.attribute(name), reference: id }
    const value = plannedToValue(planned, `${id}.${name}`)
    return isOwnKnown && knownString(value) !== undefined && own.value === planned.value ? { ...value, reference: id } : undefined
  }

  const found: ResourceInstance[] = []
  for (const resource of plan.resources.values()) {
    if (!models.has(formatType(resource.address)) || !isWanted(resource)) continue
    const instance = instanceOf(resource.id)
    if (instance) found.push(instance)
  }
  return found
}
