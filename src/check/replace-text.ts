import { type Text, text } from '../source/text.ts'

/** Whether a string ends as it begins, so that two occurrences of it may overlap. */
const mayOverlapItself = (string: string): boolean => {
  for (let length = 1; length < string.length; length++) if (string.startsWith(string.slice(-length))) return true
  return false
}

/** How much of the start of `string` may be the end of an occurrence of `wanted` that begins before it. */
const begunBefore = (string: string, wanted: string): number => {
  for (let length = Math.min(string.length, wanted.length - 1); length > 0; length--)
    if (string.startsWith(wanted.slice(-length))) return length
  return 0
}

/** How much of the end of `string` may be the start of an occurrence of `wanted` that goes on after it. */
const endingAfter = (string: string, wanted: string): number => {
  for (let length = Math.min(string.length, wanted.length - 1); length > 0; length--)
    if (string.endsWith(wanted.slice(0, length))) return length
  return 0
}

const ANY = { kind: 'varying', reason: 'it is a text with replacements' } as const

/**
 * What is known of a text in which `from` is replaced by `to`, be it each time or only the first: a part that is not known
 * may hold it too, and what stands beside such a part may belong to it.
 */
export const replaceText = (given: Text, from: string, to: string): Text => {
  if (from === '' || mayOverlapItself(from)) return [ANY]
  const parts = given.map((part, index): Text => {
    if (typeof part !== 'string') return [part.kind === 'varying' ? part : { ...ANY, reason: part.reason }]
    const before = index > 0 ? begunBefore(part, from) : 0
    const rest = part.slice(before)
    const after = index < given.length - 1 ? endingAfter(rest, from) : 0
    const pieces = rest.slice(0, rest.length - after).split(from)
    // Which of several is meant, and whether one was met before, depends on the function that replaces.
    if (pieces.length > 2 || (pieces.length === 2 && index > 0)) return [ANY]
    return [...(before > 0 ? [ANY] : []), pieces.join(to), ...(after > 0 ? [ANY] : [])]
  })
  return text(...parts.flat())
}
