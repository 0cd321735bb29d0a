import type { Token } from './token.ts'

/**
 * The tokens of an ARN. `segments` are its six fields (the last with all that follows), null if they cannot be told
 * apart: it has fewer, or a part that is not known may contain a colon.
 */
export interface ArnTokens {
  readonly tokens: readonly Token[]
  readonly segments: readonly (readonly Token[])[] | null
}

const hidesColons = (token: Token): boolean => token.kind === 'symbol' && !token.colonFree

/**
 * Wildcards stand for parts of one segment of an ARN, except in the last one, which contains the resource: it may have
 * colons and slashes. A `*` that ends the pattern goes on beyond the colons, as in `arn:aws:s3*` and `*`.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html
 */
export const confineWildcards = (tokens: readonly Token[]): readonly Token[] => {
  const resource = resourceStart(tokens)
  if (resource === 0) return tokens
  return tokens.map((token, at) => {
    if (at >= resource || (token.kind === 'run' && at === tokens.length - 1)) return token
    return token.kind === 'run' || token.kind === 'one' ? { kind: token.kind, chars: 'no-colon' } : token
  })
}

/** Where the resource begins at the latest: after five colons, or at the first slash, which no earlier segment has. */
const resourceStart = (tokens: readonly Token[]): number => {
  let colons = 0
  for (const [at, token] of tokens.entries()) {
    if (token.kind !== 'char') continue
    if (token.char === '/') return at
    if (token.char === ':' && ++colons === 5) return at + 1
  }
  return tokens.length
}

export const segmentsOf = (tokens: readonly Token[]): readonly (readonly Token[])[] | null => {
  const segments: (readonly Token[])[] = []
  let start = 0
  for (const [at, token] of tokens.entries()) {
    if (hidesColons(token)) return null
    if (token.kind !== 'char' || token.char !== ':') continue
    segments.push(tokens.slice(start, at))
    start = at + 1
    if (segments.length === 5) return [...segments, tokens.slice(start)]
  }
  return null
}
