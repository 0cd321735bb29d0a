import { expect, test } from 'vitest'
import { decode } from '../../../src/code/package/decode.ts'

test.each([
  ['UTF-8', Buffer.from('é = 1')],
  ['UTF-8 with a byte order mark', Buffer.from('\uFEFFé = 1')],
  ['UTF-16 little endian', Buffer.from('\uFEFFé = 1', 'utf16le')],
  ['UTF-16 big endian', Buffer.from('\uFEFFé = 1', 'utf16le').swap16()],
  ['Latin-1', Buffer.from('é = 1', 'latin1')],
])('%s is read', (_, bytes) => {
  expect(decode(bytes)).toBe('é = 1')
})
