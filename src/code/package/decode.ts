import { isUtf8 } from 'node:buffer'

/** A file's text: UTF-8 or UTF-16 by its byte order mark, which is left out; anything that is no UTF-8 as Latin-1. */
export const decode = (bytes: Buffer): string => {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return bytes.toString('utf8', 3)
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return bytes.toString('utf16le', 2)
  if (bytes[0] === 0xfe && bytes[1] === 0xff)
    return Buffer.from(bytes.subarray(2, bytes.length & ~1))
      .swap16()
      .toString('utf16le')
  return isUtf8(bytes) ? bytes.toString('utf8') : bytes.toString('latin1')
}
