import type { Location } from '../../../source/source-file.ts'
import { externalBase, fieldNames } from '../classes/bases.ts'
import { enumMembers, isEnumeration, memberWithValue } from '../classes/enums.ts'
import { embeddedWith, memberOfExternal, shortened, variable } from '../classes/members.ts'
import { configurationEntry, isConfiguration } from '../data/configuration.ts'
import { jsonField } from '../data/json-field.ts'
import type { Machine } from '../machine.ts'
import { eventField, isEvent, isNull, knownKey } from './expression.ts'
import { weaken, write } from './heap.ts'
import { join, mapOptions, optionsOf, withoutNull } from './join.ts'
import { anyKey, list, literalText, nothing, opaque, type RecordValue, type Slots, type Value } from './value.ts'

/** `object[index]`, where the index may be one of several. */
export const entryAt = (machine: Machine, object: Value, index: Value, location: Location | undefined): Value =>
  mapOptions(index, (one) => {
    const key = knownKey(one)
    const value = entryOf(machine, object, key, location)
    return key === undefined && machine.library.membersAreEntries && mayLackKey(object) ? join([value, nothing]) : value
  })

/** Whether an object may have no entry under a key that is not known. */
export const mayLackKey = (object: Value): boolean =>
  optionsOf(object).some(
    (option) =>
      option.kind === 'record' &&
      option.shape === 'object' &&
      option.slots.size > 0 &&
      !option.class &&
      !option.parent &&
      !option.type,
  )

/** `object[key]`; with an undefined key, any of its entries. */
export const entryOf = (machine: Machine, object: Value, key: string | undefined, location: Location | undefined): Value =>
  mapOptions(withoutNull(object), (option) => entryOfOne(machine, option, key, location))

const entryOfOne = (machine: Machine, object: Value, key: string | undefined, location: Location | undefined): Value => {
  switch (object.kind) {
    case 'record':
      return entryOfRecord(machine, object, key, location)
    case 'text': {
      const inner = jsonField(object, key, location)
      if (inner) return inner
      if (!isEvent(object)) return opaque('it is a part of a text', location)
      const field = eventField(object, key)
      return location ? { kind: 'text', expression: { ...field.expression, location } } : field
    }
    case 'environment':
      if (key === undefined) return opaque('it is an environment variable whose name is not known', location)
      return variable(machine, key, location)
    case 'external':
      if (key !== undefined && isConfiguration(object)) return configurationEntry(machine, object, key, location)
      if (key !== undefined && !/^\d+$/.test(key)) return memberOfExternal(machine, object, key, location)
      return { ...object, type: shortened(`${object.type}[]`), label: shortened(`${object.label}[${key ?? '…'}]`) }
    case 'function':
    case 'class':
    case 'module':
      // `f[T]` is `f` for one type, in Go.
      if (object.kind === 'function' && object.code.takesResults) return object
      if (key === undefined && object.kind === 'class' && isEnumeration(machine, object))
        return memberWithValue(machine, object, undefined)
      return key === undefined ? anyMember(object) : machine.memberOf(object, key, location)
    case 'opaque':
      return object
    case 'constant':
    case 'method':
      return opaque('its object is not known', location)
    case 'alternatives':
      return entryOf(machine, object, key, location)
  }
}

/** Of which any entry may be asked for: the environment, the event. */
export const isOpen = (object: Value | null): object is Value =>
  object !== null && (object.kind === 'environment' || (object.kind === 'text' && isEvent(object)))

const anyMember = (object: Value): Value => {
  if (object.kind !== 'module') return opaque('its name is not known')
  const names = object.module.exports?.slots ?? object.module.scope.bindings
  return join([...names.values()])
}

const entryOfRecord = (machine: Machine, object: RecordValue, key: string | undefined, location: Location | undefined): Value => {
  const { class: itsClass, shape, slots } = object
  const unknown = slots.get(anyKey)
  if (key === undefined) {
    const further = isOpen(object.parent) ? [entryOf(machine, object.parent, key, location)] : []
    if (slots.size === 0 && further.length === 0) return opaque('it is an entry of something empty', location)
    return join([...slots.values(), ...further])
  }
  const known = slots.get(shape === 'list' && key.startsWith('-') && !unknown ? String(slots.size + Number(key)) : key)
  if (known) return unknown && shape === 'list' ? join([known, unknown]) : known
  if (unknown) return unknown
  const field = itsClass && /^\d+$/.test(key) ? slots.get(fieldNames(itsClass)[Number(key)] ?? '') : undefined
  if (field) return field
  if (isOpen(object.parent)) return entryOf(machine, object.parent, key, location)
  if (itsClass && externalBase(machine, itsClass) === null) return machine.memberOf(object, key, location)
  if (object.type) return memberOfExternal(machine, object.type, key, location)
  if (shape === 'list') return slots.size > 0 ? join([...slots.values()]) : opaque('it is an element of an empty list', location)
  return nothing
}

/** Writes an entry; under an undefined key, any of them may be the one. */
export const setEntry = (machine: Machine, object: Value, key: string | undefined, value: Value): void => {
  const options = optionsOf(withoutNull(object))
  for (const option of options) {
    const embedded = option.kind === 'record' && key !== undefined && !option.slots.has(key) ? embeddedWith(option, key) : undefined
    if (embedded?.kind === 'record') {
      setEntry(machine, embedded, key, value)
      continue
    }
    const slots = slotsOf(machine, option)
    if (!slots) continue
    // Where the program does not set a variable, it is what the function was given.
    if (option.kind === 'environment' && key !== undefined && !slots.has(key)) slots.set(key, variable(machine, key, undefined))
    if (key === undefined) weaken(machine.heap, slots, anyKey, value)
    else if (options.length === 1) write(machine.heap, slots, key, value)
    else weaken(machine.heap, slots, key, value)
  }
}

const slotsOf = (machine: Machine, object: Value): Slots | undefined => {
  switch (object.kind) {
    case 'environment':
      return machine.environment
    case 'record':
    case 'function':
      return object.slots
    case 'class':
      return object.statics
    case 'module':
      return object.module.exports?.slots ?? object.module.scope.bindings
    default:
      return undefined
  }
}

/** What a loop over the value takes, one after the other where that is known. */
export const elementsOf = (machine: Machine, object: Value, takes: 'elements' | 'keys' | 'pairs'): readonly Value[] | Value => {
  if (object.kind === 'class' && isEnumeration(machine, object)) return enumMembers(machine, object)
  if (object.kind !== 'record') return mapOptions(withoutEmpty(object), (option) => elementOf(machine, option, takes))
  const entries = [...object.slots]
  const isList = object.shape === 'list'
  const isKnown = !object.slots.has(anyKey)
  const values = entries.map(([key, value]) => {
    const name = key === anyKey ? opaque('it is a key that is not known') : literalText(key)
    if (takes === 'keys' || (takes === 'elements' && !isList)) return name
    return takes === 'elements' ? value : pair(name, value)
  })
  return isKnown ? values : join(values)
}

/** What is looped over if it is not empty: `event.get("Records", [])`. */
const withoutEmpty = (object: Value): Value => {
  if (object.kind !== 'alternatives') return object
  const filled = object.options.filter((option) => (option.kind === 'record' ? option.slots.size > 0 : !isNull(option)))
  return filled.length > 0 ? join(filled) : object
}

const elementOf = (machine: Machine, object: Value, takes: 'elements' | 'keys' | 'pairs'): Value => {
  if (object.kind === 'record') {
    const elements = elementsOf(machine, object, takes)
    return 'kind' in elements ? elements : elements.length > 0 ? join(elements) : opaque('it is an element of an empty list')
  }
  if (takes === 'keys') return opaque('it is a key that is not known')
  const element = entryOf(machine, object, undefined, undefined)
  return takes === 'pairs' ? pair(opaque('it is a key that is not known'), element) : element
}

/** Any element, for what does not depend on their order. */
export const anyElement = (machine: Machine, object: Value): Value =>
  mapOptions(object, (option) => elementOf(machine, option, 'elements'))

export const pair = (key: Value, value: Value): Value => list([key, value])
