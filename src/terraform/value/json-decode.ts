import type { Location } from '../../source/source-file.ts'
import { formatText, knownText, type Part, type Text, text, type Unknown } from '../../source/text.ts'
import { bool, nullValue, object, spread, stringOf, tuple, unknown, withOrigin } from './construct.ts'
import { beyond } from './convert.ts'
import { parseNumber } from './number.ts'
import { callId } from './symbol.ts'
import type { StringValue, UnknownValue, Value } from './value.ts'

export type DecodedJson =
  | { readonly ok: true; readonly value: Value }
  /** `offset` counts UTF-16 units of the text, each unknown part as one. */
  | { readonly ok: false; readonly message: string; readonly offset: number }

/** Where an offset of the text was written; offsets count UTF-16 units, each unknown part as one. */
export type LocationAt = (offset: number) => Location | undefined

/**
 * What `jsondecode` gives. A string with unknown parts is read as JSON with holes: inside a string literal the unknown is
 * a part of that string; where a value is expected it is a value, and among the elements of an array an element, which may
 * stand for any number of them. An object some of whose keys are not known is itself not known.
 * https://developer.hashicorp.com/terraform/language/functions/jsondecode
 */
export const decodeJson = (value: StringValue, at?: LocationAt): DecodedJson => {
  if (value.json) return { ok: true, value: value.json }
  const parser: Parser = { ...flatten(value.parts), at, offset: 0, depth: 0, failure: undefined }
  const decoded = parseValue(parser)
  if (nextUnit(parser) !== '') fail(parser, 'Extraneous data after the JSON value.')
  if (parser.failure) return { ok: false, ...parser.failure }
  return { ok: true, value: value.sensitive ? { ...decoded, sensitive: true } : decoded }
}

type Hole = Exclude<Part, string>

interface Parser {
  readonly text: string
  readonly holes: ReadonlyMap<number, Hole>
  readonly at: LocationAt | undefined
  offset: number
  depth: number
  failure: { readonly message: string; readonly offset: number } | undefined
}

const PLACEHOLDER = '\ufffc'

const flatten = (parts: Text): Pick<Parser, 'text' | 'holes'> => {
  const holes = new Map<number, Hole>()
  let flat = ''
  for (const part of parts) {
    if (typeof part !== 'string') holes.set(flat.length, part)
    flat += typeof part === 'string' ? part : PLACEHOLDER
  }
  return { text: flat, holes }
}

/** Keeps the first failure, and leaves nothing to be read. */
const fail = (parser: Parser, message: string, offset = parser.offset): void => {
  parser.failure ??= { message, offset }
  parser.offset = parser.text.length
}

/** The next unit that is no white space, which is not yet taken; empty at the end. */
const nextUnit = (parser: Parser): string => {
  while (' \t\n\r'.includes(parser.text[parser.offset] ?? '-')) parser.offset++
  return parser.text[parser.offset] ?? ''
}

const isHole = (parser: Parser): boolean => parser.holes.has(parser.offset)

const MAX_DEPTH = 200

const parseValue = (parser: Parser): Value => {
  const unit = nextUnit(parser)
  const start = parser.offset
  if (unit === '') fail(parser, 'Unexpected end of JSON.')
  if (++parser.depth > MAX_DEPTH) fail(parser, `JSON is nested deeper than ${MAX_DEPTH} levels.`)
  const value = parseContents(parser, unit)
  parser.depth--
  const origin = locate(parser, start)
  return origin ? withOrigin(value, origin) : value
}

const parseContents = (parser: Parser, unit: string): Value => {
  if (parser.failure) return nullValue
  if (isHole(parser)) return parseScalar(parser)
  if (unit === '{') return parseObject(parser)
  if (unit === '[') return parseArray(parser)
  return unit === '"' ? stringOf(parseString(parser)) : parseScalar(parser)
}

const locate = (parser: Parser, start: number): Location | undefined => {
  const first = parser.at?.(start)
  const last = parser.at?.(Math.max(start, parser.offset - 1))
  return first && last && first.file === last.file ? { ...first, end: Math.max(first.end, last.end) } : first
}

const parseArray = (parser: Parser): Value => {
  const elements: Value[] = []
  parser.offset++
  let separated = true
  for (let unit = nextUnit(parser); !parser.failure; unit = nextUnit(parser)) {
    if (unit === ']' && (elements.length === 0 || !separated)) break
    // An unknown may bring its own commas.
    if (!separated && !isHole(parser) && elements.at(-1)?.kind !== 'unknown')
      fail(parser, 'Expected a comma or ] after an array element.')
    const element = parseValue(parser)
    elements.push(element.kind === 'unknown' && isJsonHole(element) ? spread(element) : element)
    separated = nextUnit(parser) === ','
    if (separated) parser.offset++
  }
  parser.offset++
  return tuple(elements)
}

const parseObject = (parser: Parser): Value => {
  const start = parser.offset
  const entries: [string, Value][] = []
  let unknownKey: Hole | undefined
  parser.offset++
  let separated = true
  for (let unit = nextUnit(parser); !parser.failure; unit = nextUnit(parser)) {
    if (unit === '}' && (entries.length === 0 || !separated || unknownKey)) break
    if (!separated && isHole(parser)) unknownKey = parser.holes.get(parser.offset)
    else if (!separated && !unknownKey) fail(parser, 'Expected a comma or } after an object property.')
    const key = isHole(parser) ? parseHoles(parser) : parseKey(parser, unit)
    const known = knownText(key)
    if (known === undefined) unknownKey = key.find((part) => typeof part === 'object')
    if (nextUnit(parser) === ':') {
      parser.offset++
      entries.push([known ?? '', parseValue(parser)])
    } else if (known !== undefined) fail(parser, 'Expected a colon after an object key.')
    separated = nextUnit(parser) === ','
    if (separated) parser.offset++
  }
  parser.offset++
  if (unknownKey) return unknownJson(parser, start, unknownKey)
  return object(entries)
}

const parseKey = (parser: Parser, unit: string): Text => {
  if (unit === '"') return parseString(parser)
  fail(parser, 'Expected a quoted object key.')
  return []
}

const unknownJson = (parser: Parser, start: number, hole: Hole): UnknownValue =>
  unknown(callId('jsondecode', [formatText(partsBetween(parser, start, parser.offset))]), hole.reason)

const partsBetween = (parser: Parser, start: number, end: number): Text => {
  const parts: Part[] = []
  let from = start
  for (const [offset, hole] of parser.holes) {
    if (offset < start || offset >= end) continue
    parts.push(parser.text.slice(from, offset), hole)
    from = offset + 1
  }
  parts.push(parser.text.slice(from, end))
  return parts.filter((part) => part !== '')
}

/** Holes with nothing between them. */
const parseHoles = (parser: Parser): Text => {
  const parts: Part[] = []
  for (let hole = parser.holes.get(parser.offset); hole; hole = parser.holes.get(parser.offset)) {
    parts.push(hole)
    parser.offset++
  }
  return parts
}

const scalar = /[^\s,:[\]{}"]*/y
const numeral = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/
const encoded = /^jsonencode\(([^()]*)\)$/

const parseScalar = (parser: Parser): Value => {
  const start = parser.offset
  scalar.lastIndex = start
  const token = scalar.exec(parser.text)?.[0] ?? ''
  parser.offset += token.length
  if (token.includes(PLACEHOLDER)) {
    const [part, ...more] = partsBetween(parser, start, parser.offset)
    const hole = [part, ...more].find((each) => typeof each === 'object')
    if (hole && (more.length > 0 || hole.kind === 'varying')) return unknownJson(parser, start, hole)
    if (hole?.kind === 'unknown') return decodeHole(hole)
  }
  if (token === 'true' || token === 'false') return bool(token === 'true')
  if (numeral.test(token)) {
    const parsed = parseNumber(token)
    return typeof parsed === 'string' ? beyond(token) : parsed
  }
  if (token !== 'null') fail(parser, token === '' ? `Unexpected ${parser.text[start]} in JSON.` : 'Expected a JSON value.', start)
  return nullValue
}

const decodeHole = (hole: Unknown): UnknownValue => {
  const inner = encoded.exec(hole.id)?.[1]
  return unknown(inner ?? callId('jsondecode', [hole.id]), hole.reason)
}

/** It stood unquoted and is of any shape; in an array it may bring several elements. */
const isJsonHole = (value: UnknownValue): boolean => value.id.startsWith('jsondecode(')

const plain = /[^"\\\p{Cc}\ufffc]+|[\u007f-\u009f]+/uy
const escapes: ReadonlyMap<string, string> = new Map([
  ['"', '"'],
  ['\\', '\\'],
  ['/', '/'],
  ['b', '\b'],
  ['f', '\f'],
  ['n', '\n'],
  ['r', '\r'],
  ['t', '\t'],
])

const parseString = (parser: Parser): Text => {
  const start = parser.offset
  const parts: Part[] = []
  let literal = ''
  parser.offset++
  while (parser.text[parser.offset] !== '"') {
    if (parser.offset >= parser.text.length) {
      fail(parser, 'Unterminated string in JSON.', start)
      return []
    }
    const hole = parser.holes.get(parser.offset)
    if (hole) {
      parts.push(literal, hole)
      literal = ''
      parser.offset++
    } else literal += parseUnits(parser)
  }
  parser.offset++
  // A surrogate alone is no character: Go reads it as the one that stands for what cannot be read.
  return text(...parts, literal).map((part) => (typeof part === 'string' ? part.replace(/\p{Surrogate}/gu, '\ufffd') : part))
}

const parseUnits = (parser: Parser): string => {
  const unit = parser.text[parser.offset] ?? ''
  if (unit === '\\') return parseEscape(parser)
  plain.lastIndex = parser.offset
  const run = plain.exec(parser.text)?.[0]
  if (run === undefined && unit !== PLACEHOLDER) {
    fail(parser, 'A control character in a JSON string must be escaped.')
    return ''
  }
  parser.offset += run?.length ?? 1
  return run ?? unit
}

const parseEscape = (parser: Parser): string => {
  const letter = parser.text[parser.offset + 1] ?? ''
  const hex = /^[0-9a-fA-F]{4}$/.exec(parser.text.slice(parser.offset + 2, parser.offset + 6))?.[0]
  const unit = letter === 'u' && hex ? String.fromCharCode(Number.parseInt(hex, 16)) : escapes.get(letter)
  if (unit === undefined) fail(parser, 'Invalid escape sequence in a JSON string.')
  else parser.offset += letter === 'u' ? 6 : 2
  return unit ?? ''
}
