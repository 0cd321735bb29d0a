import { contains } from './char-set.ts'
import { isSame, readSame, type Token } from './token.ts'

const largestProduct = 500_000

/**
 * Whether no string that `target` stands for is matched by `pattern`, whatever the unknown parts are.
 * `false` if one may be, also where that is too much to find out.
 */
export const areDisjoint = (pattern: readonly Token[], target: readonly Token[]): boolean => {
  let head = 0
  for (; ; head++) {
    const order = compareTokens(pattern, target, head, head)
    if (order === 'different') return true
    if (order === 'open') break
  }
  if (head === pattern.length && head === target.length) return false
  const next = pattern[head]
  if (head === pattern.length - 1 && next?.kind === 'run' && next.chars === 'any') return false
  let tail = 0
  const shortest = Math.min(pattern.length, target.length) - head
  for (; tail < shortest; tail++) {
    const order = compareLast(pattern[pattern.length - 1 - tail], target[target.length - 1 - tail])
    if (order === 'different') return true
    if (order === 'open') break
  }
  const rest = (of: readonly Token[]): readonly Token[] => withLanguages(of.slice(head, of.length - tail))
  return !haveCommonString(rest(pattern), rest(target))
}

/** Whether some string that `target` stands for is matched by `pattern`, whatever the unknown parts are. */
export const surelyOverlap = (pattern: readonly Token[], target: readonly Token[]): boolean =>
  (pattern.length + 1) * (target.length + 1) <= largestProduct && haveCommonString(pattern, target)

type Order = 'equal' | 'different' | 'open'

const compareLast = (a: Token | undefined, b: Token | undefined): Order => {
  if (a === undefined || b === undefined) return 'open'
  if (isSame(a, b)) return 'equal'
  return a.kind === 'char' && b.kind === 'char' ? 'different' : 'open'
}

const compareTokens = (pattern: readonly Token[], target: readonly Token[], i: number, j: number): Order => {
  const a = pattern[i]
  const b = target[j]
  const order = compareLast(a, b)
  if (order !== 'open' || a?.kind !== 'symbol' || b?.kind !== 'symbol') return order
  // Both names begin here, and both end here: the buckets of two resources have two names.
  return a.bucket && b.bucket && endsName(pattern[i + 1]) && endsName(target[j + 1]) ? 'different' : 'open'
}

const endsName = (next: Token | undefined): boolean =>
  next === undefined || (next.kind === 'char' && !contains('bucket', next.char))

const withLanguages = (tokens: readonly Token[]): readonly Token[] =>
  tokens.flatMap((token): readonly Token[] => (token.kind === 'symbol' ? token.language : [token]))

/** Reachability in the product of the two automata: a state is a position in each. */
const haveCommonString = (a: readonly Token[], b: readonly Token[]): boolean => {
  const width = b.length + 1
  if ((a.length + 1) * width > largestProduct) return true
  const seen = new Uint8Array((a.length + 1) * width)
  const open = [0]
  const visit = (i: number, j: number): void => {
    const state = i * width + j
    if (seen[state]) return
    seen[state] = 1
    open.push(state)
  }
  for (let state = open.pop(); state !== undefined; state = open.pop()) {
    const i = Math.floor(state / width)
    const j = state % width
    const left = a[i]
    const right = b[j]
    if (left === undefined && right === undefined) return true
    if (left?.kind === 'run') visit(i + 1, j)
    if (right?.kind === 'run') visit(i, j + 1)
    if (left && right && readSame(left, right)) visit(left.kind === 'run' ? i : i + 1, right.kind === 'run' ? j : j + 1)
  }
  return false
}
