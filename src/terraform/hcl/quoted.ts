import type { Template, TemplatePart } from './ast.ts'
import { matchEnd, NEWLINE, QUOTE, RETURN } from './characters.ts'
import { advance, fail, type Lexer } from './lexer.ts'
import { assemble, type Piece } from './template-parts.ts'
import { parsePiece } from './template-sequence.ts'

/** Parses the string whose opening quote is the present token, and moves past its end. */
export const parseQuoted = (lexer: Lexer): Template => {
  const { text, start } = lexer
  const from = lexer.end
  const at = matchEnd(plain, text, from)
  if (text.charCodeAt(at) !== QUOTE) return parseLongQuoted(lexer)
  lexer.end = at + 1
  advance(lexer)
  const parts: TemplatePart[] = []
  if (at !== from) parts.push({ kind: 'text', value: text.slice(from, at), start: from, end: at })
  return { kind: 'template', parts, heredoc: false, start, end: at + 1 }
}

/** What stands for itself in a string, in every normal form of Unicode. */
const plain = /[^\r\n"$%\\\u02ff-\uffff]+/y

const parseLongQuoted = (lexer: Lexer): Template => {
  const { text, start } = lexer
  const pieces: Piece[] = []
  let at = lexer.end
  while (text.charCodeAt(at) !== QUOTE && !lexer.failed) {
    at = parsePiece(lexer, pieces, at, 'quoted')
    if (lexer.failed) break
    const code = text.charCodeAt(at)
    if (code === NEWLINE || code === RETURN) {
      const detail = 'A quoted string ends on the line it starts on. For a line break write "\\n", or use a heredoc, like <<EOT.'
      fail(lexer, 'Unterminated string', detail, start, at)
    } else if (at >= text.length) {
      fail(lexer, 'Unterminated string', 'There is no closing quote for this string before the end of the file.', start, start + 1)
    }
  }
  const parts = lexer.failed ? [] : assemble(lexer, pieces, at)
  if (!lexer.failed) {
    lexer.end = at + 1
    advance(lexer)
  }
  return { kind: 'template', parts, heredoc: false, start, end: at + 1 }
}
