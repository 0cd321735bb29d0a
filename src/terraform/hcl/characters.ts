export const TAB = 9
export const NEWLINE = 10
export const RETURN = 13
export const SPACE = 32
export const BANG = 33
export const QUOTE = 34
export const HASH = 35
export const DOLLAR = 36
export const PERCENT = 37
export const AMPERSAND = 38
export const OPEN_PARENTHESIS = 40
export const CLOSE_PARENTHESIS = 41
export const STAR = 42
export const PLUS = 43
export const COMMA = 44
export const MINUS = 45
export const DOT = 46
export const SLASH = 47
export const COLON = 58
export const LESS = 60
export const EQUALS = 61
export const GREATER = 62
export const QUESTION = 63
const UPPER_A = 65
export const UPPER_E = 69
export const OPEN_BRACKET = 91
export const BACKSLASH = 92
export const CLOSE_BRACKET = 93
export const LOWER_E = 101
export const OPEN_BRACE = 123
export const PIPE = 124
export const CLOSE_BRACE = 125
export const TILDE = 126

export const isDigit = (code: number): boolean => code >= 48 && code <= 57

// One match a word is faster than one comparison a character as long as the program is not compiled, which is most of a scan.
const asciiIdentifier = /[A-Za-z_][\w-]*/y
const anyIdentifier = /[\p{ID_Start}_][\p{ID_Continue}-]*/uy

/** The offset after the identifier that starts at `at`, or `at` when none does. https://unicode.org/reports/tr31/ with `_` and `-`. */
export const identifierEnd = (text: string, at: number): number => {
  const code = text.charCodeAt(at)
  if (!(code >= UPPER_A) || isBracket(code)) return at
  const end = matchEnd(asciiIdentifier, text, at)
  return text.charCodeAt(end) > 127 ? matchEnd(anyIdentifier, text, at) : end
}

const isBracket = (code: number): boolean =>
  code === OPEN_BRACE || code === CLOSE_BRACE || code === OPEN_BRACKET || code === CLOSE_BRACKET

/** The offset after what the pattern, which is sticky, matches at `at`; `at` if nothing. */
export const matchEnd = (pattern: RegExp, text: string, at: number): number => {
  pattern.lastIndex = at
  return pattern.test(text) ? pattern.lastIndex : at
}

/** How many UTF-16 code units the character takes. */
export const widthAt = (text: string, at: number): number => ((text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1)

/** Unicode's White_Space, as the language's own trimming counts it: not JavaScript's, which has U+FEFF and lacks U+0085. */
export const isSpace = (code: number): boolean =>
  code === SPACE ||
  (code >= TAB && code <= RETURN) ||
  (code >= 0x85 && (code === 0x85 || code === 0xa0 || code === 0x1680 || (code >= 0x2000 && isWideSpace(code))))

const isWideSpace = (code: number): boolean =>
  code <= 0x200a || code === 0x2028 || code === 0x2029 || code === 0x202f || code === 0x205f || code === 0x3000

export const trimStart = (value: string): string => {
  let start = 0
  while (start < value.length && isSpace(value.charCodeAt(start))) start++
  return value.slice(start)
}

export const trimEnd = (value: string): string => {
  let end = value.length
  while (end > 0 && isSpace(value.charCodeAt(end - 1))) end--
  return value.slice(0, end)
}
