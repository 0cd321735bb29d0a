import type { Location } from '../../source/source-file.ts'
import type { Ternary } from '../../source/ternary.ts'
import type { Text } from '../../source/text.ts'
import type { RequestContext } from './context.ts'
import type { Pattern, PolicyDocument, Statement, UnknownPart } from './policy-document.ts'

/** May this action be done on what `resource` stands for: for every string that it stands for? */
export interface Request {
  /** `s3:PutObject`. */
  readonly action: string
  /** An ARN. */
  readonly resource: Text
  /**
   * Who asks: the ARN of a role, whose session calls; of a user; of a role's session; or the name of a service. Absent: no
   * principal but `*` can be told.
   */
  readonly principal?: Text
  /** Of a role's session: Lambda calls it as the function is called. */
  readonly session?: Text
  /** The unique id of the role (`AROA…`), which policies may name too. */
  readonly principalId?: Text
  /** Twelve digits; absent if it is that of the principal. */
  readonly resourceAccount?: Text
  /** For the conditions of policies, and their variables; absent: what every call of an SDK in a function brings. */
  readonly context?: RequestContext
}

/**
 * `inline`, `customer-managed` and `aws-managed` are identity policies; `bucket-policy`, `access-point-policy`, `key-policy` and
 * `trust-policy` (and any other `resource-policy`) those of what is asked for. The others grant nothing: they limit what is granted.
 */
export type PolicyKind = IdentityKind | ResourceKind | LimitKind

export type IdentityKind = 'inline' | 'customer-managed' | 'aws-managed'
export type ResourceKind = 'bucket-policy' | 'access-point-policy' | 'key-policy' | 'trust-policy' | 'resource-policy'
export type LimitKind = 'boundary' | 'session-policy' | 'endpoint-policy' | 'scp' | 'rcp'

export interface AttachedPolicy {
  readonly name: string
  readonly kind: PolicyKind
  /** Of an SCP or RCP: what it is attached to (the root, a unit, the account). Each level must allow by one of its policies. */
  readonly level?: string
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
  /** For an implicit deny, or an unknown one: where the Allow is missing. A limit is named only if the policies allow. */
  readonly missingIn: MissingIn | null
  /** Why each Allow statement that comes near did not match, best first; empty for `allow` and `explicit-deny`. */
  readonly nearest: readonly NearMiss[]
  /** What would have to be known, each as the end of "… because …"; empty unless `unknown`. */
  readonly blockedOn: readonly UnknownPart[]
  /** What of the resource is not allowed, by an example, where only a part is. */
  readonly leftOut: Text | null
}

/** `policies`: those of the role and, in its own account, of the resource; `resource-policy`: that of another account's. */
export type MissingIn = 'policies' | 'resource-policy' | LimitKind

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
