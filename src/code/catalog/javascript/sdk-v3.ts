import type { CallRow, Catalog } from '../catalog.ts'

const sdk = 'aws-sdk-js-v3'
const client = '@aws-sdk/client-s3'
const source = 'https://docs.aws.amazon.com/AWSJavaScriptSDK/v3/latest/client/s3/'
const packages = 'https://docs.aws.amazon.com/AWSJavaScriptSDK/v3/latest/Package'

const operations = [
  'PutObject',
  'CopyObject',
  'CreateMultipartUpload',
  'UploadPart',
  'UploadPartCopy',
  'CompleteMultipartUpload',
  'AbortMultipartUpload',
  'PutObjectAcl',
  'PutObjectTagging',
  'PutObjectRetention',
  'PutObjectLegalHold',
  'RestoreObject',
  'RenameObject',
  'UpdateObjectEncryption',
  'PutObjectAnnotation',
]

const commands = operations.map((operation) => `${operation}Command`)
const methods = operations.map((operation) => operation.charAt(0).toLowerCase() + operation.slice(1))

/** Credentials that may not be those of the execution role. */
const own = { credentials: '0.credentials' }

const places = { bucket: '0.Bucket', key: '0.Key', parameters: ['0'] } as const

const calls: readonly CallRow[] = [
  // A command writes when it is sent; that it is made is where its bucket is.
  { on: [client], call: commands, writes: { sdk, source, operation: '=', ...places } },
  { on: [client], call: ['S3Client'], binds: own, gives: '$s3v3.client' },
  { on: [client], call: ['S3'], binds: own, gives: '$s3v3' },
  { on: ['$s3v3.client', '$s3v3'], call: ['send'], sends: '0' },
  { on: ['$s3v3'], call: methods, writes: { sdk, source, operation: '=', ...places } },
  {
    on: ['@aws-sdk/lib-storage'],
    call: ['Upload'],
    client: '0.client',
    writes: {
      sdk,
      source: `${packages}/-aws-sdk-lib-storage/`,
      operation: 'PutObject',
      bucket: '0.params.Bucket',
      key: '0.params.Key',
      named: { Tagging: '0.tags' },
      parameters: ['0.params'],
    },
  },
  { on: ['@aws-sdk/s3-request-presigner'], call: ['getSignedUrl'], client: '0', defers: '1' },
  {
    on: ['@aws-sdk/s3-presigned-post'],
    call: ['createPresignedPost'],
    client: '0',
    writes: {
      sdk,
      source: `${packages}/-aws-sdk-s3-presigned-post/`,
      operation: 'PutObject',
      bucket: '1.Bucket',
      key: '1.Key',
      parameters: ['1.Fields'],
      deferred: true,
    },
  },
  // A request that the program has made itself.
  {
    on: ['@smithy/protocol-http', '@aws-sdk/protocol-http'],
    call: ['HttpRequest'],
    binds: { method: '0.method' },
    makes: '$http.request',
  },
  // An address says no method, which is GET then.
  { on: ['@smithy/url-parser', '@aws-sdk/url-parser'], call: ['parseUrl'], makes: '$http.url' },
  { on: ['@aws-sdk/s3-request-presigner'], call: ['S3RequestPresigner'], binds: own, gives: '$s3v3.presigner' },
  {
    on: ['$s3v3.presigner'],
    call: ['presign'],
    when: { argument: '0.method', matches: /^PUT$/ },
    writes: {
      sdk,
      source: `${packages}/-aws-sdk-s3-request-presigner/`,
      operation: 'PutObject',
      certainty: 'possible',
      deferred: true,
      unsaid: 'the request that is signed says it',
    },
  },
  { on: ['@aws-sdk/client-ssm'], call: ['GetParameterCommand'], binds: { Name: '0.Name' }, gives: '$ssm.command' },
  { on: ['@aws-sdk/client-ssm'], call: ['SSMClient'], gives: '$ssm.client' },
  { on: ['@aws-sdk/client-ssm'], call: ['SSM'], gives: '$ssm' },
  { on: ['$ssm'], call: ['getParameter'], binds: { Name: '0.Name' }, gives: '$ssm.result' },
  {
    on: ['$ssm.client'],
    call: ['send'],
    binds: { Name: '0.Name' },
    gives: '$ssm.result',
    when: { argument: '0', matches: /^\$ssm\.command$/ },
  },
  { on: ['@aws-lambda-powertools/parameters/ssm'], call: ['getParameter'], does: 'ssm-parameter' },
  { on: ['@aws-lambda-powertools/parameters/ssm'], call: ['SSMProvider'], gives: '$ssm.provider' },
  { on: ['$ssm.provider'], call: ['get'], does: 'ssm-parameter' },
]

export const sdkV3: Pick<Catalog, 'calls' | 'members'> = {
  calls,
  members: [
    { name: '$ssm.result.Parameter', gives: '$ssm.parameter' },
    { name: '$ssm.parameter.Value', is: 'ssm' },
  ],
}
