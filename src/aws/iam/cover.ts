import type { CharSet } from './char-set.ts'
import { contains, otherIn } from './char-set.ts'
import { type Consuming, isSame, readSame, type Token } from './token.ts'

/** `example`: what the target stands for and no pattern matches; null when all is covered, or that was too much to find out. */
export interface Cover {
  readonly covered: boolean
  readonly example: readonly Token[] | null
}

/** Positions looked at: keeps the worst patterns, whose subsets are exponentially many, to some 20 ms. */
const mostWork = 30_000
const allCovered: Cover = { covered: true, example: null }

/**
 * Whether every string that `target` stands for is matched by at least one of the patterns: the automaton of the target
 * is run against the subsets of the positions of all patterns. A symbol is one letter, which only itself and a `*` read,
 * so the answer holds for every string that it can stand for.
 */
export const cover = (patterns: readonly (readonly Token[])[], target: readonly Token[]): Cover => {
  if (patterns.some((pattern) => coversAlone(pattern, target))) return allCovered
  return searchUncovered(patterns, target)
}

/** Most patterns are the target's own beginning and then a `*`. */
const coversAlone = (pattern: readonly Token[], target: readonly Token[]): boolean => {
  let at = 0
  for (; at < pattern.length && at < target.length; at++) if (!isSame(pattern[at] as Token, target[at] as Token)) break
  const next = pattern[at]
  if (next === undefined) return at === target.length
  return at === pattern.length - 1 && next.kind === 'run' && next.chars === 'any'
}

/** All patterns in a row, each closed by null: a position in it is a position in one of them. */
const inARow = (patterns: readonly (readonly Token[])[]): readonly (Token | null)[] =>
  patterns.flatMap((pattern) => [...pattern, null])

interface State {
  readonly at: number
  readonly positions: readonly number[]
  readonly read: Read | null
}

interface Read {
  readonly token: Token
  readonly before: Read | null
}

const searchUncovered = (patterns: readonly (readonly Token[])[], target: readonly Token[]): Cover => {
  const row = inARow(patterns)
  const starts: number[] = []
  let start = 0
  for (const pattern of patterns) {
    starts.push(start)
    start += pattern.length + 1
  }
  const open: State[] = [{ at: 0, positions: close(row, starts), read: null }]
  const seen = new Set<string>()
  let work = 0
  for (let state = open.pop(); state; state = open.pop()) {
    const reached = readFixed(row, target, state)
    const { at, positions, read } = reached
    if (positions.some((position) => coversTheRest(row, position))) continue
    const token = target[at]
    if (positions.length === 0 || (token === undefined && !positions.some((position) => row[position] === null)))
      return { covered: false, example: [...tokensOf(read), ...target.slice(at)] }
    if (token === undefined || token.kind === 'char' || token.kind === 'symbol') continue
    const key = `${at} ${positions.join()}`
    if (seen.has(key)) continue
    seen.add(key)
    work += positions.length + 1
    if (work > mostWork) return { covered: false, example: null }
    open.push(...successors(row, token, reached))
  }
  return allCovered
}

/** Reads the target's characters and symbols up to the next place where it can go on in several ways. */
const readFixed = (row: readonly (Token | null)[], target: readonly Token[], state: State): State => {
  let { at, positions, read } = state
  for (; positions.length > 0; at++) {
    const token = target[at]
    if (token?.kind !== 'char' && token?.kind !== 'symbol') break
    positions = step(row, positions, token)
    read = { token, before: read }
  }
  return { at, positions, read }
}

const coversTheRest = (row: readonly (Token | null)[], position: number): boolean => {
  const token = row[position]
  return token?.kind === 'run' && token.chars === 'any' && row[position + 1] === null
}

/** A path is left out as soon as one is found: those that read something telling are tried first. */
const successors = (row: readonly (Token | null)[], token: Consuming, { at, positions, read }: State): readonly State[] => {
  if (token.kind === 'char') return []
  const next = token.kind === 'run' ? at : at + 1
  const states: State[] = token.kind === 'run' ? [{ at: at + 1, positions, read }] : []
  for (const char of lettersOf(row, positions, token.chars)) {
    const letter: Token = { kind: 'char', char }
    states.push({ at: next, positions: step(row, positions, letter), read: { token: letter, before: read } })
  }
  return states
}

/** One character for each way in which the positions tell characters apart; the one that stands for all others is last. */
const lettersOf = (row: readonly (Token | null)[], positions: readonly number[], chars: CharSet): readonly string[] => {
  const told = new Set<string>([':'])
  for (const position of positions) {
    const token = row[position]
    if (token?.kind === 'char') told.add(token.char)
  }
  const other = otherIn(chars, told)
  const letters = [...told].filter((char) => contains(chars, char))
  return other === null ? letters : [...letters, other]
}

const step = (row: readonly (Token | null)[], positions: readonly number[], letter: Token): readonly number[] => {
  const next: number[] = []
  for (const position of positions) {
    const token = row[position]
    if (!token || !readSame(token, letter)) continue
    next.push(token.kind === 'run' ? position : position + 1)
  }
  return close(row, next)
}

/** With the positions after each `*`, which may stand for nothing; ascending and each once. */
const close = (row: readonly (Token | null)[], positions: readonly number[]): readonly number[] => {
  const closed: number[] = []
  for (let position of positions) {
    closed.push(position)
    while (row[position]?.kind === 'run') closed.push(++position)
  }
  if (closed.length < 2) return closed
  closed.sort((a, b) => a - b)
  return closed.filter((position, index) => index === 0 || position !== closed[index - 1])
}

const tokensOf = (read: Read | null): readonly Token[] => {
  const tokens: Token[] = []
  for (let step = read; step; step = step.before) tokens.push(step.token)
  return tokens.reverse()
}
