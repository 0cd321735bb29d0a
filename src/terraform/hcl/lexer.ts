import type { Diagnostic } from '../../source/diagnostic.ts'
import { locate, type SourceFile, type Span } from '../../source/source-file.ts'
import type { Comment, Expression } from './ast.ts'
import {
  AMPERSAND,
  BANG,
  CLOSE_BRACE,
  CLOSE_BRACKET,
  CLOSE_PARENTHESIS,
  COLON,
  COMMA,
  DOT,
  EQUALS,
  GREATER,
  HASH,
  identifierEnd,
  isDigit,
  LESS,
  LOWER_E,
  MINUS,
  matchEnd,
  NEWLINE,
  OPEN_BRACE,
  OPEN_BRACKET,
  OPEN_PARENTHESIS,
  PERCENT,
  PIPE,
  PLUS,
  QUESTION,
  QUOTE,
  RETURN,
  SLASH,
  SPACE,
  STAR,
  TAB,
  TILDE,
  UPPER_E,
  widthAt,
} from './characters.ts'
import { commentAt } from './comment.ts'

export type TokenKind =
  | ('end' | 'newline' | 'identifier' | 'number' | 'quote' | 'heredoc' | 'invalid' | 'open comment')
  | ('{' | '}' | '~}' | '(' | ')' | '[' | ']' | ',' | '.' | '...' | ':' | '::' | '?' | '=' | '=>')
  | ('==' | '!=' | '<' | '<=' | '>' | '>=' | '&&' | '||' | '!' | '+' | '-' | '*' | '/' | '%')

/**
 * Where in the text the parser stands: at one token, `start` to `end`. The next one is read only by `advance`, so that a template
 * can be read character by character from `end` once its opening quote has been met.
 */
export interface Lexer {
  readonly file: SourceFile
  readonly text: string
  readonly comments: Comment[]
  readonly diagnostics: Diagnostic[]
  /** Templates and collections hold expressions and are parts of them: they call back through this. */
  readonly expression: (lexer: Lexer) => Expression
  kind: TokenKind
  start: number
  end: number
  /** Whether a line break is a token; inside brackets it is space. */
  newlines: boolean
  depth: number
  /** A syntax error was met: only `end` is seen until the parser has moved on to the next argument or block. */
  failed: boolean
  /** The rest of the file is not read. */
  stopped: boolean
}

/** Deeper than anything people write, and shallow enough for every function that walks the tree by calling itself. */
export const MAX_DEPTH = 250

export const createLexer = (file: SourceFile, expression: Lexer['expression']): Lexer => ({
  file,
  text: file.text,
  comments: [],
  diagnostics: [],
  expression,
  kind: 'end',
  start: 0,
  end: file.text.charCodeAt(0) === 0xfeff ? 1 : 0,
  newlines: true,
  depth: 0,
  failed: false,
  stopped: false,
})

export const is = (lexer: Lexer, kind: TokenKind): boolean => lexer.kind === kind

/** The token's text. */
export const tokenText = (lexer: Lexer): string => lexer.text.slice(lexer.start, lexer.end)

/** After so many errors a file is not what it was taken for, and nothing more is learned from it. */
export const MAX_ERRORS = 50

export const report = (lexer: Lexer, summary: string, detail: string, span: Span): void => {
  if (lexer.diagnostics.length > MAX_ERRORS) return
  lexer.diagnostics.push({ severity: 'error', summary, detail, location: locate(lexer.file, span) })
}

/** Reports the first error of the argument or block that is being parsed, and lets all that is open come to its end. */
export const fail = (lexer: Lexer, summary: string, detail: string, start = lexer.start, end = lexer.end): void => {
  if (lexer.failed) return
  report(lexer, summary, detail, { start, end })
  lexer.failed = true
  lexer.kind = 'end'
  lexer.start = lexer.end = lexer.text.length
}

/** Runs `parse` one level deeper, unless that is too deep. */
export const nested = <T>(lexer: Lexer, parse: (lexer: Lexer) => T): T => {
  lexer.depth++
  if (lexer.depth > MAX_DEPTH) tooDeep(lexer)
  const value = parse(lexer)
  lexer.depth--
  return value
}

export const tooDeep = (lexer: Lexer): void =>
  fail(lexer, 'Nested too deeply', `Expressions and blocks nested in more than ${MAX_DEPTH} levels are not read.`)

/** Moves to the next token. */
export const advance = (lexer: Lexer): void => {
  const { text } = lexer
  const at = skipSpace(lexer)
  const code = text.charCodeAt(at)
  lexer.start = at
  const word = identifierEnd(text, at)
  if (word !== at) {
    lexer.kind = 'identifier'
    lexer.end = word
  } else if (isDigit(code)) {
    lexer.kind = 'number'
    lexer.end = numberEnd(text, at)
  } else {
    lexer.kind = kindAt(text, at, code)
    lexer.end = endOf(lexer.kind, text, at)
  }
}

const spaces = /[ \t]+/y

/** The offset of the next token. Comments are kept; line breaks are space where they are no tokens. */
const skipSpace = (lexer: Lexer): number => {
  const { text } = lexer
  for (let at = lexer.end; ; ) {
    switch (text.charCodeAt(at)) {
      case SPACE:
      case TAB:
        at = text.charCodeAt(at + 1) === SPACE ? matchEnd(spaces, text, at) : at + 1
        break
      case NEWLINE:
        if (lexer.newlines) return at
        at++
        break
      case RETURN:
        if (lexer.newlines || text.charCodeAt(at + 1) !== NEWLINE) return at
        at += 2
        break
      case HASH:
      case SLASH: {
        const comment = commentAt(text, at)
        if (!comment) return at
        lexer.comments.push(comment)
        at = comment.end
        break
      }
      default:
        return at
    }
  }
}

const endOf = (kind: TokenKind, text: string, at: number): number => {
  if (kind.length === 1) return at + 1
  switch (kind) {
    case 'newline':
      return text.charCodeAt(at) === RETURN ? at + 2 : at + 1
    case 'quote':
      return at + 1
    case 'end':
      return at
    case 'heredoc':
      return text.indexOf('\n', at) + 1
    case 'invalid':
      return at + widthAt(text, at)
    case 'open comment':
      return at + 2
    default:
      return at + kind.length
  }
}

const kindAt = (text: string, at: number, code: number): TokenKind => {
  const next = text.charCodeAt(at + 1)
  switch (code) {
    case NEWLINE:
      return 'newline'
    case RETURN:
      return next === NEWLINE ? 'newline' : 'invalid'
    case QUOTE:
      return 'quote'
    case EQUALS:
      return next === EQUALS ? '==' : next === GREATER ? '=>' : '='
    case COMMA:
      return ','
    case OPEN_BRACE:
      return '{'
    case CLOSE_BRACE:
      return '}'
    case OPEN_BRACKET:
      return '['
    case CLOSE_BRACKET:
      return ']'
    case OPEN_PARENTHESIS:
      return '('
    case CLOSE_PARENTHESIS:
      return ')'
    case DOT:
      return next === DOT && text.charCodeAt(at + 2) === DOT ? '...' : '.'
    case COLON:
      return next === COLON ? '::' : ':'
    case QUESTION:
      return '?'
    case BANG:
      return next === EQUALS ? '!=' : '!'
    case LESS:
      return next === LESS && opensHeredoc(text, at) ? 'heredoc' : next === EQUALS ? '<=' : '<'
    case GREATER:
      return next === EQUALS ? '>=' : '>'
    case AMPERSAND:
      return next === AMPERSAND ? '&&' : 'invalid'
    case PIPE:
      return next === PIPE ? '||' : 'invalid'
    case PLUS:
      return '+'
    case MINUS:
      return '-'
    case STAR:
      return '*'
    case SLASH:
      return next === STAR ? 'open comment' : '/'
    case PERCENT:
      return '%'
    case TILDE:
      return next === CLOSE_BRACE ? '~}' : 'invalid'
    default:
      return at < text.length ? 'invalid' : 'end'
  }
}

/** `<<EOT` and `<<-EOT` with the line break right behind them. */
const opensHeredoc = (text: string, at: number): boolean => {
  const marker = text.charCodeAt(at + 2) === MINUS ? at + 3 : at + 2
  const end = identifierEnd(text, marker)
  return end !== marker && text.charCodeAt(text.charCodeAt(end) === RETURN ? end + 1 : end) === NEWLINE
}

/** Dots belong to a number when a digit or an exponent follows: `1.2.3` is one token, and not a number. */
const numberEnd = (text: string, at: number): number => {
  let end = at + 1
  for (let next = end; ; ) {
    const code = text.charCodeAt(next)
    if (isDigit(code)) end = ++next
    else if (code === DOT) next++
    else if (code === LOWER_E || code === UPPER_E) {
      const sign = text.charCodeAt(next + 1)
      const digits = sign === MINUS || sign === PLUS ? next + 2 : next + 1
      if (!isDigit(text.charCodeAt(digits))) return end
      end = next = digits + 1
    } else return end
  }
}
