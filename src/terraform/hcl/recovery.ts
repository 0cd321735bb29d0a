import type { Comment } from './ast.ts'
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
import { commentAt } from './comment.ts'
import { markerEnd } from './heredoc.ts'

export interface Skipped {
  readonly end: number
  readonly comments: readonly Comment[]
}

/**
 * Where parsing goes on after the argument or block header at `from`, which is broken: at the line break that ends it, or before a
 * closing brace that is not its own. What is open inside it may never be closed, so a line that is indented no deeper than the
 * broken item and begins with a name is taken for the next item. A brace on the next line is taken for the broken block's.
 */
export const skipItem = (text: string, from: number): Skipped => {
  const comments: Comment[] = []
  return { end: endOfItem(text, from, comments), comments }
}

const endOfItem = (text: string, from: number, comments: Comment[]): number => {
  const indent = indentation(text, from)
  const open: string[] = []
  for (let at = from; at < text.length; at++) {
    const inString = open.at(-1) === '"'
    const code = text.charCodeAt(at)
    if (code === NEWLINE) {
      if (inString) endString(open, text.charAt(beforeBreak(text, at) - 1))
      const next = skipSpace(text, at + 1)
      if (startsItem(text, at + 1, indent) || (open.length === 0 && text.charCodeAt(next) !== OPEN_BRACE))
        return beforeBreak(text, at)
    } else if (inString) {
      if (code === QUOTE) open.pop()
      else if (code === BACKSLASH && text.charCodeAt(at + 1) !== NEWLINE) at++
      else if ((code === DOLLAR || code === PERCENT) && text.charCodeAt(at + 1) === code) at++
      else if ((code === DOLLAR || code === PERCENT) && text.charCodeAt(at + 1) === OPEN_BRACE) {
        open.push('{')
        at++
      }
    } else {
      const comment = commentAt(text, at)
      const heredoc = text.startsWith('<<', at) ? heredocEnd(text, at) : at
      if (comment) {
        comments.push(comment)
        at = comment.end - 1
      } else if (heredoc !== at) at = heredoc - 1
      else if (code === QUOTE) open.push('"')
      else if ('{[('.includes(text.charAt(at))) open.push(text.charAt(at))
      else if ('}])'.includes(text.charAt(at)) && !closeBracket(open, text.charAt(at)) && code === CLOSE_BRACE) return at
    }
  }
  return text.length
}

/** An unterminated string ends with its line. A bracket at the end of it was most likely meant to be behind it. */
const endString = (open: string[], last: string): void => {
  open.pop()
  if ('{[('.includes(last)) open.push(last)
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
