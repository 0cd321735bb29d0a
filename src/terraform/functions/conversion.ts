import { knownText } from '../../source/text.ts'
import { bool, list, map, markSensitive, set, string, unmarkSensitive } from '../value/construct.ts'
import { elementsOf, isKnown, isSensitive, toBool, toNumber, toStringValue } from '../value/convert.ts'
import { formatType, typeOf } from '../value/type.ts'
import { unify } from '../value/unify.ts'
import type { Value } from '../value/value.ts'
import { anyParameter, type FunctionDefinition, type FunctionTable, failure } from './definition.ts'

const describe = (value: Value): string =>
  value.kind === 'string' && isKnown(value) ? JSON.stringify(knownText(value.parts)) : value.kind

const conversion = (convert: (value: Value) => Value | undefined, why: (value: Value) => string): FunctionDefinition => ({
  parameters: [{ ...anyParameter('v'), nullable: true }],
  partial: true,
  sensitivity: 'own',
  call: ([value]) => (value ? (convert(value) ?? failure(why(value), 'v')) : undefined),
})

const cannotConvert = (type: string, hint: string) => (value: Value) =>
  `cannot convert ${describe(value)} to ${type}${value.kind === 'string' ? hint : ''}`

const noSingleType = (type: string) => (value: Value) => `cannot convert ${value.kind} to ${type} of any single type`

const toList = (value: Value): Value | undefined => {
  if (value.kind === 'unknown' || value.kind === 'null' || value.kind === 'list') return value
  // The order of a set is not certain while some of it is not known, so it stays one.
  if (value.kind === 'set') return value.elements.length < 2 || isKnown(value) ? { ...value, kind: 'list' } : value
  const unified = value.kind === 'tuple' ? unify(value.elements) : undefined
  return unified && { ...value, ...list(unified) }
}

const toSet = (value: Value): Value | undefined => {
  if (value.kind === 'unknown' || value.kind === 'null' || value.kind === 'set') return value
  const elements = value.kind === 'tuple' || value.kind === 'list' ? elementsOf(value) : undefined
  const unified = elements && unify(elements)
  if (!unified) return undefined
  const made = { ...value, ...set(unified) }
  // What is in a set has no place of its own to be sensitive at.
  return isSensitive(made) ? markSensitive(made) : made
}

const toMap = (value: Value): Value | undefined => {
  if (value.kind === 'unknown' || value.kind === 'null' || value.kind === 'map') return value
  if (value.kind !== 'object') return undefined
  const unified = unify([...value.entries.values()])
  return unified && { ...value, ...map([...value.entries.keys()].map((key, index) => [key, unified[index] as Value])) }
}

const marking = (call: (value: Value) => Value): FunctionDefinition => ({
  parameters: [{ ...anyParameter('value'), nullable: true }],
  partial: true,
  sensitivity: 'none',
  call: ([value]) => value && call(value),
})

/** https://developer.hashicorp.com/terraform/language/functions/tostring and the others of its group. */
export const conversionFunctions: FunctionTable = {
  tostring: conversion(toStringValue, cannotConvert('string', '')),
  tonumber: conversion(toNumber, cannotConvert('number', '; given string must be a decimal representation of a number')),
  tobool: conversion(toBool, cannotConvert('bool', '; only the strings "true" or "false" are allowed')),
  tolist: conversion(toList, noSingleType('list')),
  toset: conversion(toSet, noSingleType('set')),
  tomap: conversion(toMap, noSingleType('map')),
  sensitive: marking(markSensitive),
  nonsensitive: marking(unmarkSensitive),
  issensitive: {
    ...marking((value) => value),
    call: ([value]) => (value?.kind === 'unknown' && !value.sensitive ? undefined : bool(value?.sensitive === true)),
  },
  type: marking((value) => string(formatType(typeOf(value)))),
  ephemeralasnull: marking((value) => value),
}
