/** Whether a pattern with `*` and `?` matches a string of which everything is known; `?` is one code point. */
export const matchesGlob = (pattern: string, string: string): boolean => {
  const [wanted, given] = [Array.from(pattern), Array.from(string)]
  let [at, to] = [0, 0]
  // Where to go on if what follows the last * does not match: with one character more read by it.
  let [afterRun, readByRun] = [-1, 0]
  while (to < given.length) {
    const token = wanted[at]
    if (token === '*') {
      afterRun = ++at
      readByRun = to
    } else if (token !== undefined && (token === '?' || token === given[to])) {
      at++
      to++
    } else if (afterRun === -1) return false
    else {
      at = afterRun
      to = ++readByRun
    }
  }
  while (wanted[at] === '*') at++
  return at === wanted.length
}
