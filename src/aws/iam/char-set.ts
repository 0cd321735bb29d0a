/** The sets of characters that parts of a pattern stand for. */
export type CharSet = 'any' | 'no-colon' | 'bucket' | 'digit' | 'region' | 'letter'

const expressions = {
  any: /^.$/su,
  'no-colon': /^[^:]$/u,
  bucket: /^[a-z0-9.-]$/,
  digit: /^[0-9]$/,
  region: /^[a-z0-9-]$/,
  letter: /^[a-z-]$/,
} as const satisfies Record<CharSet, RegExp>

const lower = 'xyzabcdefghijklmnopqrstuvw'
const digits = '1234567890'
const samples = {
  any: `${lower}${digits}XYZ_~\u{10FFFD}\u{10FFFC}`,
  'no-colon': `${lower}${digits}XYZ_~\u{10FFFD}\u{10FFFC}`,
  bucket: `${lower}${digits}-.`,
  digit: digits,
  region: `${lower}${digits}-`,
  letter: `${lower}-`,
} as const satisfies Record<CharSet, string>

export const contains = (set: CharSet, char: string): boolean => set === 'any' || expressions[set].test(char)

/** Whether two sets have a character in common. */
export const meets = (one: CharSet, other: CharSet): boolean =>
  !((one === 'digit' && other === 'letter') || (one === 'letter' && other === 'digit'))

/** A character of the set that stands for all of its characters other than those `taken`; null if there may be none. */
export const otherIn = (set: CharSet, taken: ReadonlySet<string>): string | null => {
  for (const char of samples[set]) if (!taken.has(char)) return char
  return null
}
