/** A field of a protobuf message: a number, or bytes, which are a text or another message. */
export interface Field {
  readonly number: number
  readonly value: bigint | Uint8Array
}

interface Cursor {
  readonly bytes: Uint8Array
  at: number
}

/** Of the bytes of a plan file that are no plan. */
export const DAMAGED = 'its bytes are damaged'

const readVarint = (cursor: Cursor): bigint => {
  let value = 0n
  for (let shift = 0n; shift < 70n; shift += 7n) {
    const byte = cursor.bytes[cursor.at++]
    if (byte === undefined) break
    value |= BigInt(byte & 0x7f) << shift
    if (byte < 0x80) return value
  }
  throw new Error(DAMAGED)
}

const take = (cursor: Cursor, length: number): Uint8Array => {
  const end = cursor.at + length
  if (end > cursor.bytes.length) throw new Error(DAMAGED)
  const taken = cursor.bytes.subarray(cursor.at, end)
  cursor.at = end
  return taken
}

const readValue = (cursor: Cursor, type: bigint): Field['value'] => {
  switch (type) {
    case 0n:
      return readVarint(cursor)
    case 1n:
      return take(cursor, 8)
    case 2n:
      return take(cursor, Number(readVarint(cursor)))
    case 5n:
      return take(cursor, 4)
    default:
      throw new Error(DAMAGED)
  }
}

/** The fields of a message, in their order; throws where it is none. https://protobuf.dev/programming-guides/encoding/ */
export const readMessage = (bytes: Uint8Array): readonly Field[] => {
  const cursor: Cursor = { bytes, at: 0 }
  const fields: Field[] = []
  while (cursor.at < bytes.length) {
    const tag = readVarint(cursor)
    fields.push({ number: Number(tag >> 3n), value: readValue(cursor, tag & 7n) })
  }
  return fields
}

const utf8 = new TextDecoder()

/** All fields of that number that hold bytes, a text or a message. */
export const bytesOf = (fields: readonly Field[], number: number): readonly Uint8Array[] =>
  fields.flatMap((field) => (field.number === number && typeof field.value !== 'bigint' ? [field.value] : []))

/** Of more than one the last counts, as protobuf has it. */
export const textOf = (fields: readonly Field[], number: number): string | undefined => {
  const bytes = bytesOf(fields, number).at(-1)
  return bytes && utf8.decode(bytes)
}

/** A field that holds a number, read as a signed one; of more than one the last counts. */
export const numberOf = (fields: readonly Field[], number: number): number | undefined => {
  const field = fields.findLast((each) => each.number === number)
  return typeof field?.value === 'bigint' ? Number(BigInt.asIntN(64, field.value)) : undefined
}
