import type { CallRow, Catalog } from '../catalog.ts'

const sdk = 'aws-sdk-js-v2'
const source = 'https://docs.aws.amazon.com/AWSJavaScriptSDK/latest/AWS/S3.html'

const operations = [
  'putObject',
  'copyObject',
  'createMultipartUpload',
  'uploadPart',
  'uploadPartCopy',
  'completeMultipartUpload',
  'abortMultipartUpload',
  'putObjectAcl',
  'putObjectTagging',
  'putObjectRetention',
  'putObjectLegalHold',
  'restoreObject',
]

/** A client may be made with parameters that all its calls have: `new S3({ params: { Bucket } })`. */
const places = { bucket: '0.Bucket|@Bucket', bucketMayHoldFolder: true, key: '0.Key|@Key', parameters: ['0'] } as const
const signed = { argument: '0', matches: /^(?:putObject|uploadPart)$/ }

const calls: readonly CallRow[] = [
  {
    on: ['aws-sdk.S3', 'aws-xray-sdk.S3', 'aws-sdk/clients/s3'],
    call: ['()'],
    binds: { Bucket: '0.params.Bucket', Key: '0.params.Key', credentials: '0.credentials|0.accessKeyId' },
    gives: '$s3v2',
  },
  {
    on: ['aws-sdk/clients/all.S3', 'aws-sdk/clients/s3.S3'],
    call: ['()'],
    binds: { Bucket: '0.params.Bucket', Key: '0.params.Key', credentials: '0.credentials|0.accessKeyId' },
    gives: '$s3v2',
  },
  { on: ['$s3v2'], call: operations, writes: { sdk, source, operation: '=', ...places } },
  { on: ['$s3v2'], call: ['upload'], writes: { sdk, source, operation: 'PutObject', ...places, named: { Tagging: '1.tags' } } },
  {
    on: ['aws-sdk.S3', 'aws-sdk/clients/s3', 'aws-sdk/clients/s3.S3', 'aws-sdk/clients/all.S3'],
    call: ['ManagedUpload'],
    client: '0.service',
    writes: {
      sdk,
      source: 'https://docs.aws.amazon.com/AWSJavaScriptSDK/latest/AWS/S3/ManagedUpload.html',
      operation: 'PutObject',
      bucket: '0.params.Bucket',
      key: '0.params.Key',
      named: { Tagging: '0.tags' },
      parameters: ['0.params'],
    },
  },
  {
    on: ['$s3v2'],
    call: ['getSignedUrl', 'getSignedUrlPromise'],
    when: signed,
    writes: {
      sdk,
      source,
      operation: 'PutObject',
      bucket: '1.Bucket|@Bucket',
      key: '1.Key|@Key',
      parameters: ['1'],
      deferred: true,
    },
  },
  {
    on: ['$s3v2'],
    call: ['createPresignedPost'],
    writes: {
      sdk,
      source,
      operation: 'PutObject',
      bucket: '0.Bucket|@Bucket',
      key: '0.Fields.key|0.Fields.Key',
      parameters: ['0.Fields'],
      deferred: true,
    },
  },

  // A receiver of which nothing is known: the arguments alone say what it is.
  { on: ['*'], call: operations, writes: { sdk, source, operation: '=', ...places, needs: ['0.Bucket', '0.Key'] } },
  { on: ['*'], call: ['upload'], writes: { sdk, source, operation: 'PutObject', ...places, needs: ['0.Bucket', '0.Key'] } },
  {
    on: ['*'],
    call: ['getSignedUrl', 'getSignedUrlPromise'],
    when: signed,
    writes: {
      sdk,
      source,
      operation: 'PutObject',
      bucket: '1.Bucket',
      key: '1.Key',
      parameters: ['1'],
      deferred: true,
      needs: ['1.Bucket'],
    },
  },

  {
    on: ['*'],
    call: ['createPresignedPost'],
    writes: {
      sdk,
      source,
      operation: 'PutObject',
      bucket: '0.Bucket',
      key: '0.Fields.key|0.Fields.Key',
      parameters: ['0.Fields'],
      deferred: true,
      needs: ['0.Bucket'],
    },
  },

  { on: ['aws-sdk.SSM', 'aws-sdk/clients/ssm'], call: ['()'], gives: '$ssm' },

  // Tracing wraps the SDK and gives it back.
  { on: ['aws-xray-sdk', 'aws-xray-sdk-core'], call: ['captureAWS', 'captureAWSClient', 'captureAWSv3Client'], takes: '0' },
  { on: ['@aws-lambda-powertools/tracer'], call: ['Tracer'], gives: '$tracer' },
  { on: ['$tracer'], call: ['captureAWS', 'captureAWSClient', 'captureAWSv3Client'], takes: '0' },
]

export const sdkV2: Pick<Catalog, 'calls'> = { calls }
