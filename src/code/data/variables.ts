/** A file of variables, `.env`: https://github.com/motdotla/dotenv#what-rules-does-the-parsing-engine-follow */
export const decodeVariables = (text: string): ReadonlyMap<string, string> => {
  const entries = new Map<string, string>()
  for (const line of text.split(/\r?\n/)) {
    const [, name, written] = /^\s*(?:export\s+)?([\w.-]+)\s*[=:]\s*(.*)$/.exec(line) ?? []
    if (name !== undefined && written !== undefined) entries.set(name, textOf(written.trim(), entries))
  }
  return entries
}

const textOf = (written: string, entries: ReadonlyMap<string, string>): string => {
  const quoted = /^(["'`])(.*?)\1/.exec(written)
  if (quoted?.[1] === '"') return expanded((quoted[2] ?? '').replaceAll('\\n', '\n'), entries)
  if (quoted) return quoted[2] ?? ''
  return expanded(written.replace(/\s+#.*$/, '').trim(), entries)
}

/** What a value takes from the lines before it; of what is not there, nothing. */
const expanded = (text: string, entries: ReadonlyMap<string, string>): string =>
  text.replaceAll(/\$\{(\w+)\}/g, (whole, name: string) => entries.get(name) ?? whole)
