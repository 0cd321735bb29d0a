import type { Label } from './ast.ts'
import { QUOTE } from './characters.ts'
import { literalValue } from './escapes.ts'
import { advance, fail, is, type Lexer, tokenText } from './lexer.ts'
import { literalEnd } from './template-sequence.ts'
import { unexpected } from './unexpected.ts'

/** Parses what is between the type of a block and its opening brace, which is then the present token. */
export const parseLabels = (lexer: Lexer): readonly Label[] => {
  const labels: Label[] = []
  while (!is(lexer, '{') && !lexer.failed) {
    if (is(lexer, 'quote')) labels.push(parseQuotedLabel(lexer))
    else if (is(lexer, 'identifier')) {
      labels.push({ value: tokenText(lexer), start: lexer.start, end: lexer.end })
      advance(lexer)
    } else invalidHeader(lexer)
  }
  return labels
}

const invalidHeader = (lexer: Lexer): void => {
  if (is(lexer, '='))
    unexpected(lexer, 'Invalid block', 'There is no equals sign between the labels of a block and its opening brace.')
  else if (is(lexer, 'newline') || is(lexer, 'end')) {
    unexpected(lexer, 'Invalid block', 'The opening brace of a block is expected on the same line as its type and its labels.')
  } else unexpected(lexer, 'Invalid block', 'A label in quotes or the opening brace of the block is expected here.')
}

const parseQuotedLabel = (lexer: Lexer): Label => {
  const { text, start } = lexer
  const from = lexer.end
  const end = literalEnd(text, from, 'quoted')
  const value = literalValue(lexer, from, end, true)
  if (text.charCodeAt(end) === QUOTE) {
    if (!lexer.failed) lexer.end = end + 1
    advance(lexer)
  } else if (text.startsWith('${', end) || text.startsWith('%{', end)) {
    const detail = `A label has no templates in it. For the characters themselves, write "${text.charAt(end)}${text.slice(end, end + 2)}".`
    fail(lexer, 'Invalid label', detail, end, end + 2)
  } else
    fail(lexer, 'Unterminated string', 'There is no closing quote for this label on its line.', start, Math.max(end, start + 1))
  return { value, start, end: end + 1 }
}
