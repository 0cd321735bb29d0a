import { knownText, type Text, text, type Unknown } from '../../source/text.ts'
import { list, nullValue, object, string, stringOf, tuple } from '../value/construct.ts'
import { knownString } from '../value/convert.ts'
import { formatValue } from '../value/format.ts'
import { callId } from '../value/symbol.ts'
import type { Value } from '../value/value.ts'
import {
  type Failure,
  type FunctionDefinition,
  type FunctionTable,
  failure,
  type Result,
  stringParameter,
  type Undecided,
  undecided,
} from './definition.ts'
import { parseRegex } from './regex/parse.ts'
import { type Budget, compileRegex, type Slots, searchRegex } from './regex/run.ts'
import { hasNoMatch, hasNoneOf } from './text.ts'

interface Matches {
  readonly kind: 'matches'
  readonly characters: readonly string[]
  readonly groups: readonly (string | undefined)[]
  readonly found: readonly Slots[]
}

const MAX_INPUT = 10_000
const MAX_STEPS = 2_000_000

/** The matches of a pattern from left to right, none beginning where the one before it ends if it is empty. */
const findMatches = (pattern: string, input: string, most: number): Matches | Failure | Undecided => {
  const parsed = parseRegex(pattern)
  if ('error' in parsed) return failure(`invalid regexp pattern: ${parsed.error}`, 'pattern')
  const named = parsed.groups.filter((name) => name !== undefined).length
  if (named > 0 && named < parsed.groups.length)
    return failure('invalid regexp pattern: cannot mix both named and unnamed capture groups', 'pattern')
  const program = compileRegex(parsed)
  if (!program) return undecided('its regular expression is too long')
  if (input.length > MAX_INPUT) return undecided(`its regular expression is applied to more than ${MAX_INPUT} characters`)
  const characters = [...input]
  const budget: Budget = { steps: MAX_STEPS }
  const found: Slots[] = []
  let [from, previousEnd] = [0, -1]
  while (from <= characters.length && found.length < most) {
    const slots = searchRegex(program, characters, from, budget)
    if (budget.steps < 0) return undecided('its regular expression takes too long')
    if (!slots) break
    const [start = 0, end = 0] = slots
    if (end > start || start !== previousEnd) found.push(slots)
    previousEnd = end
    from = end > start ? end : end + 1
  }
  return { kind: 'matches', characters, groups: parsed.groups, found }
}

const groupText = ({ characters }: Matches, slots: Slots, group: number): string | undefined => {
  const [start, end] = [slots[group * 2], slots[group * 2 + 1]]
  return start === undefined || end === undefined ? undefined : characters.slice(start, end).join('')
}

/** A string without groups, an object of named ones, a tuple of others. */
const matchValue = (matches: Matches, slots: Slots): Value => {
  const { groups } = matches
  if (groups.length === 0) return string(groupText(matches, slots, 0) ?? '')
  const values = groups.map((_, index) => {
    const part = groupText(matches, slots, index + 1)
    return part === undefined ? nullValue : string(part)
  })
  return groups[0] === undefined ? tuple(values) : object(groups.map((name, index) => [name ?? '', values[index] as Value]))
}

const withRegex = (most: number, result: (matches: Matches) => Result): FunctionDefinition => ({
  parameters: [stringParameter('pattern'), stringParameter('string')],
  call: ([pattern, input]) => {
    const matches = findMatches((pattern && knownString(pattern)) ?? '', (input && knownString(input)) ?? '', most)
    return matches.kind === 'matches' ? result(matches) : matches
  },
})

/** What `replace` gives: with a pattern between slashes, or else for each place where the substring stands. */
export const replaceString = (value: Text, substring: Text, replacement: Text): Result => {
  const wanted = knownText(substring)
  if (wanted === undefined) return undefined
  const known = knownText(value)
  const pattern = /^\/([\s\S]*)\/$/.exec(wanted)?.[1]
  const knownReplacement = knownText(replacement)
  if (pattern !== undefined)
    return known === undefined || knownReplacement === undefined ? undefined : replaceMatches(pattern, known, knownReplacement)
  if (known !== undefined && knownReplacement !== undefined) return string(replaceAll(known, wanted, knownReplacement))
  return replaceInParts(value, wanted, replacement)
}

/** An empty substring stands before and after each character. */
const replaceAll = (value: string, wanted: string, replacement: string): string =>
  (wanted === '' ? ['', ...value, ''] : value.split(wanted)).join(replacement)

/** A single character stands in one part or in another, so that each part is replaced in by itself. */
const replaceInParts = (value: Text, wanted: string, replacement: Text): Result => {
  const untouched = value.every((part, index) => typeof part === 'string' || hasNoMatch(part, wanted, value[index - 1]))
  if ((!untouched && wanted.length !== 1) || wanted === '') return undefined
  const id = (part: Unknown): string =>
    callId('replace', [part.id, formatValue(string(wanted)), formatValue(stringOf(replacement))])
  return stringOf(
    text(
      ...value.flatMap((part): Text => {
        if (typeof part === 'string')
          return part.split(wanted).flatMap((piece, index) => (index === 0 ? [piece] : [...replacement, piece]))
        return part.kind === 'varying' || untouched || hasNoneOf(part, wanted)
          ? [part]
          : [{ kind: 'unknown', id: id(part), reason: part.reason }]
      }),
    ),
  )
}

const replaceMatches = (pattern: string, input: string, replacement: string): Result => {
  const matches = findMatches(pattern, input, Number.POSITIVE_INFINITY)
  if (matches.kind !== 'matches') return matches
  let [replaced, from] = ['', 0]
  for (const slots of matches.found) {
    const [start = 0, end = 0] = slots
    replaced += matches.characters.slice(from, start).join('') + expand(replacement, matches, slots)
    from = end
  }
  return string(replaced + matches.characters.slice(from).join(''))
}

/** `$1`, `${1}`, `$name` and `$$`, as Go's `Regexp.Expand` has them. */
const expand = (template: string, matches: Matches, slots: Slots): string =>
  template.replace(/\$(?:\$|(\w+)|\{(\w+)\})/g, (whole, plain: string | undefined, braced: string | undefined) => {
    if (whole === '$$') return '$'
    const name = plain ?? braced ?? ''
    const group = /^\d+$/.test(name) ? Number(name) : matches.groups.indexOf(name) + 1 || matches.groups.length + 1
    return groupText(matches, slots, group) ?? ''
  })

/** https://developer.hashicorp.com/terraform/language/functions/regex */
export const regexFunctions: FunctionTable = {
  regex: withRegex(1, (matches) => {
    const [first] = matches.found
    return first ? matchValue(matches, first) : failure('pattern did not match any part of the given string')
  }),
  regexall: withRegex(Number.POSITIVE_INFINITY, (matches) => list(matches.found.map((slots) => matchValue(matches, slots)))),
}
