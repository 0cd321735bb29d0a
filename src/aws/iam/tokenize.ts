import type { Part, Text } from '../../source/text.ts'
import { policyVariable, symbolOf, type Token } from './token.ts'

/** What `*`, `?` and `${…}` mean in the literal parts: nothing in the text of a request; no variables before 2012-10-17. */
export type Reading = 'literal' | 'variables' | 'wildcards' | 'wildcards-and-variables'

export interface Tokenizing {
  readonly reading: Reading
  /** Put what is known of an unknown part in its place. */
  readonly expand: boolean
  /** The commercial partition is assumed for one that is not known. */
  readonly assumePartition: boolean
  readonly ignoreCase: boolean
}

const deepestExpansion = 16
/** Beyond it unknown parts stay as they are: expansions of expansions may be exponentially long. */
const mostExpanded = 10_000

/** The tokens of a text. Terraform's and IAM's strings are read by code point, as IAM's `?` stands for one character. */
export const tokenize = (text: Text, how: Tokenizing): readonly Token[] => {
  const tokens: Token[] = []
  for (const part of text) tokenizePart(part, how, tokens, false, 0)
  return tokens
}

const tokenizePart = (part: Part, how: Tokenizing, tokens: Token[], inBucketName: boolean, depth: number): void => {
  if (typeof part === 'string') tokenizeLiteral(how.ignoreCase ? part.toLowerCase() : part, how.reading, tokens)
  else if (part.kind === 'varying') tokens.push({ kind: 'run', chars: 'any' })
  else if (how.assumePartition && part.domain === 'partition') tokenizeLiteral('aws', 'literal', tokens)
  else if (how.expand && part.expansion && depth < deepestExpansion && tokens.length < mostExpanded)
    for (const inner of part.expansion) tokenizePart(inner, how, tokens, inBucketName || part.domain === 'bucket', depth + 1)
  else tokens.push(symbolOf(part, inBucketName))
}

const tokenizeLiteral = (literal: string, reading: Reading, tokens: Token[]): void => {
  const hasVariables = reading === 'variables' || reading === 'wildcards-and-variables'
  const hasWildcards = reading === 'wildcards' || reading === 'wildcards-and-variables'
  for (let at = 0; at < literal.length; ) {
    const char = String.fromCodePoint(literal.codePointAt(at) as number)
    const end = hasVariables && literal.startsWith('${', at) ? endOfVariable(literal, at) : at
    if (end > at) tokens.push(variable(literal.slice(at, end)))
    else if (hasWildcards && char === '*') tokens.push({ kind: 'run', chars: 'any' })
    else if (hasWildcards && char === '?') tokens.push({ kind: 'one', chars: 'any' })
    else tokens.push({ kind: 'char', char })
    at = end > at ? end : at + char.length
  }
}

/** A variable that is not closed in this literal goes on with an unknown part: nothing after it is known. */
const endOfVariable = (literal: string, start: number): number => {
  const end = literal.indexOf('}', start)
  return end === -1 ? literal.length : end + 1
}

/** `${*}`, `${?}` and `${$}` are the characters themselves; any other is a string that only the request knows. */
const variable = (source: string): Token =>
  /^\$\{[*?$]\}$/.test(source) ? { kind: 'char', char: source.charAt(2) } : policyVariable(source)
