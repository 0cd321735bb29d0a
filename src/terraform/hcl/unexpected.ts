import { fail, is, type Lexer, tokenText } from './lexer.ts'

/** Fails at the present token, which is not the one that is wanted here. What can stand nowhere is called by its name instead. */
export const unexpected = (lexer: Lexer, summary: string, detail: string): void => {
  if (is(lexer, 'invalid')) fail(lexer, 'Invalid character', invalidCharacter(tokenText(lexer)))
  else if (is(lexer, 'open comment')) fail(lexer, 'Unterminated comment', 'There is no "*/" that ends this comment.')
  else fail(lexer, summary, detail)
}

const invalidCharacter = (character: string): string => {
  switch (character) {
    case "'":
      return 'Single quotes are not valid. Use double quotes (") to enclose a string.'
    case '“':
    case '”':
    case '‘':
    case '’':
      return 'Curly quotes are not valid. Use straight double quotes (") to enclose a string.'
    case '`':
      return 'The character "`" is not valid. For a string of several lines, use a heredoc, like <<EOT.'
    case ';':
      return 'The character ";" is not valid. Put each argument and block on a line of its own, and commas between the items of a collection.'
    case '&':
      return 'There are no bitwise operators. The logical operator is "&&".'
    case '|':
      return 'There are no bitwise operators. The logical operator is "||".'
    case '~':
    case '^':
      return 'There are no bitwise operators.'
    default:
      return `The character ${codePoint(character)} is not used in the language outside of strings and comments.`
  }
}

const codePoint = (character: string): string => {
  const code = character.codePointAt(0) ?? 0
  const name = `U+${code.toString(16).toUpperCase().padStart(4, '0')}`
  return /[\p{C}\p{Z}]/u.test(character) ? name : `"${character}" (${name})`
}
