export interface DecodedText {
  readonly text: string
  /** Some bytes are no text in this encoding, and are replaced. */
  readonly isDamaged: boolean
}

type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be'

/** PowerShell's `>` writes UTF-16; what begins with an ASCII character shows where the zeros are. */
const encodingOf = (bytes: Uint8Array): Encoding => {
  const [first, second] = bytes
  if (first === 0xff && second === 0xfe) return 'utf-16le'
  if (first === 0xfe && second === 0xff) return 'utf-16be'
  if (first !== undefined && first !== 0 && second === 0) return 'utf-16le'
  if (first === 0 && second !== undefined && second !== 0) return 'utf-16be'
  return 'utf-8'
}

/** The text of UTF-8 or UTF-16, without its byte order mark. */
export const decodeText = (bytes: Uint8Array): DecodedText => {
  const encoding = encodingOf(bytes)
  try {
    return { text: new TextDecoder(encoding, { fatal: true }).decode(bytes), isDamaged: false }
  } catch {
    return { text: new TextDecoder(encoding).decode(bytes), isDamaged: true }
  }
}
