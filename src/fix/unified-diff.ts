/** Lines that did not change around those that did. */
const CONTEXT = 3

type Step = { readonly kind: ' ' | '-' | '+'; readonly line: string }

/** What changed from one text to the other, as `diff -u` prints it; nothing if nothing did. */
export const unifiedDiff = (path: string, before: string, after: string): string => {
  if (before === after) return ''
  const steps = stepsBetween(linesOf(before), linesOf(after))
  return `--- a/${path}\n+++ b/${path}\n${hunksOf(steps).join('')}`
}

/** Each with its line break, if it has one. */
const linesOf = (text: string): readonly string[] => text.match(/[^\n]*\n|[^\n]+$/g) ?? []

/** Between what both begin and end with, changes are few: the longest common part of lines is found for that alone. */
const stepsBetween = (before: readonly string[], after: readonly string[]): readonly Step[] => {
  let start = 0
  while (start < before.length && start < after.length && before[start] === after[start]) start++
  let end = 0
  while (end < before.length - start && end < after.length - start && before.at(-1 - end) === after.at(-1 - end)) end++
  const same = (lines: readonly string[]): readonly Step[] => lines.map((line) => ({ kind: ' ', line }))
  return [
    ...same(before.slice(0, start)),
    ...middleSteps(before.slice(start, before.length - end), after.slice(start, after.length - end)),
    ...same(before.slice(before.length - end)),
  ]
}

/** Larger ones are shown as taken out and put in as a whole. */
const MAXIMUM_CELLS = 4_000_000

const middleSteps = (before: readonly string[], after: readonly string[]): readonly Step[] => {
  const width = after.length + 1
  if (before.length * width > MAXIMUM_CELLS)
    return [...before.map((line): Step => ({ kind: '-', line })), ...after.map((line): Step => ({ kind: '+', line }))]
  const common = new Uint32Array((before.length + 1) * width)
  const at = (row: number, column: number): number => common[row * width + column] ?? 0
  for (let row = before.length - 1; row >= 0; row--)
    for (let column = after.length - 1; column >= 0; column--)
      common[row * width + column] =
        before[row] === after[column] ? at(row + 1, column + 1) + 1 : Math.max(at(row + 1, column), at(row, column + 1))
  const steps: Step[] = []
  let [row, column] = [0, 0]
  while (row < before.length || column < after.length) {
    const [old, fresh] = [before[row], after[column]]
    if (old !== undefined && old === fresh) {
      steps.push({ kind: ' ', line: old })
      row++
      column++
    } else if (old !== undefined && (fresh === undefined || at(row + 1, column) >= at(row, column + 1))) {
      steps.push({ kind: '-', line: old })
      row++
    } else if (fresh !== undefined) {
      steps.push({ kind: '+', line: fresh })
      column++
    }
  }
  return steps
}

const hunksOf = (steps: readonly Step[]): readonly string[] => {
  const changed = steps.flatMap(({ kind }, index) => (kind === ' ' ? [] : [index]))
  const hunks: string[] = []
  for (let at = 0; at < changed.length; ) {
    let last = at
    while ((changed[last + 1] ?? Number.POSITIVE_INFINITY) - (changed[last] ?? 0) <= 2 * CONTEXT) last++
    const from = Math.max(0, (changed[at] ?? 0) - CONTEXT)
    const until = Math.min(steps.length, (changed[last] ?? 0) + CONTEXT + 1)
    hunks.push(hunkOf(steps, from, until))
    at = last + 1
  }
  return hunks
}

const hunkOf = (steps: readonly Step[], from: number, until: number): string => {
  const count = (part: readonly Step[], kinds: string): number => part.filter(({ kind }) => kinds.includes(kind)).length
  const range = (kinds: string): string => {
    const length = count(steps.slice(from, until), kinds)
    const first = count(steps.slice(0, from), kinds) + (length > 0 ? 1 : 0)
    return length === 1 ? `${first}` : `${first},${length}`
  }
  const lines = steps
    .slice(from, until)
    .map(({ kind, line }) => (line.endsWith('\n') ? `${kind}${line}` : `${kind}${line}\n\\ No newline at end of file\n`))
  return `@@ -${range(' -')} +${range(' +')} @@\n${lines.join('')}`
}
