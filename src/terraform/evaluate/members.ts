import type { Part, Text } from '../../source/text.ts'
import { unknown } from '../value/construct.ts'
import { boundedId, isAbbreviated } from '../value/symbol.ts'
import type { Members, UnknownValue, Value } from '../value/value.ts'
import { lazyEntries } from './lazy-entries.ts'
import { describe, reasonOf } from './operators.ts'

/** Of `list[*].name`, whose indices are those of the list; of `[for …]` too, where an index may find another element. */
export const collectionOfUnknown = (id: string, from: UnknownValue, element: Value, made: 'splat' | 'for'): UnknownValue => {
  const varying = [...(from.members?.varying ?? []), `${from.id}[*]`, `${from.id}.key`]
  const own = from.members?.own ?? []
  const members =
    made === 'splat' ? { of: id, own, varying } : { of: id, own: own.filter((key) => key === '0'), varying, alias: id }
  return { ...unknown(id, reasonOf(from)), element, members }
}

/**
 * The member of a collection whose keys are not known that a key finds: two keys find the same one only if they are
 * the same. `step` is the key as it stands in an address. Undefined if nothing is known of the members.
 */
export const memberAt = ({ element, members }: UnknownValue, key: Value, step: string): Value | undefined => {
  if (!element || !members) return undefined
  if (members.own.includes(describe(key))) return element
  return renamed(element, renaming(members, members.alias === undefined ? step : `[${members.alias}${step}]`))
}

type Renaming = (id: string) => string

const escaped = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')

const renaming = ({ varying }: Members, step: string): Renaming => {
  const longestFirst = [...varying].sort((one, other) => other.length - one.length)
  const pattern = new RegExp(longestFirst.map(escaped).join('|'), 'g')
  return (id) => {
    const named = id.replace(pattern, (part) => (part.endsWith('[*]') ? `${part.slice(0, -3)}${step}` : `${part}${step}`))
    // Made while the element was evaluated, or of what its id does not say, it may be another for another member.
    return boundedId(named === id && (/#\d+$/.test(id) || isAbbreviated(id)) ? `${id}${step}` : named)
  }
}

/** The same value of another member: what differs has another name, and is no more known to differ than to be equal. */
const renamed = (value: Value, rename: Renaming): Value => {
  const reference = value.reference === undefined ? {} : { reference: rename(value.reference) }
  switch (value.kind) {
    case 'null':
    case 'bool':
    case 'number':
      return { ...value, ...reference }
    case 'string':
      return {
        ...value,
        ...reference,
        parts: renamedText(value.parts, rename),
        ...(value.json && { json: renamed(value.json, rename) }),
      }
    case 'list':
    case 'set':
    case 'tuple':
      return { ...value, ...reference, elements: value.elements.map((element) => renamed(element, rename)) }
    case 'map':
    case 'object': {
      const { entries } = value
      const get = (name: string): Value | undefined => {
        const entry = entries.get(name)
        return entry && renamed(entry, rename)
      }
      return { ...value, ...reference, entries: lazyEntries(() => [...entries.keys()], get) }
    }
    case 'unknown': {
      const { element, members, options } = value
      return {
        ...renamedPart(value, rename),
        ...(element && { element: renamed(element, rename) }),
        ...(members && { members: renamedMembers(members, rename) }),
        ...(options && { options: options.map((option) => renamed(option, rename)) }),
        ...reference,
      }
    }
  }
}

const renamedMembers = (members: Members, rename: Renaming): Members => ({
  ...members,
  of: rename(members.of),
  own: members.own.map(rename),
  varying: members.varying.map(rename),
})

const renamedText = (parts: Text, rename: Renaming): Text =>
  parts.map((part): Part => (typeof part === 'string' || part.kind === 'varying' ? part : renamedPart(part, rename)))

/** That two buckets are two is known of resources; a member may be the very one that stands for all. */
const renamedPart = <U extends Extract<Part, { kind: 'unknown' }>>(part: U, rename: Renaming): U => {
  const id = rename(part.id)
  if (id === part.id) return part
  const { domain, expansion, ...rest } = part
  return {
    ...rest,
    id,
    ...(domain && domain !== 'bucket' && { domain }),
    ...(expansion && { expansion: renamedText(expansion, rename) }),
  } as unknown as U
}
