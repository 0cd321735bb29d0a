import type { Location } from '../../source/source-file.ts'
import type { Text } from '../../source/text.ts'

/**
 * An IAM policy document, whatever it was written in.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html
 */
export interface PolicyDocument {
  readonly id: string | null
  /** Policy variables such as `${aws:username}` are read only in version 2012-10-17. */
  readonly version: '2008-10-17' | '2012-10-17'
  readonly statements: readonly Statement[]
  /** Parts of the document that are not known: any statement could stand there. Each with its reason. */
  readonly unknowns: readonly UnknownPart[]
  /** The name of the policy that AWS manages whose document this is a copy of. */
  readonly copyOf?: string
}

export interface UnknownPart {
  readonly reason: string
  readonly location: Location | null
}

export interface Statement {
  readonly sid: string | null
  readonly effect: 'Allow' | 'Deny' | UnknownPart
  /** `excluded` for NotAction. */
  readonly actions: PatternSet
  /** `excluded` for NotResource; null in a trust policy, which has none. */
  readonly resources: PatternSet | null
  /** Null in an identity policy, which has none. `excluded` for NotPrincipal. */
  readonly principals: PrincipalSet | null
  readonly conditions: readonly Condition[]
  readonly location: Location | null
}

/** `excluded`: all but these. `unknowns`: more patterns could be in the list, which were not known. */
export interface PatternSet {
  readonly excluded: boolean
  readonly patterns: readonly Pattern[]
  readonly unknowns: readonly UnknownPart[]
}

/** `*`, `?` and policy variables in the literal parts of `text` have their meaning in IAM. */
export interface Pattern {
  readonly text: Text
  readonly location: Location | null
}

export interface PrincipalSet {
  readonly excluded: boolean
  readonly principals: readonly Principal[]
  readonly unknowns: readonly UnknownPart[]
}

export type Principal =
  | { readonly type: 'AWS' | 'Service' | 'Federated' | 'CanonicalUser'; readonly text: Text; readonly location: Location | null }
  | { readonly type: '*'; readonly location: Location | null }

/** One operator and one key; all conditions of a statement must be met. */
export interface Condition {
  readonly operator: string
  readonly key: string
  readonly values: readonly Text[] | UnknownPart
  readonly location: Location | null
}
