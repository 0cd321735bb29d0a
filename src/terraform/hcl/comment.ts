import type { Comment } from './ast.ts'
import { HASH, RETURN, SLASH, STAR } from './characters.ts'

/** The comment that begins at `at`. One between `/*` and a missing end is none. */
export const commentAt = (text: string, at: number): Comment | undefined => {
  switch (text.charCodeAt(at)) {
    case HASH:
      return lineComment(text, at, 1)
    case SLASH: {
      const second = text.charCodeAt(at + 1)
      if (second === SLASH) return lineComment(text, at, 2)
      const close = second === STAR ? text.indexOf('*/', at + 2) : -1
      return close === -1 ? undefined : { start: at, end: close + 2, text: text.slice(at + 2, close).trim() }
    }
    default:
      return undefined
  }
}

/** The line break is not a part of it. */
const lineComment = (text: string, start: number, marker: number): Comment => {
  let end = text.indexOf('\n', start)
  if (end === -1) end = text.length
  else if (text.charCodeAt(end - 1) === RETURN) end--
  return { start, end, text: text.slice(start + marker, end).trim() }
}
