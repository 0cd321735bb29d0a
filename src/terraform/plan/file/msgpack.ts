import type { Json } from '../json.ts'
import { DAMAGED } from './wire.ts'

/** A value with what of it is not known: true, or shaped as the value; false for nothing. */
export interface Decoded {
  readonly value: Json
  readonly unknown: Json
}

interface Cursor {
  readonly bytes: Uint8Array
  readonly view: DataView
  at: number
}

const utf8 = new TextDecoder()

const MAXIMUM_DEPTH = 500

const known = (value: Json): Decoded => ({ value, unknown: false })

/** cty writes what is not known as an extension, since 1.6 with what is known of it all the same. */
const notKnown: Decoded = { value: null, unknown: true }

const advance = (cursor: Cursor, length: number): number => {
  const at = cursor.at
  if (length < 0 || at + length > cursor.bytes.length) throw new Error(DAMAGED)
  cursor.at += length
  return at
}

const unsigned = (cursor: Cursor, size: 1 | 2 | 4): number => {
  const at = advance(cursor, size)
  return size === 1 ? cursor.view.getUint8(at) : size === 2 ? cursor.view.getUint16(at) : cursor.view.getUint32(at)
}

const textIn = (cursor: Cursor, length: number): string => {
  const at = advance(cursor, length)
  return utf8.decode(cursor.bytes.subarray(at, at + length))
}

const extension = (cursor: Cursor, length: number): Decoded => {
  advance(cursor, length + 1)
  return notKnown
}

/**
 * A value whose type only a run tells is a pair of the type, as bytes with JSON, and the value: no other text is bytes.
 * https://github.com/zclconf/go-cty/blob/main/cty/msgpack/dynamic.go
 */
const isTyped = ({ bytes, at }: Cursor, length: number): boolean =>
  length === 2 && (bytes[at] ?? 0) >= 0xc4 && (bytes[at] ?? 0) <= 0xc6

const list = (cursor: Cursor, length: number, depth: number): Decoded => {
  if (length > cursor.bytes.length) throw new Error(DAMAGED)
  if (isTyped(cursor, length)) {
    decode(cursor, depth + 1)
    return decode(cursor, depth + 1)
  }
  const elements = Array.from({ length }, () => decode(cursor, depth + 1))
  const isKnown = elements.every(({ unknown }) => unknown === false)
  return { value: elements.map(({ value }) => value), unknown: isKnown ? false : elements.map(({ unknown }) => unknown) }
}

const mapping = (cursor: Cursor, length: number, depth: number): Decoded => {
  const value: [string, Json][] = []
  const unknown: [string, Json][] = []
  for (let index = 0; index < length; index++) {
    const key = String(decode(cursor, depth + 1).value)
    const element = decode(cursor, depth + 1)
    value.push([key, element.value])
    if (element.unknown !== false) unknown.push([key, element.unknown])
  }
  return { value: Object.fromEntries(value), unknown: unknown.length === 0 ? false : Object.fromEntries(unknown) }
}

/** https://github.com/msgpack/msgpack/blob/master/spec.md */
const decode = (cursor: Cursor, depth: number): Decoded => {
  if (depth > MAXIMUM_DEPTH) throw new Error('it is nested too deeply')
  const first = unsigned(cursor, 1)
  if (first < 0x80) return known(first)
  if (first < 0x90) return mapping(cursor, first & 0x0f, depth)
  if (first < 0xa0) return list(cursor, first & 0x0f, depth)
  if (first < 0xc0) return known(textIn(cursor, first & 0x1f))
  if (first >= 0xe0) return known(first - 0x100)
  switch (first) {
    case 0xc0:
      return known(null)
    case 0xc2:
      return known(false)
    case 0xc3:
      return known(true)
    case 0xc4:
    case 0xd9:
      return known(textIn(cursor, unsigned(cursor, 1)))
    case 0xc5:
    case 0xda:
      return known(textIn(cursor, unsigned(cursor, 2)))
    case 0xc6:
    case 0xdb:
      return known(textIn(cursor, unsigned(cursor, 4)))
    case 0xc7:
      return extension(cursor, unsigned(cursor, 1))
    case 0xc8:
      return extension(cursor, unsigned(cursor, 2))
    case 0xc9:
      return extension(cursor, unsigned(cursor, 4))
    case 0xca:
      return known(cursor.view.getFloat32(advance(cursor, 4)))
    case 0xcb:
      return known(cursor.view.getFloat64(advance(cursor, 8)))
    case 0xcc:
      return known(unsigned(cursor, 1))
    case 0xcd:
      return known(unsigned(cursor, 2))
    case 0xce:
      return known(unsigned(cursor, 4))
    case 0xcf:
      return known(Number(cursor.view.getBigUint64(advance(cursor, 8))))
    case 0xd0:
      return known(cursor.view.getInt8(advance(cursor, 1)))
    case 0xd1:
      return known(cursor.view.getInt16(advance(cursor, 2)))
    case 0xd2:
      return known(cursor.view.getInt32(advance(cursor, 4)))
    case 0xd3:
      return known(Number(cursor.view.getBigInt64(advance(cursor, 8))))
    case 0xd4:
    case 0xd5:
    case 0xd6:
    case 0xd7:
    case 0xd8:
      return extension(cursor, 1 << (first - 0xd4))
    case 0xdc:
      return list(cursor, unsigned(cursor, 2), depth)
    case 0xdd:
      return list(cursor, unsigned(cursor, 4), depth)
    case 0xde:
      return mapping(cursor, unsigned(cursor, 2), depth)
    case 0xdf:
      return mapping(cursor, unsigned(cursor, 4), depth)
    default:
      throw new Error(DAMAGED)
  }
}

/** A value as cty writes it; throws where it is none. */
export const decodeMsgpack = (bytes: Uint8Array): Decoded =>
  decode({ bytes, view: new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength), at: 0 }, 0)
