import { unknown } from '../value/construct.ts'
import { knownString, lengthOf } from '../value/convert.ts'
import { equals } from '../value/equality.ts'
import { integer } from '../value/number.ts'
import type { UnknownValue, Value } from '../value/value.ts'
import { isManageable } from './limits.ts'

type Entries = ReadonlyMap<string, Value>

const NONE: Entries = new Map()

/** More than any message could name; what is one of more values is simply not known. */
const MAXIMUM_OPTIONS = 16

const optionsOf = (value: Value): readonly Value[] => (value.kind === 'unknown' && value.options) || [value]

/** One of these, whichever it turns out to be. */
const eitherOf = (id: string, reason: string, values: readonly Value[]): Value => {
  const options: Value[] = []
  for (const value of values.flatMap(optionsOf)) {
    if (!isManageable(value)) return unknown(id, reason)
    if (!options.some((known) => equals(known, value) === 'yes')) options.push(value)
    if (options.length > MAXIMUM_OPTIONS) return unknown(id, reason)
  }
  const [first] = options
  const [written] = values
  if (options.length === 1 && first) return first
  return { ...unknown(id, reason), options, ...(written?.origin && { origin: written.origin }) }
}

const keyed = (id: string, key: string): string => `${id}[${JSON.stringify(key)}]`

/** The entries that a mapping certainly has, whatever is not known of it. */
export const certainEntries = (value: Value, depth = 0): Entries => {
  if (value.kind === 'map' || value.kind === 'object') return value.entries
  if (value.kind !== 'unknown' || depth > MAXIMUM_OPTIONS) return NONE
  if (value.known) return value.known
  const [first, ...others] = (value.options ?? []).map((option) => certainEntries(option, depth + 1))
  const certain = new Map<string, Value>()
  for (const [key, entry] of first ?? NONE) {
    const all = [entry, ...others.flatMap((entries) => entries.get(key) ?? [])]
    if (all.length === others.length + 1) certain.set(key, eitherOf(keyed(value.id, key), value.reason, all))
  }
  return certain
}

/** What a mapping that is not known may have under a key, if it has it. */
const mayHave = (value: UnknownValue, key: string): Value => unknown(keyed(value.id, key), value.reason)

const lacks = ({ options }: UnknownValue, key: string): boolean =>
  options?.every((option) => option.kind === 'null' || ('entries' in option && !option.entries.has(key))) ?? false

/** The entries of a merge in which not every mapping is known: a later one may override what an earlier one says. */
const mergedEntries = (mappings: readonly Value[], merged: UnknownValue): Entries => {
  const entries = new Map<string, Value>()
  for (const mapping of mappings) {
    const certain = certainEntries(mapping)
    if (mapping.kind === 'unknown')
      for (const [key, entry] of entries)
        if (!certain.has(key) && !lacks(mapping, key))
          entries.set(key, eitherOf(keyed(merged.id, key), mapping.reason, [entry, mayHave(mapping, key)]))
    for (const [key, entry] of certain) entries.set(key, entry)
  }
  return entries
}

/** An object with a key that is not known: it may be any of those before it. */
export const withUnknownKeys = (
  result: UnknownValue,
  items: readonly { readonly name: string | undefined; readonly value: Value }[],
): UnknownValue => {
  const known = new Map<string, Value>()
  for (const { name, value } of items) {
    if (name !== undefined) known.set(name, value)
    else for (const [key, entry] of known) known.set(key, eitherOf(keyed(result.id, key), result.reason, [entry, value]))
  }
  return { ...result, known }
}

/** What is certain of the result of a call over mappings and lists that are not known. */
export const partialResult = (name: string, args: readonly Value[], result: Value): Value => {
  const [first, second] = args
  if (result.kind !== 'unknown' || !first) return result
  switch (name) {
    case 'merge': {
      if (args.length === 1) return result
      const known = mergedEntries(args, result)
      return known.size === 0 ? result : { ...result, known }
    }
    case 'lookup': {
      const key = second && knownString(second)
      return (key === undefined ? undefined : first.kind === 'unknown' && certainEntries(first).get(key)) || result
    }
    case 'one':
      // Of `count = var.create ? 1 : 0`, which makes [0] or nothing.
      return first.kind === 'unknown' && first.element && first.members?.own.includes('0')
        ? { ...result, options: [first.element, { kind: 'null' }] }
        : result
    case 'length': {
      const lengths = new Set((first.kind === 'unknown' ? first.options : undefined)?.map(lengthOf))
      const [length] = lengths
      return lengths.size === 1 && length !== undefined ? integer(length) : result
    }
    default:
      return result
  }
}

/** What `dynamic` and the like iterate over, whichever of its options a collection turns out to be. */
export const alternativesOf = (collection: UnknownValue): readonly Value[] | undefined =>
  collection.options?.every(({ kind }) => kind !== 'unknown') ? collection.options : undefined
