import { knownText, type Part, type Text } from '../../source/text.ts'
import { lazyEntries } from '../evaluate/lazy-entries.ts'
import { stringOf } from '../value/construct.ts'
import { isKnown, knownString } from '../value/convert.ts'
import type { StringValue, UnknownValue, Value } from '../value/value.ts'
import { elements, isObject } from './json.ts'
import { inside, isUnknown, type PlannedValue, plannedToValue } from './planned-value.ts'
import { parseDocument, sameDocument } from './same-document.ts'

/** What a plan says, in the place and with the identity that the configuration gives it. */
const inPlaceOf = (evaluated: Value, planned: PlannedValue): Value => {
  const id = evaluated.kind === 'unknown' ? evaluated.id : 'planned'
  return {
    ...plannedToValue(planned, id),
    ...(evaluated.origin && { origin: evaluated.origin }),
    ...(evaluated.reference !== undefined && { reference: evaluated.reference }),
    ...(evaluated.sensitive && { sensitive: true as const }),
  }
}

/**
 * What is evaluated, with what the plan knows laid over it: what is the same stays as it is, with its places and symbols; what
 * is not known is known; what differs is as the plan has it.
 */
export const merge = (evaluated: Value, planned: PlannedValue): Value => {
  if (isUnknown(planned)) return evaluated
  const { value } = planned
  switch (evaluated.kind) {
    case 'unknown':
      return mergeUnknown(evaluated, planned)
    case 'null':
      return value === null ? evaluated : inPlaceOf(evaluated, planned)
    case 'bool':
    case 'number':
      return value === null || isObject(value) || Array.isArray(value) || knownString(evaluated) === String(value)
        ? evaluated
        : inPlaceOf(evaluated, planned)
    case 'string':
      return typeof value === 'string' ? mergeString(evaluated, value, planned) : evaluated
    case 'list':
    case 'tuple': {
      const others = elements(value)
      if (!Array.isArray(value)) return evaluated
      if (others.length !== evaluated.elements.length) return inPlaceOf(evaluated, planned)
      return { ...evaluated, elements: evaluated.elements.map((element, index) => merge(element, inside(planned, index))) }
    }
    case 'set':
      return Array.isArray(value) && !isKnown(evaluated) && isKnown(plannedToValue(planned, 'planned'))
        ? inPlaceOf(evaluated, planned)
        : evaluated
    case 'map':
    case 'object': {
      if (!isObject(value)) return evaluated
      const { entries } = evaluated
      const get = (name: string): Value | undefined => {
        const entry = entries.get(name)
        const of = inside(planned, name)
        if (entry) return merge(entry, of)
        return isUnknown(of) ? undefined : plannedToValue(of, name)
      }
      return { ...evaluated, entries: lazyEntries(() => [...new Set([...entries.keys(), ...Object.keys(value)])], get) }
    }
  }
}

/** A symbol that means more than its text, as the name of a bucket, stays one; what is known of it is its expansion. */
const mergeUnknown = (evaluated: UnknownValue, planned: PlannedValue): Value => {
  if (!evaluated.domain) return inPlaceOf(evaluated, planned)
  return typeof planned.value === 'string' ? { ...evaluated, expansion: [planned.value] } : evaluated
}

const mergeString = (evaluated: StringValue, planned: string, whole: PlannedValue): Value => {
  const known = knownText(evaluated.parts)
  if (known !== undefined) return known === planned || sameDocument(known, planned) ? evaluated : inPlaceOf(evaluated, whole)
  if (evaluated.json) return { ...evaluated, json: mergeJson(evaluated.json, planned, whole) }
  const solved = solve(evaluated.parts, planned)
  return solved ? filledIn(evaluated, solved) : inPlaceOf(evaluated, whole)
}

const mergeJson = (evaluated: Value, planned: string, { sensitive }: PlannedValue): Value => {
  const value = parseDocument(planned)
  return value === undefined ? evaluated : merge(evaluated, { value, unknown: false, sensitive })
}

/** The string with what its unknown parts stand for, each piece still where it was written. */
const filledIn = (evaluated: StringValue, solved: readonly string[]): Value => {
  const filled: { readonly at: number; readonly longer: number }[] = []
  let at = 0
  const parts = evaluated.parts.map((part, index): Part => {
    const here = at
    at += typeof part === 'string' ? part.length : 1
    if (typeof part === 'string' || part.kind === 'varying') return part
    const text = solved[index] ?? ''
    if (part.domain) return { ...part, expansion: [text] }
    filled.push({ at: here, longer: text.length - 1 })
    return text
  })
  const moved = (offset: number): number => filled.reduce((sum, each) => (each.at < offset ? sum + each.longer : sum), offset)
  const pieces = evaluated.pieces?.map((piece) => ({ ...piece, offset: moved(piece.offset) }))
  return { ...stringOf(parts), ...marksOf(evaluated), ...(pieces && { pieces }) }
}

const marksOf = ({ origin, reference, sensitive }: StringValue): Pick<StringValue, 'origin' | 'reference' | 'sensitive'> => ({
  ...(origin && { origin }),
  ...(reference !== undefined && { reference }),
  ...(sensitive && { sensitive }),
})

/** What each part of a text stands for in a string, if that is certain: the known parts stand in it once, in their order. */
const solve = (parts: Text, whole: string): readonly string[] | undefined => {
  const found: string[] = []
  let at = 0
  for (const [index, part] of parts.entries()) {
    if (typeof part === 'string') {
      if (!whole.startsWith(part, at)) return undefined
      found.push(part)
      at += part.length
      continue
    }
    const next = parts[index + 1]
    if (next !== undefined && typeof next !== 'string') return undefined
    const isLast = index + 2 >= parts.length
    const end = next === undefined ? whole.length : isLast ? whole.length - next.length : whole.indexOf(next, at)
    if (end < at || (next !== undefined && !isLast && whole.indexOf(next, end + 1) !== -1)) return undefined
    found.push(whole.slice(at, end))
    at = end
  }
  return at === whole.length ? found : undefined
}
