import type { Unknown } from '../../source/text.ts'
import { type CharSet, contains, meets } from './char-set.ts'

/** What patterns and the texts they are matched against are made of. */
export type Token = Consuming | SymbolToken

export type Consuming =
  | { readonly kind: 'char'; readonly char: string }
  /** One character of the set: `?`. */
  | { readonly kind: 'one'; readonly chars: CharSet }
  /** Any number of characters of the set: `*`. */
  | { readonly kind: 'run'; readonly chars: CharSet }

/** One fixed string that is not known. */
export interface SymbolToken {
  readonly kind: 'symbol'
  /** Two of the same id are the same string; null for one that is equal to no other: a policy variable. */
  readonly id: string | null
  readonly name: string
  readonly reason: string
  readonly bucket: boolean
  readonly partition: boolean
  /** No string that the symbol stands for has a `:`. */
  readonly colonFree: boolean
  /** Strings that include every one that the symbol can stand for. */
  readonly language: readonly Consuming[]
}

const char = (of: string): Consuming => ({ kind: 'char', char: of })
const one = (chars: CharSet): Consuming => ({ kind: 'one', chars })
const run = (chars: CharSet): Consuming => ({ kind: 'run', chars })

// https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html
const bucketName = [one('bucket'), one('bucket'), one('bucket'), run('bucket')]
const account = Array.from({ length: 12 }, () => one('digit'))
const region = [one('region'), run('region')]
// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html: aws, aws-cn, aws-us-gov, and others with a name like these.
const partition = [char('a'), char('w'), char('s'), run('letter')]
const anything = [run('any')]
const partOfBucketName = [run('bucket')]

const languages = { bucket: bucketName, account, region, partition } as const

const languageOf = ({ domain }: Unknown, inBucketName: boolean): readonly Consuming[] =>
  domain ? languages[domain] : inBucketName ? partOfBucketName : anything

/** `inBucketName`: it is a part of the name of a bucket, and so made of the characters that bucket names are made of. */
export const symbolOf = (unknown: Unknown, inBucketName: boolean): SymbolToken => ({
  kind: 'symbol',
  id: unknown.id,
  name: unknown.id,
  reason: unknown.reason,
  bucket: unknown.domain === 'bucket',
  partition: unknown.domain === 'partition',
  colonFree: unknown.domain !== undefined || inBucketName,
  language: languageOf(unknown, inBucketName),
})

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html */
export const policyVariable = (name: string): SymbolToken => ({
  kind: 'symbol',
  id: null,
  name,
  reason: 'it is a policy variable, whose value the request brings',
  bucket: false,
  partition: false,
  colonFree: false,
  language: anything,
})

/** Whether some character, or the symbol itself, is read by both. */
export const readSame = (a: Token, b: Token): boolean => {
  if (a.kind === 'symbol') return b.kind === 'symbol' ? isSameSymbol(a, b) : readsSymbol(b, a)
  if (b.kind === 'symbol') return readsSymbol(a, b)
  if (a.kind === 'char') return b.kind === 'char' ? a.char === b.char : contains(b.chars, a.char)
  return b.kind === 'char' ? contains(a.chars, b.char) : meets(a.chars, b.chars)
}

/** A `*` reads whatever string the symbol stands for, if it may have all of its characters. */
const readsSymbol = (token: Consuming, symbol: SymbolToken): boolean =>
  token.kind === 'run' && (token.chars === 'any' || (token.chars === 'no-colon' && symbol.colonFree))

const isSameSymbol = (a: SymbolToken, b: SymbolToken): boolean => a.id !== null && a.id === b.id

/** The same single character, or the same unknown string. */
export const isSame = (a: Token, b: Token): boolean =>
  a.kind === 'char' ? b.kind === 'char' && a.char === b.char : a.kind === 'symbol' && b.kind === 'symbol' && isSameSymbol(a, b)
