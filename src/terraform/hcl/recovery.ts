import {
  BACKSLASH,
  CLOSE_BRACE,
  DOLLAR,
  identifierEnd,
  MINUS,
  NEWLINE,
  OPEN_BRACE,
  PERCENT,
  QUOTE,
  RETURN,
  SPACE,
  TAB,
} from './characters.ts'
import { markerEnd } from './heredoc.ts'

/**
 * Where parsing goes on after the argument or block header at `from`, which is broken: at the line break that ends it, or before a
 * closing brace that is not its own. What is open inside it may never be closed, so a line that is indented no deeper than the
 * broken item and begins with a name is taken for the next item.
 */
export const endOfItem = (text: string, from: number): number => {
  const indent = indentation(text, from)
  const open: string[] = []
  for (let at = from; at < text.length; at++) {
    const inString = open.at(-1) === '"'
    const code = text.charCodeAt(at)
    if (code === NEWLINE) {
      if (inString) open.pop()
      if (open.length === 0 || startsItem(text, at + 1, indent)) return beforeBreak(text, at)
    } else if (inString) {
      if (code === QUOTE) open.pop()
      else if (code === BACKSLASH && text.charCodeAt(at + 1) !== NEWLINE) at++
      else if ((code === DOLLAR || code === PERCENT) && text.charCodeAt(at + 1) === code) at++
      else if ((code === DOLLAR || code === PERCENT) && text.charCodeAt(at + 1) === OPEN_BRACE) {
        open.push('{')
        at++
      }
    } else {
      const skipped = commentOrHeredocEnd(text, at)
      if (skipped !== at) at = skipped - 1
      else if (code === QUOTE) open.push('"')
      else if ('{[('.includes(text.charAt(at))) open.push(text.charAt(at))
      else if ('}])'.includes(text.charAt(at)) && !closeBracket(open, text.charAt(at)) && code === CLOSE_BRACE) return at
    }
  }
  return text.length
}

/** Closes the innermost bracket of that kind, with what was left open in it. False if there is none. */
const closeBracket = (open: string[], closer: string): boolean => {
  const at = open.lastIndexOf(closer === '}' ? '{' : closer === ']' ? '[' : '(')
  if (at !== -1) open.length = at
  return at !== -1
}

/** The number of characters before the first one of the line that is not space. */
export const indentation = (text: string, at: number): number => {
  const line = text.lastIndexOf('\n', at - 1) + 1
  return skipSpace(text, line) - line
}

const skipSpace = (text: string, from: number): number => {
  let at = from
  while (text.charCodeAt(at) === SPACE || text.charCodeAt(at) === TAB) at++
  return at
}

const startsItem = (text: string, line: number, indent: number): boolean => {
  const first = skipSpace(text, line)
  return first - line <= indent && identifierEnd(text, first) !== first
}

const beforeBreak = (text: string, at: number): number => (text.charCodeAt(at - 1) === RETURN ? at - 1 : at)

const commentOrHeredocEnd = (text: string, at: number): number => {
  switch (text.charAt(at)) {
    case '#':
      return lineEnd(text, at)
    case '/': {
      if (text.charAt(at + 1) === '/') return lineEnd(text, at)
      if (text.charAt(at + 1) !== '*') return at
      const end = text.indexOf('*/', at + 2)
      return end === -1 ? at : end + 2
    }
    case '<':
      return text.charAt(at + 1) === '<' ? heredocEnd(text, at) : at
    default:
      return at
  }
}

const lineEnd = (text: string, at: number): number => {
  const end = text.indexOf('\n', at)
  return end === -1 ? text.length : beforeBreak(text, end)
}

/** A heredoc that nothing ends is left where a block begins at the start of a line. */
const heredocEnd = (text: string, at: number): number => {
  const name = text.charCodeAt(at + 2) === MINUS ? at + 3 : at + 2
  const nameEnd = identifierEnd(text, name)
  if (nameEnd === name) return at
  const marker = text.slice(name, nameEnd)
  let block = -1
  for (let line = text.indexOf('\n', at) + 1; line !== 0; line = text.indexOf('\n', line) + 1) {
    const end = markerEnd(text, line, marker)
    if (end !== -1) return end
    if (block === -1 && startsBlock(text, line)) block = line
  }
  return block === -1 ? text.length : beforeBreak(text, block - 1)
}

/** A name and at least one quoted label. */
const startsBlock = (text: string, line: number): boolean => {
  const end = identifierEnd(text, line)
  return end !== line && text.charAt(end) === ' ' && text.charAt(end + 1) === '"'
}
