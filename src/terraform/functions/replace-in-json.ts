import { knownText, type Text } from '../../source/text.ts'
import { list, object, stringOf, tuple, unknown } from '../value/construct.ts'
import { elementsOf, toText, unknownsIn } from '../value/convert.ts'
import { formatValue } from '../value/format.ts'
import { encodeJson } from '../value/json.ts'
import { callId } from '../value/symbol.ts'
import type { Value } from '../value/value.ts'
import type { Result } from './definition.ts'
import { replaceString } from './regex-functions.ts'

/** `replace`; JSON whose strings alone can be meant keeps its structure, with the places of what is in it. */
export const replaceIn = (value: Value, substring: Value, replacement: Value): Result => {
  const [wanted, by] = [toText(substring) ?? [], toText(replacement) ?? []]
  if (value.kind === 'string' && value.json && isOfStrings(wanted, by) && !isInKey(value.json, knownText(wanted) ?? ''))
    return encodeJson(replaceInStrings(value.json, wanted, by))
  return replaceString(toText(value) ?? [], wanted, by)
}

/** JSON has these characters outside of strings, or writes them otherwise in strings. */
const STRUCTURE = /^[\s\d{}[\]:,.+\-eEtrufalsn]*$/
const ESCAPED = /["\\<>&\u2028\u2029\p{Cc}]/u

const isOfStrings = (wanted: Text, by: Text): boolean => {
  const known = knownText(wanted)
  const isPattern = known?.startsWith('/') && known.endsWith('/')
  if (known === undefined || isPattern || STRUCTURE.test(known) || ESCAPED.test(known)) return false
  return !by.some((part) => (typeof part === 'string' ? ESCAPED.test(part) : part.kind !== 'unknown' || part.domain === undefined))
}

const isInKey = (value: Value, wanted: string): boolean => {
  if ('entries' in value && [...value.entries.keys()].some((key) => key.includes(wanted))) return true
  return elementsOf(value)?.some((element) => isInKey(element, wanted)) ?? false
}

const replaceInStrings = (value: Value, wanted: Text, by: Text): Value => {
  switch (value.kind) {
    case 'string':
    case 'unknown':
      return marked(replaced(value, wanted, by), value)
    case 'list':
      return marked(list(value.elements.map((element) => replaceInStrings(element, wanted, by))), value)
    case 'set':
    case 'tuple':
      return marked(tuple(value.elements.map((element) => replaceInStrings(element, wanted, by))), value)
    case 'map':
    case 'object':
      return marked(object([...value.entries].map(([key, each]) => [key, replaceInStrings(each, wanted, by)])), value)
    case 'null':
    case 'bool':
    case 'number':
      return value
  }
}

const replaced = (value: Value, wanted: Text, by: Text): Value => {
  const parts = toText(value) ?? []
  const result = replaceString(parts, wanted, by)
  if (result && result.kind !== 'failure' && result.kind !== 'undecided') return result
  const id = callId('replace', [formatValue(value), formatValue(stringOf(wanted)), formatValue(stringOf(by))])
  return unknown(id, unknownsIn(value)[0]?.reason ?? 'a part of it is not known')
}

const marked = (value: Value, from: Value): Value => ({
  ...value,
  ...(from.origin && { origin: from.origin }),
  ...(from.sensitive && { sensitive: from.sensitive }),
})
