import type { Location } from '../../source/source-file.ts'
import type { Ternary } from '../../source/ternary.ts'
import type { Part, Text } from '../../source/text.ts'
import type { Value } from '../../terraform/value/value.ts'
import type { PolicyDocument } from '../iam/policy-document.ts'
import type { Invocations } from './invocations/trigger.ts'

/** What AWS means by the resources: nodes by the address of their resource, and the edges between them. */
export interface Graph {
  readonly lambdas: readonly Lambda[]
  readonly roles: readonly Role[]
  readonly policies: readonly Policy[]
  readonly buckets: readonly Bucket[]
  readonly keys: readonly Key[]
  readonly accessPoints: readonly AccessPoint[]
  readonly guardrails: readonly Guardrail[]
  /** The organizations that accounts are in, by an account in which each is declared or looked up. */
  readonly organizations: readonly { readonly id: Text; readonly account: Part }[]
  readonly parameters: readonly Parameter[]
  readonly secrets: readonly Secret[]
}

export interface Lambda {
  readonly address: string
  readonly location: Location
  /** `assumes`: the execution role. */
  readonly role: RoleLink
  readonly environment: Environment
  readonly code: LambdaCode
  /** `invokes`: who invokes the function, and with what event. Found when it is first asked for. */
  readonly invocations: () => Invocations
  /** Of the region that the function is in. */
  readonly partition: Part
  readonly region: Part
  readonly account: Part
  /** Its `function_name`, which its role's session is called by. */
  readonly name: Text
  readonly network: Network
  /** Its name, its resource's and its modules': what tells its code's folder from others'. */
  readonly names: readonly string[]
}

/** The way that a function's requests take to S3. `reason` ends the sentence "… because …". */
export type Network =
  /** Not through a VPC of the user's. */
  | { readonly kind: 'none' }
  | { readonly kind: 'unknown'; readonly reason: string; readonly endpoints: readonly Endpoint[] }
  | { readonly kind: 'vpc'; readonly vpc: Text; readonly endpoints: readonly Endpoint[] }

/** A VPC endpoint for S3. https://docs.aws.amazon.com/AmazonS3/latest/userguide/privatelink-interface-endpoints.html */
export interface Endpoint {
  readonly address: string
  readonly id: Text
  readonly type: 'Gateway' | 'Interface' | 'unknown'
  readonly region: Part
  /** Whether requests to buckets of its region go through it. */
  readonly isUsed: Ternary
  /** None: the one that AWS gives it, which allows everything. */
  readonly policies: readonly ResourcePolicy[]
  readonly possiblePolicies: readonly ResourcePolicy[]
}

/**
 * A policy of an organization, which limits what its accounts may do, or what may be done to what they have.
 * https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_authorization_policies.html
 */
export interface Guardrail {
  readonly kind: 'scp' | 'rcp'
  readonly address: string
  readonly document: PolicyDocument
  readonly location: Location | null
  /** What it is attached to: the root, a unit, an account. */
  readonly level: string
  /** The accounts below that which are known; null for one that is given for every account. */
  readonly accounts: readonly Text[] | null
  /** Whether other accounts may be below it, or it may not be attached at all. */
  readonly isOpen: boolean
  /** The account that manages the organization, where that is known: it is not limited. */
  readonly manager: Text | null
}

export type RoleLink =
  | { readonly kind: 'role'; readonly role: Role }
  /** `reason` ends the sentence "… because …". */
  | { readonly kind: 'unresolved'; readonly reason: string; readonly location: Location }

export interface Environment {
  readonly variables: ReadonlyMap<string, Value>
  /** Null if these are all; else why there may be others. */
  readonly incomplete: string | null
  readonly location: Location
}

/** Where the deployment package is made from, in order of trust. Paths are as Terraform has them. */
export interface LambdaCode {
  readonly packageType: 'Zip' | 'Image'
  readonly handler: string | null
  readonly runtime: string | null
  readonly sources: readonly CodeLocation[]
  /** Terraform leaves what runs to another deployment: `ignore_changes`. */
  readonly isReplaced: Ternary
  readonly layers: readonly (readonly CodeLocation[])[]
  /** What Terraform runs, which may make the package. */
  readonly commands: readonly BuildCommand[]
}

/** A command of the shell, unknown parts as `${…}`, and the folder that it runs in: as Terraform has it, or the root module's. */
export interface BuildCommand {
  readonly text: string
  readonly folder: string
}

export type CodeLocation =
  | { readonly kind: 'archive'; readonly entries: readonly ArchiveEntry[]; readonly location: Location }
  | { readonly kind: 'zip'; readonly path: string }
  | {
      readonly kind: 'image'
      readonly reference: string
      readonly command: readonly string[]
      /** The folder that it is built from, if the configuration says so, and the Dockerfile, seen from there. */
      readonly context?: string
      readonly dockerfile?: string
    }
  /** `what` ends the sentence "its code is in …". */
  | { readonly kind: 'remote'; readonly what: string }

/** `prefix` is the folder in the package that the files are put into. */
export type ArchiveEntry =
  | { readonly kind: 'dir'; readonly path: string; readonly excludes: readonly string[]; readonly prefix?: string }
  | { readonly kind: 'file'; readonly path: string; readonly prefix?: string }
  | { readonly kind: 'content'; readonly name: string; readonly text: string; readonly location: Location }

export interface Role {
  readonly address: string
  readonly location: Location
  /** What a reference to the role's ARN evaluates to. */
  readonly arn: Text
  readonly name: Text
  /** `AROA…`, which policies may name it by. */
  readonly uniqueId: Text
  readonly tags: Tags
  /** `attaches`: the policies that certainly count. */
  readonly policies: readonly Policy[]
  /** Policies whose attachment to this role, or whose very existence, is not known. */
  readonly possiblePolicies: readonly Policy[]
  /** Policies that are attached and not known: any statement could stand in them. Each as the end of "… because …". */
  readonly unresolved: readonly Unresolved[]
  /** Where policies may be attached to it that are not known to exist: they may grant what none of these does. */
  readonly mayHaveMore: readonly Unresolved[]
  readonly boundary: Policy | Unresolved | null
  /** Who may assume it. Read when it is first asked for. */
  readonly trust: () => ResourcePolicy
}

/** `incomplete`: why there may be others, as the end of "… because …"; null if these are all. */
export interface Tags {
  readonly entries: ReadonlyMap<string, Text>
  readonly incomplete: string | null
}

export interface Unresolved {
  readonly reason: string
  readonly location: Location | null
}

export interface Policy {
  /** The address of the resource that declares it; the name of one that AWS manages. */
  readonly address: string
  readonly kind: 'inline' | 'customer-managed' | 'aws-managed'
  /** Null for one that AWS manages: it is looked up by its name, the ARN after `policy/`. */
  readonly document: PolicyDocument | null
  readonly location: Location | null
  /** The addresses of the roles that it is certainly attached to. */
  readonly attachedTo: readonly string[]
}

export interface Bucket {
  readonly address: string
  readonly location: Location
  readonly name: Text
  /** `protects`: its bucket policies. */
  readonly policies: readonly ResourcePolicy[]
  /** Those of which it is not known whether they are this bucket's, or whether there are any. */
  readonly possiblePolicies: readonly ResourcePolicy[]
  /** Its default encryption uses this KMS key, `alias/aws/s3` where it names none; null for SSE-S3. */
  readonly customerKey: CustomerKey | null
  /** Only looked up: what is set of it is somewhere else. */
  readonly isLookedUp: boolean
  /** A directory bucket is asked for by its own ARN, and so are its objects. */
  readonly directoryArn: Text | null
  readonly region: Part
  readonly account: Part
  /** Whether the owner of the bucket owns all of its objects, so that ACLs count for nothing. */
  readonly enforcesOwner: BucketSetting
  /** Whether public ACLs are turned away, by the bucket or by its account. */
  readonly blocksPublicAcls: BucketSetting
}

export interface CustomerKey {
  readonly key: Text
  readonly location: Location
  /** With a bucket key, S3 asks KMS for the bucket and not for each object. */
  readonly hasBucketKey: Ternary
}

/** `by`: the address that says it; null where nothing does. */
export interface BucketSetting {
  readonly is: Ternary
  readonly by: string | null
}

/** What requests to a bucket may be made through. https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-points.html */
export interface AccessPoint {
  readonly address: string
  readonly location: Location
  readonly kind: 'access-point' | 'object-lambda' | 'multi-region'
  readonly arn: Text
  readonly account: Text
  /** Null for one of several regions. */
  readonly region: Part | null
  /** All that a `Bucket` parameter may call it by: its ARN and its alias. */
  readonly names: readonly Text[]
  /** What a reference to it evaluates to, of its buckets; several only for one of several regions. */
  readonly buckets: readonly Text[]
  /** The access point that an Object Lambda access point is before, by its ARN. */
  readonly supporting: Text | null
  readonly policies: readonly ResourcePolicy[]
  readonly possiblePolicies: readonly ResourcePolicy[]
  /** The only VPC that requests may come from; null if any may. */
  readonly vpc: Text | null
}

/** A KMS key. */
export interface Key {
  readonly address: string
  /** `looked-up`: its policy is not in the configuration. `aws-managed`: everybody of the account may use it, through its service. */
  readonly kind: 'declared' | 'looked-up' | 'aws-managed'
  readonly location: Location
  readonly arn: Text
  /** All that it may be called by: its ARN, its id, its aliases and theirs. */
  readonly names: readonly Text[]
  /** None: the one that AWS gives it, which leaves everything to the policies of the account. */
  readonly policies: readonly ResourcePolicy[]
  readonly possiblePolicies: readonly ResourcePolicy[]
  readonly grants: readonly KeyGrant[]
  readonly mayHaveGrants: boolean
}

/** What somebody may do with a key whatever the policies of the account say: https://docs.aws.amazon.com/kms/latest/developerguide/grants.html */
export interface KeyGrant {
  readonly address: string
  readonly location: Location
  /** Null if it is not known. */
  readonly grantee: Text | null
  /** `GenerateDataKey`, `Decrypt`; null if they are not all known. */
  readonly operations: readonly string[] | null
  /** The encryption contexts that it is for, by its key; null if they are not known. */
  readonly contexts: readonly { readonly key: string; readonly value: Text }[] | null
  /** With no other context than these. */
  readonly isExact: boolean
}

/** The policy of a bucket, a key, an access point, or of a role that is assumed. */
export interface ResourcePolicy {
  readonly address: string
  readonly document: PolicyDocument
  readonly location: Location
}

export interface Secret {
  readonly address: string
  /** Its ARN and, where that is known, its name. */
  readonly names: readonly Value[]
  readonly value: Value
}

export interface Parameter {
  readonly address: string
  readonly name: Value
  readonly value: Value
}
