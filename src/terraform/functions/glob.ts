/**
 * A test of paths with `/` for the patterns of `fileset`: `*`, `?`, `**`, `{a,b}`, `[a-z]`. Undefined when it is not well formed.
 * https://developer.hashicorp.com/terraform/language/functions/fileset
 */
export const compileGlob = (pattern: string): ((path: string) => boolean) | undefined => {
  const alternatives = expandBraces(pattern)
  const globs = alternatives?.map((alternative) => alternative.split('/').map(compileSegment))
  if (!globs || globs.some((segments) => segments.includes(undefined))) return undefined
  return (path) => {
    const segments = path.split('/')
    return globs.some((glob) => matchSegments(glob as readonly Segment[], segments))
  }
}

type Segment = '**' | readonly Unit[]
type Unit = '*' | ((character: string) => boolean)

const MAX_ALTERNATIVES = 200

const expandBraces = (pattern: string): string[] | undefined => {
  let done: string[] = []
  let pending = [pattern]
  while (pending.length > 0) {
    if (pending.length + done.length > MAX_ALTERNATIVES) return undefined
    const next: string[] = []
    for (const each of pending) {
      const braces = /\{([^{}]*)\}/.exec(each)
      if (!braces && /[{}]/.test(each)) return undefined
      if (!braces) done = [...done, each]
      else
        next.push(
          ...(braces[1] ?? '')
            .split(',')
            .map((choice) => each.slice(0, braces.index) + choice + each.slice(braces.index + braces[0].length)),
        )
    }
    pending = next
  }
  return done
}

const compileSegment = (segment: string): Segment | undefined => {
  if (segment === '**') return '**'
  const units: Unit[] = []
  for (let at = 0; at < segment.length; at++) {
    const character = segment[at] ?? ''
    if (character === '*') units.push('*')
    else if (character === '?') units.push(() => true)
    else if (character === '[') {
      const set = /^\[(\^?)([^\]]+)\]/.exec(segment.slice(at))
      if (!set) return undefined
      units.push(characterSet(set[2] ?? '', set[1] !== ''))
      at += set[0].length - 1
    } else {
      const literal = character === '\\' ? segment[++at] : character
      units.push((other) => other === literal)
    }
  }
  return units
}

const characterSet = (set: string, negated: boolean): ((character: string) => boolean) => {
  const ranges = [...set.matchAll(/(.)-(.)|(.)/gs)].map(
    ([, from, to, single]) => [from ?? single ?? '', to ?? single ?? ''] as const,
  )
  return (character) => ranges.some(([from, to]) => character >= from && character <= to) !== negated
}

/** Which of the first glob segments can have matched so far, from one segment of the path to the next. */
const matchSegments = (glob: readonly Segment[], path: readonly string[]): boolean => {
  const skipStars = (states: Set<number>): Set<number> => {
    for (const state of states) if (glob[state] === '**') states.add(state + 1)
    return states
  }
  let states = skipStars(new Set([0]))
  for (const segment of path) {
    const next = new Set<number>()
    for (const state of states) {
      const expected = glob[state]
      if (expected === '**') next.add(state)
      else if (expected && matchUnits(expected, segment)) next.add(state + 1)
    }
    states = skipStars(next)
  }
  return states.has(glob.length)
}

const matchUnits = (units: readonly Unit[], segment: string): boolean => {
  let [unit, at, star, retry] = [0, 0, -1, 0]
  while (at < segment.length) {
    const expected = units[unit]
    if (expected === '*') [star, retry, unit] = [unit, at, unit + 1]
    else if (expected?.(segment[at] ?? '')) [unit, at] = [unit + 1, at + 1]
    else if (star !== -1) [unit, retry, at] = [star + 1, retry + 1, retry + 1]
    else return false
  }
  return units.slice(unit).every((rest) => rest === '*')
}
