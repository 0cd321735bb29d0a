/**
 * Whether a path matches a pattern of `archive_file`'s `excludes`: `*` and `?` within a folder's name, `**` for any
 * folders, `[a-z]`, `{a,b}`. https://registry.terraform.io/providers/hashicorp/archive/latest/docs/data-sources/file
 */
export const matchesGlob = (pattern: string, path: string): boolean =>
  expandBraces(normal(pattern)).some((each) => matchSegments(each.split('/'), path.split('/')))

const normal = (pattern: string): string =>
  pattern
    .replaceAll('\\', '/')
    .replace(/^(?:\.\/)+/, '')
    .replace(/\/+$/, '')

const maximumAlternatives = 256

const expandBraces = (pattern: string): readonly string[] => {
  let patterns = [pattern]
  for (;;) {
    const open = patterns.map((each) => /\{[^{}]*\}/.exec(each))
    if (open.every((match) => match === null) || patterns.length > maximumAlternatives) return patterns
    patterns = patterns.flatMap((each, index) => {
      const match = open[index]
      if (!match) return [each]
      const rest = each.slice(match.index + match[0].length)
      return match[0]
        .slice(1, -1)
        .split(',')
        .map((option) => each.slice(0, match.index) + option + rest)
    })
  }
}

const matchSegments = (pattern: readonly string[], path: readonly string[]): boolean => {
  // reached[i]: the pattern up to the segment under way matches the first i folders of the path.
  let reached = new Array<boolean>(path.length + 1).fill(false)
  reached[0] = true
  for (const segment of pattern) {
    const next = new Array<boolean>(path.length + 1).fill(false)
    for (let at = 0; at <= path.length; at++) {
      if (segment === '**') next[at] = (reached[at] ?? false) || (at > 0 && (next[at - 1] ?? false))
      else if (at > 0 && reached[at - 1]) next[at] = matchName(segment, path[at - 1] as string)
    }
    reached = next
  }
  return reached[path.length] ?? false
}

type Token = { readonly kind: 'any' } | { readonly kind: 'one'; readonly accepts: (character: string) => boolean }

const tokensOf = (pattern: string): readonly Token[] => {
  const tokens: Token[] = []
  for (let at = 0; at < pattern.length; at++) {
    const character = pattern[at] as string
    const close = character === '[' ? pattern.indexOf(']', at + 2) : -1
    if (character === '*') tokens.push({ kind: 'any' })
    else if (character === '?') tokens.push({ kind: 'one', accepts: () => true })
    else if (close !== -1) {
      tokens.push({ kind: 'one', accepts: characterClass(pattern.slice(at + 1, close)) })
      at = close
    } else tokens.push({ kind: 'one', accepts: (given) => given === character })
  }
  return tokens
}

const characterClass = (body: string): ((character: string) => boolean) => {
  const negated = body.startsWith('!') || body.startsWith('^')
  const members = negated ? body.slice(1) : body
  return (character) => {
    for (let at = 0; at < members.length; at++) {
      const from = members[at] as string
      const to = members[at + 1] === '-' && members[at + 2] !== undefined ? (members[at + 2] as string) : from
      if (to !== from) at += 2
      if (character >= from && character <= to) return !negated
    }
    return negated
  }
}

/** Goes back to the last `*` only, so that it takes no more than the product of the lengths. */
const matchName = (pattern: string, name: string): boolean => {
  const tokens = tokensOf(pattern)
  let token = 0
  let at = 0
  let star = -1
  let resume = 0
  while (at < name.length) {
    const current = tokens[token]
    if (current?.kind === 'any') {
      star = token++
      resume = at
    } else if (current?.accepts(name[at] as string)) {
      token++
      at++
    } else if (star !== -1) {
      token = star + 1
      at = ++resume
    } else return false
  }
  while (tokens[token]?.kind === 'any') token++
  return token === tokens.length
}
