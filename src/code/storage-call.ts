import type { Location } from '../source/source-file.ts'

/** A write call that the handler can reach, with what its program says of the bucket and the key. */
export interface StorageCall {
  /** Of the S3 API: `PutObject`, `CopyObject`, `CreateMultipartUpload`, … (a key of the catalogue's operations). */
  readonly operation: string
  /** As it is written: `put_object`, `PutObjectCommand`, `upload`. */
  readonly call: string
  /** The row's `sdk` in the catalogue. */
  readonly sdk: string
  readonly location: Location
  readonly bucket: Expression
  /**
   * What the bucket's string may hold beside it: a whole place, as `s3://bucket/key` for a library that takes paths; or a
   * folder, as `bucket/folder`, which becomes the beginning of the key. Absent: nothing.
   */
  readonly bucketMayHold?: 'place' | 'folder'
  readonly key: Expression
  /** The other parameters by the API's own names (`ACL`, `Tagging`, `ServerSideEncryption`, …). */
  readonly parameters: ReadonlyMap<string, Expression>
  /** Those among them that the call is given only sometimes. Absent: none. */
  readonly optionalParameters?: ReadonlySet<string>
  /** It may be given others too, which are not known: a dictionary, a rest or a library decides. */
  readonly parametersAreOpen?: true
  /** `possible`: the call is reached only by dispatch or a receiver that could not be followed. */
  readonly certainty: 'certain' | 'possible'
  /** A presigned URL: the role needs the permission when the URL is used. */
  readonly deferred: boolean
  /** The program gives the client credentials that are not known to be of a role: the execution role is not asked. */
  readonly hasOwnCredentials?: true
  /** The program gives the client the credentials of this role, which it assumes: that role is asked. */
  readonly assumes?: AssumedRole
  /** From the handler to the call, and where its bucket and key come from. */
  readonly trace: readonly TraceStep[]
}

/** A role that a program assumes: https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html */
export interface AssumedRole {
  /** Its ARN. */
  readonly role: Expression
  readonly sessionName?: Expression
  readonly externalId?: Expression
  /** A session policy, as JSON: what it does not allow, the session may not. */
  readonly policy?: Expression
  /** Session policies by their ARNs. */
  readonly policyArns: readonly Expression[]
  /** The role with whose credentials it is assumed; absent: the execution role. */
  readonly by?: AssumedRole
}

export interface TraceStep {
  /** A sentence without its full stop: `handler calls save_report`, `bucket is os.environ["BUCKET"]`. */
  readonly message: string
  readonly location: Location
}

/** A string as the program builds it. */
export type Expression =
  | { readonly kind: 'literal'; readonly text: string; readonly location?: Location }
  /** The function's environment variable; `otherwise` is what the program uses if it is not set (null: nothing, it fails). */
  | { readonly kind: 'env'; readonly name: string; readonly otherwise: Expression | null; readonly location?: Location }
  /**
   * A field of the invocation event: `["Records", "*", "s3", "bucket", "name"]`; `*` is any element, and a text counts as what
   * it says as JSON. `isPart`: only a part of the field's text, or what is left of it. `replaced`: with these texts replaced in
   * it, one after the other, each time or only where they stand first.
   */
  | {
      readonly kind: 'event'
      readonly path: readonly string[]
      readonly isPart?: true
      readonly replaced?: readonly { readonly from: string; readonly to: string }[]
      readonly location?: Location
    }
  | { readonly kind: 'concat'; readonly parts: readonly Expression[]; readonly location?: Location }
  /** One of these, by a branch or a dispatch that was not followed; at least two. */
  | { readonly kind: 'alternatives'; readonly options: readonly Expression[]; readonly location?: Location }
  /** Without the characters (null: white space) at its start or end, of a text that is known only with the configuration. */
  | {
      readonly kind: 'stripped'
      readonly of: Expression
      readonly end: 'start' | 'end'
      readonly characters: string | null
      readonly location?: Location
    }
  /** A parameter of SSM Parameter Store, read by its name. */
  | { readonly kind: 'ssm'; readonly name: Expression; readonly location?: Location }
  /** The text of a secret in Secrets Manager, read by its name or ARN. */
  | { readonly kind: 'secret'; readonly name: Expression; readonly location?: Location }
  /** A field of the JSON that a text says: `["reports", "bucket"]`; `*` is any element. `otherwise`: if there is no such field. */
  | {
      readonly kind: 'field'
      readonly of: Expression
      readonly path: readonly string[]
      readonly otherwise: Expression | null
      readonly location?: Location
    }
  /** Anything else at run time. `why` is for a user to act on: `it is the result of uuid4()`. */
  | {
      readonly kind: 'opaque'
      readonly why: string
      /** It is this parameter of a function whose callers are not looked at. */
      readonly parameter?: string
      readonly location?: Location
    }

/** What was found in one function's program. */
export interface ProgramAnalysis {
  readonly calls: readonly StorageCall[]
  /** `none`: no program could be read. `partial`: some of what the handler reaches could not be read or followed. */
  readonly completeness: 'complete' | 'partial' | 'none'
  /** Why not `complete`, as a sentence for the user; null if complete. */
  readonly reason: string | null
}
