/** The number of single-character edits between two names, at most `limit` + 1. */
const distance = (a: string, b: string, limit: number): number => {
  let previous = Array.from({ length: b.length + 1 }, (_, column) => column)
  for (let row = 1; row <= a.length; row++) {
    const current = [row]
    for (let column = 1; column <= b.length; column++) {
      const swap = a[row - 1] === b[column - 1] ? 0 : 1
      current.push(Math.min((previous[column] ?? 0) + 1, (current[column - 1] ?? 0) + 1, (previous[column - 1] ?? 0) + swap))
    }
    if (Math.min(...current) > limit) return limit + 1
    previous = current
  }
  return previous[b.length] ?? 0
}

/** ` Did you mean "x"?`, or nothing if no name is near. */
export const didYouMean = (wrong: string, names: Iterable<string>): string => {
  const limit = Math.max(1, Math.floor(wrong.length / 3))
  let best: { name: string; edits: number } | undefined
  for (const name of names) {
    if (Math.abs(name.length - wrong.length) > limit) continue
    const edits = distance(wrong, name, limit)
    if (edits <= limit && edits < (best?.edits ?? limit + 1)) best = { name, edits }
  }
  return best ? ` Did you mean "${best.name}"?` : ''
}
