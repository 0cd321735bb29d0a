import { every, type Ternary, ternary } from '../../source/ternary.ts'
import { knownText, type Text, text, type Unknown } from '../../source/text.ts'
import { partOf } from './construct.ts'
import { isKnown } from './known.ts'
import { compareNumbers } from './number.ts'
import type { MappingValue, Value } from './value.ts'

/**
 * What `a == b` gives at apply. Values of different types are not equal: `tolist(["a"]) == ["a"]` is false, as a list is
 * not a tuple.
 * https://developer.hashicorp.com/terraform/language/expressions/operators#equality-operators
 */
export const equals = (a: Value, b: Value): Ternary => {
  if (a.kind === 'unknown' || b.kind === 'unknown') return equalsUnknown(a, b)
  if (a.kind === 'null' || b.kind === 'null') return ternary(a.kind === b.kind)
  if (a.kind === 'bool') return ternary(b.kind === 'bool' && a.value === b.value)
  if (a.kind === 'number') return ternary(b.kind === 'number' && compareNumbers(a, b) === 0)
  if (a.kind === 'string') return b.kind === 'string' ? equalTexts(a.parts, b.parts) : 'no'
  if (a.kind !== b.kind) return 'no'
  if ('entries' in a) return 'entries' in b ? equalMappings(a, b) : 'no'
  if (!('elements' in b)) return 'no'
  if (a.kind === 'set') return equalSets(a.elements, b.elements)
  return equalElements(a.elements, b.elements)
}

const equalsUnknown = (a: Value, b: Value): Ternary => {
  const left = a.kind === 'unknown' ? [partOf(a)] : a.kind === 'string' ? a.parts : undefined
  const right = b.kind === 'unknown' ? [partOf(b)] : b.kind === 'string' ? b.parts : undefined
  if (left && right) return equalTexts(left, right)
  const [side] = left ?? right ?? []
  const isString = typeof side === 'object' && side.kind === 'unknown' && (side.domain ?? side.expansion) !== undefined
  return isString ? 'no' : 'unknown'
}

const equalElements = (a: readonly Value[], b: readonly Value[]): Ternary =>
  a.length === b.length ? every(a.map((element, index) => equals(element, b[index] as Value))) : 'no'

const MAX_PAIRS = 10_000

/** Of sets with something unknown inside only this is certain: what is known in one is, or may be, in the other. */
const equalSets = (a: readonly Value[], b: readonly Value[]): Ternary => {
  const pairwise = equalElements(a, b)
  if (pairwise === 'yes' || (a.every(isKnown) && b.every(isKnown))) return pairwise
  if (a.length * b.length > MAX_PAIRS) return 'unknown'
  const mayContain = (elements: readonly Value[], wanted: Value): boolean =>
    elements.some((element) => equals(element, wanted) !== 'no')
  if (!a.every((element) => mayContain(b, element)) || !b.every((element) => mayContain(a, element))) return 'no'
  return 'unknown'
}

const equalMappings = (a: MappingValue, b: MappingValue): Ternary => {
  if (a.entries.size !== b.entries.size) return 'no'
  const answers: Ternary[] = []
  for (const [key, element] of a.entries) {
    const other = b.entries.get(key)
    if (!other) return 'no'
    answers.push(equals(element, other))
  }
  return every(answers)
}

const MAX_EXPANSIONS = 10

/** Whether two texts are the same string: `no` as soon as a prefix, a suffix or what stands between rules it out. */
export const equalTexts = (a: Text, b: Text, expansions = 0): Ternary => {
  const [knownA, knownB] = [knownText(a), knownText(b)]
  if (knownA !== undefined && knownB !== undefined) return ternary(knownA === knownB)
  if (startsDifferently(a, b) || endsDifferently(a, b)) return 'no'
  const [left, right] = withoutSharedEnds(a, b)
  if (left.length === 0 && right.length === 0) return 'yes'
  const answer = equalRemainders(left, right)
  if (answer !== 'unknown' || expansions >= MAX_EXPANSIONS) return answer
  const expandedLeft = expand(left)
  const expandedRight = expand(right)
  if (expandedLeft === left && expandedRight === right) return 'unknown'
  return equalTexts(expandedLeft, expandedRight, expansions + 1)
}

const expand = (parts: Text): Text =>
  parts.some((part) => typeof part === 'object' && part.kind === 'unknown' && part.expansion)
    ? text(...parts.flatMap((part) => (typeof part === 'object' && part.kind === 'unknown' && part.expansion) || [part]))
    : parts

const withoutSharedEnds = (a: Text, b: Text): [Text, Text] => {
  const [restA, restB] = withoutSharedPrefix(a, b)
  // What begins differently is different, whatever its end is.
  if (startsDifferently(restA, restB)) return [restA, restB]
  const [endA, endB] = withoutSharedPrefix(reverse(restA), reverse(restB))
  return [reverse(endA), reverse(endB)]
}

const reverse = (parts: Text): Text =>
  parts.map((part) => (typeof part === 'string' ? part.split('').reverse().join('') : part)).reverse()

const withoutSharedPrefix = (a: Text, b: Text): [Text, Text] => {
  let [restA, restB] = [a, b]
  for (;;) {
    const [left, right] = [restA[0], restB[0]]
    if (left === undefined || right === undefined) return [restA, restB]
    if (typeof left === 'string' && typeof right === 'string') {
      const length = sharedLength(left, right)
      if (length === 0) return [restA, restB]
      restA = [left.slice(length), ...restA.slice(1)].filter((part) => part !== '')
      restB = [right.slice(length), ...restB.slice(1)].filter((part) => part !== '')
      if (length < left.length && length < right.length) return [restA, restB]
    } else if (typeof left === 'object' && typeof right === 'object' && isSame(left, right)) {
      restA = restA.slice(1)
      restB = restB.slice(1)
    } else return [restA, restB]
  }
}

const isSame = (a: Exclude<Text[number], string>, b: Exclude<Text[number], string>): boolean =>
  a.kind === 'unknown' && b.kind === 'unknown' && a.id === b.id

const sharedLength = (a: string, b: string): number => {
  let length = 0
  while (length < a.length && length < b.length && a.charCodeAt(length) === b.charCodeAt(length)) length++
  return length
}

const equalRemainders = (a: Text, b: Text): Ternary => {
  const knownA = knownText(a)
  const knownB = knownText(b)
  if (knownA !== undefined && knownB !== undefined) return ternary(knownA === knownB)
  if (startsDifferently(a, b) || endsDifferently(a, b)) return 'no'
  if (knownA !== undefined && !mayBe(b, knownA)) return 'no'
  if (knownB !== undefined && !mayBe(a, knownB)) return 'no'
  const [onlyA, onlyB] = [loneUnknown(a), loneUnknown(b)]
  if (onlyA?.domain === 'bucket' && onlyB?.domain === 'bucket') return 'no'
  const [slashesA, slashesB] = [slashes(a), slashes(b)]
  return slashesA !== undefined && slashesB !== undefined && slashesA !== slashesB ? 'no' : 'unknown'
}

const startsDifferently = (a: Text, b: Text): boolean => {
  const [left, right] = [a[0], b[0]]
  return typeof left === 'string' && typeof right === 'string' && left[0] !== right[0]
}

const endsDifferently = (a: Text, b: Text): boolean => {
  const [left, right] = [a.at(-1), b.at(-1)]
  return typeof left === 'string' && typeof right === 'string' && left.at(-1) !== right.at(-1)
}

const loneUnknown = (parts: Text): Unknown | undefined => {
  const [only] = parts
  return parts.length === 1 && typeof only === 'object' && only.kind === 'unknown' ? only : undefined
}

/** The literal parts occur in the string, in their order, at its ends where the text begins or ends with one. */
const mayBe = (parts: Text, known: string): boolean => {
  const only = loneUnknown(parts)
  if (only?.domain) return domainAllows(only.domain, known)
  let at = 0
  for (const part of parts) {
    if (typeof part !== 'string') continue
    const found = known.indexOf(part, at)
    if (found === -1) return false
    at = found + part.length
  }
  const last = parts.at(-1)
  return typeof last !== 'string' || known.endsWith(last)
}

const domainAllows = (domain: NonNullable<Unknown['domain']>, known: string): boolean => {
  switch (domain) {
    case 'bucket':
      return known !== '' && !known.includes('/')
    case 'account':
      return /^\d{12}$/.test(known)
    case 'partition':
      return known.startsWith('aws')
    case 'region':
      return /^[a-z]{2,4}-[a-z-]+-\d+$/.test(known)
  }
}

/** How many slashes the string has, where that is certain. */
const slashes = (parts: Text): number | undefined => {
  let count = 0
  for (const part of parts) {
    if (typeof part === 'string') count += part.split('/').length - 1
    else if (part.kind === 'varying' || !part.domain) return undefined
  }
  return count
}
