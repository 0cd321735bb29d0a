import type { Expression, TemplatePart } from './ast.ts'
import { trimEnd } from './characters.ts'
import { normalized } from './escapes.ts'
import { fail, type Lexer, MAX_DEPTH, tooDeep } from './lexer.ts'

/** What a template consists of, one after the other; `if` and `for` are not yet joined with their ends. Texts end at line breaks. */
export type Piece =
  | { readonly kind: 'text'; value: string; readonly start: number; readonly end: number }
  | { readonly kind: 'interpolation'; readonly value: Expression; readonly start: number; readonly end: number }
  | { readonly kind: 'if'; readonly condition: Expression; readonly start: number; readonly end: number }
  | {
      readonly kind: 'for'
      readonly keyName: string | null
      readonly valueName: string
      readonly collection: Expression
      readonly start: number
      readonly end: number
    }
  | { readonly kind: 'else' | 'endif' | 'endfor'; readonly start: number; readonly end: number }

interface Open {
  readonly piece: Piece & { readonly kind: 'if' | 'for' }
  readonly body: TemplatePart[]
  else: TemplatePart[] | null
}

/** Joins neighbouring texts, and directives with what they enclose. */
export const assemble = (lexer: Lexer, pieces: readonly Piece[], end: number): TemplatePart[] => {
  const root: TemplatePart[] = []
  const open: Open[] = []
  let parts = root
  for (let index = 0; index < pieces.length; index++) {
    const piece = pieces[index] as Piece
    const innermost = open.at(-1)
    switch (piece.kind) {
      case 'text': {
        let { value, end } = piece
        for (let next = pieces[index + 1]; next?.kind === 'text'; next = pieces[++index + 1]) {
          value += next.value
          end = next.end
        }
        parts.push({ kind: 'text', value: normalized(value), start: piece.start, end })
        break
      }
      case 'interpolation':
        parts.push(piece)
        break
      case 'if':
      case 'for':
        parts = []
        open.push({ piece, body: parts, else: null })
        if (open.length + lexer.depth > MAX_DEPTH) tooDeep(lexer)
        break
      case 'else':
        if (innermost?.piece.kind !== 'if') unbalanced(lexer, piece, 'There is no "if" directive that this "else" could belong to.')
        else if (innermost.else) unbalanced(lexer, piece, 'The "if" directive has an "else" already.')
        else parts = innermost.else = []
        break
      case 'endif':
      case 'endfor': {
        const opener = piece.kind === 'endif' ? 'if' : 'for'
        if (innermost?.piece.kind !== opener) {
          unbalanced(lexer, piece, `There is no open "${opener}" directive that this "${piece.kind}" could end.`)
          break
        }
        open.pop()
        const outer = open.at(-1)
        parts = outer ? (outer.else ?? outer.body) : root
        parts.push(close(innermost, piece.end))
      }
    }
    if (lexer.failed) return []
  }
  const unclosed = open.at(-1)?.piece
  if (unclosed) {
    const detail = `The "${unclosed.kind}" directive has no "end${unclosed.kind}" before the end of the template.`
    fail(lexer, 'Unclosed template directive', detail, unclosed.start, unclosed.end)
  }
  return unclosed
    ? [{ kind: 'interpolation', value: { kind: 'invalid', start: unclosed.start, end }, start: unclosed.start, end }]
    : root
}

const unbalanced = (lexer: Lexer, { start, end }: Piece, detail: string): void =>
  fail(lexer, 'Unbalanced template directives', detail, start, end)

const close = (open: Open, end: number): TemplatePart => {
  const { piece, body } = open
  switch (piece.kind) {
    case 'if': {
      const then = body
      return { kind: 'if', condition: piece.condition, then, else: open.else ?? [], start: piece.start, end }
    }
    case 'for':
      return { ...piece, body, end }
  }
}

/** What `~` at the start of a sequence does: the text before it, back to the line break before that, loses its trailing space. */
export const stripBefore = (pieces: readonly Piece[]): void => {
  const last = pieces.at(-1)
  if (last?.kind === 'text') last.value = trimEnd(last.value)
}
