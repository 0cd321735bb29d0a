import { advance, is, type Lexer, tokenText } from './lexer.ts'
import { unexpected } from './unexpected.ts'

/** `value in` or `key, value in`, as both the directive and the expression begin. */
export const parseForNames = (lexer: Lexer): { readonly keyName: string | null; readonly valueName: string } => {
  const first = parseForName(lexer)
  let second: string | null = null
  if (is(lexer, ',')) {
    advance(lexer)
    second = parseForName(lexer)
  }
  if (is(lexer, 'identifier') && tokenText(lexer) === 'in') advance(lexer)
  else unexpected(lexer, 'Invalid "for"', 'The keyword "in" is expected here, after the names that "for" declares.')
  return second === null ? { keyName: null, valueName: first } : { keyName: first, valueName: second }
}

const parseForName = (lexer: Lexer): string => {
  if (!is(lexer, 'identifier')) {
    unexpected(lexer, 'Invalid "for"', 'A name for each element is expected here.')
    return ''
  }
  const name = tokenText(lexer)
  advance(lexer)
  return name
}
