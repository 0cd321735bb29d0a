import type { CharacterTest } from './node.ts'

const ranges =
  (...pairs: readonly string[]): CharacterTest =>
  (character) =>
    pairs.some((pair) => character >= (pair[0] ?? '') && character <= (pair[1] ?? ''))

export const negate =
  (test: CharacterTest): CharacterTest =>
  (character) =>
    !test(character)

export const between = (from: string, to: string): CharacterTest => {
  const [first, last] = [from.codePointAt(0) ?? 0, to.codePointAt(0) ?? 0]
  return (character) => {
    const point = character.codePointAt(0) ?? 0
    return point >= first && point <= last
  }
}

const digit = ranges('09')
const word = ranges('09', 'AZ', 'az', '__')
const space: CharacterTest = (character) => '\t\n\f\r '.includes(character)

const perlClasses: ReadonlyMap<string, CharacterTest> = new Map([
  ['d', digit],
  ['D', negate(digit)],
  ['w', word],
  ['W', negate(word)],
  ['s', space],
  ['S', negate(space)],
])

export const perlClass = (letter: string): CharacterTest | undefined => perlClasses.get(letter)

export const isWord = word

const posixClasses: ReadonlyMap<string, CharacterTest> = new Map([
  ['alnum', ranges('09', 'AZ', 'az')],
  ['alpha', ranges('AZ', 'az')],
  ['ascii', between('\0', '\x7f')],
  ['blank', (character) => character === '\t' || character === ' '],
  ['cntrl', ranges('\0\x1f', '\x7f\x7f')],
  ['digit', digit],
  ['graph', between('!', '~')],
  ['lower', ranges('az')],
  ['print', between(' ', '~')],
  ['punct', ranges('!/', ':@', '[`', '{~')],
  ['space', (character) => '\t\n\v\f\r '.includes(character)],
  ['upper', ranges('AZ')],
  ['word', word],
  ['xdigit', ranges('09', 'AF', 'af')],
])

/** `[:alpha:]`, `[:^alpha:]`. */
export const posixClass = (name: string): CharacterTest | undefined => {
  const test = posixClasses.get(name.replace(/^\^/, ''))
  return test && name.startsWith('^') ? negate(test) : test
}

/** `\p{Greek}`, `\pL`: a general category or a script. */
export const unicodeClass = (name: string): CharacterTest | undefined => {
  if (!/^\^?[A-Za-z_]+$/.test(name)) return undefined
  const plain = name.replace(/^\^/, '')
  const pattern = unicodePattern(plain) ?? unicodePattern(`Script=${plain}`)
  if (!pattern) return undefined
  const test: CharacterTest = (character) => pattern.test(character)
  return name.startsWith('^') ? negate(test) : test
}

const unicodePattern = (property: string): RegExp | undefined => {
  try {
    return new RegExp(`^\\p{${property}}$`, 'u')
  } catch {
    return undefined
  }
}
