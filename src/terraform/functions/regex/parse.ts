import { between, negate, perlClass, posixClass, unicodeClass } from './character-class.ts'
import type { CharacterTest, ParsedRegex, RegexNode } from './node.ts'

/** `i`, `m`, `s`, `U` of RE2. */
interface Flags {
  readonly ignoreCase: boolean
  readonly multiLine: boolean
  readonly dotAll: boolean
  readonly ungreedy: boolean
}

interface Parser {
  readonly characters: readonly string[]
  readonly groups: (string | undefined)[]
  at: number
  depth: number
  flags: Flags
  error: string | undefined
}

const MAX_DEPTH = 100
const MAX_REPEAT = 1000

/** The pattern, or what is wrong with it in the words of Go's `regexp`. */
export const parseRegex = (pattern: string): ParsedRegex | { readonly error: string } => {
  const flags = { ignoreCase: false, multiLine: false, dotAll: false, ungreedy: false }
  const parser: Parser = { characters: [...pattern], groups: [], at: 0, depth: 0, flags, error: undefined }
  const node = parseAlternatives(parser)
  if (parser.at < parser.characters.length) fail(parser, `unexpected ) in ${pattern}`)
  return parser.error === undefined ? { node, groups: parser.groups } : { error: parser.error }
}

const fail = (parser: Parser, message: string): RegexNode => {
  parser.error ??= message
  parser.at = parser.characters.length
  return { kind: 'sequence', nodes: [] }
}

const peek = (parser: Parser): string | undefined => parser.characters[parser.at]

/** What comes next, if it is this. */
const take = (parser: Parser, expected: string): boolean => {
  const taken = parser.characters.slice(parser.at, parser.at + expected.length).join('') === expected
  if (taken) parser.at += expected.length
  return taken
}

/** What comes next, up to a closing character, which is taken too; undefined if it never comes. */
const takeUntil = (parser: Parser, close: string): string | undefined => {
  const end = parser.characters.indexOf(close, parser.at)
  if (end === -1) return undefined
  const taken = parser.characters.slice(parser.at, end).join('')
  parser.at = end + 1
  return taken
}

const source = (parser: Parser): string => parser.characters.join('')

const parseAlternatives = (parser: Parser): RegexNode => {
  const nodes = [parseSequence(parser)]
  while (take(parser, '|')) nodes.push(parseSequence(parser))
  return nodes.length === 1 ? (nodes[0] as RegexNode) : { kind: 'alternatives', nodes }
}

const parseSequence = (parser: Parser): RegexNode => {
  const nodes: RegexNode[] = []
  for (let next = peek(parser); next !== undefined && next !== '|' && next !== ')'; next = peek(parser)) {
    if (take(parser, '\\Q')) nodes.push(...parseQuoted(parser))
    else nodes.push(parseRepeat(parser, parseAtom(parser)))
  }
  return { kind: 'sequence', nodes }
}

const parseQuoted = (parser: Parser): RegexNode[] => {
  const nodes: RegexNode[] = []
  while (peek(parser) !== undefined && !take(parser, '\\E')) nodes.push(literal(parser, parser.characters[parser.at++] ?? ''))
  return nodes
}

const parseRepeat = (parser: Parser, node: RegexNode): RegexNode => {
  const bounds = takeBounds(parser)
  if (!bounds) return node
  const lazy = take(parser, '?')
  const [min, max] = bounds
  if (min > MAX_REPEAT || (max !== Number.POSITIVE_INFINITY && max > MAX_REPEAT) || min > max) {
    return fail(parser, `invalid repeat count in ${source(parser)}`)
  }
  if (takeBounds(parser)) return fail(parser, `invalid nested repetition operator in ${source(parser)}`)
  return { kind: 'repeat', node, min, max, greedy: lazy === parser.flags.ungreedy }
}

const takeBounds = (parser: Parser): readonly [number, number] | undefined => {
  if (take(parser, '*')) return [0, Number.POSITIVE_INFINITY]
  if (take(parser, '+')) return [1, Number.POSITIVE_INFINITY]
  if (take(parser, '?')) return [0, 1]
  if (peek(parser) !== '{') return undefined
  const counted = /^\{(\d{1,9})(,(\d{1,9})?)?\}/.exec(parser.characters.slice(parser.at, parser.at + 24).join(''))
  if (!counted) return undefined
  parser.at += counted[0].length
  const min = Number(counted[1])
  return [min, counted[2] === undefined ? min : counted[3] === undefined ? Number.POSITIVE_INFINITY : Number(counted[3])]
}

const parseAtom = (parser: Parser): RegexNode => {
  const character = parser.characters[parser.at++] ?? ''
  const { multiLine, dotAll } = parser.flags
  switch (character) {
    case '(':
      return parseGroup(parser)
    case '[':
      return parseClass(parser)
    case '\\':
      return parseEscape(parser)
    case '.':
      return { kind: 'test', test: dotAll ? () => true : (other) => other !== '\n' }
    case '^':
      return { kind: 'assert', assertion: multiLine ? 'line-start' : 'text-start' }
    case '$':
      return { kind: 'assert', assertion: multiLine ? 'line-end' : 'text-end' }
    case '*':
    case '+':
    case '?':
      return fail(parser, `missing argument to repetition operator: ${character}`)
    default:
      return literal(parser, character)
  }
}

const tested = (parser: Parser, test: CharacterTest): RegexNode => ({
  kind: 'test',
  test: parser.flags.ignoreCase
    ? (character) => test(character) || test(character.toLowerCase()) || test(character.toUpperCase())
    : test,
})

const literal = (parser: Parser, character: string): RegexNode => tested(parser, (other) => other === character)

const parseGroup = (parser: Parser): RegexNode => {
  if (++parser.depth > MAX_DEPTH) return fail(parser, 'expression nests too deeply')
  const outer = parser.flags
  const group = openGroup(parser)
  if (group === 'flags-only') {
    parser.depth--
    return { kind: 'sequence', nodes: [] }
  }
  const node = parseAlternatives(parser)
  if (!take(parser, ')')) fail(parser, `missing closing ) in ${source(parser)}`)
  parser.flags = outer
  parser.depth--
  return group === undefined ? node : { kind: 'group', index: group, node }
}

/** The number of the group that is opened; undefined for one that does not capture. */
const openGroup = (parser: Parser): number | 'flags-only' | undefined => {
  if (!take(parser, '?')) return parser.groups.push(undefined)
  if (take(parser, 'P<') || (peek(parser) === '<' && !'=!'.includes(parser.characters[parser.at + 1] ?? '') && take(parser, '<'))) {
    const name = takeUntil(parser, '>')
    if (name === undefined || !/^\w+$/.test(name)) fail(parser, `invalid named capture in ${source(parser)}`)
    return parser.groups.push(name)
  }
  const match = /^([imsU]*)(?:-([imsU]+))?([:)])/.exec(parser.characters.slice(parser.at, parser.at + 12).join(''))
  if (!match) {
    fail(parser, `invalid or unsupported Perl syntax in ${source(parser)}`)
    return undefined
  }
  parser.at += match[0].length
  const has = (letter: string, now: boolean): boolean => !match[2]?.includes(letter) && (now || (match[1] ?? '').includes(letter))
  const { ignoreCase, multiLine, dotAll, ungreedy } = parser.flags
  parser.flags = {
    ignoreCase: has('i', ignoreCase),
    multiLine: has('m', multiLine),
    dotAll: has('s', dotAll),
    ungreedy: has('U', ungreedy),
  }
  return match[3] === ')' ? 'flags-only' : undefined
}

const parseEscape = (parser: Parser): RegexNode => {
  if (take(parser, 'A')) return { kind: 'assert', assertion: 'text-start' }
  if (take(parser, 'z')) return { kind: 'assert', assertion: 'text-end' }
  if (take(parser, 'b')) return { kind: 'assert', assertion: 'word-boundary' }
  if (take(parser, 'B')) return { kind: 'assert', assertion: 'no-word-boundary' }
  const escaped = takeEscape(parser)
  return typeof escaped === 'string' ? literal(parser, escaped) : tested(parser, escaped)
}

const simpleEscapes: ReadonlyMap<string, string> = new Map([
  ['a', '\x07'],
  ['f', '\f'],
  ['n', '\n'],
  ['r', '\r'],
  ['t', '\t'],
  ['v', '\v'],
])

const hexadecimal = /^x(?:\{([0-9a-fA-F]{1,6})\}|([0-9a-fA-F]{2}))/

/** The character, or the class of characters, that an escape after its backslash stands for. */
const takeEscape = (parser: Parser): string | CharacterTest => {
  const hex = hexadecimal.exec(parser.characters.slice(parser.at, parser.at + 9).join(''))
  const point = hex && Number.parseInt(hex[1] ?? hex[2] ?? '', 16)
  if (hex && point !== null && point <= 0x10ffff) {
    parser.at += hex[0].length
    return String.fromCodePoint(point)
  }
  const letter = parser.characters[parser.at++] ?? ''
  const simple = simpleEscapes.get(letter) ?? perlClass(letter)
  if (simple) return simple
  if (letter === 'p' || letter === 'P') {
    const name = take(parser, '{') ? takeUntil(parser, '}') : parser.characters[parser.at++]
    const test = name === undefined ? undefined : unicodeClass(name)
    if (test) return letter === 'P' ? negate(test) : test
    fail(parser, `invalid character class range: \`\\${letter}${name ?? ''}\``)
    return ''
  }
  if (letter !== '' && !/[\p{P}\p{S}]/u.test(letter)) fail(parser, `invalid escape sequence: \`\\${letter}\``)
  if (letter === '') fail(parser, 'trailing backslash at end of expression: ``')
  return letter
}

const parseClass = (parser: Parser): RegexNode => {
  const negated = take(parser, '^')
  const tests: CharacterTest[] = []
  for (let first = true; first || peek(parser) !== ']'; first = false) {
    if (peek(parser) === undefined) return fail(parser, `missing closing ] in ${source(parser)}`)
    tests.push(takeClassItem(parser))
  }
  parser.at++
  const { test } = tested(parser, (character) => tests.some((each) => each(character))) as { test: CharacterTest }
  return { kind: 'test', test: negated ? negate(test) : test }
}

const takeClassItem = (parser: Parser): CharacterTest => {
  if (take(parser, '[:')) {
    const test = posixClass(takeUntil(parser, ':') ?? '')
    if (!test || !take(parser, ']')) fail(parser, `invalid character class range in ${source(parser)}`)
    return test ?? (() => false)
  }
  const from = takeClassCharacter(parser)
  if (typeof from !== 'string') return from
  if (peek(parser) !== '-' || parser.characters[parser.at + 1] === ']' || parser.characters[parser.at + 1] === undefined) {
    return (character) => character === from
  }
  parser.at++
  const to = takeClassCharacter(parser)
  if (typeof to !== 'string' || (from.codePointAt(0) ?? 0) > (to.codePointAt(0) ?? 0)) {
    fail(parser, `invalid character class range in ${source(parser)}`)
    return () => false
  }
  return between(from, to)
}

const takeClassCharacter = (parser: Parser): string | CharacterTest =>
  take(parser, '\\') ? takeEscape(parser) : (parser.characters[parser.at++] ?? '')
