import { knownText, type Text, text, type Unknown } from '../../source/text.ts'
import { bool, list, string, stringOf } from '../value/construct.ts'
import { knownString, toText } from '../value/convert.ts'
import { callId } from '../value/symbol.ts'
import type { Value } from '../value/value.ts'
import {
  type FunctionDefinition,
  type FunctionTable,
  failure,
  numberParameter,
  type Result,
  stringParameter,
  stringsParameter,
} from './definition.ts'
import { joinStrings } from './join.ts'
import { regexFunctions } from './regex-functions.ts'
import { replaceIn } from './replace-in-json.ts'
import { hasNoneOf, isNotEmpty, mapText, reverseText, splitText, withoutPrefix } from './text.ts'
import { wholeNumber } from './whole-number.ts'

const str = stringParameter('str')

/** Of one known string. */
const ofString = (change: (str: string) => Result): FunctionDefinition => ({
  parameters: [str],
  call: ([value]) => value && change(knownString(value) ?? ''),
})

const ofText = (parameters: readonly string[], change: (parts: Text, ...others: Text[]) => Result): FunctionDefinition => ({
  parameters: parameters.map(stringParameter),
  partial: true,
  call: (args) => {
    const [parts = [], ...others] = args.map((arg) => toText(arg) ?? [])
    return change(parts, ...others)
  },
})

// Go maps each code point to one: ß has no capital.
const upperCase = (value: string): string =>
  value.replace(/\P{ASCII}|[a-z]+/gu, (run) => (run > '\x7f' && [...run.toUpperCase()].length > 1 ? run : run.toUpperCase()))

const lowerCase = (value: string): string =>
  value.replace(/\P{ASCII}|[A-Z]+/gu, (run) => (run > '\x7f' ? ([...run.toLowerCase()][0] ?? run) : run.toLowerCase()))

/** Where Go's `strings.Title` sees a word begin: after punctuation only of ASCII. */
const wordStart = /(?<=^|[\p{ASCII}\p{Zs}]|\u2028|\u2029)(?<![A-Za-z0-9_])\p{L}/gu

/** Letters of two parts, of which a title has only the first as a capital. */
const titled: ReadonlyMap<string, string> = new Map(
  ['\u01c4\u01c5\u01c6', '\u01c7\u01c8\u01c9', '\u01ca\u01cb\u01cc', '\u01f1\u01f2\u01f3'].flatMap((forms) =>
    [...forms].map((form) => [form, forms[1] ?? form] as const),
  ),
)

const isLowerCase = (part: Unknown): boolean => part.domain !== undefined

const trimmed = (parts: Text, isTrimmed: (character: string) => boolean, characters: string | undefined): Text | undefined => {
  const [head, ...tail] = parts
  if (head === undefined) return parts
  if (typeof head === 'object')
    return characters !== undefined && hasNoneOf(head, characters) && isNotEmpty([head]) ? parts : undefined
  const units = [...head]
  const kept = units.findIndex((unit) => !isTrimmed(unit))
  return kept === -1 ? trimmed(tail, isTrimmed, characters) : text(units.slice(kept).join(''), ...tail)
}

const trimmedEnd = (parts: Text, isTrimmed: (character: string) => boolean, characters: string | undefined): Text | undefined => {
  const result = trimmed(reverseText(parts), isTrimmed, characters)
  return result && reverseText(result)
}

const trimmedBoth = (parts: Text, isTrimmed: (character: string) => boolean, characters: string | undefined): Text | undefined => {
  const begun = trimmed(parts, isTrimmed, characters)
  return begun && trimmedEnd(begun, isTrimmed, characters)
}

const result = (parts: Text | undefined): Result => parts && stringOf(parts)

const isSpace = (character: string): boolean => /^[\t-\r \u0085\p{Zs}\u2028\u2029]$/u.test(character)

const inCutset =
  (cutset: string) =>
  (character: string): boolean =>
    [...cutset].includes(character)

const graphemes = (value: string): string[] => [...new Intl.Segmenter().segment(value)].map(({ segment }) => segment)

const substr = ([value, offsetValue, lengthValue]: readonly Value[]): Result => {
  const parts = (value && toText(value)) ?? []
  if (offsetValue?.kind !== 'number' || lengthValue?.kind !== 'number') return undefined
  const [offset, length] = [wholeNumber(offsetValue), wholeNumber(lengthValue)]
  if (typeof offset === 'object') return offset
  if (typeof length === 'object') return length
  const [head, ...tail] = parts
  if (tail.length === 0 && typeof head !== 'object') return string(cut(head ?? '', offset, length))
  if (offset < 0 || typeof head !== 'string') return offset === 0 && length < 0 ? value : undefined
  const units = graphemes(head)
  if (length >= 0) return offset + length <= units.length ? string(units.slice(offset, offset + length).join('')) : undefined
  return offset <= units.length ? stringOf(text(units.slice(offset).join(''), ...tail)) : undefined
}

const cut = (value: string, offset: number, length: number): string => {
  const units = graphemes(value)
  const start = offset < 0 ? Math.max(0, units.length + offset) : offset
  return units.slice(start, length < 0 ? undefined : start + length).join('')
}

const indent = ([spaces, value]: readonly Value[]): Result => {
  if (spaces?.kind !== 'number' || !value) return undefined
  const count = wholeNumber(spaces)
  if (typeof count === 'object') return count
  if (count < 0) return failure('must be a positive number', 'spaces')
  const parts = toText(value) ?? []
  // Line breaks inside an unknown part would be indented too.
  if (parts.some((part) => typeof part === 'object' && !hasNoneOf(part, '\n'))) return undefined
  return stringOf(
    mapText(
      parts,
      (literal) => literal.replaceAll('\n', `\n${' '.repeat(Math.min(count, 1000))}`),
      ({ id }) => id,
    ),
  )
}

const split = (separator: Text, value: Text): Result => {
  const known = knownText(separator)
  if (known === '' && knownText(value) !== undefined) return list([...(knownText(value) ?? '')].map(string))
  const pieces = known === undefined ? undefined : splitText(value, known)
  return pieces && list(pieces.map(stringOf))
}

const contains = (value: Text, wanted: Text): Result => {
  const substring = knownText(wanted)
  if (substring === undefined) return undefined
  if (value.some((part) => typeof part === 'string' && part.includes(substring)) || substring === '') return bool(true)
  return value.every((part) => hasNoneOf(part, substring[0] ?? '')) || knownText(value) !== undefined ? bool(false) : undefined
}

const startsWith = (value: Text, prefix: Text): Result => {
  const rest = withoutPrefix(value, prefix)
  return rest && bool(rest !== 'no')
}

const trimPrefix = (value: Text, prefix: Text): Result => {
  const rest = withoutPrefix(value, prefix)
  return rest && stringOf(rest === 'no' ? value : rest)
}

const trimSuffix = (value: Text, suffix: Text): Result => {
  const rest = withoutPrefix(reverseText(value), reverseText(suffix))
  return rest && stringOf(rest === 'no' ? value : reverseText(rest))
}

const trimWith =
  (trim: typeof trimmed) =>
  (value: Text, cutset: Text): Result => {
    const known = knownText(cutset)
    return known === undefined ? undefined : result(trim(value, inCutset(known), known))
  }

/** https://developer.hashicorp.com/terraform/language/functions/format and the others of its group. */
export const stringFunctions: FunctionTable = {
  ...regexFunctions,
  lower: ofText(['str'], (parts) =>
    stringOf(mapText(parts, lowerCase, (part) => (isLowerCase(part) ? part.id : callId('lower', [part.id])))),
  ),
  upper: ofText(['str'], (parts) =>
    stringOf(mapText(parts, upperCase, (part) => (part.domain === 'account' ? part.id : callId('upper', [part.id])))),
  ),
  title: ofString((value) => string(value.replace(wordStart, (letter) => titled.get(letter) ?? upperCase(letter)))),
  strrev: ofString((value) => string(graphemes(value).reverse().join(''))),
  chomp: ofText(['str'], (parts) => result(trimmedEnd(parts, (character) => character === '\n' || character === '\r', '\r\n'))),
  trimspace: ofText(['str'], (parts) => result(trimmedBoth(parts, isSpace, ' \t\n\r'))),
  trim: ofText(['str', 'cutset'], trimWith(trimmedBoth)),
  trimprefix: ofText(['str', 'prefix'], trimPrefix),
  trimsuffix: ofText(['str', 'suffix'], trimSuffix),
  startswith: ofText(['str', 'prefix'], startsWith),
  endswith: ofText(['str', 'suffix'], (value, suffix) => startsWith(reverseText(value), reverseText(suffix))),
  strcontains: ofText(['str', 'substr'], contains),
  split: ofText(['separator', 'str'], split),
  join: {
    parameters: [stringParameter('separator')],
    rest: stringsParameter('lists'),
    partial: true,
    call: ([separator, ...lists]) => joinStrings((separator && toText(separator)) ?? [], lists),
  },
  replace: {
    parameters: [str, stringParameter('substr'), stringParameter('replace')],
    partial: true,
    call: ([value, substring, replacement]) => value && substring && replacement && replaceIn(value, substring, replacement),
  },
  substr: { parameters: [str, numberParameter('offset'), numberParameter('length')], partial: true, call: substr },
  indent: { parameters: [numberParameter('spaces'), str], partial: true, call: indent },
}
