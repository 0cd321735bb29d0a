import { codePages } from './code-pages.ts'

/**
 * The text encodings of `textencodebase64` and `textdecodebase64`, by the names that IANA registers.
 * https://www.iana.org/assignments/character-sets
 */
export interface TextEncoding {
  readonly name: string
  /** Undefined where a character has no code in it. */
  readonly encode: (text: string) => Uint8Array | undefined
  /** With U+FFFD for bytes that are not of that encoding. */
  readonly decode: (bytes: Uint8Array) => string
}

/** Node's decoder of each, where it has one that is the same as Go's; what is encoded is found in what it decodes. */
const decoders: ReadonlyMap<string, string> = new Map(
  [
    'ibm866',
    'iso-8859-2',
    'iso-8859-3',
    'iso-8859-4',
    'iso-8859-5',
    'iso-8859-6',
    'iso-8859-7',
    'iso-8859-8',
    'iso-8859-10',
    'iso-8859-13',
    'iso-8859-14',
    'iso-8859-15',
    'iso-8859-16',
    'koi8-r',
    'koi8-u',
    'macintosh',
    'windows-874',
    'windows-1250',
    'windows-1251',
    'windows-1253',
    'windows-1254',
    'windows-1255',
    'windows-1256',
    'windows-1257',
    'windows-1258',
    'gbk',
    'gb18030',
    'big5',
    'euc-jp',
    'shift_jis',
    'euc-kr',
  ].map((name) => [name, name]),
)

const aliases: ReadonlyMap<string, string> = new Map([
  ['csutf8', 'utf-8'],
  ['csutf16', 'utf-16'],
  ['csutf16le', 'utf-16le'],
  ['csutf16be', 'utf-16be'],
  ['latin1', 'iso-8859-1'],
  ['l1', 'iso-8859-1'],
  ['iso_8859-1', 'iso-8859-1'],
  ['ibm819', 'iso-8859-1'],
  ['cp819', 'iso-8859-1'],
  ['latin2', 'iso-8859-2'],
  ['iso_8859-2', 'iso-8859-2'],
  ['cyrillic', 'iso-8859-5'],
  ['greek', 'iso-8859-7'],
  ['hebrew', 'iso-8859-8'],
  ['arabic', 'iso-8859-6'],
  ['latin-9', 'iso-8859-15'],
  ['ascii', 'us-ascii'],
  ['cp437', 'ibm437'],
  ['cp850', 'ibm850'],
  ['cp866', 'ibm866'],
  ['866', 'ibm866'],
  ['mac', 'macintosh'],
  ['ms_kanji', 'shift_jis'],
  ['csshiftjis', 'shift_jis'],
  ['cskoi8r', 'koi8-r'],
  ['cp936', 'gbk'],
  ['ms936', 'gbk'],
  ['windows-936', 'gbk'],
  ['csbig5', 'big5'],
  ['cseuckr', 'euc-kr'],
])

/** Go has these, and Node has not. */
const others: ReadonlySet<string> = new Set([
  'iso-2022-jp',
  'hz-gb-2312',
  'ibm037',
  'ibm1047',
  'ibm01140',
  'iso-8859-6-e',
  'iso-8859-8-i',
])

export const isOtherEncoding = (name: string): boolean => others.has(name.toLowerCase())

/** Undefined for a name that is not registered, or not known here. */
export const findTextEncoding = (name: string): TextEncoding | undefined => {
  const lower = name.toLowerCase()
  const known = aliases.get(lower) ?? lower
  switch (known) {
    case 'utf-8':
      return { name: 'UTF-8', encode: (text) => Buffer.from(text), decode: (bytes) => Buffer.from(bytes).toString() }
    case 'utf-16le':
      return {
        name: 'UTF-16LE',
        encode: (text) => Buffer.from(text, 'utf16le'),
        decode: (bytes) => new TextDecoder('utf-16le', { ignoreBOM: true }).decode(bytes),
      }
    case 'utf-16be':
      return {
        name: 'UTF-16BE',
        encode: bigEndian,
        decode: (bytes) => new TextDecoder('utf-16be', { ignoreBOM: true }).decode(bytes),
      }
    case 'utf-16':
      return { name: 'UTF-16', encode: (text) => bigEndian(`\ufeff${text}`), decode: decodeMarked }
    case 'iso-8859-1':
      return { name: 'ISO_8859-1:1987', encode: encodeLatin1, decode: (bytes) => Buffer.from(bytes).toString('latin1') }
    case 'us-ascii':
      return ofTable('US-ASCII', '')
    default: {
      const page = codePages.get(known)
      if (page !== undefined) return ofTable(known, page)
      const decoder = decoders.get(known)
      return decoder === undefined ? undefined : ofDecoder(decoder)
    }
  }
}

const bigEndian = (text: string): Uint8Array => Buffer.from(text, 'utf16le').swap16()

const decodeMarked = (bytes: Uint8Array): string =>
  new TextDecoder(bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : 'utf-16be').decode(bytes)

const encodeLatin1 = (text: string): Uint8Array | undefined => (/^[\0-\xff]*$/.test(text) ? Buffer.from(text, 'latin1') : undefined)

const ofTable = (name: string, page: string): TextEncoding => ({
  name,
  encode: (text) => {
    const bytes = [...text].map((character) => (character < '\x80' ? character.charCodeAt(0) : page.indexOf(character) + 0x80))
    const isWhole = [...text].every((character) => character < '\x80' || (character !== '\ufffd' && page.includes(character)))
    return isWhole ? Uint8Array.from(bytes) : undefined
  },
  decode: (bytes) => [...bytes].map((byte) => (byte < 0x80 ? String.fromCharCode(byte) : (page[byte - 0x80] ?? '\ufffd'))).join(''),
})

const ofDecoder = (name: string): TextEncoding => ({
  name,
  encode: (text) => {
    const table = /^[\0-\x7f]*$/.test(text) ? undefined : tableOf(name)
    const bytes: number[] = []
    for (const character of text) {
      const code = character.codePointAt(0) ?? 0
      const encoded = code < 0x80 ? [code] : table?.get(character)
      if (!encoded) return undefined
      bytes.push(...encoded)
    }
    return Uint8Array.from(bytes)
  },
  decode: (bytes) => new TextDecoder(name).decode(bytes),
})

const tables = new Map<string, ReadonlyMap<string, readonly number[]>>()

/** What one and two bytes decode to, the other way round; the first that gives a character encodes it. */
const tableOf = (name: string): ReadonlyMap<string, readonly number[]> => {
  const known = tables.get(name)
  if (known) return known
  const table = new Map<string, readonly number[]>()
  const decoder = new TextDecoder(name)
  const put = (bytes: readonly number[]): void => {
    const [character = '\ufffd', more] = decoder.decode(Uint8Array.from(bytes))
    if (more === undefined && character !== '\ufffd' && !table.has(character)) table.set(character, bytes)
  }
  for (let byte = 0x80; byte <= 0xff; byte++) put([byte])
  const isDouble = /^(?:gb|big5|euc|shift)/.test(name)
  for (let first = 0x81; isDouble && first <= 0xfe; first++) {
    for (let second = 0x40; second <= 0xfe; second++) put([first, second])
  }
  tables.set(name, table)
  return table
}
