import type { Diagnostic } from '../../source/diagnostic.ts'
import type { Outcome } from '../../source/outcome.ts'
import { locate, type SourceFile } from '../../source/source-file.ts'
import type { ConfigFile, Expression } from './ast.ts'
import { parseFileBody } from './blocks.ts'
import { expressionAt } from './expressions.ts'
import { advance, createLexer, fail, is } from './lexer.ts'

/**
 * Parses a `.tf` or `.tfvars` file. An argument whose value is broken has an `Invalid` value; all other arguments and blocks are
 * there, and each error is one diagnostic.
 * https://github.com/hashicorp/hcl/blob/main/hclsyntax/spec.md
 */
export const parseConfig = (file: SourceFile): Outcome<ConfigFile> => {
  const lexer = createLexer(file, expressionAt)
  const body = parseFileBody(lexer)
  return { value: { file, body, comments: lexer.comments }, diagnostics: forText(file, lexer.diagnostics) }
}

/** Parses a file that is one expression and nothing else; line breaks in it are space. */
export const parseExpression = (file: SourceFile): Outcome<Expression> => {
  const lexer = createLexer(file, expressionAt)
  lexer.newlines = false
  advance(lexer)
  const value = expressionAt(lexer)
  if (!is(lexer, 'end')) fail(lexer, 'Extra characters after expression', 'The expression has ended before this.')
  const diagnostics = forText(file, lexer.diagnostics)
  return { value: lexer.failed ? { kind: 'invalid', start: 0, end: file.text.length } : value, diagnostics }
}

/** What stands in the text for bytes that are not UTF-8, and what no text has. */
const NOT_TEXT = ['\0', '\ufffd']

/** In a file that is not text, where it stops being text is the only error worth telling. */
const forText = (file: SourceFile, diagnostics: readonly Diagnostic[]): readonly Diagnostic[] => {
  const offsets = NOT_TEXT.map((character) => file.text.indexOf(character)).filter((offset) => offset !== -1)
  if (offsets.length === 0) return diagnostics
  const start = Math.min(...offsets)
  const location = locate(file, { start, end: start + 1 })
  const broken = diagnostics.length > 0
  if (!broken && file.text.charCodeAt(start) === 0) return diagnostics
  const detail = broken
    ? 'This file is not text in UTF-8. Save it in that encoding, or leave it out of the scan.'
    : 'The bytes here are not UTF-8. Terraform does not accept them; save the file in that encoding.'
  return [{ severity: broken ? 'error' : 'warning', summary: 'Invalid character encoding', detail, location }]
}
