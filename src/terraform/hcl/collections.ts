import type { Expression, ForExpression, FunctionCall, ObjectExpression, ObjectItem, Template, TupleExpression } from './ast.ts'
import { parseForNames } from './for-names.ts'
import { advance, fail, is, type Lexer, tokenText } from './lexer.ts'
import { unexpected } from './unexpected.ts'

/** Parses `(args)`, and `::name(args)` before it, behind a function's name. */
export const parseCall = (lexer: Lexer, first: string, start: number): FunctionCall => {
  let name = first
  while (is(lexer, '::')) {
    advance(lexer)
    if (!is(lexer, 'identifier')) unexpected(lexer, 'Missing function name', 'The name of a function is expected after "::".')
    name += `::${tokenText(lexer)}`
    advance(lexer)
  }
  if (!is(lexer, '('))
    unexpected(lexer, 'Missing arguments', 'An opening parenthesis is expected here, after the name of a function.')
  const open = lexer.start
  const { newlines } = lexer
  lexer.newlines = false
  advance(lexer)
  const args: Expression[] = []
  let expandLast = false
  while (!is(lexer, ')') && !lexer.failed) {
    args.push(lexer.expression(lexer))
    expandLast = is(lexer, '...')
    if (expandLast) {
      advance(lexer)
      if (!is(lexer, ')')) unexpected(lexer, 'Unclosed function call', 'A closing parenthesis is expected right after "...".')
    } else if (is(lexer, ',')) advance(lexer)
    else if (is(lexer, 'end')) {
      fail(
        lexer,
        'Unclosed function call',
        'There is no closing parenthesis for this call before the end of the file.',
        open,
        open + 1,
      )
    } else if (!is(lexer, ')')) unexpected(lexer, 'Missing comma', 'A comma is expected here, between one argument and the next.')
  }
  return { kind: 'call', name, args, expandLast, start, end: close(lexer, newlines) }
}

/** Moves past the closing bracket, and returns the offset after it. */
const close = (lexer: Lexer, newlines: boolean): number => {
  const { end } = lexer
  lexer.newlines = newlines
  advance(lexer)
  return end
}

const isWord = (lexer: Lexer, word: string): boolean => is(lexer, 'identifier') && tokenText(lexer) === word

/** Parses `[ … ]`. */
export const parseTupleOrFor = (lexer: Lexer): TupleExpression | ForExpression => {
  const { start, newlines } = lexer
  lexer.newlines = false
  advance(lexer)
  if (isWord(lexer, 'for')) return parseFor(lexer, start, newlines, ']')
  const elements: Expression[] = []
  while (!is(lexer, ']') && !lexer.failed) {
    elements.push(lexer.expression(lexer))
    if (is(lexer, ',')) advance(lexer)
    else if (is(lexer, 'end')) unclosed(lexer, start, 'bracket')
    else if (!is(lexer, ']')) unexpected(lexer, 'Missing comma', 'A comma is expected here, between one element and the next.')
  }
  return { kind: 'tuple', elements, start, end: close(lexer, newlines) }
}

const unclosed = (lexer: Lexer, start: number, what: 'brace' | 'bracket'): void =>
  fail(lexer, `Unclosed ${what}`, `There is no closing ${what} for this one before the end of the file.`, start, start + 1)

/** Parses `{ … }`, where a line break ends an item as a comma does. */
export const parseObjectOrFor = (lexer: Lexer): ObjectExpression | ForExpression => {
  const { start, newlines } = lexer
  lexer.newlines = true
  advance(lexer)
  while (is(lexer, 'newline')) advance(lexer)
  if (isWord(lexer, 'for')) return parseFor(lexer, start, newlines, '}')
  const items: ObjectItem[] = []
  while (!is(lexer, '}') && !lexer.failed) {
    items.push(parseItem(lexer))
    if (is(lexer, ',') || is(lexer, 'newline')) advance(lexer)
    else if (is(lexer, 'end')) unclosed(lexer, start, 'brace')
    else if (!is(lexer, '}'))
      unexpected(lexer, 'Missing comma', 'A comma or a line break is expected here, between one item and the next.')
    while (is(lexer, 'newline')) advance(lexer)
  }
  return { kind: 'object', items, start, end: close(lexer, newlines) }
}

const parseItem = (lexer: Lexer): ObjectItem => {
  const key = keyOf(lexer.expression(lexer))
  if (is(lexer, '=') || is(lexer, ':')) advance(lexer)
  else unexpected(lexer, 'Missing equals sign', 'An equals sign or a colon is expected here, between the key and its value.')
  const value = lexer.expression(lexer)
  return { key, value, start: key.start, end: value.end }
}

/** A name alone is a key of that text, even `null`. */
const keyOf = (key: Expression): Expression => {
  if (key.kind === 'variable') return bareKey(key.name, key)
  if (key.kind === 'literal' && typeof key.value !== 'number') return bareKey(key.text, key)
  return key
}

const bareKey = (value: string, { start, end }: Expression): Template => ({
  kind: 'template',
  parts: [{ kind: 'text', value, start, end }],
  heredoc: false,
  start,
  end,
})

/** Behind the opening bracket, at the word `for`. */
const parseFor = (lexer: Lexer, start: number, newlines: boolean, closing: ']' | '}'): ForExpression => {
  lexer.newlines = false
  advance(lexer)
  const { keyName, valueName } = parseForNames(lexer)
  const collection = lexer.expression(lexer)
  if (is(lexer, ':')) advance(lexer)
  else unexpected(lexer, 'Invalid "for"', 'A colon is expected here, after the collection.')
  let key: Expression | null = null
  let value = lexer.expression(lexer)
  if (is(lexer, '=>')) {
    if (closing === ']') fail(lexer, 'Invalid "for"', 'A key is only given between braces, where "for" makes an object.')
    advance(lexer)
    key = value
    value = lexer.expression(lexer)
  } else if (closing === '}') unexpected(lexer, 'Invalid "for"', 'Between braces a key is needed before the value: key => value.')
  const group = is(lexer, '...')
  if (group) {
    if (closing === ']')
      fail(lexer, 'Invalid "for"', 'Values are only grouped by "..." between braces, where "for" makes an object.')
    advance(lexer)
  }
  let condition: Expression | null = null
  if (isWord(lexer, 'if')) {
    advance(lexer)
    condition = lexer.expression(lexer)
  }
  if (is(lexer, 'end')) unclosed(lexer, start, closing === ']' ? 'bracket' : 'brace')
  else if (!is(lexer, closing))
    unexpected(lexer, 'Invalid "for"', `A "${closing}" is expected here, at the end of the "for" expression.`)
  const end = close(lexer, newlines)
  return { kind: 'for', keyName, valueName, collection, key, value, group, condition, start, end }
}
