import { knownText } from '../../source/text.ts'
import { compareNumbers, formatNumber } from './number.ts'
import type { Value } from './value.ts'

const isSurrogate = (unit: number): boolean => unit >= 0xd800 && unit <= 0xdfff

/** Terraform sorts strings by their UTF-8 bytes, which is the order of code points. */
export const compareStrings = (a: string, b: string): number => {
  const shared = Math.min(a.length, b.length)
  for (let index = 0; index < shared; index++) {
    const left = a.charCodeAt(index)
    const right = b.charCodeAt(index)
    if (left === right) continue
    // A surrogate stands for a code point above all those of a single unit.
    return isSurrogate(left) === isSurrogate(right) ? left - right : isSurrogate(left) ? 1 : -1
  }
  return a.length - b.length
}

/**
 * The order in which Terraform iterates a set: numbers by size, strings by code points, false before true,
 * collections by the text that Terraform makes of them; null and what is not known come last.
 */
export const compareElements = (a: Value, b: Value): number => {
  const byRank = rank(a) - rank(b)
  if (byRank !== 0) return byRank
  if (a.kind === 'number' && b.kind === 'number') return compareNumbers(a, b)
  if (a.kind === 'bool' && b.kind === 'bool') return Number(a.value) - Number(b.value)
  if (a.kind === 'string' && b.kind === 'string') return compareStrings(plainText(a), plainText(b))
  return compareStrings(hashText(a), hashText(b))
}

const rank = (value: Value): number => {
  if (value.kind === 'unknown') return 3
  if (value.kind === 'string' && knownText(value.parts) === undefined) return 2
  return value.kind === 'null' ? 1 : 0
}

const plainText = (value: Value & { readonly kind: 'string' }): string =>
  value.parts.map((part) => (typeof part === 'string' ? part : part.kind === 'unknown' ? part.id : '')).join('')

// https://github.com/zclconf/go-cty/blob/main/cty/set_internals.go
const hashText = (value: Value): string => {
  switch (value.kind) {
    case 'null':
      return '~'
    case 'unknown':
      return '?'
    case 'bool':
      return value.value ? 'T' : 'F'
    case 'number':
      return formatNumber(value)
    case 'string':
      return JSON.stringify(plainText(value))
    case 'list':
    case 'set':
      return `[${value.elements.map((element) => `${hashText(element)};`).join('')}]`
    case 'tuple':
      return `<${value.elements.map((element) => `${hashText(element)};`).join('')}>`
    case 'map':
      return `{${sorted(value.entries)
        .map(([key, element]) => `${JSON.stringify(key)}:${hashText(element)};`)
        .join('')}}`
    case 'object':
      return `<${sorted(value.entries)
        .map(([, element]) => `${hashText(element)};`)
        .join('')}>`
  }
}

const sorted = (entries: ReadonlyMap<string, Value>): [string, Value][] => [...entries].sort(([a], [b]) => compareStrings(a, b))
