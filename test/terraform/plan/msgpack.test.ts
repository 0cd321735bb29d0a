import { expect, test } from 'vitest'
import { decodeMsgpack } from '../../../src/terraform/plan/file/msgpack.ts'

const decode = (...bytes: readonly number[]) => decodeMsgpack(Uint8Array.from(bytes))

test('maps and lists keep their values', () => {
  expect(decode(0x82, 0xa1, 0x61, 0x01, 0xa1, 0x62, 0x92, 0xc3, 0xc0)).toEqual({ value: { a: 1, b: [true, null] }, unknown: false })
})

test('an extension is a value that is not known, with or without what is known of it', () => {
  expect(decode(0x81, 0xa1, 0x61, 0xd4, 0x00, 0x00)).toEqual({ value: { a: null }, unknown: { a: true } })
  expect(decode(0x92, 0x01, 0xc7, 0x02, 0x0c, 0x81, 0x01)).toEqual({ value: [1, null], unknown: [false, true] })
})

test('a value whose type stands before it is the value', () => {
  const type = [0xc4, 8, ...Buffer.from('"string"')]
  expect(decode(0x81, 0xa1, 0x61, 0x92, ...type, 0xa2, 0x68, 0x69)).toEqual({ value: { a: 'hi' }, unknown: false })
  expect(decode(0x92, ...type, 0xd4, 0x00, 0x00)).toEqual({ value: null, unknown: true })
})

test('numbers of every size are read', () => {
  expect(decode(0xcd, 0x01, 0x00).value).toBe(256)
  expect(decode(0xd1, 0xff, 0xfe).value).toBe(-2)
  expect(decode(0xcb, 0x3f, 0xf8, 0, 0, 0, 0, 0, 0).value).toBe(1.5)
  expect(decode(0xff).value).toBe(-1)
})

test('a key may be called __proto__', () => {
  const { value } = decode(0x81, 0xa9, ...Buffer.from('__proto__'), 0x01)
  expect(Object.entries(value as object)).toEqual([['__proto__', 1]])
})

test.each([[[0x92, 0x01]], [[0xdd, 0xff, 0xff, 0xff, 0xff]], [[0xa5, 0x61]], [[0xc1]], [[]], [new Array(5000).fill(0x91)]])(
  'damaged bytes are refused',
  (bytes) => {
    expect(() => decode(...bytes)).toThrow()
  },
)
