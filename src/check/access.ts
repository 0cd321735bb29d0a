import type { AccessPoint, Bucket, Key, Lambda, Policy } from '../aws/graph/graph.ts'
import type { ContextValue } from '../aws/iam/context.ts'
import type { AttachedPolicy, Decision, NearMiss, Request, StatementMatch } from '../aws/iam/decision.ts'
import type { ProgramAnalysis, StorageCall, TraceStep } from '../code/storage-call.ts'
import type { Text } from '../source/text.ts'
import type { Assumed, Step } from './assumed-role.ts'

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
  | 'endpoint-policy'
  | 'scp'
  | 'rcp'
  | 'cross-account'
  | 'kms-not-granted'
  | 'tagging-not-granted'
  | 'acl-not-granted'
  | 'object-lock-not-granted'
  | 'copy-source-not-granted'
  | 'bucket-not-delegated'
  | 'acl-not-supported'
  | 'public-access-block'
  | 'access-point-network'
  | 'assume-role-not-granted'
  | 'trust-policy'
  | 'session-policy'
  | 'bucket-unresolved'
  | 'policy-unresolved'
  | 'role-unresolved'

/** A write as it is asked of AWS. */
export interface Write {
  /** Its role is the one that writes: the execution role, or one that the program assumes. */
  readonly lambda: Lambda
  readonly call: StorageCall
  /** How the role is assumed, where it is not the execution role. */
  readonly assumed?: Pick<Extract<Assumed, { kind: 'role' }>, 'role' | 'session' | 'steps'>
  /** Null if it is not declared in this configuration. */
  readonly bucket: Bucket | null
  readonly bucketName: Text
  /** What is named in place of a bucket, if that is in the configuration. */
  readonly accessPoint?: AccessPoint
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
  /** What it is asked on: the object that is written, one that is copied, the bucket, an access point, the KMS key, or a role that is assumed. */
  readonly on: 'object' | 'source' | 'bucket' | 'access-point' | 'key' | 'role'
  /** The role that is assumed, and by whom. */
  readonly step?: Step
  /** The bucket that is asked for, if it is not the one that the write names; `node` is null if it is not in the configuration. */
  readonly place?: { readonly node: Bucket | null; readonly name: Text }
  /** The access point, if it is in the configuration. */
  readonly accessPoint?: AccessPoint
  /** The account of what is asked for, where it is not that of the bucket. */
  readonly account?: Text
  /** What the call or the bucket calls the KMS key. */
  readonly keyName?: Text
  /** The KMS key, if it is in the configuration. */
  readonly kmsKey?: Key
  /** What this request carries for conditions, beside what every request of the write does; keys in lower case. */
  readonly context?: ReadonlyMap<string, ContextValue>
  /** What S3 answers by what is set of the bucket, whatever the policies say: `why` is a sentence's end. */
  readonly settled?: { readonly verdict: 'granted' | 'denied' | 'undetermined'; readonly why: string }
  /** It is asked for only at times: when, as the end of "… because …". */
  readonly onlyAtTimes?: string
  /** What may allow it that is not known, as the end of "… because …"; a Deny counts all the same. */
  readonly mayBeAllowed?: string
  /** The request to the access point that this one, to its bucket, is behind. */
  readonly behind?: Requirement
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
