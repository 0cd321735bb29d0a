import type { Part, Text } from '../../source/text.ts'
import { partOf, stringOf } from './construct.ts'
import { entriesOf, isSensitive } from './convert.ts'
import { formatNumber } from './number.ts'
import type { StringValue, UnknownValue, Value } from './value.ts'

export { decodeJson, type LocationAt } from './json-decode.ts'

/**
 * What `jsonencode` gives. Unknown parts of strings stand inside the quotes; an unknown that may be of any type stands
 * unquoted as `jsonencode(…)`. The result still holds `value` as its `json`. The elements of a set that is not wholly known
 * stand in the text in an order that may not be that at apply.
 * https://developer.hashicorp.com/terraform/language/functions/jsonencode
 */
export const encodeJson = (value: Value): StringValue | UnknownValue => {
  const writer: Writer = { parts: [], pending: '' }
  write(writer, value)
  flush(writer)
  const encoded = stringOf(writer.parts)
  const kept = encoded.kind === 'string' ? { ...encoded, json: value } : encoded
  return isSensitive(value) ? { ...kept, sensitive: true } : kept
}

interface Writer {
  readonly parts: Part[]
  pending: string
}

const flush = (writer: Writer): void => {
  if (writer.pending !== '') writer.parts.push(writer.pending)
  writer.pending = ''
}

const writePart = (writer: Writer, part: Exclude<Part, string>): void => {
  flush(writer)
  writer.parts.push(part)
}

const write = (writer: Writer, value: Value): void => {
  switch (value.kind) {
    case 'null':
      writer.pending += 'null'
      return
    case 'bool':
      writer.pending += String(value.value)
      return
    case 'number':
      writer.pending += formatNumber(value)
      return
    case 'string':
      writeString(writer, value.parts)
      return
    case 'unknown':
      writeUnknown(writer, value)
      return
    case 'list':
    case 'set':
    case 'tuple':
      writer.pending += '['
      for (const [index, element] of value.elements.entries()) {
        if (index > 0) writer.pending += ','
        write(writer, element)
      }
      writer.pending += ']'
      return
    case 'map':
    case 'object':
      writer.pending += '{'
      for (const [index, [key, element]] of entriesOf(value).entries()) {
        writer.pending += `${index > 0 ? ',' : ''}"${escapeJson(key)}":`
        write(writer, element)
      }
      writer.pending += '}'
      return
  }
}

const writeString = (writer: Writer, parts: Text): void => {
  writer.pending += '"'
  for (const part of parts) {
    if (typeof part === 'string') writer.pending += escapeJson(part)
    else writePart(writer, part)
  }
  writer.pending += '"'
}

const writeUnknown = (writer: Writer, value: UnknownValue): void => {
  const part = partOf(value)
  if (value.domain || value.expansion) writeString(writer, [part])
  else writePart(writer, { kind: 'unknown', id: `jsonencode(${value.id})`, reason: value.reason })
}

const needsEscape = /["\\<>&\u2028\u2029]|[^\P{Cc}\u007f-\u009f]/u
const escaped = /["\\<>&\u2028\u2029]|[^\P{Cc}\u007f-\u009f]/gu
const shortEscapes: Readonly<Record<string, string>> = {
  '"': '\\"',
  '\\': '\\\\',
  '\b': '\\b',
  '\f': '\\f',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
}

/** The inside of a JSON string literal, escaped as Go's `encoding/json` does for HTML. */
export const escapeJson = (text: string): string =>
  needsEscape.test(text)
    ? text.replace(escaped, (character) => shortEscapes[character] ?? `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`)
    : text
