/** Whether a pattern with `*` and `?` matches a string of which everything is known; `?` is one code point. */
export const matchesGlob = (pattern: string, string: string): boolean => {
  const [wanted, given] = [charactersOf(pattern), charactersOf(string)]
  let at = 0
  let to = 0
  // Where to go on if what follows the last * does not match: with one character more read by it.
  let afterRun = -1
  let readByRun = 0
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

const charactersOf = (string: string): string | readonly string[] => (/[\ud800-\udfff]/.test(string) ? Array.from(string) : string)
