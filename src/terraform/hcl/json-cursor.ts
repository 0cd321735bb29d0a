import type { Diagnostic } from '../../source/diagnostic.ts'
import { locate, type SourceFile, type Span } from '../../source/source-file.ts'
import { matchEnd } from './characters.ts'
import { MAX_ERRORS } from './lexer.ts'

/** Where in a file of JSON the reader stands. */
export interface JsonCursor {
  readonly file: SourceFile
  readonly text: string
  readonly diagnostics: Diagnostic[]
  at: number
  depth: number
  /** Nothing more is to be learned from the rest of the file. */
  stopped: boolean
}

export const createCursor = (file: SourceFile): JsonCursor => ({
  file,
  text: file.text,
  diagnostics: [],
  at: file.text.charCodeAt(0) === 0xfeff ? 1 : 0,
  depth: 0,
  stopped: false,
})

/** Reports a syntax error, unless one before it explains all that follows. */
export const report = (cursor: JsonCursor, summary: string, detail: string, span: Span = here(cursor)): void => {
  if (cursor.stopped) return
  cursor.diagnostics.push({ severity: 'error', summary, detail, location: locate(cursor.file, span) })
  if (cursor.diagnostics.length >= MAX_ERRORS) stop(cursor)
}

export const stop = (cursor: JsonCursor): void => {
  cursor.stopped = true
  cursor.at = cursor.text.length
}

/** The character at which the cursor stands. */
export const here = ({ at, text }: JsonCursor): Span => ({ start: at, end: Math.min(at + 1, text.length) })

const space = /[ \t\r\n]+/y

/** Moves to the next character that is not space, and returns it; empty at the end. */
export const next = (cursor: JsonCursor): string => {
  cursor.at = matchEnd(space, cursor.text, cursor.at)
  return cursor.text.charAt(cursor.at)
}
