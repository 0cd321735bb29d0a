import type { Location } from '../../source/source-file.ts'
import type { Part, Text, Unknown } from '../../source/text.ts'
import { formatValue } from './format.ts'
import { fromDecimalDouble } from './number.ts'
import { compareElements } from './order.ts'
import { boundedId } from './symbol.ts'
import type { BoolValue, MappingValue, NullValue, SequenceValue, StringValue, UnknownValue, Value } from './value.ts'

export const nullValue: NullValue = { kind: 'null' }

const yes: BoolValue = { kind: 'bool', value: true }
const no: BoolValue = { kind: 'bool', value: false }

export const bool = (value: boolean): BoolValue => (value ? yes : no)

/** The number that the double is written as: 0.1 is a tenth. */
export const number = fromDecimalDouble

export const string = (value: string): StringValue => ({ kind: 'string', parts: value === '' ? [] : [value] })

/** A string of these parts; an UnknownValue when the one unknown part is all there is. */
export const stringOf = (parts: Text): StringValue | UnknownValue => {
  const joined = isJoined(parts) ? parts : join(parts)
  const [only] = joined
  return joined.length === 1 && typeof only === 'object' && only.kind === 'unknown' ? only : { kind: 'string', parts: joined }
}

const isJoined = (parts: Text): boolean =>
  parts.every((part, index) => part !== '' && (typeof part !== 'string' || typeof parts[index - 1] !== 'string'))

// Like text(), for more parts than a call takes arguments.
const join = (parts: Text): Text => {
  const joined: Part[] = []
  for (const part of parts) {
    const last = joined.at(-1)
    if (part === '') continue
    if (typeof part === 'string' && typeof last === 'string') joined[joined.length - 1] = last + part
    else joined.push(part)
  }
  return joined
}

export const list = (elements: readonly Value[]): SequenceValue => ({ kind: 'list', elements })

export const tuple = (elements: readonly Value[]): SequenceValue => ({ kind: 'tuple', elements })

/** A set of these elements, each once, in the order in which Terraform iterates: those not known stand last. */
export const set = (elements: readonly Value[]): SequenceValue => {
  const distinct = new Map<string, Value>()
  for (const element of elements) {
    const key = formatValue(element, (text) => text)
    if (!distinct.has(key)) distinct.set(key, element)
  }
  return { kind: 'set', elements: [...distinct.values()].sort(compareElements) }
}

export const object = (entries: Iterable<readonly [string, Value]>): MappingValue => ({ kind: 'object', entries: new Map(entries) })

export const map = (entries: Iterable<readonly [string, Value]>): MappingValue => ({ kind: 'map', entries: new Map(entries) })

/** Not known until apply. Two of the same `id` are the same value; `reason` ends the sentence "… because …". */
export const unknown = (id: string, reason: string, extra: Pick<Unknown, 'domain' | 'expansion'> = {}): UnknownValue => ({
  kind: 'unknown',
  id: boundedId(id),
  reason,
  ...extra,
})

/** An element that stands for zero or more elements: those of a sequence that is not known. */
export const spread = (value: UnknownValue): UnknownValue => (isSpread(value) ? value : { ...value, id: `${value.id}[*]` })

/** Made by `spread`: neither how many elements it stands for nor the place of those after it is known. */
export const isSpread = (value: Value): boolean => value.kind === 'unknown' && value.id.endsWith('[*]')

/** The unknown part of a text that stands for this value; it carries no origin and no sensitivity. */
export const partOf = ({ id, reason, domain, expansion }: UnknownValue): Unknown => ({
  kind: 'unknown',
  id,
  reason,
  ...(domain && { domain }),
  ...(expansion && { expansion }),
})

/** The value, said to have been written there; its elements keep their own origins. */
export const withOrigin = <V extends Value>(value: V, origin: Location): V =>
  value.origin === origin ? value : { ...value, origin }

/** The value, called sensitive as a whole. */
export const markSensitive = <V extends Value>(value: V): V => (value.sensitive ? value : { ...value, sensitive: true })

/** The value without the mark on itself; marks on its elements stay. */
export const unmarkSensitive = <V extends Value>(value: V): V => {
  if (!value.sensitive) return value
  const { sensitive: _, ...rest } = value
  return rest as V
}

const MAX_DEPTH = 200

/** Plain data, such as `JSON.parse` gives, as tuples and objects. What is no data, or nested deeper than 200, becomes null. */
export const fromJs = (data: unknown, depth = 0): Value => {
  if (depth > MAX_DEPTH) return nullValue
  if (typeof data === 'string') return string(data)
  if (typeof data === 'number') return number(data)
  if (typeof data === 'boolean') return bool(data)
  if (Array.isArray(data)) return tuple(data.map((element) => fromJs(element, depth + 1)))
  if (typeof data === 'object' && data !== null) {
    return object(Object.entries(data).map(([key, value]) => [key, fromJs(value, depth + 1)]))
  }
  return nullValue
}
