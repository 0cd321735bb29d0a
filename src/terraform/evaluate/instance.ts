import { type Address, formatAddress, formatType } from '../address/address.ts'
import type { Block } from '../hcl/ast.ts'
import { headerOf } from '../load/module-config.ts'
import { list, unknown } from '../value/construct.ts'
import type { MappingValue, UnknownValue, Value } from '../value/value.ts'
import { type EvaluatedBody, evaluateBody } from './body.ts'
import { lazyEntries } from './lazy-entries.ts'
import type { PlannedValues } from './planned.ts'
import type { ResourceInstance, ResourceModels } from './resource-model.ts'
import { locationIn, type Scope } from './scope.ts'

type UnknownIn = (path: string) => UnknownValue

/**
 * Nested blocks as references see them: a list of objects. Which attributes a provider adds to them is not known here either,
 * so they have every attribute that is asked for.
 */
const blockList = (blocks: readonly EvaluatedBody[], path: string, unknownIn: UnknownIn): Value =>
  list(blocks.map((block, index) => blockObject(block, `${path}[${index}]`, unknownIn)))

const blockObject = (block: EvaluatedBody, path: string, unknownIn: UnknownIn): Value => {
  const get = (name: string): Value => {
    const inner = `${path}.${name}`
    return block.blockTypes.includes(name)
      ? blockList(block.blocks(name), inner, unknownIn)
      : (argumentValue(block, name, inner, unknownIn) ?? unknownIn(inner))
  }
  const names = (): string[] => [...block.argumentNames.filter((name) => block.argument(name)), ...block.blockTypes]
  return { kind: 'object', entries: lazyEntries(names, get) }
}

/**
 * An argument as references see it. Where it is one object that may be a block (JSON syntax), it is also the first element of
 * the list that the block would be in.
 */
const argumentValue = (body: EvaluatedBody, name: string, path: string, unknownIn: UnknownIn): Value | undefined => {
  const argument = body.argument(name)
  const [block] = argument?.kind === 'object' ? body.blocks(name) : []
  if (argument?.kind !== 'object' || !block) return argument
  const { entries } = argument
  const get = (key: string): Value | undefined =>
    entries.get(key) ?? (key === '0' ? blockObject(block, `${path}[0]`, unknownIn) : undefined)
  return { ...argument, entries: lazyEntries(() => [...entries.keys()], get) }
}

/** What Terraform reads of a block, and what is no attribute of the resource. */
const META_ARGUMENTS = new Set(['count', 'for_each', 'provider', 'depends_on', 'lifecycle', 'connection', 'provisioner'])

/**
 * One instance of a resource. An attribute is what its model computes, or else what is written, or else a symbol for what is not
 * known until apply; what a plan knows is laid over it.
 */
export const createInstance = (
  address: Address,
  block: Block,
  scope: Scope,
  { models, plan }: { readonly models: ResourceModels; readonly plan?: PlannedValues },
  provider: ResourceInstance['provider'],
  existence: readonly string[],
): ResourceInstance => {
  const id = formatAddress(address)
  const planned = plan?.instance(id)
  const written = evaluateBody(block.body, locationIn(scope, block), scope)
  const body = planned ? planned.body(written) : written
  const model = models.get(formatType(address))
  let attributes: Map<string, Value> | undefined

  const unknownAttribute = (name: string, extra: Pick<UnknownValue, 'domain' | 'expansion'> = {}): UnknownValue => {
    const known = extra.domain ? planned?.text(name) : undefined
    const expansion = known ? { expansion: known } : {}
    return { ...unknown(`${id}.${name}`, `${id}.${name} is not known until apply`, { ...extra, ...expansion }), reference: id }
  }

  const compute = (name: string): Value => {
    const computed = model?.attributes?.get(name)?.(instance)
    if (computed) return { ...computed, reference: id }
    const argument = argumentValue(body, name, name, unknownAttribute)
    if (argument) return argument.kind === 'string' || argument.kind === 'unknown' ? { ...argument, reference: id } : argument
    const blocks = body.blocks(name)
    if (blocks.some((block) => block.repeated)) return unknownAttribute(name)
    return blocks.length > 0 ? blockList(blocks, name, unknownAttribute) : unknownAttribute(name)
  }

  const attribute = (name: string): Value => {
    const known = attributes?.get(name)
    if (known) return known
    const evaluated = compute(name)
    const value = planned ? planned.attribute(name, evaluated) : evaluated
    attributes ??= new Map()
    attributes.set(name, value)
    return value
  }

  const location = locationIn(scope, headerOf(block))
  const instance: ResourceInstance = { address, id, location, existence, body, attribute, unknownAttribute, provider }
  return instance
}

/**
 * The instance as an object. Which attributes a provider adds is not known here, so it has every attribute that is asked
 * for; only those that are written can be listed.
 */
export const instanceObject = (instance: ResourceInstance): MappingValue => {
  const { argumentNames, blockTypes } = instance.body
  const written = [...argumentNames, ...blockTypes].filter((name) => !META_ARGUMENTS.has(name))
  const names = (): string[] => [...new Set([...written, 'id'])]
  return { kind: 'object', entries: lazyEntries(names, instance.attribute), reference: instance.id, origin: instance.location }
}
