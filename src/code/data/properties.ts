/** https://docs.oracle.com/en/java/javase/21/docs/api/java.base/java/util/Properties.html#load(java.io.Reader) */
export const decodeProperties = (text: string): ReadonlyMap<string, string> => {
  const entries = new Map<string, string>()
  for (const line of logicalLines(text)) {
    const start = line.trimStart()
    if (start === '' || start.startsWith('#') || start.startsWith('!')) continue
    const end = endOfName(start)
    const value = start.slice(end).replace(/^[ \t\f]*(?:[=:][ \t\f]*)?/, '')
    entries.set(unescaped(start.slice(0, end)), unescaped(value))
  }
  return entries
}

/** A line that ends in an odd number of backslashes goes on in the next one. */
const logicalLines = (text: string): readonly string[] => {
  const lines: string[] = []
  let joined: string | null = null
  for (const line of text.split(/\r\n|\r|\n/)) {
    const whole: string = joined === null ? line : joined + line.trimStart()
    let slashes = 0
    while (whole.charAt(whole.length - 1 - slashes) === '\\') slashes += 1
    joined = slashes % 2 === 1 ? whole.slice(0, -1) : null
    if (joined === null) lines.push(whole)
  }
  if (joined !== null) lines.push(joined)
  return lines
}

const endOfName = (line: string): number => {
  for (let at = 0; at < line.length; at += 1) {
    if (line[at] === '\\') at += 1
    else if (' \t\f=:'.includes(line.charAt(at))) return at
  }
  return line.length
}

const unescaped = (text: string): string =>
  text.replaceAll(/\\(?:u([0-9a-fA-F]{4})|([\s\S]))/g, (_, code: string | undefined, character: string | undefined) =>
    code === undefined ? (escapes.get(character ?? '') ?? character ?? '') : String.fromCharCode(Number.parseInt(code, 16)),
  )

const escapes = new Map([
  ['n', '\n'],
  ['t', '\t'],
  ['r', '\r'],
  ['f', '\f'],
])
