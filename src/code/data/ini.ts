/**
 * Sections of names and values; those of `DEFAULT` are in every section. Names are in lower case.
 * https://docs.python.org/3/library/configparser.html#supported-ini-file-structure
 */
export const decodeIni = (text: string): ReadonlyMap<string, ReadonlyMap<string, string>> => {
  const sections = new Map<string, Map<string, string>>()
  let section: Map<string, string> | undefined
  for (const line of text.split(/\r?\n/)) {
    const header = /^\s*\[([^\]]+)\]/.exec(line)?.[1]
    if (header !== undefined) {
      section = sections.get(header) ?? new Map()
      sections.set(header, section)
      continue
    }
    if (/^\s*(?:[#;]|$)/.test(line)) continue
    const at = line.search(/[=:]/)
    if (at === -1 || section === undefined) continue
    section.set(line.slice(0, at).trim().toLowerCase(), line.slice(at + 1).trim())
  }
  const usual = sections.get('DEFAULT') ?? new Map<string, string>()
  return new Map([...sections].map(([name, entries]) => [name, new Map([...usual, ...entries])]))
}
