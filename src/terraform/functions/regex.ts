import { type Undecided, undecided } from './definition.ts'
import { loadRe2 } from './libraries.ts'

export interface Matches {
  readonly kind: 'matches'
  readonly input: string
  /** Of each group its name, if it has one. */
  readonly groups: readonly (string | undefined)[]
  readonly found: readonly Match[]
}

export interface Match {
  readonly start: number
  readonly end: number
  /** What each group holds; undefined for one that took no part. */
  readonly groups: readonly (string | undefined)[]
}

/** The pattern is not one of RE2's; `part` is what of it. */
export interface WrongPattern {
  readonly kind: 'wrong'
  readonly problem: string
  readonly part: string
}

const MAX_INPUT = 1_000_000

/** How many characters may be looked at: each match may look at all that follow it. */
const MAX_LOOKED_AT = 20_000_000

/**
 * The matches of a pattern from left to right, none beginning where the one before it ends if it is empty.
 * https://github.com/google/re2/wiki/Syntax
 */
export const findMatches = (pattern: string, input: string, most: number): Matches | WrongPattern | Undecided => {
  const { RE2JS, RE2JSSyntaxException, RE2JSException } = loadRe2()
  try {
    const compiled = RE2JS.compile(pattern)
    const groups = new Array<string | undefined>(compiled.groupCount()).fill(undefined)
    for (const [name, index] of Object.entries(compiled.namedGroups())) groups[index - 1] = name
    if (input.length > MAX_INPUT) return undecided(`its regular expression is applied to more than ${MAX_INPUT} characters`)
    const matcher = compiled.matcher(input)
    const found: Match[] = []
    let [lookedAt, previousEnd] = [0, -1]
    while (found.length < most && matcher.find()) {
      const [start, end] = [matcher.start(), matcher.end()]
      lookedAt += input.length - Math.max(0, previousEnd)
      if (lookedAt > MAX_LOOKED_AT) return undecided('its regular expression takes too long')
      if (end > start || start !== previousEnd)
        found.push({ start, end, groups: groups.map((_, index) => matcher.group(index + 1) ?? undefined) })
      previousEnd = end
    }
    return { kind: 'matches', input, groups, found }
  } catch (error) {
    // Go takes such a pattern, this library does not.
    if (error instanceof RE2JSException && error.message.includes('duplicate capture group name'))
      return undecided('two groups of its regular expression have one name')
    if (error instanceof RE2JSSyntaxException)
      return { kind: 'wrong', problem: error.getDescription(), part: error.getPattern() ?? '' }
    if (error instanceof RE2JSException) return { kind: 'wrong', problem: error.message, part: pattern }
    throw error
  }
}
