/** A value that is not known until apply: an extension of type 0. */
export const UNKNOWN = Symbol('unknown')

const header = (size, fixed, wide) => (size < (fixed === 0xa0 ? 32 : 16) ? Buffer.from([fixed | size]) : wide(size))
const sized = (tag) => (size) => Buffer.from([tag, size >>> 24, (size >>> 16) & 255, (size >>> 8) & 255, size & 255])

/** @returns {Buffer} A value in MessagePack, as Terraform's providers send it. https://github.com/msgpack/msgpack/blob/master/spec.md */
export const encode = (value) => {
  if (value === null) return Buffer.from([0xc0])
  if (value === UNKNOWN) return Buffer.from([0xd4, 0, 0])
  if (typeof value === 'boolean') return Buffer.from([value ? 0xc3 : 0xc2])
  if (typeof value === 'number') {
    const buffer = Buffer.alloc(9, 0xcb)
    buffer.writeDoubleBE(value, 1)
    return buffer
  }
  if (typeof value === 'string') {
    const content = Buffer.from(value)
    return Buffer.concat([header(content.length, 0xa0, sized(0xdb)), content])
  }
  if (Array.isArray(value)) return Buffer.concat([header(value.length, 0x90, sized(0xdd)), ...value.map(encode)])
  const entries = Object.entries(value)
  return Buffer.concat([header(entries.length, 0x80, sized(0xdf)), ...entries.flat().map(encode)])
}

/** The value in a buffer of MessagePack. */
export const decode = (buffer) => {
  let at = 0
  /** Where the next `size` bytes begin, which are then behind. */
  const take = (size) => {
    at += size
    return at - size
  }
  const unsigned = (size) => buffer.readUIntBE(take(size), size)
  const string = (size) => buffer.toString('utf8', take(size), at)
  const list = (size) => Array.from({ length: size }, next)
  const map = (size) => Object.fromEntries(Array.from({ length: size }, () => [next(), next()]))
  const next = () => {
    const tag = unsigned(1)
    if (tag < 0x80) return tag
    if (tag < 0x90) return map(tag & 15)
    if (tag < 0xa0) return list(tag & 15)
    if (tag < 0xc0) return string(tag & 31)
    if (tag >= 0xe0) return tag - 256
    switch (tag) {
      case 0xc0:
        return null
      case 0xc2:
      case 0xc3:
        return tag === 0xc3
      case 0xca:
        return buffer.readFloatBE(take(4))
      case 0xcb:
        return buffer.readDoubleBE(take(8))
      case 0xcc:
      case 0xcd:
      case 0xce:
        return unsigned(2 ** (tag - 0xcc))
      case 0xd0:
      case 0xd1:
      case 0xd2: {
        const size = 2 ** (tag - 0xd0)
        return buffer.readIntBE(take(size), size)
      }
      case 0xd4:
        at += 2
        return UNKNOWN
      case 0xd9:
      case 0xda:
      case 0xdb:
        return string(unsigned(2 ** (tag - 0xd9)))
      case 0xdc:
      case 0xdd:
        return list(unsigned(tag === 0xdc ? 2 : 4))
      case 0xde:
      case 0xdf:
        return map(unsigned(tag === 0xde ? 2 : 4))
      default:
        throw new Error(`MessagePack tag ${tag}`)
    }
  }
  return next()
}
