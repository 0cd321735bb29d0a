import type { BinaryOperator, Expression, Literal, Unary } from './ast.ts'
import { parseCall, parseObjectOrFor, parseTupleOrFor } from './collections.ts'
import { parseHeredoc } from './heredoc.ts'
import { advance, fail, is, type Lexer, nested, type TokenKind, tokenText, tooDeep } from './lexer.ts'
import { parseQuoted } from './quoted.ts'
import { parseTraversal } from './traversal.ts'
import { unexpected } from './unexpected.ts'

/** A chain of operators becomes a tree as deep as it is long. */
const MAX_OPERATORS = 1000

/**
 * Parses the expression that begins at the present token, and moves to the first one that does not belong to it.
 * https://github.com/hashicorp/hcl/blob/main/hclsyntax/spec.md#expressions
 */
export const expressionAt = (lexer: Lexer): Expression => nested(lexer, parseConditional)

const parseConditional = (lexer: Lexer): Expression => {
  const condition = parseBinary(lexer, 1)
  if (!is(lexer, '?')) return condition
  advance(lexer)
  const then = expressionAt(lexer)
  if (!is(lexer, ':')) {
    unexpected(
      lexer,
      'Incomplete conditional',
      'A colon and the value for the false case are expected here: condition ? value : value.',
    )
    return condition
  }
  advance(lexer)
  const otherwise = expressionAt(lexer)
  return { kind: 'conditional', condition, then, else: otherwise, start: condition.start, end: otherwise.end }
}

/** Operators bind to the left, those of a higher level first. */
const parseBinary = (lexer: Lexer, level: number): Expression => {
  let left = parseUnary(lexer)
  for (let operators = 0; ; operators++) {
    const { kind } = lexer
    const own = levelOf(kind)
    if (own < level) return left
    if (operators === MAX_OPERATORS) tooDeep(lexer)
    advance(lexer)
    const right = parseBinary(lexer, own + 1)
    left = { kind: 'binary', operator: kind as BinaryOperator, left, right, start: left.start, end: right.end }
  }
}

/** 0 for what is not a binary operator. https://developer.hashicorp.com/terraform/language/expressions/operators */
const levelOf = (kind: TokenKind): number => {
  switch (kind) {
    // What most often follows a value, before the comparisons with all operators.
    case 'newline':
    case ',':
    case '}':
    case ')':
    case ']':
    case '=':
      return 0
    case '||':
      return 1
    case '&&':
      return 2
    case '==':
    case '!=':
      return 3
    case '<':
    case '<=':
    case '>':
    case '>=':
      return 4
    case '+':
    case '-':
      return 5
    case '*':
    case '/':
    case '%':
      return 6
    default:
      return 0
  }
}

const parseUnary = (lexer: Lexer): Expression => {
  switch (lexer.kind) {
    case '!':
    case '-':
      return nested(lexer, parseOperand)
    default:
      return parseTraversal(lexer, parseTerm(lexer))
  }
}

const parseOperand = (lexer: Lexer): Unary => {
  const { start } = lexer
  const operator = lexer.kind === '!' ? '!' : '-'
  advance(lexer)
  const operand = parseUnary(lexer)
  return { kind: 'unary', operator, operand, start, end: operand.end }
}

const parseTerm = (lexer: Lexer): Expression => {
  switch (lexer.kind) {
    case 'identifier':
      return parseName(lexer)
    case 'quote':
      return parseQuoted(lexer)
    case 'heredoc':
      return parseHeredoc(lexer)
    case 'number':
      return parseNumber(lexer)
    case '[':
      return parseTupleOrFor(lexer)
    case '{':
      return parseObjectOrFor(lexer)
    case '(':
      return parseParentheses(lexer)
    default:
      return missingTerm(lexer)
  }
}

const parseName = (lexer: Lexer): Expression => {
  const { start, end } = lexer
  const name = tokenText(lexer)
  advance(lexer)
  if (is(lexer, '(') || is(lexer, '::')) return parseCall(lexer, name, start)
  switch (name) {
    case 'true':
    case 'false':
      return { kind: 'literal', value: name === 'true', text: name, start, end }
    case 'null':
      return { kind: 'literal', value: null, text: name, start, end }
    default:
      return { kind: 'variable', name, start, end }
  }
}

const parseNumber = (lexer: Lexer): Literal => {
  const { start, end } = lexer
  const text = tokenText(lexer)
  if (!/^\d+(\.\d*)?([eE][+-]?\d+)?$/.test(text)) fail(lexer, 'Invalid number', `"${text}" is not a number.`)
  advance(lexer)
  return { kind: 'literal', value: Number(text), text, start, end }
}

const parseParentheses = (lexer: Lexer): Expression => {
  const { start, newlines } = lexer
  lexer.newlines = false
  advance(lexer)
  const inner = expressionAt(lexer)
  if (is(lexer, 'end'))
    fail(
      lexer,
      'Unclosed parenthesis',
      'There is no closing parenthesis for this one before the end of the file.',
      start,
      start + 1,
    )
  else if (!is(lexer, ')')) unexpected(lexer, 'Unclosed parenthesis', 'A closing parenthesis is expected here.')
  const { end } = lexer
  lexer.newlines = newlines
  advance(lexer)
  return { kind: 'parentheses', inner, start, end }
}

const missingTerm = (lexer: Lexer): Expression => {
  const { start, end } = lexer
  if (is(lexer, 'end')) fail(lexer, 'Missing expression', 'A value is expected here, but the file ends.')
  else if (is(lexer, 'newline')) unexpected(lexer, 'Missing expression', 'A value is expected here, but the line ends.')
  else if (lexer.text.startsWith('<<', start)) {
    fail(
      lexer,
      'Invalid heredoc',
      'A heredoc begins with "<<" or "<<-" and a name, with nothing behind them on the line.',
      start,
      start + 2,
    )
  } else unexpected(lexer, 'Invalid expression', 'A value is expected here.')
  return { kind: 'invalid', start, end }
}
