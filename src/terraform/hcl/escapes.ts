import { BACKSLASH, DOLLAR, OPEN_BRACE, PERCENT } from './characters.ts'
import { fail, type Lexer } from './lexer.ts'

/**
 * The value of literal text of a template. In a quoted string backslashes escape; everywhere `$${` and `%%{` stand for `${` and `%{`.
 * https://developer.hashicorp.com/terraform/language/expressions/strings#escape-sequences
 */
export const literalValue = (lexer: Lexer, start: number, end: number, quoted: boolean): string => {
  const { text } = lexer
  let value = ''
  let from = start
  for (let at = start; at < end; ) {
    const code = text.charCodeAt(at)
    if (code === BACKSLASH && quoted) {
      value += text.slice(from, at)
      from = escapeEnd(text, at, end)
      value += escaped(lexer, at, from)
      at = from
    } else if (
      (code === DOLLAR || code === PERCENT) &&
      text.charCodeAt(at + 1) === code &&
      text.charCodeAt(at + 2) === OPEN_BRACE
    ) {
      value += text.slice(from, at)
      from = at + 1
      at += 3
    } else at++
  }
  return from === start ? text.slice(start, end) : value + text.slice(from, end)
}

/** Unicode's normal form C, which all of Terraform's strings are in. */
export const normalized = (value: string): string => (/[\u0300-\uffff]/.test(value) ? value.normalize('NFC') : value)

const escapeEnd = (text: string, at: number, end: number): number => {
  const selector = text.charAt(at + 1)
  let stop = at + 2
  if (selector === 'u' || selector === 'U') {
    const longest = stop + (selector === 'u' ? 4 : 8)
    while (stop < longest && /[0-9a-fA-F]/.test(text.charAt(stop))) stop++
  }
  return Math.min(stop, end)
}

const escaped = (lexer: Lexer, start: number, end: number): string => {
  const sequence = lexer.text.slice(start, end)
  const reject = (detail: string): string => {
    fail(lexer, 'Invalid escape sequence', detail, start, end)
    return ''
  }
  switch (sequence.charAt(1)) {
    case 'n':
      return '\n'
    case 'r':
      return '\r'
    case 't':
      return '\t'
    case '"':
      return '"'
    case '\\':
      return '\\'
    case 'u':
      if (sequence.length !== 6) return reject('"\\u" must be followed by four hexadecimal digits.')
      break
    case 'U':
      if (sequence.length !== 10) return reject('"\\U" must be followed by eight hexadecimal digits.')
      break
    default:
      return reject(`"${sequence}" is not an escape sequence. To write a backslash, double it ("\\\\").`)
  }
  const point = Number.parseInt(sequence.slice(2), 16)
  if (point > 0x10ffff || (point >= 0xd800 && point <= 0xdfff)) return reject(`"${sequence}" does not stand for a character.`)
  return String.fromCodePoint(point)
}
