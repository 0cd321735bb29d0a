import { type Part, type Text, text } from '../../../src/source/text.ts'

/** A small generator with a fixed seed, so that a failure can be looked at again. Gives a whole number below its argument. */
export const generator = (seed: number) => {
  let state = seed
  return (below: number): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((state / 4_294_967_296) * below)
  }
}

export type Generator = ReturnType<typeof generator>

export const randomText = (next: Generator, letters: readonly Part[], longest: number): Text =>
  text(...Array.from({ length: next(longest + 1) }, () => letters[next(letters.length)] as Part))

/** Every string of these characters that is not longer. */
export const words = (longest: number): readonly string[] => {
  const all = ['']
  for (let start = 0, length = 0; length < longest; length++) {
    const end = all.length
    for (; start < end; start++) for (const char of 'ab/') all.push(all[start] + char)
  }
  return all
}

/** IAM's own matching of one string by one pattern, written in the simplest way. */
export const matches = (pattern: string, string: string): boolean => {
  if (pattern === '') return string === ''
  if (pattern[0] === '*') return matches(pattern.slice(1), string) || (string !== '' && matches(pattern, string.slice(1)))
  return string !== '' && (pattern[0] === '?' || pattern[0] === string[0]) && matches(pattern.slice(1), string.slice(1))
}

/** All strings that a text stands for, if its unknown parts have these values and its varying ones are one of these words. */
export const instances = (parts: Text, values: ReadonlyMap<string, string>, varyingWords: readonly string[]): readonly string[] =>
  parts.reduce<readonly string[]>(
    (before, part) =>
      before.flatMap((start) =>
        typeof part === 'string'
          ? [start + part]
          : (part.kind === 'unknown' ? [values.get(part.id) ?? ''] : varyingWords).map((value) => start + value),
      ),
    [''],
  )
