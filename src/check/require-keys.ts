import type { Bucket, Graph } from '../aws/graph/graph.ts'
import { type ContextValue, value } from '../aws/iam/context.ts'
import { accountOf } from '../aws/iam/principal.ts'
import { bucketArn } from '../aws/s3/bucket.ts'
import { isManagedAlias } from '../aws/s3/managed-key.ts'
import { mayUploadInParts, operationNamed } from '../aws/s3/operations.ts'
import type { StorageCall } from '../code/storage-call.ts'
import type { Ternary } from '../source/ternary.ts'
import { formatText, knownText, type Part, type Text, text } from '../source/text.ts'
import { equalTexts } from '../terraform/value/equality.ts'
import type { Requirement, Write } from './access.ts'

/** A key that an object is encrypted with. */
interface Use {
  readonly name: Text
  readonly hasBucketKey: Ternary
  /** When it is, where that is not certain. */
  readonly onlyAtTimes?: string
}

/**
 * The KMS permissions of a write: kms:GenerateDataKey on the key that the object is encrypted with, kms:Decrypt too where it is
 * sent in parts, and both to open a session with a directory bucket.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/UsingKMSEncryption.html,
 * https://docs.aws.amazon.com/AmazonS3/latest/API/API_CreateSession.html
 */
export const keyRequirements = (write: Write, call: StorageCall, graph: Graph): readonly Requirement[] => {
  const { kms } = operationNamed(call.operation)
  if (kms.length === 0) return []
  const isDirectory = write.bucket?.directoryArn != null
  return usesOf(write).flatMap((use) => {
    const asked = requirementOf({ node: write.bucket, resource: write.resource }, use, write, graph)
    if (!asked) return []
    const actions = isDirectory ? [...new Set([...kms, 'kms:Decrypt'])] : kms
    const all = actions.map((action): Requirement => ({ ...asked, action }))
    if (actions.includes('kms:Decrypt') || call.deferred || !mayUploadInParts(call.operation, call.call)) return all
    const inParts = `${call.call} sends large objects in parts, and then needs kms:Decrypt on ${keyLabel(asked)} too`
    return [...all, { ...asked, action: 'kms:Decrypt', onlyAtTimes: inParts }]
  })
}

/** What reading a copied object asks for, if it is encrypted as its bucket does by default. */
export const defaultKeyOf = (
  source: { readonly node: Bucket | null; readonly resource: Text },
  write: Write,
  graph: Graph,
): readonly Requirement[] => {
  const { node } = source
  if (!node?.customerKey) return []
  const { hasBucketKey, key } = node.customerKey
  const asked = requirementOf(source, { name: key, hasBucketKey }, write, graph)
  if (!asked) return []
  const onlyAtTimes = `objects of ${node.address} are encrypted with ${keyLabel(asked)} unless they were written with another key, and kms:Decrypt on it is not granted, which copying them needs`
  return [{ ...asked, action: 'kms:Decrypt', onlyAtTimes }]
}

/** How messages call a key: by its address where it has one, else as it is called there. */
export const keyLabel = ({ keyName, kmsKey, resource }: Pick<Requirement, 'keyName' | 'kmsKey' | 'resource'>): string =>
  kmsKey?.address ?? `"${formatText(keyName ?? resource)}"`

/**
 * The call's own keys, or else the bucket's. A call that asks for KMS and names no key has AWS's own, `aws/s3`, whatever the bucket
 * does by default, and one with a key of its own (SSE-C) or of S3 has none of KMS.
 * https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutObject.html (x-amz-server-side-encryption-aws-kms-key-id)
 */
const usesOf = ({ bucket, parameters }: Write): readonly Use[] => {
  const given = parameters.get('SSEKMSKeyId') ?? []
  const own = parameters.get('BucketKeyEnabled')
  const hasBucketKey = own ? boolOf(own) : (bucket?.customerKey?.hasBucketKey ?? 'no')
  if (given.length > 0) return given.map((name) => ({ name, hasBucketKey }))
  if (parameters.has('SSECustomerKey') || parameters.has('SSECustomerAlgorithm')) return []
  const algorithms = (parameters.get('ServerSideEncryption') ?? []).map(knownText)
  if (algorithms.length > 0 && algorithms.every((each) => each?.startsWith('aws:kms')))
    return [{ name: ['alias/aws/s3'], hasBucketKey }]
  if (!bucket?.customerKey || (algorithms.length > 0 && algorithms.every((each) => each !== undefined))) return []
  const onlyAtTimes = `what encryption the call asks for is not known, and without any it needs the key of ${bucket.address}`
  return [{ name: bucket.customerKey.key, hasBucketKey, ...(algorithms.length > 0 && { onlyAtTimes }) }]
}

const boolOf = (options: readonly Text[]): Ternary => {
  const known = new Set(options.map((option) => knownText(option)?.toLowerCase()))
  return known.size !== 1 ? 'unknown' : known.has('true') ? 'yes' : known.has('false') ? 'no' : 'unknown'
}

/**
 * AWS's own key is not for other accounts; of an alias, each account has its own.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucket-encryption.html#bucket-encryption-update-bucket-policy
 */
const ofOtherAccount = (node: Bucket | null, { lambda }: Write, name: Text): Omit<Requirement, 'action'> | null => {
  const own = lambda.role.kind === 'role' ? accountOf(lambda.role.role.arn) : null
  if (!node || node.isLookedUp || !own || equalTexts([node.account], own) !== 'no') return null
  const why = `objects of ${node.address} are encrypted with AWS's own key "aws/s3", which is for the principals of one account, and the function is in another one than the bucket`
  return { cause: 'kms-not-granted', on: 'key', resource: name, keyName: name, settled: { verdict: 'undetermined', why } }
}

/** Nothing for AWS's own keys, which everybody of their account may use through S3. */
const requirementOf = (
  encrypted: { readonly node: Bucket | null; readonly resource: Text },
  { hasBucketKey, name, onlyAtTimes }: Use,
  write: Write,
  graph: Graph,
): Omit<Requirement, 'action'> | null => {
  const key = graph.keys.find(({ names }) => names.some((each) => equalTexts(each, name) === 'yes'))
  if (key?.kind === 'aws-managed' || isManagedAlias(name)) return ofOtherAccount(encrypted.node, write, name)
  return {
    cause: 'kms-not-granted',
    on: 'key',
    resource: key?.arn ?? arnOf(name, write.lambda.partition),
    keyName: name,
    ...(key && { kmsKey: key }),
    context: contextOf(encrypted, hasBucketKey, write),
    ...(onlyAtTimes !== undefined && { onlyAtTimes }),
  }
}

/** A key may be called by its id or an alias, and policies know it by its ARN. */
const arnOf = (name: Text, partition: Part): Text => {
  const known = formatText(name)
  if (/^arn:[^:]*:kms:[^:]*:[^:]*:key\//.test(known)) return name
  const unknown = (what: string, domain?: 'region' | 'account'): Part => ({
    kind: 'unknown',
    id: `the ${what} of the KMS key ${known}`,
    reason: `the KMS key "${known}" is not in this configuration`,
    ...(domain && { domain }),
  })
  if (name.some((part) => typeof part !== 'string') && !known.includes('alias/')) return name
  const id = /(?:^|[:/])alias\//.test(known) ? [unknown('id')] : name
  return text('arn:', partition, ':kms:', unknown('region', 'region'), ':', unknown('account', 'account'), ':key/', ...id)
}

const absent: ContextValue = { kind: 'absent' }
const forwarded: ContextValue = { kind: 'unknown', reason: 'S3 asks for the key on behalf of the role' }

/**
 * What S3 says to KMS on the caller's behalf: the ARN of the object is the encryption context, or with a bucket key that of the
 * bucket.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/UsingKMSEncryption.html#encryption-context,
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucket-key.html,
 * https://docs.aws.amazon.com/kms/latest/developerguide/conditions-kms.html
 */
const contextOf = (
  { node, resource }: { readonly node: Bucket | null; readonly resource: Text },
  hasBucketKey: Ternary,
  { bucketName, lambda, parameters }: Write,
): NonNullable<Requirement['context']> => {
  const ofObject: ContextValue = { kind: 'values', values: [resource] }
  const ofBucket: ContextValue = { kind: 'values', values: [bucketArn(lambda.partition, node?.name ?? bucketName)] }
  const arn = { yes: ofBucket, no: ofObject, unknown: { kind: 'one-of' as const, options: [ofObject, ofBucket] } }[hasBucketKey]
  const more = parameters.has('SSEKMSEncryptionContext')
  const role = lambda.role.kind === 'role' ? accountOf(lambda.role.role.arn) : null
  return new Map<string, ContextValue>([
    ['kms:viaservice', node ? { kind: 'values', values: [text('s3.', node.region, '.amazonaws.com')] } : unknownRegion],
    ['kms:calleraccount', role ? { kind: 'values', values: [role] } : forwarded],
    ['kms:encryptioncontext:aws:s3:arn', arn],
    ['kms:encryptioncontextkeys', more ? forwarded : value('aws:s3:arn')],
    ['kms:grantisforawsresource', absent],
    ['aws:viaawsservice', value('true')],
    ...['aws:sourceip', 'aws:vpcsourceip', 'aws:sourcevpc', 'aws:sourcevpce'].map((name) => [name, forwarded] as const),
  ])
}

const unknownRegion: ContextValue = { kind: 'unknown', reason: 'the region of the bucket is not in this configuration' }
