import { bool, map, markSensitive, nullValue, number, string, tuple, unknown } from '../value/construct.ts'
import type { Value } from '../value/value.ts'
import { elements, isObject, type Json, member } from './json.ts'

/** A value of a plan, with what it says of the parts: each is true, or shaped as the value. */
export interface PlannedValue {
  readonly value: Json | undefined
  readonly unknown: Json | undefined
  readonly sensitive: Json | undefined
}

/** The part of a value at a key or an index, with what is said of that part. */
export const inside = ({ value, unknown: mask, sensitive }: PlannedValue, key: string | number): PlannedValue => {
  const of = (data: Json | undefined): Json | undefined =>
    data === true ? true : typeof key === 'number' ? elements(data)[key] : member(data, key)
  return {
    value: typeof key === 'number' ? elements(value)[key] : member(value, key),
    unknown: of(mask),
    sensitive: of(sensitive),
  }
}

/** Whether the plan says nothing of a value: it is not known until apply, or left out. */
export const isUnknown = (planned: PlannedValue): boolean => planned.unknown === true || planned.value === undefined

const MAXIMUM_DEPTH = 200

/** What a plan says, by itself. `id` names what is not known of it. */
export const plannedToValue = (planned: PlannedValue, id: string, depth = 0): Value => {
  if (isUnknown(planned) || depth > MAXIMUM_DEPTH) return marked(unknown(id, `${id} is not known until apply`), planned)
  const { value } = planned
  if (typeof value === 'string') return marked(string(value), planned)
  if (typeof value === 'number') return marked(number(value), planned)
  if (typeof value === 'boolean') return marked(bool(value), planned)
  if (isObject(value)) {
    const names = new Set([...Object.keys(value), ...(isObject(planned.unknown) ? Object.keys(planned.unknown) : [])])
    const entries = [...names].filter((name) => name in value || inside(planned, name).unknown === true)
    return marked(
      map(entries.map((name) => [name, plannedToValue(inside(planned, name), `${id}[${JSON.stringify(name)}]`, depth + 1)])),
      planned,
    )
  }
  const of = elements(value)
  if (value === null || value === undefined) return nullValue
  return marked(tuple(of.map((_, index) => plannedToValue(inside(planned, index), `${id}[${index}]`, depth + 1))), planned)
}

const marked = <V extends Value>(value: V, { sensitive }: PlannedValue): V => (sensitive === true ? markSensitive(value) : value)
