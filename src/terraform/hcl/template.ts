import type { Outcome } from '../../source/outcome.ts'
import type { SourceFile } from '../../source/source-file.ts'
import type { Template } from './ast.ts'
import { expressionAt } from './expressions.ts'
import { createLexer } from './lexer.ts'
import { assemble, type Piece } from './template-parts.ts'
import { parsePiece } from './template-sequence.ts'

/**
 * Parses a template that is a file of its own, as `templatefile` reads it. A template that is one interpolation and nothing else
 * stands for that expression's value, whatever its type.
 */
export const parseTemplate = (file: SourceFile): Outcome<Template> => {
  const lexer = createLexer(file, expressionAt)
  const { text } = file
  const pieces: Piece[] = []
  for (let at = lexer.end; at < text.length && !lexer.failed; ) at = parsePiece(lexer, pieces, at, 'file')
  const parts = lexer.failed ? [] : assemble(lexer, pieces, text.length)
  const span = { start: 0, end: text.length }
  const invalid = [{ kind: 'interpolation', value: { kind: 'invalid', ...span }, ...span }] as const
  return {
    value: { kind: 'template', parts: lexer.failed ? invalid : parts, heredoc: false, ...span },
    diagnostics: lexer.diagnostics,
  }
}
