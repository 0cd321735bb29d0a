import { closeSync, fstatSync, openSync, readSync } from 'node:fs'
import { inflateRawSync } from 'node:zlib'

/** The path of a zip file, or what is in it. */
export type Zip = string | Uint8Array

/** A file in a zip, as the central directory has it. */
export interface ZipMember {
  readonly name: string
  readonly method: number
  readonly compressedSize: number
  readonly size: number
  readonly offset: number
  readonly isEncrypted: boolean
  /** A link: its content is a path, which is not followed. */
  readonly isLink: boolean
}

export interface ZipDirectory {
  readonly members: readonly ZipMember[]
  /** Names that would leave the folder they are unpacked in. */
  readonly unsafe: readonly string[]
}

/** Why a zip or a member cannot be read: the end of "… because …". */
export interface ZipFailure {
  readonly failure: string
}

const endSignature = 0x06054b50
const end64Signature = 0x06064b50
const entrySignature = 0x02014b50
const localSignature = 0x04034b50
const maximumDirectory = 64 * 1024 * 1024
const maximumMember = 20 * 1024 * 1024
const maximumRatio = 200

/** Reads the names in a zip and none of their contents. https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT */
export const readZipDirectory = (zip: Zip): ZipDirectory | ZipFailure =>
  withFile(zip, (read, size) => {
    const tailSize = Math.min(size, 66_000)
    const tail = read(size - tailSize, tailSize)
    let end = tail.length - 22
    while (end >= 0 && tail.readUInt32LE(end) !== endSignature) end--
    if (end < 0) return { failure: 'it is not a zip file, or its end is missing' }
    let count = tail.readUInt16LE(end + 10)
    let length = tail.readUInt32LE(end + 12)
    let start = tail.readUInt32LE(end + 16)
    if ((count === 0xffff || start === 0xffffffff || length === 0xffffffff) && end >= 20) {
      const at = Number(tail.readBigUInt64LE(end - 12))
      if (at + 56 > size) return { failure: 'its directory lies outside the file' }
      const record = read(at, 56)
      if (record.readUInt32LE(0) !== end64Signature) return { failure: 'its directory is damaged' }
      count = Number(record.readBigUInt64LE(32))
      length = Number(record.readBigUInt64LE(40))
      start = Number(record.readBigUInt64LE(48))
    }
    // A self-extracting zip has something before it, by which all its offsets are too small.
    const shift = count === 0xffff ? 0 : Math.max(0, size - tailSize + end - length - start)
    if (start + length > size) return { failure: 'its directory lies outside the file' }
    if (length > maximumDirectory) return { failure: 'its directory is larger than 64 MB' }
    return parseDirectory(read(start + shift, length), count, shift)
  })

const parseDirectory = (directory: Buffer, count: number, shift: number): ZipDirectory | ZipFailure => {
  const members: ZipMember[] = []
  const unsafe: string[] = []
  let at = 0
  for (let index = 0; index < count; index++) {
    if (at + 46 > directory.length || directory.readUInt32LE(at) !== entrySignature) return { failure: 'its directory is damaged' }
    const flags = directory.readUInt16LE(at + 8)
    const nameEnd = at + 46 + directory.readUInt16LE(at + 28)
    const extraEnd = nameEnd + directory.readUInt16LE(at + 30)
    const mode = directory.readUInt32LE(at + 38) >>> 16
    const name = directory.toString('utf8', at + 46, nameEnd).replaceAll('\\', '/')
    const sizes = sizes64(directory.subarray(nameEnd, extraEnd), {
      size: directory.readUInt32LE(at + 24),
      compressedSize: directory.readUInt32LE(at + 20),
      offset: directory.readUInt32LE(at + 42),
    })
    const method = directory.readUInt16LE(at + 10)
    if (isUnsafe(name)) unsafe.push(name)
    else if (!name.endsWith('/')) {
      const isLink = (mode & 0o170000) === 0o120000
      members.push({ name: clean(name), method, ...sizes, offset: sizes.offset + shift, isEncrypted: (flags & 1) === 1, isLink })
    }
    at = extraEnd + directory.readUInt16LE(at + 32)
  }
  return { members, unsafe }
}

interface Sizes {
  readonly size: number
  readonly compressedSize: number
  readonly offset: number
}

/** Sizes that do not fit in 32 bits are in an extra field, in this order and only those that do not. */
const sizes64 = (extra: Buffer, short: Sizes): Sizes => {
  for (let at = 0; at + 4 <= extra.length; ) {
    const end = at + 4 + extra.readUInt16LE(at + 2)
    if (extra.readUInt16LE(at) === 1) {
      let next = at + 4
      const long = (value: number): number => {
        if (value !== 0xffffffff || next + 8 > Math.min(end, extra.length)) return value
        next += 8
        return Number(extra.readBigUInt64LE(next - 8))
      }
      return { size: long(short.size), compressedSize: long(short.compressedSize), offset: long(short.offset) }
    }
    at = end
  }
  return short
}

const isUnsafe = (name: string): boolean => name.startsWith('/') || /^[a-z]:/i.test(name) || name.split('/').includes('..')

const clean = (name: string): string =>
  name
    .split('/')
    .filter((part) => part !== '' && part !== '.')
    .join('/')

/** Inflates one member, of at most 20 MB if nothing else is said, and 200 times its compressed size. */
export const readZipMember = (zip: Zip, member: ZipMember, maximum = maximumMember): Buffer | ZipFailure => {
  if (member.isEncrypted) return { failure: 'it is encrypted' }
  if (member.size > maximum) return { failure: `it is larger than ${Math.round(maximum / 1024 / 1024)} MB` }
  if (member.size > Math.max(1, member.compressedSize) * maximumRatio + 65_536)
    return { failure: 'it is compressed suspiciously well' }
  return withFile(zip, (read, size) => {
    if (member.offset + 30 > size) return { failure: 'it lies outside the file' }
    const header = read(member.offset, 30)
    if (header.readUInt32LE(0) !== localSignature) return { failure: 'its header is damaged' }
    const start = member.offset + 30 + header.readUInt16LE(26) + header.readUInt16LE(28)
    if (start + member.compressedSize > size) return { failure: 'it lies outside the file' }
    const bytes = read(start, member.compressedSize)
    if (member.method === 0) return bytes
    if (member.method === 8) return inflateRawSync(bytes, { maxOutputLength: Math.max(1, member.size) })
    return { failure: `its compression method ${member.method} is not supported` }
  })
}

const endsEarly = 'it ends too early'

type Use<T> = (read: (start: number, length: number) => Buffer, size: number) => T | ZipFailure

const withBytes = <T>(bytes: Uint8Array, use: Use<T>): T | ZipFailure => {
  try {
    return use((start, length) => {
      if (start < 0 || start + length > bytes.length) throw new Error(endsEarly)
      return Buffer.from(bytes.buffer, bytes.byteOffset + start, length)
    }, bytes.length)
  } catch (error) {
    return { failure: error instanceof Error && error.message === endsEarly ? endsEarly : 'it is damaged' }
  }
}

const withFile = <T>(zip: Zip, use: Use<T>): T | ZipFailure => {
  if (typeof zip !== 'string') return withBytes(zip, use)
  let descriptor: number | undefined
  try {
    const opened = openSync(zip, 'r')
    descriptor = opened
    return use((start, length) => {
      const bytes = Buffer.alloc(length)
      let filled = 0
      while (filled < length) {
        const got = readSync(opened, bytes, filled, length - filled, start + filled)
        if (got === 0) throw new Error(endsEarly)
        filled += got
      }
      return bytes
    }, fstatSync(opened).size)
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined
    if (code === 'EACCES' || code === 'EPERM') return { failure: 'it may not be read' }
    return { failure: error instanceof Error && error.message === endsEarly ? endsEarly : 'it is damaged' }
  } finally {
    if (descriptor !== undefined) closeSync(descriptor)
  }
}
