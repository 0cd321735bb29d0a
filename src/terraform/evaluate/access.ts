import { formatInstanceKey, intKey, stringKey } from '../address/address.ts'
import { string, unknown } from '../value/construct.ts'
import { elementAt, elementsOf, entriesOf, isKnown, knownString, lengthOf, toNumber, toText } from '../value/convert.ts'
import { integer } from '../value/number.ts'
import type { UnknownValue, Value } from '../value/value.ts'
import { memberAt } from './members.ts'
import { type Computed, describe, reasonOf } from './operators.ts'
import { certainEntries } from './partial-mapping.ts'

const found = (value: Value): Computed => ({ ok: true, value })
const absent = (message: string): Computed => ({ ok: false, message })

const isIdentifier = (name: string): boolean => /^[\p{ID_Start}_][\p{ID_Continue}-]*$/u.test(name)

/** What stands inside a value that is not known: it has a name of its own, so that it meets itself elsewhere. */
const inside = (container: UnknownValue, key: Value): Value => {
  const member = memberAt(container, key, stepOf(key))
  if (member) return member
  const name = key.kind === 'string' ? knownString(key) : undefined
  const certain = name === undefined ? undefined : certainEntries(container).get(name)
  if (certain) return certain
  return unknown(`${container.id}${name !== undefined && isIdentifier(name) ? `.${name}` : stepOf(key)}`, container.reason)
}

/** `object.name` */
export const getAttribute = (object: Value, name: string): Computed => {
  switch (object.kind) {
    case 'unknown':
      return found(inside(object, string(name)))
    case 'map':
    case 'object': {
      const value = object.entries.get(name)
      if (value) return found(value)
      return absent(
        object.kind === 'map' ? `The map has no key "${name}".` : `This object does not have an attribute named "${name}".`,
      )
    }
    case 'null':
      return absent(`This value is null, so it does not have an attribute named "${name}".`)
    case 'list':
    case 'tuple':
    case 'set':
    case 'string':
    case 'number':
    case 'bool':
      return absent(`This value is a ${object.kind}, which does not have any attributes.`)
  }
}

const stepOf = (key: Value): string => {
  const known = knownString(key)
  if (known === undefined) return `[${describe(key)}]`
  return formatInstanceKey(key.kind === 'number' ? intKey(key.value) : stringKey(known))
}

/** `collection[key]` */
export const getIndex = (collection: Value, key: Value): Computed => {
  switch (collection.kind) {
    case 'unknown':
      return found(inside(collection, key))
    case 'map':
    case 'object': {
      const text = toText(key)
      if (!text) return absent('The key of a map or object is a string.')
      const name = knownString(key)
      if (name === undefined) return found(unknown(`${describe(collection)}${stepOf(key)}`, reasonOf(key)))
      const value = collection.entries.get(name)
      return value ? found(value) : absent(`The given key "${name}" does not identify an element in this collection value.`)
    }
    case 'list':
    case 'tuple': {
      const position = toNumber(key)
      if (!position || position.kind === 'null') return absent('The index of a list is a number.')
      if (position.kind === 'unknown') return found(unknown(`${describe(collection)}${stepOf(key)}`, reasonOf(key)))
      const value = elementAt(collection, position.value)
      if (value) return found(value)
      const length = lengthOf(collection)
      if (length === undefined) return found(unknown(`${describe(collection)}${stepOf(key)}`, reasonOf(collection)))
      return absent(`The given index ${position.value} is out of range: the list has ${length} elements.`)
    }
    case 'set':
      // A list whose order is not known is kept as a set.
      if (!isKnown(collection)) return found(unknown(`${describe(collection)}${stepOf(key)}`, reasonOf(collection)))
      return absent('Elements of a set are identified only by their value and have no index.')
    case 'null':
      return absent('This value is null, so it does not have any indices.')
    case 'string':
    case 'number':
    case 'bool':
      return absent(`This value is a ${collection.kind}, which does not have any indices.`)
  }
}

/** Key and value of each element, in the order in which Terraform iterates; undefined for what cannot be iterated. */
export const iterate = (collection: Value): readonly (readonly [Value, Value])[] | undefined => {
  switch (collection.kind) {
    case 'map':
    case 'object':
      return entriesOf(collection).map(([key, value]) => [string(key), value])
    case 'set':
      return collection.elements.map((element) => [element, element])
    case 'list':
    case 'tuple':
      return (elementsOf(collection) ?? []).map((element, position) => [integer(position), element])
    case 'null':
    case 'string':
    case 'number':
    case 'bool':
    case 'unknown':
      return undefined
  }
}

/** Any element of a collection whose keys are not known. */
export const anyElement = (collection: UnknownValue): Value =>
  collection.element ?? unknown(`${collection.id}[*]`, collection.reason)
