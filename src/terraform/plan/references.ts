import { type Address, formatAddress, formatType, type InstanceKey, type ModuleInstance, NO_KEY } from '../address/address.ts'
import type { ModuleConfiguration } from './configuration.ts'
import { elements, type Json, member } from './json.ts'
import { parseSteps, splitModule } from './parse-address.ts'

/** The attribute of a resource instance that an expression is, if it is one and nothing more. */
export interface Referred {
  readonly id: string
  readonly type: string
  /** Null where the plan does not say which attribute. */
  readonly attribute: string | null
}

/** Where an expression stands: in a module instance, in a block with that key. */
interface Place {
  readonly module: ModuleInstance
  readonly key: InstanceKey
}

type ConfigurationOf = (module: ModuleInstance) => ModuleConfiguration | undefined

/** The references that are no mere beginning of another one: `aws_iam_role.r.arn` of `aws_iam_role.r.arn`, `aws_iam_role.r`. */
const longest = (expression: Json | undefined): readonly string[] => {
  const references = [...new Set(elements(member(expression, 'references')).filter((each) => typeof each === 'string'))]
  return references.filter(
    (one) => !references.some((other) => other !== one && (other.startsWith(`${one}.`) || other.startsWith(`${one}[`))),
  )
}

const OWN_KEYS = ['each.key', 'count.index', 'each.value']

const MAXIMUM_DEPTH = 64

/**
 * What each element of an expression refers to, in the order of writing: through variables to the caller of the module, and
 * through outputs into modules. Empty where that is not certain: locals are not in a plan.
 */
export const referredBy = (
  expression: Json | undefined,
  place: Place,
  configurationOf: ConfigurationOf,
  depth = 0,
): readonly Referred[] => {
  const references = longest(expression)
  const own = references.filter((reference) => OWN_KEYS.includes(reference))
  const others = references.filter((reference) => !OWN_KEYS.includes(reference))
  if (depth > MAXIMUM_DEPTH || others.length === 0 || (own.length > 0 && others.length !== 1)) return []
  const found = others.map((reference) => follow(reference, own.length > 0, place, configurationOf, depth))
  return found.every((each) => each.length === 1) || found.length === 1 ? found.flat() : []
}

const follow = (
  reference: string,
  byOwnKey: boolean,
  place: Place,
  configurationOf: ConfigurationOf,
  depth: number,
): readonly Referred[] => {
  const steps = parseSteps(reference)
  const [first, second, third] = steps ?? []
  if (!steps || !first || !second) return []
  switch (first.name) {
    case 'var': {
      const caller = place.module.at(-1)
      if (!caller || steps.length !== 2 || second.key.kind !== 'none' || byOwnKey) return []
      const parent = place.module.slice(0, -1)
      const call = member(configurationOf(parent)?.calls, caller.name)
      const passed = member(member(call, 'expressions'), second.name)
      return referredBy(passed, { module: parent, key: caller.key }, configurationOf, depth + 1)
    }
    case 'module': {
      if (steps.length !== 3 || !third || third.key.kind !== 'none' || byOwnKey) return []
      const module = [...place.module, { name: second.name, key: second.key }]
      const output = member(member(configurationOf(module)?.outputs, third.name), 'expression')
      return referredBy(output, { module, key: NO_KEY }, configurationOf, depth + 1)
    }
    case 'local':
    case 'each':
    case 'count':
    case 'path':
    case 'terraform':
    case 'self':
      return []
    default: {
      const { rest } = splitModule(steps)
      const isData = first.name === 'data'
      const [type, named, attribute, ...more] = isData ? rest.slice(1) : rest
      if (!type || !named || more.length > 0 || (attribute && attribute.key.kind !== 'none')) return []
      const key = byOwnKey && named.key.kind === 'none' && !attribute ? place.key : named.key
      const address: Address = { module: place.module, mode: isData ? 'data' : 'managed', type: type.name, name: named.name, key }
      return [{ id: formatAddress(address), type: formatType(address), attribute: attribute?.name ?? null }]
    }
  }
}
