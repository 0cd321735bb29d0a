const MAX_DISTANCE = 2

/** The name that is written most like this one, if any is at most two edits away. */
export const nearestName = (name: string, candidates: readonly string[]): string | undefined => {
  let nearest: string | undefined
  let least = MAX_DISTANCE + 1
  for (const candidate of candidates) {
    if (Math.abs(candidate.length - name.length) >= least) continue
    const distance = editDistance(name, candidate)
    if (distance < least) [nearest, least] = [candidate, distance]
  }
  return nearest
}

const editDistance = (a: string, b: string): number => {
  let previous = Array.from({ length: b.length + 1 }, (_, index) => index)
  for (let row = 1; row <= a.length; row++) {
    const current = [row]
    for (let column = 1; column <= b.length; column++) {
      const replaced = (previous[column - 1] ?? 0) + (a[row - 1] === b[column - 1] ? 0 : 1)
      current.push(Math.min(replaced, (previous[column] ?? 0) + 1, (current[column - 1] ?? 0) + 1))
    }
    previous = current
  }
  return previous[b.length] ?? 0
}

/** ` Did you mean "x"?`, or nothing if no name is near. */
export const didYouMean = (wrong: string, names: Iterable<string>): string => {
  const nearest = nearestName(wrong, [...names])
  return nearest === undefined ? '' : ` Did you mean "${nearest}"?`
}
