import { list, map, object, set, tuple } from './construct.ts'
import { isKnown, toStringValue } from './convert.ts'
import type { MappingValue, SequenceValue, Value } from './value.ts'

/**
 * The values as values of one type, as Terraform makes them the elements of a list, set or map; undefined when no type fits
 * them all. Null and what is not known fit any.
 */
export const unify = (values: readonly Value[]): readonly Value[] | undefined => {
  const kinds = new Set(values.map(knownKind).filter((kind) => kind !== 'null' && kind !== 'unknown'))
  if (kinds.size === 0) return values
  if (kinds.size === 1 && (kinds.has('string') || kinds.has('number') || kinds.has('bool'))) return values
  if (kinds.has('string')) return convertAll(values, toStringValue)
  if (kinds.has('number') || kinds.has('bool')) return undefined
  if ([...kinds].every((kind) => kind === 'map' || kind === 'object')) return unifyMappings(values, kinds.has('map'))
  if ([...kinds].every((kind) => kind === 'list' || kind === 'tuple' || kind === 'set')) return unifySequences(values, kinds)
  return undefined
}

const knownKind = (value: Value): Value['kind'] =>
  value.kind === 'unknown' && (value.domain || value.expansion) ? 'string' : value.kind

const convertAll = (values: readonly Value[], convert: (value: Value) => Value | undefined): readonly Value[] | undefined => {
  const converted = values.map(convert)
  return converted.every((value) => value !== undefined) ? converted : undefined
}

const unifyMappings = (values: readonly Value[], toMap: boolean): readonly Value[] | undefined => {
  const mappings = values.filter((value): value is MappingValue => 'entries' in value)
  // Instances of a resource type are of one type, and have more attributes than can be listed.
  if (mappings.every((mapping) => mapping.reference !== undefined)) return values
  const keys = [...(mappings[0]?.entries.keys() ?? [])]
  const sameKeys = mappings.every(
    (mapping) => mapping.entries.size === keys.length && keys.every((key) => mapping.entries.has(key)),
  )
  if (!sameKeys || toMap) return unifyToMaps(values, mappings)
  const columns = new Map<string, readonly Value[]>()
  for (const key of keys) {
    const column = unify(mappings.map((mapping) => mapping.entries.get(key) as Value))
    if (!column) return undefined
    columns.set(key, column)
  }
  let row = 0
  return values.map((value) => {
    if (!('entries' in value)) return value
    const index = row++
    return { ...value, ...object(keys.map((key) => [key, columns.get(key)?.[index] as Value])) }
  })
}

const unifyToMaps = (values: readonly Value[], mappings: readonly MappingValue[]): readonly Value[] | undefined => {
  const unified = unify(mappings.flatMap((mapping) => [...mapping.entries.values()]))
  if (!unified) return undefined
  let at = 0
  return values.map((value) =>
    'entries' in value ? { ...value, ...map([...value.entries.keys()].map((key) => [key, unified[at++] as Value])) } : value,
  )
}

const unifySequences = (values: readonly Value[], kinds: ReadonlySet<string>): readonly Value[] | undefined => {
  const sequences = values.filter((value): value is SequenceValue => 'elements' in value)
  const length = sequences[0]?.elements.length ?? 0
  const asTuples = kinds.size === 1 && kinds.has('tuple') && sequences.every((sequence) => sequence.elements.length === length)
  const columns = asTuples
    ? Array.from({ length }, (_, index) => unify(sequences.map(({ elements }) => elements[index] as Value)))
    : []
  if (columns.some((column) => !column)) return undefined
  const flat = asTuples ? [] : unify(sequences.flatMap(({ elements }) => elements))
  if (!flat) return undefined
  const onlySets = kinds.size === 1 && kinds.has('set')
  let [row, at] = [0, 0]
  return values.map((value) => {
    if (!('elements' in value)) return value
    if (!asTuples) {
      const elements = value.elements.map(() => flat[at++] as Value)
      return { ...value, ...(value.kind === 'set' && (onlySets || !isKnown(value)) ? set(elements) : list(elements)) }
    }
    const index = row++
    return { ...value, ...tuple(value.elements.map((_, column) => columns[column]?.[index] as Value)) }
  })
}
