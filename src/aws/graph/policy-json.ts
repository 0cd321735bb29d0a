import type { Location, Span } from '../../source/source-file.ts'
import { partOf, unknown } from '../../terraform/value/construct.ts'
import { decodeJson, type LocationAt } from '../../terraform/value/json.ts'
import type { Piece, Value } from '../../terraform/value/value.ts'
import type { JsonNode } from '../iam/json-node.ts'

/** Where in a source line a stretch of a string that was written there begins; escapes and indentation may differ. */
const placeInSource = (piece: Piece, offset: number): Span => {
  const { file, start, end } = piece.location
  const before = piece.text.slice(0, offset)
  const lineStart = before.lastIndexOf('\n') + 1
  let at = start
  for (let line = before.indexOf('\n'); line !== -1; line = before.indexOf('\n', line + 1))
    at = file.text.indexOf('\n', at) + 1 || at
  const lineEnd = file.text.indexOf('\n', at)
  const sourceLine = file.text.slice(at, lineEnd === -1 ? file.text.length : lineEnd)
  const pieceEnd = piece.text.indexOf('\n', lineStart)
  const line = piece.text.slice(lineStart, pieceEnd === -1 ? piece.text.length : pieceEnd)
  const wanted = line.trimStart()
  const inLine = Math.max(0, sourceLine.indexOf(wanted.slice(0, 40)))
  const from = at + inLine + Math.max(0, offset - lineStart - (line.length - wanted.length))
  return {
    start: Math.min(from, end),
    end: Math.min(Math.max(from + 1, at + sourceLine.trimEnd().length), Math.max(end, from + 1)),
  }
}

/** Most places are never shown, so each is looked up when it is first asked for. */
const offsetInSource = (piece: Piece, offset: number): Location => {
  let found: Span | undefined
  const place = (): Span => {
    found ??= placeInSource(piece, offset)
    return found
  }
  return {
    file: piece.location.file,
    get start() {
      return place().start
    },
    get end() {
      return place().end
    },
  }
}

/** Finds the place of an offset in a string that was put together from these pieces. */
const locatorOf = (pieces: readonly Piece[]): LocationAt => {
  return (offset) => {
    const piece = pieces.findLast((each) => each.offset <= offset)
    return piece && offsetInSource(piece, offset - piece.offset)
  }
}

/** What a policy's text says, with everything in it still having its place; unknown if it cannot be read as JSON. */
export const decodePolicyJson = (value: Value): Value => {
  if (value.kind === 'unknown' || value.kind === 'object' || value.kind === 'map') return value
  if (value.kind !== 'string') return unknown(`#${value.kind}`, `a policy is a JSON document, and this is a ${value.kind}`)
  const decoded = decodeJson(value, value.pieces ? locatorOf(value.pieces) : () => value.origin)
  if (decoded.ok) return decoded.value
  const origin = value.pieces ? locatorOf(value.pieces)(decoded.offset) : value.origin
  return { ...unknown('#invalid', `it is not valid JSON: ${decoded.message}`), ...(origin && { origin }) }
}

/** A value as the neutral tree that policies are parsed from. */
export const jsonNode = (value: Value): JsonNode => {
  const location = value.origin ?? null
  switch (value.kind) {
    case 'unknown':
      return { kind: 'unknown', reason: value.reason, location, text: [partOf(value)] }
    case 'string':
      return { kind: 'string', text: value.parts, location }
    case 'null':
      return { kind: 'scalar', value: null, location }
    case 'bool':
    case 'number':
      return { kind: 'scalar', value: value.value, location }
    case 'list':
    case 'set':
    case 'tuple':
      return { kind: 'list', elements: value.elements.map(jsonNode), location }
    case 'map':
    case 'object':
      return { kind: 'object', entries: new Map([...value.entries].map(([key, each]) => [key, jsonNode(each)])), location }
  }
}
