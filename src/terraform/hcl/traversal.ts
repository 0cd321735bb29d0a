import { type Expression, type Index, type Literal, SPLAT_ITEM, type Splat, type Variable } from './ast.ts'
import { advance, fail, is, type Lexer, nested, tokenText, tooDeep } from './lexer.ts'
import { unexpected } from './unexpected.ts'

/** A chain of steps becomes a tree as deep as it is long. */
const MAX_STEPS = 1000

/** Parses the `.name`, `[key]`, `[*]` and `.*` that follow a value. */
export const parseTraversal = (lexer: Lexer, from: Expression): Expression => {
  let value = from
  for (let steps = 0; ; steps++) {
    switch (lexer.kind) {
      case '.':
        value = parseDot(lexer, value)
        break
      case '[':
        value = parseBracket(lexer, value)
        break
      default:
        return value
    }
    if (steps === MAX_STEPS) tooDeep(lexer)
  }
}

const parseDot = (lexer: Lexer, object: Expression): Expression => {
  const dot = lexer.start
  advance(lexer)
  if (is(lexer, '*')) return parseAttributeSplat(lexer, object, dot)
  return parseAttribute(lexer, object)
}

/** The step after a dot: a name, or a number in the way of Terraform 0.11. */
const parseAttribute = (lexer: Lexer, object: Expression): Expression => {
  const { end } = lexer
  switch (lexer.kind) {
    case 'identifier': {
      const name = tokenText(lexer)
      advance(lexer)
      return { kind: 'attr', object, name, start: object.start, end }
    }
    case 'number':
      return parseLegacyIndex(lexer, object)
    default:
      unexpected(lexer, 'Invalid attribute name', 'The name of an attribute is expected after a dot.')
      return object
  }
}

const parseLegacyIndex = (lexer: Lexer, object: Expression): Index => {
  const { start, end } = lexer
  const text = tokenText(lexer)
  if (text.includes('.')) {
    fail(lexer, 'Invalid index', `Two indexes in a row are written with brackets: [${text.split('.').join('][')}].`)
  }
  advance(lexer)
  const key: Literal = { kind: 'literal', value: Number(text), text, start, end }
  return { kind: 'index', object, key, start: object.start, end }
}

/** `.*` takes the names after it, and no brackets: these belong to the whole. */
const parseAttributeSplat = (lexer: Lexer, object: Expression, dot: number): Splat => {
  const item: Variable = { kind: 'variable', name: SPLAT_ITEM, start: dot, end: lexer.end }
  advance(lexer)
  let each: Expression = item
  for (let steps = 0; is(lexer, '.'); steps++) {
    if (steps === MAX_STEPS) tooDeep(lexer)
    advance(lexer)
    if (is(lexer, '*')) fail(lexer, 'Nested splat', 'A ".*" cannot follow another one. Use "[*]" instead.')
    each = parseAttribute(lexer, each)
  }
  return { kind: 'splat', object, full: false, each, start: object.start, end: each.end }
}

const parseBracket = (lexer: Lexer, object: Expression): Expression => {
  const { start, newlines } = lexer
  advance(lexer)
  if (is(lexer, '*')) return parseFullSplat(lexer, object, start)
  lexer.newlines = false
  if (is(lexer, 'newline')) advance(lexer)
  const key = lexer.expression(lexer)
  if (!is(lexer, ']')) unexpected(lexer, 'Unclosed index', 'A closing bracket is expected here, after the index.')
  const { end } = lexer
  lexer.newlines = newlines
  advance(lexer)
  return { kind: 'index', object, key, start: object.start, end }
}

/** `[*]` takes everything after it. */
const parseFullSplat = (lexer: Lexer, object: Expression, start: number): Splat => {
  advance(lexer)
  if (!is(lexer, ']')) unexpected(lexer, 'Unclosed splat', 'A closing bracket is expected here, right after the star.')
  const item: Variable = { kind: 'variable', name: SPLAT_ITEM, start, end: lexer.end }
  advance(lexer)
  const each = nested(lexer, () => parseTraversal(lexer, item))
  return { kind: 'splat', object, full: true, each, start: object.start, end: each.end }
}
