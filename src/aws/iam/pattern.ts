import type { Ternary } from '../../source/ternary.ts'
import { knownText, type Part, type Text, text } from '../../source/text.ts'
import { type ArnTokens, confineWildcards, segmentsOf } from './arn-tokens.ts'
import { cover } from './cover.ts'
import { areDisjoint, surelyOverlap } from './disjoint.ts'
import { matchesGlob } from './glob.ts'
import type { Pattern, PolicyDocument } from './policy-document.ts'
import type { SymbolToken, Token } from './token.ts'
import { type Reading, tokenize } from './tokenize.ts'

/**
 * What the patterns are patterns of: names of actions do not tell case apart; ARNs are matched segment by segment; what is
 * exact has policy variables and no wildcards.
 */
export interface PatternLanguage {
  readonly kind: 'action' | 'arn' | 'string' | 'exact' | 'exact-ignoring-case'
  readonly version: PolicyDocument['version']
}

export interface Coverage {
  /** `yes`: all that the target stands for is matched; `no`: nothing of it is, whatever the unknown parts are. */
  readonly answer: Ternary
  /** The patterns that match, or may match, some of it. */
  readonly touching: readonly Pattern[]
  /** When only a part may be covered: something that none of the patterns matches, if one could be found. */
  readonly leftOut: Text | null
  /** When the answer is `unknown`: the parts that would have to be known. None if only a part of the target is covered. */
  readonly undecided: readonly UndecidedPart[]
}

export interface UndecidedPart {
  readonly name: string
  readonly reason: string
}

interface Compiled {
  readonly cover: readonly Token[]
  /** For covering too, with the unknown parts as they are; null if nothing more is known of them. */
  readonly unexpanded: readonly Token[] | null
  /** As they are, and with all that is known of the unknown parts put in. */
  readonly disjoint: readonly ArnTokens[]
  readonly hasOne: boolean
}

/** Whether the union of the patterns contains the target. */
export const covers = (patterns: readonly Pattern[], target: Text, language: PatternLanguage): Ternary =>
  coverage(patterns, target, language).answer

/** Like `covers`, and says what is left out, or what would have to be known. */
export const coverage = (patterns: readonly Pattern[], target: Text, language: PatternLanguage): Coverage =>
  coverageOf(
    patterns.map((pattern) => ({ pattern, language })),
    target,
    language.kind,
  )

export interface PatternIn {
  readonly pattern: Pattern
  readonly language: PatternLanguage
}

/** Like `coverage`, for patterns of documents of several versions. */
export const coverageOf = (patterns: readonly PatternIn[], target: Text, kind: PatternLanguage['kind']): Coverage => {
  const start = startOf(target, false)
  const near =
    kind === 'action' || kind === 'exact-ignoring-case' ? patterns : patterns.filter(({ pattern }) => maySameStart(pattern, start))
  if (near.length === 0) return nothingTouched
  const string = kind === 'arn' || kind === 'string' ? knownText(target) : undefined
  if (string !== undefined && near.every(({ pattern }) => globOf(pattern) !== null)) return coverageOfString(near, string)
  const to = compiled(target, target, 'literal', kind)
  const touching = near.flatMap(({ pattern, language }) => {
    const form = compiled(pattern, pattern.text, readingOf(language), kind)
    return mayMatch(form, to) ? [{ pattern, form }] : []
  })
  if (touching.length === 0) return nothingTouched
  const candidates = touching.map(({ form }) => form)
  const found = cover(
    candidates.map((pattern) => pattern.cover),
    to.cover,
  )
  const covered = found.covered || coversInAnotherForm(candidates, to)
  return {
    answer: covered ? 'yes' : 'unknown',
    touching: touching.map(({ pattern }) => pattern),
    leftOut: covered || !found.example ? null : readable(found.example),
    undecided: covered ? [] : undecidedParts(candidates, to, found.example),
  }
}

const nothingTouched: Coverage = { answer: 'no', touching: [], leftOut: null, undecided: [] }

/** Of one string, by patterns that are plain globs: they need not be taken apart. */
const coverageOfString = (patterns: readonly PatternIn[], string: string): Coverage => {
  const touching = patterns.map(({ pattern }) => pattern).filter((pattern) => matchesGlob(globOf(pattern) ?? '', string))
  return touching.length === 0 ? nothingTouched : { answer: 'yes', touching, leftOut: null, undecided: [] }
}

const globs = new WeakMap<Pattern, string | null>()

/** The text of a pattern that has no variables, and whose wildcards are where an ARN does not confine them; else null. */
const globOf = (pattern: Pattern): string | null => {
  const remembered = globs.get(pattern)
  if (remembered !== undefined) return remembered
  const written = knownText(pattern.text)
  const isPlain = written !== undefined && !written.includes('${') && /^(?:[^*?]*\*?$|[^:/*?]*(?::[^:/*?]*){4}:)/s.test(written)
  const glob = isPlain ? written : null
  globs.set(pattern, glob)
  return glob
}

const starts = new WeakMap<Pattern, string>()

/** Most patterns are told apart by how they begin, without being taken apart. */
const maySameStart = (pattern: Pattern, start: string): boolean => {
  const own = starts.get(pattern) ?? startOf(pattern.text, true)
  starts.set(pattern, own)
  return own.length < start.length ? start.startsWith(own) : own.startsWith(start)
}

/** The characters that every string which a text stands for begins with. */
const startOf = ([first]: Text, isPattern: boolean): string => {
  if (typeof first !== 'string') return ''
  const end = isPattern ? first.search(/[*?$]/) : -1
  return end === -1 ? first : first.slice(0, end)
}

const coversInAnotherForm = (patterns: readonly Compiled[], target: Compiled): boolean =>
  coversUnexpanded(patterns, target) || (patterns.some(({ hasOne }) => hasOne) && coversWidened(patterns, target))

/** The same unknown part on both sides is the same string, also where only one side says what is known of it. */
const coversUnexpanded = (patterns: readonly Compiled[], target: Compiled): boolean =>
  (target.unexpanded !== null || patterns.some(({ unexpanded }) => unexpanded !== null)) &&
  cover(
    patterns.map((pattern) => pattern.unexpanded ?? pattern.cover),
    target.unexpanded ?? target.cover,
  ).covered

const mayMatch = (pattern: Compiled, target: Compiled): boolean => {
  const forms = Math.max(pattern.disjoint.length, target.disjoint.length)
  for (let form = 0; form < forms; form++) if (!mayMatchAs(inForm(pattern, form), inForm(target, form))) return false
  return true
}

const inForm = ({ disjoint }: Compiled, form: number): ArnTokens => (disjoint[form] ?? disjoint[0]) as ArnTokens

const mayMatchAs = (pattern: ArnTokens, target: ArnTokens): boolean => {
  const { segments } = target
  if (!pattern.segments || !segments) return !areDisjoint(pattern.tokens, target.tokens)
  return pattern.segments.every((segment, at) => !areDisjoint(segment, segments[at] ?? []))
}

/** A `?` reads a character of a name that is not known, if every such name has one there. */
const coversWidened = (patterns: readonly Compiled[], target: Compiled): boolean => {
  const widened = target.cover.flatMap((token): readonly Token[] =>
    token.kind === 'symbol' && token.colonFree ? token.language : [token],
  )
  return cover(
    patterns.map((pattern) => pattern.cover),
    widened,
  ).covered
}

/** None if it is certain that a part is covered and a part is not. */
const undecidedParts = (
  patterns: readonly Compiled[],
  target: Compiled,
  example: readonly Token[] | null,
): readonly UndecidedPart[] => {
  const partly = patterns.some((pattern) => surelyOverlap(pattern.cover, target.cover))
  if (partly && example && patterns.every((pattern) => areDisjoint(pattern.cover, example))) return []
  const parts = new Map<string, UndecidedPart>()
  for (const { cover } of patterns)
    for (const { name, reason } of [...symbolsMissing(target.cover, cover), ...symbolsMissing(cover, target.cover)])
      parts.set(name, { name, reason })
  if (parts.size > 0) return [...parts.values()]
  const unassumed = [target, ...patterns].flatMap(({ disjoint }) => disjoint.at(-1)?.tokens ?? [])
  const partition = unassumed.find((token): token is SymbolToken => token.kind === 'symbol' && token.partition)
  return [partition ? { name: partition.name, reason: partition.reason } : notTold]
}

const notTold: UndecidedPart = {
  name: 'the wildcards of the pattern',
  reason: 'whether they go beyond the segments of an ARN, or what they stand for together, could not be told',
}

const symbolsMissing = (from: readonly Token[], tokens: readonly Token[]): readonly SymbolToken[] =>
  tokens.filter((token): token is SymbolToken => {
    if (token.kind !== 'symbol') return false
    return token.id === null || !from.some((other) => other.kind === 'symbol' && other.id === token.id)
  })

const readable = (tokens: readonly Token[]): Text => text(...tokens.map(readablePart))

const readablePart = (token: Token): Part => {
  if (token.kind === 'char') return token.char
  return token.kind === 'symbol'
    ? { kind: 'unknown', id: token.name, reason: token.reason }
    : { kind: 'varying', reason: 'it is left out' }
}

const readingOf = ({ kind, version }: PatternLanguage): Reading => {
  const hasVariables = kind !== 'action' && version === '2012-10-17'
  if (kind === 'exact' || kind === 'exact-ignoring-case') return hasVariables ? 'variables' : 'literal'
  return hasVariables ? 'wildcards-and-variables' : 'wildcards'
}

const readings = (): Record<Reading, WeakMap<Pattern | Text, Compiled>> => ({
  literal: new WeakMap(),
  variables: new WeakMap(),
  wildcards: new WeakMap(),
  'wildcards-and-variables': new WeakMap(),
})

const compiledAs: Record<PatternLanguage['kind'], ReturnType<typeof readings>> = {
  action: readings(),
  arn: readings(),
  string: readings(),
  exact: readings(),
  'exact-ignoring-case': readings(),
}

/** Each pattern and each target is compiled once: `of` is what it is remembered by. */
const compiled = (of: Pattern | Text, source: Text, reading: Reading, kind: PatternLanguage['kind']): Compiled => {
  const remembered = compiledAs[kind][reading]
  const known = remembered.get(of)
  if (known) return known
  const made = compile(source, reading, kind)
  remembered.set(of, made)
  return made
}

const compile = (source: Text, reading: Reading, kind: PatternLanguage['kind']): Compiled => {
  const how = { reading, ignoreCase: kind === 'action' || kind === 'exact-ignoring-case' }
  const confine = kind === 'arn' && reading !== 'literal' ? confineWildcards : (tokens: readonly Token[]) => tokens
  if (source.every((part) => typeof part === 'string')) {
    const tokens = tokenize(source, { ...how, expand: false, assumePartition: false })
    const cover = confine(tokens)
    return {
      cover,
      unexpanded: null,
      disjoint: [{ tokens, segments: kind === 'arn' ? segmentsOf(cover) : null }],
      hasOne: cover.some((token) => token.kind === 'one'),
    }
  }
  const arn = (expand: boolean): ArnTokens => {
    const tokens = tokenize(source, { ...how, expand, assumePartition: false })
    const segments = kind === 'arn' ? segmentsOf(confine(tokens)) : null
    return { tokens, segments }
  }
  const expands = source.some((part) => typeof part !== 'string' && part.kind === 'unknown' && part.expansion !== undefined)
  const covering = confine(tokenize(source, { ...how, expand: true, assumePartition: true }))
  return {
    cover: covering,
    unexpanded: expands ? confine(tokenize(source, { ...how, expand: false, assumePartition: true })) : null,
    disjoint: expands ? [arn(false), arn(true)] : [arn(false)],
    hasOne: covering.some((token) => token.kind === 'one'),
  }
}
