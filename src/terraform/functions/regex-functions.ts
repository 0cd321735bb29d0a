import { knownText, type Text, text, type Unknown } from '../../source/text.ts'
import { list, nullValue, object, string, stringOf, tuple } from '../value/construct.ts'
import { knownString } from '../value/convert.ts'
import { formatValue } from '../value/format.ts'
import { callId } from '../value/symbol.ts'
import type { Value } from '../value/value.ts'
import { type FunctionDefinition, type FunctionTable, failure, type Result, stringParameter, undecided } from './definition.ts'
import { findMatches, type Match, type Matches } from './regex.ts'
import { hasNoMatch, hasNoneOf } from './text.ts'

/** A string without groups, an object of named ones, a tuple of others. */
const matchValue = ({ input, groups }: Matches, match: Match): Value => {
  if (groups.length === 0) return string(input.slice(match.start, match.end))
  const values = match.groups.map((part) => (part === undefined ? nullValue : string(part)))
  return groups[0] === undefined ? tuple(values) : object(groups.map((name, index) => [name ?? '', values[index] as Value]))
}

const withRegex = (most: number, result: (matches: Matches) => Result): FunctionDefinition => ({
  parameters: [stringParameter('pattern'), stringParameter('string')],
  call: ([pattern, input]) => {
    const matches = findMatches((pattern && knownString(pattern)) ?? '', (input && knownString(input)) ?? '', most)
    if (matches.kind === 'wrong') return failure(`invalid regexp pattern: ${matches.problem} in ${matches.part}`, 'pattern')
    if (matches.kind === 'undecided') return matches
    const named = matches.groups.filter((name) => name !== undefined).length
    if (named > 0 && named < matches.groups.length)
      return failure('invalid regexp pattern: cannot mix both named and unnamed capture groups', 'pattern')
    return result(matches)
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
  if (matches.kind === 'wrong') return failure(`error parsing regexp: ${matches.problem}: \`${matches.part}\``)
  if (matches.kind === 'undecided') return matches
  let [replaced, from] = ['', 0]
  for (const match of matches.found) {
    replaced += input.slice(from, match.start) + expand(replacement, matches, match)
    from = match.end
    if (replaced.length > MAX_REPLACED) return undecided(`its result is longer than ${MAX_REPLACED} characters`)
  }
  return string(replaced + input.slice(from))
}

const MAX_REPLACED = 10_000_000

const reference = /\$(?:\$|([\p{L}\p{Nd}_]+)|\{([\p{L}\p{Nd}_]+)\})/gu

/** `$1`, `${1}`, `$name` and `$$`, as Go's `Regexp.Expand` has them. */
const expand = (template: string, { input, groups }: Matches, match: Match): string =>
  template.replace(reference, (whole, plain: string | undefined, braced: string | undefined) => {
    if (whole === '$$') return '$'
    const name = plain ?? braced ?? ''
    const group = /^\d+$/.test(name) ? Number(name) : groups.indexOf(name) + 1 || groups.length + 1
    return (group === 0 ? input.slice(match.start, match.end) : match.groups[group - 1]) ?? ''
  })

/** https://developer.hashicorp.com/terraform/language/functions/regex */
export const regexFunctions: FunctionTable = {
  regex: withRegex(1, (matches) => {
    const [first] = matches.found
    return first ? matchValue(matches, first) : failure('pattern did not match any part of the given string')
  }),
  regexall: withRegex(Number.POSITIVE_INFINITY, (matches) => list(matches.found.map((match) => matchValue(matches, match)))),
}
