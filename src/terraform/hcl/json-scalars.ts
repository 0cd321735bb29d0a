import { didYouMean } from '../../source/nearest-name.ts'
import type { Span } from '../../source/source-file.ts'
import { BACKSLASH, matchEnd, NEWLINE, QUOTE, RETURN, SPACE } from './characters.ts'
import { type JsonCursor, report, stop } from './json-cursor.ts'
import type { JsonInvalid, JsonNode, JsonString } from './json-node.ts'

/** The place from `start` to the cursor, where a value was expected. */
export const invalidSince = ({ at }: JsonCursor, start: number): JsonInvalid => ({
  kind: 'invalid',
  start,
  end: Math.max(start, at),
})

const numberLike = /[-+.\d][-+.\deE]*/y
const wordLike = /[A-Za-z][A-Za-z_]*/y

/** A number, `true`, `false` or `null`, or what was meant for one; undefined where there is nothing like it. */
export const readWord = (cursor: JsonCursor): JsonNode | undefined => {
  const { text, at: start } = cursor
  const numberEnd = matchEnd(numberLike, text, start)
  const end = numberEnd === start ? matchEnd(wordLike, text, start) : numberEnd
  if (end === start) return undefined
  cursor.at = end
  const written = text.slice(start, end)
  return numberEnd === start ? keyword(cursor, written, { start, end }) : number(cursor, written, { start, end })
}

const number = (cursor: JsonCursor, text: string, span: Span): JsonNode => {
  if (/^-?(0|[1-9]\d*)(\.\d+)?([eE][-+]?\d+)?$/.test(text)) return { kind: 'number', text, ...span }
  report(cursor, 'Invalid JSON number', 'There is a syntax error in the given JSON number.', span)
  return { kind: 'invalid', ...span }
}

const KEYWORDS = ['true', 'false', 'null']

const keyword = (cursor: JsonCursor, text: string, span: Span): JsonNode => {
  if (KEYWORDS.includes(text)) return { kind: 'keyword', value: text === 'null' ? null : text === 'true', ...span }
  const detail =
    text === 'undefined' || text === 'NaN' || text === 'Infinity'
      ? `The JavaScript identifier "${text}" cannot be used in JSON.`
      : `"${text}" is not a valid JSON keyword.${didYouMean(text, KEYWORDS)}`
  report(cursor, 'Invalid JSON keyword', detail, span)
  return { kind: 'invalid', ...span }
}

/** At its opening quote. */
export const readString = (cursor: JsonCursor): JsonString | JsonInvalid => {
  const { text, at: start } = cursor
  const end = contentEnd(text, start + 1)
  const closed = text.charCodeAt(end) === QUOTE
  cursor.at = closed ? end + 1 : end
  const value = closed ? decoded(text.slice(start, end + 1)) : undefined
  if (value !== undefined) return { kind: 'string', value, start, end: end + 1 }
  report(cursor, 'Invalid JSON string', 'There is a syntax error in the given JSON string.', { start, end: cursor.at })
  if (cursor.at === text.length) stop(cursor)
  return invalidSince(cursor, start)
}

/** The offset of the closing quote, or of the end of the line, at which a string that lacks it is taken to end. */
export const contentEnd = (text: string, from: number): number => {
  for (let at = from; at < text.length; at++) {
    const code = text.charCodeAt(at)
    if (code === QUOTE || code === NEWLINE || code === RETURN) return at
    if (code === BACKSLASH && text.charCodeAt(at + 1) >= SPACE) at++
  }
  return text.length
}

/** Half of a surrogate pair stands for no character, which Terraform says with U+FFFD. */
const decoded = (quoted: string): string | undefined => {
  try {
    const value: unknown = JSON.parse(quoted)
    return typeof value === 'string' ? value.replace(/\p{Surrogate}/gu, '\ufffd') : undefined
  } catch {
    return undefined
  }
}

/** For each UTF-16 unit of a string's value, and for its end, where in the file it is written. */
export const writtenAt = (text: string, { value, start, end }: JsonString): ((offset: number) => number) => {
  if (value.length === end - start - 2) return (offset) => start + 1 + offset
  const offsets: number[] = []
  for (let at = start + 1; at < end - 1; ) {
    offsets.push(at)
    at += text.charCodeAt(at) !== BACKSLASH ? 1 : text.charAt(at + 1) === 'u' ? 6 : 2
  }
  return (offset) => offsets[offset] ?? end - 1
}
