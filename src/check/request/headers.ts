import type { Graph } from '../../aws/graph/graph.ts'
import { type ContextValue, value } from '../../aws/iam/context.ts'
import { mayUploadInParts, operationNamed } from '../../aws/s3/operations.ts'
import type { StorageCall } from '../../code/storage-call.ts'
import { knownText, type Text, text } from '../../source/text.ts'
import { equalTexts } from '../../terraform/value/equality.ts'
import type { Write } from '../access.ts'

export type Keys = readonly (readonly [key: string, value: ContextValue])[]

const absent: ContextValue = { kind: 'absent' }
const unknown = (reason: string): ContextValue => ({ kind: 'unknown', reason })

/** The condition keys that are headers of the request, by the parameters that set these. */
const HEADERS: readonly (readonly [key: string, parameter: string])[] = [
  ['s3:x-amz-acl', 'ACL'],
  ['s3:x-amz-grant-full-control', 'GrantFullControl'],
  ['s3:x-amz-grant-read', 'GrantRead'],
  ['s3:x-amz-grant-read-acp', 'GrantReadACP'],
  ['s3:x-amz-grant-write', 'GrantWrite'],
  ['s3:x-amz-grant-write-acp', 'GrantWriteACP'],
  ['s3:x-amz-metadata-directive', 'MetadataDirective'],
  ['s3:x-amz-server-side-encryption', 'ServerSideEncryption'],
  ['s3:x-amz-server-side-encryption-aws-kms-key-id', 'SSEKMSKeyId'],
  ['s3:x-amz-server-side-encryption-customer-algorithm', 'SSECustomerAlgorithm'],
  ['s3:x-amz-storage-class', 'StorageClass'],
  ['s3:x-amz-website-redirect-location', 'WebsiteRedirectLocation'],
  ['s3:x-amz-copy-source', 'CopySource'],
  ['s3:object-lock-mode', 'ObjectLockMode'],
  ['s3:object-lock-retain-until-date', 'ObjectLockRetainUntilDate'],
  ['s3:object-lock-legal-hold', 'ObjectLockLegalHoldStatus'],
  ['s3:if-match', 'IfMatch'],
  ['s3:if-none-match', 'IfNoneMatch'],
]

/** Those of a listing. A condition on them never holds for a write. */
const OF_LISTINGS = ['s3:prefix', 's3:delimiter', 's3:max-keys']

/**
 * What the headers of a write are, as far as the program says its parameters. S3 encrypts by the bucket's default what came
 * without the header, but does not add the header to the request: a Deny for want of it holds.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/amazon-s3-policy-keys.html
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/UsingKMSEncryption.html#require-sse-kms
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-tagging.html#tagging-and-policies
 */
export const headersOf = (write: Write, graph: Graph): Keys => {
  const { call } = write
  if (!carriesHeaders(call)) return []
  return [
    ...HEADERS.map(([key, parameter]) => [key, headerOf(parameter, write, graph)] as const),
    ...tagsOf(write),
    ...OF_LISTINGS.map((key) => [key, absent] as const),
    ...lockDays(call),
    ['s3:authtype', call.deferred ? unknown('a URL that is signed may be used by a form too') : value('REST-HEADER')],
    ...(call.deferred ? [] : [['s3:signatureversion', SIGNATURES] as const]),
    ['s3:objectcreationoperation', creates(call)],
  ]
}

/** https://docs.aws.amazon.com/AmazonS3/latest/API/bucket-policy-s3-sigv4-conditions.html */
const SIGNATURES: ContextValue = { kind: 'one-of', options: [value('AWS4-HMAC-SHA256'), value('AWS4-ECDSA-P256-SHA256')] }

/** Parts of an upload are sent without the headers that it was begun with, and services send what they like. */
const carriesHeaders = ({ operation }: StorageCall): boolean =>
  operationNamed(operation).service === undefined && ['PutObject', 'CopyObject', 'CreateMultipartUpload'].includes(operation)

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-writes-enforce.html */
const creates = ({ call, operation }: StorageCall): ContextValue =>
  operation === 'PutObject' && !mayUploadInParts(operation, call) ? value('true') : unknown('the object may be sent in parts')

const headerOf = (parameter: string, write: Write, graph: Graph): ContextValue => {
  const { call, parameters } = write
  const given = parameters.get(parameter)
  if (!given) {
    if (call.parametersAreOpen || call.deferred) return unknown(`whether the call gives ${parameter} is not known`)
    // What S3 takes for it is the standard class, and whether conditions see that is not documented.
    return parameter === 'StorageClass' ? oneOf([absent, value('STANDARD')]) : absent
  }
  const options = given.flatMap((option) => readings(parameter, option, graph))
  return oneOf(call.optionalParameters?.has(parameter) ? [...options, absent] : options)
}

const oneOf = (options: readonly ContextValue[]): ContextValue => {
  const [only] = options
  return options.length === 1 && only ? only : { kind: 'one-of', options }
}

const values = (one: Text): ContextValue => ({ kind: 'values', values: [one] })

/** A parameter as its header has it, in each way that it may be read. */
const readings = (parameter: string, given: Text, graph: Graph): readonly ContextValue[] => {
  const known = knownText(given)
  switch (parameter) {
    case 'SSEKMSKeyId': {
      const key = graph.keys.find(({ names }) => names.some((name) => equalTexts(name, given) === 'yes'))
      if (key) return [values(key.arn)]
      const isArn = typeof given[0] === 'string' && /^arn:[^:]*:kms:[^:]*:[^:]*:key\//.test(given[0])
      return [isArn ? values(given) : unknown('the ARN of the KMS key is not known')]
    }
    case 'CopySource':
      return known === undefined
        ? [unknown('what is copied is not known')]
        : [value(known.replace(/^\//, '')), value(`/${known.replace(/^\//, '')}`)]
    case 'ObjectLockRetainUntilDate':
      return [known === undefined ? unknown('the date is not known') : values(given)]
    default:
      return [asHeader(given, parameter)]
  }
}

/** SDKs name their constants otherwise than the API: `ObjectCannedACL.BUCKET_OWNER_FULL_CONTROL`. */
const asHeader = (given: Text, parameter: string): ContextValue => {
  const known = knownText(given)
  if (known === undefined || (parameter !== 'StorageClass' && /^[A-Z][A-Za-z_]*$/.test(known) && !UPPER.has(known)))
    return given.some((part) => typeof part !== 'string' && part.kind === 'varying')
      ? unknown(`what the call gives for ${parameter} is not known`)
      : known === undefined
        ? values(given)
        : unknown(`what ${known} of ${parameter} stands for is not known`)
  return values(given)
}

/** Values of the API that are written so. */
const UPPER = new Set(['AES256', 'COPY', 'REPLACE', 'GOVERNANCE', 'COMPLIANCE', 'ON', 'OFF'])

const tagsOf = ({ call, parameters }: Write): Keys => {
  const given = parameters.get('Tagging')
  if (!given) {
    const isKnown = !call.parametersAreOpen && !call.deferred
    return isKnown ? [['s3:requestobjecttagkeys', absent]] : []
  }
  const [only] = given
  const written = given.length === 1 && only && !call.optionalParameters?.has('Tagging') ? knownText(only) : undefined
  if (written === undefined) return []
  const tags = [...new URLSearchParams(written)]
  return [
    ['s3:requestobjecttagkeys', { kind: 'values', values: tags.map(([key]) => text(key)) }],
    ...tags.map(([key, tag]) => [`s3:requestobjecttag/${key.toLowerCase()}`, value(tag)] as const),
  ]
}

/** Whether a tag that is not among the keys is certainly not given. */
export const knowsTags = ({ call, parameters }: Write): boolean => {
  if (!carriesHeaders(call) || call.parametersAreOpen || call.deferred) return false
  const given = parameters.get('Tagging')
  return !given || (given.length === 1 && knownText(given[0] ?? []) !== undefined && !call.optionalParameters?.has('Tagging'))
}

const lockDays = ({ deferred, parameters, parametersAreOpen }: StorageCall): Keys =>
  parametersAreOpen || deferred || parameters.has('ObjectLockRetainUntilDate')
    ? []
    : [['s3:object-lock-remaining-retention-days', absent]]
