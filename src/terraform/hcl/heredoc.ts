import type { Template } from './ast.ts'
import { isSpace, MINUS, NEWLINE, RETURN } from './characters.ts'
import { advance, fail, type Lexer } from './lexer.ts'
import { assemble, type Piece } from './template-parts.ts'
import { parsePiece } from './template-sequence.ts'

/** Parses the heredoc whose first line is the present token, and moves past its last line's marker. */
export const parseHeredoc = (lexer: Lexer): Template => {
  const { text, start } = lexer
  const flush = text.charCodeAt(start + 2) === MINUS
  const opening = lexer.end
  const marker = text.slice(start + (flush ? 3 : 2), opening - (text.charCodeAt(opening - 2) === RETURN ? 2 : 1))
  const pieces: Piece[] = []
  let at = opening
  let end = -1
  while (!lexer.failed) {
    if (text.charCodeAt(at - 1) === NEWLINE) end = markerEnd(text, at, marker)
    if (end !== -1) break
    if (at < text.length) at = parsePiece(lexer, pieces, at, 'heredoc')
    if (at >= text.length) unterminated(lexer, marker, start, opening)
    else if (text.charCodeAt(at) === RETURN && text.charCodeAt(at + 1) !== NEWLINE) {
      fail(lexer, 'Invalid character', 'In a heredoc a carriage return (U+000D) is only valid at the end of a line.', at, at + 1)
    }
  }
  if (flush) removeIndentation(pieces)
  const parts = lexer.failed ? [] : assemble(lexer, pieces, at)
  if (!lexer.failed) {
    lexer.end = end
    advance(lexer)
  }
  return { kind: 'template', parts, heredoc: true, start, end }
}

/** The end of the line at `at`, without its line break, if there is nothing but the marker on it; else -1. */
export const markerEnd = (text: string, at: number, marker: string): number => {
  let from = at
  while (text.charCodeAt(from) !== NEWLINE && isSpace(text.charCodeAt(from))) from++
  if (!text.startsWith(marker, from)) return -1
  let end = from + marker.length
  while (text.charCodeAt(end) !== NEWLINE && isSpace(text.charCodeAt(end))) end++
  if (text.charCodeAt(end) !== NEWLINE) return -1
  return text.charCodeAt(end - 1) === RETURN ? end - 1 : end
}

const unterminated = (lexer: Lexer, marker: string, start: number, opening: number): void => {
  const detail = `There is no line with "${marker}" alone, followed by a line break, before the end of the file.`
  fail(lexer, 'Unterminated heredoc', detail, start, opening)
}

/**
 * What `<<-` does: all lines lose as many spaces as the line with the fewest of them begins with. Blank lines neither count nor
 * change, and only text counts: a line that begins with a sequence begins with no space.
 * https://developer.hashicorp.com/terraform/language/expressions/strings#indented-heredocs
 */
const removeIndentation = (pieces: readonly Piece[]): void => {
  let fewest = Number.POSITIVE_INFINITY
  const indented: (Piece & { readonly kind: 'text' })[] = []
  let startsLine = true
  for (const piece of pieces) {
    if (piece.kind !== 'text') {
      if (startsLine) fewest = 0
      startsLine = false
      continue
    }
    if (startsLine && !isBlankLine(piece.value)) {
      fewest = Math.min(fewest, indentation(piece.value))
      indented.push(piece)
    }
    startsLine = piece.value.endsWith('\n')
  }
  for (const piece of indented) piece.value = piece.value.slice(fewest)
}

const indentation = (value: string): number => {
  let spaces = 0
  while (spaces < value.length && isSpace(value.charCodeAt(spaces))) spaces++
  return spaces
}

const isBlankLine = (value: string): boolean => value.endsWith('\n') && indentation(value) === value.length
