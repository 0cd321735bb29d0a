import { type Text, text } from '../../../source/text.ts'
import { elementsOf, toText } from '../../../terraform/value/convert.ts'
import { decodeJson } from '../../../terraform/value/json.ts'
import type { StringValue, Value } from '../../../terraform/value/value.ts'

/** What is known of an event, or of a part of it. A text that is JSON counts as what it says: programs parse it. */
export type EventPart =
  /** `others` is what any other field is; null where nothing is said of them. */
  | { readonly kind: 'object'; readonly fields: ReadonlyMap<string, EventPart>; readonly others: EventPart | null }
  | { readonly kind: 'list'; readonly elements: readonly EventPart[] }
  /** One of these, another one at each invocation. */
  | { readonly kind: 'choice'; readonly options: readonly EventPart[] }
  | { readonly kind: 'text'; readonly text: Text; readonly reference: string | null }
  /** Written in the configuration; `holes` are parts of another event, by the ids of the unknowns that they stand in for. */
  | { readonly kind: 'value'; readonly value: Value; readonly holes: ReadonlyMap<string, EventPart> }
  /** Whatever it is given. `decidedBy` ends the sentence "it is a field of the event, which …". */
  | { readonly kind: 'open'; readonly decidedBy: string }

/** A field of an event: its text, or who decides it. */
export type EventField = Extract<EventPart, { kind: 'text' | 'open' }>

export const objectPart = (fields: Readonly<Record<string, EventPart>>, others: EventPart | null = null): EventPart => ({
  kind: 'object',
  fields: new Map(Object.entries(fields)),
  others,
})

export const listPart = (...elements: readonly EventPart[]): EventPart => ({ kind: 'list', elements })

export const choicePart = (options: readonly EventPart[]): EventPart => {
  const [only] = options
  return only && options.length === 1 ? only : { kind: 'choice', options }
}

export const textPart = (parts: Text, reference: string | null = null): EventPart => ({ kind: 'text', text: parts, reference })

export const openPart = (decidedBy: string): EventPart => ({ kind: 'open', decidedBy })

const noHoles: ReadonlyMap<string, EventPart> = new Map()

export const valuePart = (value: Value, holes = noHoles): EventPart => ({ kind: 'value', value, holes })

/** Texts that are JSON in texts that are JSON, and so on. */
const MOST_DECODED = 8

/** The parts of an event that a path leads to (`*` is any element of a list, or any field); none where it has no such field. */
export const partsAt = (part: EventPart, path: readonly string[], decoded = 0): readonly EventPart[] => {
  const [name, ...rest] = path
  if (name === undefined) return [part]
  switch (part.kind) {
    case 'object': {
      const fields = name === '*' ? [...part.fields.values(), part.others] : [part.fields.get(name) ?? part.others]
      return fields.flatMap((field) => (field ? partsAt(field, rest, decoded) : []))
    }
    case 'list':
      return name === '*' ? part.elements.flatMap((element) => partsAt(element, rest, decoded)) : []
    case 'choice':
      return part.options.flatMap((option) => partsAt(option, path, decoded))
    case 'text':
      return []
    case 'open':
      return [part]
    case 'value':
      return insideValue(part, name, decoded).flatMap(({ part: each, count }) => partsAt(each, rest, count))
  }
}

interface Inside {
  readonly part: EventPart
  readonly count: number
}

const insideValue = ({ value, holes }: Extract<EventPart, { kind: 'value' }>, name: string, count: number): readonly Inside[] => {
  const of = (found: Value | undefined): readonly Inside[] => (found ? [{ part: valuePart(found, holes), count }] : [])
  switch (value.kind) {
    case 'map':
    case 'object':
      return name === '*' ? (elementsOf(value) ?? []).flatMap(of) : of(value.entries.get(name))
    case 'list':
    case 'set':
    case 'tuple':
      return name === '*' ? value.elements.flatMap(of) : []
    case 'unknown': {
      const hole = holes.get(value.id)
      if (hole) return partsAt(hole, [name], count).map((part) => ({ part, count }))
      return [{ part: openPart(`is not known: ${value.reason}`), count }]
    }
    case 'string': {
      const said = count < MOST_DECODED ? decoded(value) : undefined
      return said ? insideValue({ kind: 'value', value: said, holes }, name, count + 1) : []
    }
    case 'null':
    case 'bool':
    case 'number':
      return []
  }
}

const decoded = (value: StringValue): Value | undefined => {
  const result = decodeJson(value)
  return result.ok ? result.value : undefined
}

/** The texts that a field of the event may be; none where the event has no such field. */
export const fieldsAt = (event: EventPart, path: readonly string[]): readonly EventField[] =>
  partsAt(event, path).flatMap((part) => fieldOf(part))

const fieldOf = (part: EventPart, depth = 0): readonly EventField[] => {
  switch (part.kind) {
    case 'text':
    case 'open':
      return [part]
    case 'choice':
      return part.options.flatMap((option) => fieldOf(option, depth))
    case 'object':
    case 'list':
      return []
    case 'value':
      return depth > MOST_DECODED ? [] : fieldOfValue(part, depth)
  }
}

const fieldOfValue = ({ value, holes }: Extract<EventPart, { kind: 'value' }>, depth: number): readonly EventField[] => {
  const parts = toText(value)
  if (!parts) return []
  const [only] = parts
  const hole = parts.length === 1 && typeof only === 'object' && only.kind === 'unknown' ? holes.get(only.id) : undefined
  if (hole) return fieldOf(hole, depth + 1)
  const filled = parts.map((part): Text => {
    const inside = typeof part === 'object' && part.kind === 'unknown' ? holes.get(part.id) : undefined
    const [field, ...others] = inside ? fieldOf(inside, depth + 1) : []
    if (!inside) return [part]
    return field?.kind === 'text' && others.length === 0
      ? field.text
      : [{ kind: 'varying', reason: 'it is a part of the event that is not known' }]
  })
  return [{ kind: 'text', text: text(...filled.flat()), reference: value.reference ?? null }]
}
