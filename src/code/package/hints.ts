/** Words that many functions' folders and packages have, and that tell none from another. */
const generic: ReadonlySet<string> = new Set(
  (
    'app apps archive artifact artifacts aws build bundle code deploy deployment dist files func function functions handler handlers ' +
    'index lambda lambdas lib main module modules out output package packages payload project py python node nodejs java service services ' +
    'source sources src target terraform this tf zip snapshot 0 1 2'
  ).split(' '),
)

/** The telling words of a name, in lower case: `processS3_event-lambda` has `process`, `s3` and `event`. */
const wordsOf = (name: string): readonly string[] =>
  name
    .replaceAll(/([a-z\d])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z\d]+/)
    .filter((word) => word !== '' && !generic.has(word))

export const isGeneric = (name: string): boolean => wordsOf(name).length === 0

/** A name as folders may spell it: without case, separators, and what only says that it is a function. */
export const plainName = (name: string): string =>
  name
    .replaceAll(/([a-z\d])([A-Z])/g, '$1-$2')
    .toLowerCase()
    .split(/[^a-z\d]+/)
    .filter((word) => word !== '' && !['lambda', 'function', 'handler', 'fn', 'func'].includes(word))
    .join('')

/** `lambda-1.0-SNAPSHOT.jar` is `lambda`, `process.py.zip` is `process`. */
export const stemOf = (fileName: string): string =>
  fileName
    .replace(/\.(?:zip|jar|war|tgz|tar\.gz)$/i, '')
    .replace(/\.(?:py|[cm]?[jt]s|rb|go)$/, '')
    .replace(/[-_.]v?\d+(?:[.-]\w+)*$/, '')
    .replace(/-(?:all|with-dependencies|jar-with-dependencies|shaded|fat|aws)$/, '')

/**
 * How well a path fits the names of a function: words in common, and more for a folder or file of the very name, even one
 * that many have.
 */
export const likeness = (path: string, names: readonly string[]): number => {
  const segments = path.split('/').map((segment) => segment.replace(/\.\w+$/, ''))
  const words = new Set(segments.flatMap(wordsOf))
  const plain = new Set(segments.map(plainName).filter((name) => name !== ''))
  const common = new Set(names.flatMap(wordsOf).filter((word) => words.has(word))).size
  const same = names.filter((name) => plain.has(plainName(name)))
  return common + (same.some((name) => !isGeneric(name)) ? 3 : same.length > 0 ? 2 : 0)
}
