import { BACKSLASH, DOLLAR, NEWLINE, OPEN_BRACE, PERCENT, QUOTE, RETURN, TILDE, trimStart } from './characters.ts'
import { literalValue } from './escapes.ts'
import { parseForNames } from './for-names.ts'
import { advance, fail, is, type Lexer, tokenText } from './lexer.ts'
import { type Piece, stripBefore } from './template-parts.ts'
import { unexpected } from './unexpected.ts'

/** What the text of a template ends with, and whether backslashes escape in it. */
export type TemplateStyle = 'quoted' | 'heredoc' | 'file'

/** Adds the text or the sequence that begins at `at`, and returns where the next one does. */
export const parsePiece = (lexer: Lexer, pieces: Piece[], at: number, style: TemplateStyle): number => {
  const { text } = lexer
  const code = text.charCodeAt(at)
  if ((code === DOLLAR || code === PERCENT) && text.charCodeAt(at + 1) === OPEN_BRACE) return parseSequence(lexer, pieces, at)
  const end = literalEnd(text, at, style)
  const value = literalValue(lexer, at, end, style === 'quoted')
  const last = pieces.at(-1)
  pieces.push({ kind: 'text', value: last && stripsAfter(lexer, last) ? trimStart(value) : value, start: at, end })
  return end
}

/** What `~` at the end of a sequence does: the text after it, up to and with the line break, loses its leading space. */
const stripsAfter = ({ text }: Lexer, piece: Piece): boolean => piece.kind !== 'text' && text.charCodeAt(piece.end - 2) === TILDE

export const literalEnd = (text: string, from: number, style: TemplateStyle): number => {
  for (let at = from; at < text.length; at++) {
    switch (text.charCodeAt(at)) {
      case QUOTE:
        if (style === 'quoted') return at
        break
      case BACKSLASH:
        if (style === 'quoted' && text.charCodeAt(at + 1) !== NEWLINE && text.charCodeAt(at + 1) !== RETURN) at++
        break
      case NEWLINE:
        return style === 'quoted' ? at : at + 1
      case RETURN:
        if (text.charCodeAt(at + 1) === NEWLINE && style !== 'quoted') return at + 2
        // A carriage return alone ends the language in a file: Terraform takes all that follows for text.
        return style === 'file' && at === from ? text.length : at
      case DOLLAR:
      case PERCENT:
        if (text.charCodeAt(at + 1) === OPEN_BRACE) return at
        if (text.charCodeAt(at + 1) === text.charCodeAt(at) && text.charCodeAt(at + 2) === OPEN_BRACE) at += 2
    }
  }
  return text.length
}

/** `${ … }` and `%{ … }`. */
const parseSequence = (lexer: Lexer, pieces: Piece[], start: number): number => {
  const { text } = lexer
  const strips = text.charCodeAt(start + 2) === TILDE
  if (strips) stripBefore(pieces)
  const newlines = lexer.newlines
  lexer.newlines = false
  lexer.start = start
  lexer.end = start + (strips ? 3 : 2)
  advance(lexer)
  const piece = text.charCodeAt(start) === DOLLAR ? parseInterpolation(lexer, start) : parseDirective(lexer, start)
  lexer.newlines = newlines
  if (lexer.failed || !piece) return text.length
  pieces.push(piece)
  return piece.end
}

const parseInterpolation = (lexer: Lexer, start: number): Piece => {
  const value = lexer.expression(lexer)
  return { kind: 'interpolation', value, start, end: sequenceEnd(lexer, start, 'interpolation') }
}

/** The offset after the closing brace. The next token is not read: text follows. */
const sequenceEnd = (lexer: Lexer, start: number, what: 'interpolation' | 'directive'): number => {
  if (is(lexer, '}') || is(lexer, '~}')) return lexer.end
  if (is(lexer, 'end') || is(lexer, 'quote')) {
    const before = is(lexer, 'end') ? 'file' : 'string'
    const detail = `There is no closing brace for this ${what} before the end of the ${before}.`
    fail(lexer, `Unclosed template ${what}`, detail, start, start + 2)
  } else {
    const opener = lexer.text.slice(start, start + 2)
    const detail = `A closing brace is expected here. If "${opener}" belongs to another language, write it as "${opener.charAt(0)}${opener}".`
    unexpected(lexer, `Extra characters in template ${what}`, detail)
  }
  return lexer.text.length
}

const parseDirective = (lexer: Lexer, start: number): Piece | undefined => {
  const keyword = is(lexer, 'identifier') ? tokenText(lexer) : ''
  switch (keyword) {
    case 'if': {
      advance(lexer)
      const condition = lexer.expression(lexer)
      return { kind: 'if', condition, start, end: sequenceEnd(lexer, start, 'directive') }
    }
    case 'for':
      advance(lexer)
      return parseForDirective(lexer, start)
    case 'else':
    case 'endif':
    case 'endfor':
      advance(lexer)
      return { kind: keyword, start, end: sequenceEnd(lexer, start, 'directive') }
    default:
      unexpected(lexer, 'Invalid template directive', 'A directive begins with "if", "else", "endif", "for" or "endfor".')
      return undefined
  }
}

const parseForDirective = (lexer: Lexer, start: number): Piece => {
  const { keyName, valueName } = parseForNames(lexer)
  const collection = lexer.expression(lexer)
  return { kind: 'for', keyName, valueName, collection, start, end: sequenceEnd(lexer, start, 'directive') }
}
