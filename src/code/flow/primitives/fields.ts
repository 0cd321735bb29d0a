import type { Member } from '../../ir.ts'
import { argumentAt } from '../calls/arguments.ts'
import { elementsOf } from '../values/entries.ts'
import { knownKey, knownString } from '../values/expression.ts'
import { erase } from '../values/heap.ts'
import { mapOptions } from '../values/join.ts'
import { type ClassValue, createSlots, nothing, opaque, type RecordValue, record, type Value } from '../values/value.ts'
import { get } from './collections.ts'
import type { PrimitiveCall } from './primitive.ts'

/** Instances and classes of which only the fields count. */

/** `replace(instance, field=value)`: a copy with some other fields. */
export const withFields = ({ args, receiver, site }: PrimitiveCall): Value => {
  const object = receiver.kind === 'record' || receiver.kind === 'alternatives' ? receiver : (site.receiver ?? receiver)
  return mapOptions(object, (option) => {
    if (option.kind !== 'record') return option
    const { class: itsClass, parent, shape, type } = option
    const made: RecordValue = { ...record(shape, [...option.slots, ...args.named]), class: itsClass, parent, type }
    return args.namedRest ? opaque('it is a copy with fields that are not known', site.location) : made
  })
}

/** `del d["a"]`, `m.delete("a")`: from here on it has no such entry. */
export const remove = ({ args, machine, receiver }: PrimitiveCall): Value => {
  const key = argumentAt(args, 0)
  const name = key && knownKey(key)
  if (receiver.kind === 'record' && name !== undefined) erase(machine.heap, receiver.slots, name)
  return nothing
}

/** `d.pop("a", otherwise)`. */
export const take = (call: PrimitiveCall): Value => {
  const value = get(call)
  remove(call)
  return value
}

/** `namedtuple("Place", ["bucket", "key"])`. */
export const classOfFields = (call: PrimitiveCall): Value => {
  const { args, machine, site } = call
  const given = argumentAt(args, 1) ?? args.named.get('field_names') ?? opaque('it is not given')
  const text = knownString(given)
  const elements = text === undefined ? elementsOf(machine, given, 'elements') : []
  const names = text === undefined ? ('kind' in elements ? [] : elements.map(knownString)) : text.split(/[\s,]+/)
  if (names.length === 0 || names.includes(undefined)) return opaque('it is a class whose fields are not known', site.location)
  const { end, start } = site.location
  const members = names.map((name): Member => ({ kind: 'field', name: name ?? '', receiver: 'none', value: null, start, end }))
  const { module } = site.context.frame
  const made: ClassValue = {
    kind: 'class',
    code: {
      kind: 'class',
      name: knownString(argumentAt(args, 0)) ?? null,
      bases: [],
      members,
      decorators: [],
      hasFieldConstructor: true,
      start,
      end,
    },
    module,
    scope: site.context.scope,
    bases: [],
    extended: [],
    metaclass: null,
    places: new Map(),
    members: new Map(members.map((member) => [member.name, member])),
    decorated: createSlots(),
    statics: createSlots(),
  }
  return made
}
