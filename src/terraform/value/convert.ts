import { knownText, type Text, type Unknown } from '../../source/text.ts'
import { bool, isSpread, partOf, stringOf, unknown } from './construct.ts'
import { equals } from './equality.ts'
import { formatValue } from './format.ts'
import { isKnown } from './known.ts'
import { formatNumber, parseNumber } from './number.ts'
import { compareStrings } from './order.ts'
import type { BoolValue, MappingValue, NullValue, NumberValue, StringValue, UnknownValue, Value } from './value.ts'

export { isKnown } from './known.ts'

// https://developer.hashicorp.com/terraform/language/expressions/types#type-conversion

/** The parts of the string that a primitive value converts to; undefined for null and for collections. */
export const toText = (value: Value): Text | undefined => {
  switch (value.kind) {
    case 'string':
      return value.parts
    case 'number':
      return [formatNumber(value)]
    case 'bool':
      return [String(value.value)]
    case 'unknown':
      return [partOf(value)]
    case 'null':
    case 'list':
    case 'set':
    case 'tuple':
    case 'map':
    case 'object':
      return undefined
  }
}

/** The result, with the origin and the sensitivity of the value it was converted from. */
const withMarksOf = <V extends Value>(from: Value, result: V): V =>
  from.origin || from.sensitive
    ? { ...result, ...(from.origin && { origin: from.origin }), ...(from.sensitive && { sensitive: from.sensitive }) }
    : result

/** As a string: null stays null; undefined for a collection. */
export const toStringValue = (value: Value): StringValue | UnknownValue | NullValue | undefined => {
  if (value.kind === 'string' || value.kind === 'unknown' || value.kind === 'null') return value
  const parts = toText(value)
  return parts && withMarksOf(value, stringOf(parts))
}

/** As a number: null stays null; undefined for what Terraform takes for no number. */
export const toNumber = (value: Value): NumberValue | UnknownValue | NullValue | undefined => {
  if (value.kind === 'number' || value.kind === 'null') return value
  if (value.kind === 'unknown') return value.domain || value.expansion ? convertedUnknown('tonumber', value) : value
  if (value.kind !== 'string') return undefined
  const known = knownText(value.parts)
  if (known === undefined) return convertedUnknown('tonumber', value)
  const parsed = parseNumber(known)
  if (parsed === 'beyond') return withMarksOf(value, beyond(known))
  return parsed === 'invalid' ? undefined : withMarksOf(value, parsed)
}

/** A number that is written, and not computed with. */
export const beyond = (text: string): UnknownValue =>
  unknown(`tonumber(${text.slice(0, 50)})`, 'the number is too large, too small or too long to be computed with')

/** As a bool: null stays null; undefined for what Terraform takes for no bool. */
export const toBool = (value: Value): BoolValue | UnknownValue | NullValue | undefined => {
  if (value.kind === 'bool' || value.kind === 'null') return value
  if (value.kind === 'unknown') return value.domain || value.expansion ? convertedUnknown('tobool', value) : value
  if (value.kind !== 'string') return undefined
  const known = knownText(value.parts)
  if (known === undefined) return convertedUnknown('tobool', value)
  if (known === 'true' || known === '1') return withMarksOf(value, bool(true))
  if (known === 'false' || known === '0') return withMarksOf(value, bool(false))
  return undefined
}

const convertedUnknown = (name: string, value: StringValue | UnknownValue): UnknownValue => {
  const reason = unknownsIn(value)[0]?.reason ?? 'a part of it is not known'
  return withMarksOf(value, unknown(`${name}(${formatValue(value)})`, reason))
}

/** The entries in the order in which Terraform iterates them: by key. */
export const entriesOf = (mapping: MappingValue): [string, Value][] => [...mapping.entries].sort(([a], [b]) => compareStrings(a, b))

/** The elements of a list, set or tuple, or the values of a map or object by key; undefined for anything else. */
export const elementsOf = (value: Value): readonly Value[] | undefined => {
  switch (value.kind) {
    case 'list':
    case 'set':
    case 'tuple':
      return value.elements
    case 'map':
    case 'object':
      return entriesOf(value).map(([, element]) => element)
    case 'null':
    case 'bool':
    case 'number':
    case 'string':
    case 'unknown':
      return undefined
  }
}

/** How many elements it has; undefined when that is not certain, and for what has none. */
export const lengthOf = (value: Value): number | undefined => {
  if ('entries' in value) return value.entries.size
  if (!('elements' in value) || value.elements.some(isSpread)) return undefined
  return value.kind === 'set' && !areDistinct(value.elements) ? undefined : value.elements.length
}

const MAX_COMPARED = 200

/** Equal elements of a set are one; two that are not known may turn out to be equal. */
const areDistinct = (elements: readonly Value[]): boolean => {
  if (elements.length < 2 || elements.every(isKnown)) return true
  if (elements.length > MAX_COMPARED) return false
  return elements.every((element, index) => elements.slice(index + 1).every((other) => equals(element, other) === 'no'))
}

/** The element in that place of a list or tuple; undefined when that is not certain, and when there is none. */
export const elementAt = (value: Value, index: number): Value | undefined => {
  if (value.kind !== 'list' && value.kind !== 'tuple') return undefined
  return value.elements.slice(0, index + 1).some(isSpread) ? undefined : value.elements[index]
}

/** The string that a primitive value converts to, if all of it is known. */
export const knownString = (value: Value): string | undefined => {
  const parts = toText(value)
  return parts && knownText(parts)
}

/** It, or something inside it, is called sensitive. */
export const isSensitive = (value: Value): boolean => {
  if (value.sensitive) return true
  return elementsOf(value)?.some(isSensitive) ?? false
}

/** Each unknown in it once, at any depth, in the order of writing. */
export const unknownsIn = (value: Value): Unknown[] => {
  const found = new Map<string, Unknown>()
  collectUnknowns(value, found)
  return [...found.values()]
}

const collectUnknowns = (value: Value, found: Map<string, Unknown>): void => {
  switch (value.kind) {
    case 'unknown':
      if (!found.has(value.id)) found.set(value.id, partOf(value))
      return
    case 'string':
      for (const part of value.parts) {
        if (typeof part === 'object' && part.kind === 'unknown' && !found.has(part.id)) found.set(part.id, part)
      }
      return
    case 'list':
    case 'set':
    case 'tuple':
      for (const element of value.elements) collectUnknowns(element, found)
      return
    case 'map':
    case 'object':
      for (const element of value.entries.values()) collectUnknowns(element, found)
      return
    case 'null':
    case 'bool':
    case 'number':
      return
  }
}
