import type { Bucket, Lambda, Policy } from '../aws/graph/graph.ts'
import type { NearMiss, StatementMatch } from '../aws/iam/decision.ts'
import type { ProgramAnalysis, StorageCall, TraceStep } from '../code/storage-call.ts'
import type { Text } from '../source/text.ts'

export type AccessVerdict = 'granted' | 'missing' | 'denied' | 'undetermined'

/** Why a write fails, or why nothing certain can be said of it. */
export type AccessCause =
  | 'no-statement'
  | 'action-mismatch'
  | 'bucket-level-arn'
  | 'wrong-bucket'
  | 'prefix-mismatch'
  | 'policy-not-attached'
  | 'condition-unmet'
  | 'explicit-deny'
  | 'boundary'
  | 'bucket-policy-deny'
  | 'kms-not-granted'
  | 'tagging-not-granted'
  | 'acl-not-granted'
  | 'bucket-unresolved'
  | 'policy-unresolved'
  | 'role-unresolved'

/** A write as it is asked of AWS. */
export interface Write {
  readonly lambda: Lambda
  /** Null if it is not declared in this configuration. */
  readonly bucket: Bucket | null
  readonly bucketName: Text
  readonly key: Text
  /** `s3:PutObject`, or another that the call's parameters need. */
  readonly action: string
  readonly resource: Text
  /** The KMS keys that the call itself encrypts with, in place of the bucket's. */
  readonly encryptionKeys: readonly Text[]
}

export interface Judgement {
  readonly verdict: AccessVerdict
  readonly cause: AccessCause | null
  /** For `undetermined`: what is not known, as the end of "… because …". */
  readonly reason: string | null
  /** The Allow statement that comes nearest, where one is missing. */
  readonly nearest: NearMiss | null
  /** For `policy-not-attached`. */
  readonly unattached: Policy | null
  /** The statements that grant it, or that deny it. */
  readonly by: readonly StatementMatch[]
}

/** One function writing with one call to one bucket under one kind of key, and what AWS will say to it. */
export interface Access extends Write, Judgement {
  readonly call: StorageCall
  /** From the handler to the call, and from its arguments to the configuration. */
  readonly trace: readonly TraceStep[]
}

/** Everything that was found out of one function. */
export interface FunctionAccesses {
  readonly lambda: Lambda
  readonly analysis: ProgramAnalysis
  readonly accesses: readonly Access[]
}
