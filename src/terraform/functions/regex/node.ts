/** A pattern of RE2's syntax, parsed. https://github.com/google/re2/wiki/Syntax */
export type RegexNode =
  | { readonly kind: 'test'; readonly test: CharacterTest }
  | { readonly kind: 'assert'; readonly assertion: Assertion }
  | { readonly kind: 'group'; readonly index: number; readonly node: RegexNode }
  | { readonly kind: 'sequence'; readonly nodes: readonly RegexNode[] }
  | { readonly kind: 'alternatives'; readonly nodes: readonly RegexNode[] }
  | { readonly kind: 'repeat'; readonly node: RegexNode; readonly min: number; readonly max: number; readonly greedy: boolean }

/** Of one character: a code point as a string. */
export type CharacterTest = (character: string) => boolean

export type Assertion = 'text-start' | 'text-end' | 'line-start' | 'line-end' | 'word-boundary' | 'no-word-boundary'

export interface ParsedRegex {
  readonly node: RegexNode
  /** The name of each group, from the first; undefined for one without a name. */
  readonly groups: readonly (string | undefined)[]
}
