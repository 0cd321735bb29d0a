import type { Location } from '../../source/source-file.ts'
import type { Ternary } from '../../source/ternary.ts'
import type { Text } from '../../source/text.ts'
import type { Pattern, PolicyDocument, Statement, UnknownPart } from './policy-document.ts'

/** May this action be done on what `resource` stands for: for every string that it stands for? */
export interface Request {
  /** `s3:PutObject`. */
  readonly action: string
  /** An ARN. */
  readonly resource: Text
  /** The ARN of the role that asks: what bucket policies name. Absent: no principal but `*` can be told. */
  readonly principal?: Text
}

export interface AttachedPolicy {
  readonly name: string
  readonly kind: 'inline' | 'customer-managed' | 'aws-managed' | 'boundary' | 'bucket-policy'
  readonly document: PolicyDocument
  readonly location: Location | null
}

export interface Decision {
  readonly outcome: 'allow' | 'explicit-deny' | 'implicit-deny' | 'unknown'
  /** Whether Allow statements cover the whole request, boundary included. */
  readonly allowed: Ternary
  /** Whether Deny statements cover the request; `unknown` also if they cover a part of it. */
  readonly denied: Ternary
  /** The statements that decided; for `unknown` those that may match, or match a part. None for an implicit deny. */
  readonly by: readonly StatementMatch[]
  /** For an implicit deny, or an unknown one: where the Allow is missing. A boundary is named only if all others allow. */
  readonly missingIn: 'policies' | 'boundary' | null
  /** Why each Allow statement that comes near did not match, best first; empty for `allow` and `explicit-deny`. */
  readonly nearest: readonly NearMiss[]
  /** What would have to be known, each as the end of "… because …"; empty unless `unknown`. */
  readonly blockedOn: readonly UnknownPart[]
  /** What of the resource is not allowed, by an example, where only a part is. */
  readonly leftOut: Text | null
}

export interface StatementMatch {
  readonly policy: AttachedPolicy
  readonly statement: Statement
  readonly match: 'yes' | 'unknown'
  /** The Resource patterns that match the request or a part of it. */
  readonly patterns: readonly Pattern[]
}

export interface NearMiss {
  readonly policy: AttachedPolicy
  readonly statement: Statement
  readonly failed: 'action' | 'resource' | 'condition' | 'effect'
  readonly detail: NearMissDetail
  /** Of Resource, or of Action where that is what failed; null for conditions. */
  readonly pattern: Pattern | null
  /** A sentence for the user. */
  readonly explanation: string
}

/** Best first: the order in which near misses are told. */
export const nearMissDetails = [
  'condition',
  'effect',
  'bucket-level-arn',
  'partition',
  'prefix',
  'excluded-resource',
  'action',
  'wrong-bucket',
] as const

export type NearMissDetail = (typeof nearMissDetails)[number]
