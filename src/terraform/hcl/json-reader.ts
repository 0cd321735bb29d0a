import type { Outcome } from '../../source/outcome.ts'
import type { SourceFile } from '../../source/source-file.ts'
import { createCursor, here, type JsonCursor, next, report, stop } from './json-cursor.ts'
import type { JsonArray, JsonNode, JsonObject, JsonProperty } from './json-node.ts'
import { contentEnd, invalidSince, readString, readWord } from './json-scalars.ts'
import { MAX_DEPTH } from './lexer.ts'

/**
 * Reads a file that is one value of JSON. What is broken is reported, in the words that Terraform has for it, and left out; the
 * rest is there.
 */
export const readJson = (file: SourceFile): Outcome<JsonNode> => {
  const cursor = createCursor(file)
  const value = readValue(cursor)
  if (cursor.diagnostics.length === 0 && next(cursor) !== '')
    report(cursor, 'Extraneous data after value', 'Extra characters appear after the JSON value.')
  return { value, diagnostics: cursor.diagnostics }
}

const STARTS = 'A JSON value must start with a brace, a bracket, a number, a string, or a keyword.'

const readValue = (cursor: JsonCursor): JsonNode => {
  const first = next(cursor)
  switch (first) {
    case '{':
      return deeper(cursor, readObject)
    case '[':
      return deeper(cursor, readArray)
    case '"':
      return readString(cursor)
    case '':
      report(cursor, 'Missing value', 'The JSON data ends prematurely.')
      stop(cursor)
      break
    case '}':
      report(cursor, 'Missing JSON value', STARTS)
      break
    case ']':
      report(cursor, 'Missing array element value', STARTS)
      break
    default: {
      const word = readWord(cursor)
      if (word) return word
      report(cursor, 'Invalid start of value', STARTS)
    }
  }
  return invalidSince(cursor, cursor.at)
}

const deeper = (cursor: JsonCursor, read: (cursor: JsonCursor) => JsonNode): JsonNode => {
  cursor.depth++
  if (cursor.depth > MAX_DEPTH) {
    report(cursor, 'Nested too deeply', `Objects and arrays nested in more than ${MAX_DEPTH} levels are not read.`)
    stop(cursor)
  }
  const node = read(cursor)
  cursor.depth--
  return node
}

const readObject = (cursor: JsonCursor): JsonObject => {
  const properties: JsonProperty[] = []
  return { kind: 'object', properties, ...readItems(cursor, '}', () => readProperty(cursor, properties)) }
}

const readArray = (cursor: JsonCursor): JsonArray => {
  const elements: JsonNode[] = []
  const readElement = (): boolean => {
    elements.push(readValue(cursor))
    if (next(cursor) !== ':') return true
    report(cursor, 'Invalid array value', 'A colon is not used to introduce values in a JSON array.')
    return false
  }
  return { kind: 'array', elements, ...readItems(cursor, ']', readElement) }
}

type Saying = readonly [summary: string, detail: string]

const COLLECTIONS: Readonly<Record<'}' | ']', Readonly<Record<'trailing' | 'unclosed' | 'mismatched' | 'separator', Saying>>>> = {
  '}': {
    trailing: ['Trailing comma in object', 'JSON does not permit a trailing comma after the final property in an object.'],
    unclosed: ['Unclosed object', 'No closing brace was found for this JSON object.'],
    mismatched: ['Mismatched braces', 'A JSON object must be closed with a brace, not a bracket.'],
    separator: ['Missing attribute seperator comma', 'A comma must appear between each property definition in an object.'],
  },
  ']': {
    trailing: ['Trailing comma in array', 'JSON does not permit a trailing comma after the final value in an array.'],
    unclosed: ['Unclosed object', 'No closing bracket was found for this JSON array.'],
    mismatched: ['Mismatched brackets', 'A JSON array must be closed with a bracket, not a brace.'],
    separator: ['Missing attribute seperator comma', 'A comma must appear between each value in an array.'],
  },
}

/** Reads what is between brackets, and moves past them. `readItem` says whether what follows is as it should be. */
const readItems = (
  cursor: JsonCursor,
  closer: '}' | ']',
  readItem: () => boolean,
): { readonly start: number; readonly end: number; readonly broken: boolean } => {
  const say = COLLECTIONS[closer]
  const start = cursor.at
  const open = here(cursor)
  const other = closer === '}' ? ']' : '}'
  const before = cursor.diagnostics.length
  let broken = false
  let comma = -1
  cursor.at++
  for (;;) {
    const character = next(cursor)
    if (character === closer && comma === -1) break
    if (character === '') {
      if (cursor.diagnostics.length === before) report(cursor, ...say.unclosed, open)
      stop(cursor)
      return { start, end: cursor.at, broken: true }
    }
    if (character === closer) {
      report(cursor, ...say.trailing, { start: comma, end: comma + 1 })
      broken = true
      break
    }
    const errors = cursor.diagnostics.length
    if (!readItem()) broken = true
    const after = next(cursor)
    comma = after === ',' ? cursor.at : -1
    if (after === ',') cursor.at++
    else if (after === other) {
      if (cursor.diagnostics.length === errors) report(cursor, ...say.mismatched)
      broken = true
      break
    } else if (after !== closer && after !== '') {
      if (cursor.diagnostics.length === errors) report(cursor, ...say.separator)
      broken = true
      // A string is most likely the next item.
      if (after !== '"') skipItem(cursor)
      if (next(cursor) === ',') cursor.at++
    }
  }
  cursor.at++
  return { start, end: cursor.at, broken }
}

const readProperty = (cursor: JsonCursor, properties: JsonProperty[]): boolean => {
  const name = readValue(cursor)
  if (name.kind !== 'string') {
    if (name.kind !== 'invalid')
      report(cursor, 'Invalid object property name', 'A JSON object property name must be a string', name)
    return false
  }
  const nameSpan = { start: name.start, end: name.end }
  const colon = next(cursor)
  if (colon !== ':') {
    if (colon === '}' || colon === ',')
      report(cursor, 'Missing object value', 'A JSON object attribute must have a value, introduced by a colon.')
    else if (colon === '=')
      report(cursor, 'Missing property value colon', 'JSON uses a colon as its name/value delimiter, not an equals sign.')
    else report(cursor, 'Missing property value colon', "A colon must appear between an object property's name and its value.")
    properties.push({ name: name.value, nameSpan, value: invalidSince(cursor, cursor.at) })
    return false
  }
  cursor.at++
  properties.push({ name: name.value, nameSpan, value: readValue(cursor) })
  return true
}

/** Moves to the next comma or closing bracket that belongs to none of the brackets that are opened before it. */
const skipItem = (cursor: JsonCursor): void => {
  const { text } = cursor
  let open = 0
  for (; cursor.at < text.length; cursor.at++) {
    switch (text.charAt(cursor.at)) {
      case '"':
        cursor.at = Math.min(contentEnd(text, cursor.at + 1), text.length - 1)
        break
      case '{':
      case '[':
        open++
        break
      case '}':
      case ']':
        if (open === 0) return
        open--
        break
      case ',':
        if (open === 0) return
    }
  }
}
