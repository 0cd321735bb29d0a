import type { Bucket, Key, Lambda, Policy } from '../aws/graph/graph.ts'
import type { AttachedPolicy, Decision, NearMiss, Request, StatementMatch } from '../aws/iam/decision.ts'
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
  /** The ARN of the objects that are written. */
  readonly resource: Text
  /** The call's other parameters, by the API's names, each with all that it may be. */
  readonly parameters: ReadonlyMap<string, readonly Text[]>
}

/** One thing that a write asks of AWS. */
export interface Requirement {
  /** `s3:PutObject`, `kms:GenerateDataKey`. */
  readonly action: string
  readonly resource: Text
  /** What it is asked on: the object that is written, one that is copied, the bucket, or the KMS key. */
  readonly on: 'object' | 'source' | 'bucket' | 'key'
  /** The KMS key, if it is in the configuration. */
  readonly kmsKey?: Key
  /** What it is called where it is missing; null for that of the statement that comes nearest. */
  readonly cause: AccessCause | null
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
  /** What AWS answers, and the policies that were asked; null where there is no role to ask for. */
  readonly decided: Decided | null
}

export interface Decided {
  readonly request: Request
  readonly decision: Decision
  readonly policies: readonly AttachedPolicy[]
}

export interface JudgedRequirement extends Requirement, Judgement {}

/** One function writing with one call to one bucket under one kind of key, and what AWS will say to it. */
export interface Access extends Write, Judgement {
  readonly call: StorageCall
  /** The action of the requirement that decides. */
  readonly action: string
  /** All that it asks of AWS, each with the answer. */
  readonly requirements: readonly JudgedRequirement[]
  /** From the handler to the call, and from its arguments to the configuration. */
  readonly trace: readonly TraceStep[]
}

/** Everything that was found out of one function. */
export interface FunctionAccesses {
  readonly lambda: Lambda
  readonly analysis: ProgramAnalysis
  readonly accesses: readonly Access[]
}
