import type { CallRow, Catalog } from '../catalog.ts'

const sdk = 'dotnet'
const s3 = 'Amazon/S3'
const model = `${s3}/Model`
const docs = 'https://docs.aws.amazon.com/sdkfornet/v3/apidocs/items/S3'
const source = `${docs}/TIS3.html`
const transferSource = `${docs}/TTransferUtility.html`
const coreSource = 'https://docs.aws.amazon.com/sdkfornet/v3/apidocs/items/Runtime/TICoreAmazonS3.html'
const fileSource = `${docs}/TS3FileInfo.html`

const clients = ['IAmazonS3', 'AmazonS3Client'].map((name) => `${s3}.${name}`)
const otherClients = [
  `${s3}/Encryption.AmazonS3EncryptionClient`,
  ...['AmazonS3EncryptionClient', 'AmazonS3EncryptionClientV2'].map((name) => `Amazon/Extensions/S3/Encryption.${name}`),
  'Amazon/Runtime.ICoreAmazonS3',
]
const managers = ['TransferUtility', 'ITransferUtility'].map((name) => `${s3}/Transfer.${name}`)

const requests = [
  ...[
    'PutObjectRequest',
    'CopyObjectRequest',
    'InitiateMultipartUploadRequest',
    'UploadPartRequest',
    'CopyPartRequest',
    'CompleteMultipartUploadRequest',
    'PutACLRequest',
    'PutObjectAclRequest',
    'PutObjectTaggingRequest',
    'PutObjectRetentionRequest',
    'PutObjectLegalHoldRequest',
    'RestoreObjectRequest',
    'GetPreSignedUrlRequest',
    'CreatePresignedPostRequest',
    'GetObjectRequest',
    'GetObjectMetadataRequest',
    'DeleteObjectRequest',
    'ListObjectsV2Request',
  ].map((name) => `${model}.${name}`),
  ...['TransferUtilityUploadRequest', 'TransferUtilityUploadDirectoryRequest'].map((name) => `${s3}/Transfer.${name}`),
]

/** Properties of requests that are no parameters of the API: the place, what is written, and how it is sent. */
const names = Object.fromEntries(
  [
    'BucketName',
    'DestinationBucket',
    'DestinationKey',
    'InputStream',
    'FilePath',
    'ContentBody',
    'AutoCloseStream',
    'AutoResetStreamPosition',
    'StreamTransferProgress',
    'Verb',
    'Expires',
    'Protocol',
    'UploadId',
    'PartNumber',
    'PartSize',
    'FilePosition',
    'PartETags',
    'KeyPrefix',
    'Directory',
    'Headers',
    'Metadata',
    'SearchOption',
    'SearchPattern',
    'UploadFilesConcurrently',
    'Timeout',
    'Fields',
    'Conditions',
  ].map((name) => [name, null]),
)

const requestOf = {
  bucket: 'request.BucketName|0.BucketName',
  key: 'request.Key|0.Key',
  parameters: ['request', '0'],
  names,
} as const
const both = (...methods: readonly string[]): readonly string[] => methods.flatMap((name) => [name, `${name}Async`])

/** Each method, and the operation of the API that it calls. */
const operations: readonly (readonly [string, readonly string[]])[] = [
  ['PutObject', both('PutObject')],
  ['CreateMultipartUpload', both('InitiateMultipartUpload')],
  ['UploadPart', both('UploadPart')],
  ['CompleteMultipartUpload', both('CompleteMultipartUpload')],
  ['PutObjectAcl', both('PutACL', 'PutObjectAcl')],
  ['PutObjectTagging', both('PutObjectTagging')],
  ['PutObjectRetention', both('PutObjectRetention')],
  ['PutObjectLegalHold', both('PutObjectLegalHold')],
  ['RestoreObject', both('RestoreObject')],
]

const copies: readonly (readonly [string, readonly string[]])[] = [
  ['CopyObject', both('CopyObject')],
  ['UploadPartCopy', both('CopyPart')],
]

const destination = {
  bucket: 'request.DestinationBucket|0.DestinationBucket',
  key: 'request.DestinationKey|0.DestinationKey',
  parameters: ['request', '0'],
  names,
} as const

const isText = { argument: '1|bucketName', is: 'text' } as const

const clientCalls: readonly CallRow[] = [
  { on: [...clients, ...otherClients], call: ['()'], client: 'credentials|awsAccessKeyId|0', gives: '$s3.client' },
  { on: [`${s3}.AmazonS3Config`], call: ['()'], makes: '$s3.config' },
  { on: requests, call: ['()'], makes: '$s3.request' },

  // Places as texts, in place of a request.
  {
    on: ['$s3.client'],
    call: both('InitiateMultipartUpload'),
    when: { argument: '0|bucketName', is: 'text' },
    writes: { sdk, source, operation: 'CreateMultipartUpload', bucket: 'bucketName|0', key: 'key|1' },
  },
  {
    on: ['$s3.client'],
    call: both('RestoreObject'),
    when: { argument: '0|bucketName', is: 'text' },
    writes: { sdk, source, operation: 'RestoreObject', bucket: 'bucketName|0', key: 'key|1' },
  },
  ...copies.flatMap(([operation, call]): readonly CallRow[] => [
    {
      on: ['$s3.client'],
      call,
      when: { argument: '3|destinationKey', is: 'text' },
      writes: {
        sdk,
        source,
        operation,
        bucket: 'destinationBucket|2',
        key: 'destinationKey|3',
        named: { SourceBucket: 'sourceBucket|0', SourceKey: 'sourceKey|1' },
      },
    },
    { on: ['$s3.client'], call, writes: { sdk, source, operation, ...destination } },
    {
      on: ['*'],
      call,
      writes: { sdk, source, operation, ...destination, needs: ['request.DestinationBucket|0.DestinationBucket'] },
    },
  ]),
  ...operations.flatMap(([operation, call]): readonly CallRow[] => [
    { on: ['$s3.client'], call, writes: { sdk, source, operation, ...requestOf } },
    // A client that comes from anywhere: that the request is one of S3 says what it is.
    { on: ['*'], call, writes: { sdk, source, operation, ...requestOf, needs: ['request.BucketName|0.BucketName'] } },
  ]),
  {
    on: ['$s3.client'],
    call: ['UploadObjectFromStream', 'UploadObjectFromStreamAsync', 'UploadObjectFromFilePath', 'UploadObjectFromFilePathAsync'],
    writes: { sdk, source: coreSource, operation: 'PutObject', bucket: 'bucketName|0', key: 'objectKey|1' },
  },
  {
    on: ['*'],
    call: ['UploadObjectFromStreamAsync', 'UploadObjectFromFilePathAsync'],
    writes: {
      sdk,
      source: coreSource,
      operation: 'PutObject',
      bucket: 'bucketName|0',
      key: 'objectKey|1',
      needs: ['bucketName|0', 'objectKey|1'],
    },
  },
  {
    on: ['$s3.client'],
    call: ['MakeObjectPublic', 'MakeObjectPublicAsync'],
    writes: { sdk, source: coreSource, operation: 'PutObjectAcl', bucket: 'bucketName|0', key: 'objectKey|1' },
  },
  {
    on: ['$s3.client', '*'],
    call: ['GetPreSignedURL', 'GetPreSignedURLAsync'],
    when: { argument: 'request.Verb|0.Verb', matches: /^PUT$/ },
    writes: {
      sdk,
      source: `${docs}/MS3GetPreSignedURLGetPreSignedUrlRequest.html`,
      operation: 'PutObject',
      ...requestOf,
      deferred: true,
    },
  },
  {
    on: ['$s3.client', '*'],
    call: ['CreatePresignedPost', 'CreatePresignedPostAsync'],
    writes: { sdk, source, operation: 'PutObject', ...requestOf, deferred: true, needs: ['request.BucketName|0.BucketName'] },
  },
]

const transferCalls: readonly CallRow[] = [
  { on: managers, call: ['()'], client: 's3Client|awsAccessKeyId|0', gives: '$s3.transfer' },
  // (path or stream, bucket, key), (path, bucket), or a request.
  {
    on: ['$s3.transfer'],
    call: ['Upload', 'UploadAsync', 'UploadWithResponse', 'UploadWithResponseAsync'],
    when: isText,
    writes: { sdk, source: transferSource, operation: 'PutObject', bucket: 'bucketName|1', key: 'key|2' },
  },
  {
    on: ['$s3.transfer'],
    call: ['Upload', 'UploadAsync', 'UploadWithResponse', 'UploadWithResponseAsync'],
    writes: { sdk, source: transferSource, operation: 'PutObject', ...requestOf },
  },
  {
    on: ['$s3.transfer'],
    call: ['UploadDirectory', 'UploadDirectoryAsync', 'UploadDirectoryWithResponse', 'UploadDirectoryWithResponseAsync'],
    when: isText,
    writes: { sdk, source: transferSource, operation: 'PutObject', bucket: 'bucketName|1' },
  },
  {
    on: ['$s3.transfer'],
    call: ['UploadDirectory', 'UploadDirectoryAsync', 'UploadDirectoryWithResponse', 'UploadDirectoryWithResponseAsync'],
    writes: {
      sdk,
      source: transferSource,
      operation: 'PutObject',
      bucket: 'request.BucketName|0.BucketName',
      key: 'request.KeyPrefix|0.KeyPrefix',
      keyIs: 'folder',
      parameters: ['request', '0'],
      names,
    },
  },
]

/** Files and folders of S3, of version 3 for the .NET Framework. */
const fileCalls: readonly CallRow[] = [
  { on: [`${s3}/IO.S3FileInfo`], call: ['()'], binds: { Bucket: 'bucket|1', Key: 'key|2' }, gives: '$s3.file' },
  { on: [`${s3}/IO.S3DirectoryInfo`], call: ['()'], binds: { Bucket: 'bucket|1' }, gives: '$s3.directory' },
  { on: ['$s3.directory'], call: ['GetFile', 'GetDirectory'], gives: '$s3.file' },
  {
    on: ['$s3.file'],
    call: ['Create', 'CreateText', 'OpenWrite'],
    writes: { sdk, source: fileSource, operation: 'PutObject', bucket: '@Bucket', key: '@Key' },
  },
  {
    on: ['$s3.file'],
    call: ['CopyFromLocal', 'MoveFromLocal', 'ReplaceFromLocal'],
    writes: { sdk, source: fileSource, operation: 'PutObject', bucket: '@Bucket', key: '@Key' },
  },
  {
    on: ['$s3.file'],
    call: ['CopyTo', 'MoveTo', 'Replace'],
    when: { argument: '1', is: 'text' },
    writes: { sdk, source: fileSource, operation: 'CopyObject', bucket: '0', key: '1' },
  },
  {
    on: ['$s3.file', '$s3.directory'],
    call: ['CopyTo', 'MoveTo', 'Replace', 'CopyFromLocal', 'MoveFromLocal'],
    writes: { sdk, source: fileSource, operation: 'CopyObject', unsaid: 'it is that of another file', certainty: 'possible' },
  },
]

/** What the constants of requests are to the API: https://github.com/aws/aws-sdk-net/tree/main/sdk/src/Services/S3/Custom */
const constants: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  S3CannedACL: {
    Private: 'private',
    PublicRead: 'public-read',
    PublicReadWrite: 'public-read-write',
    AuthenticatedRead: 'authenticated-read',
    AWSExecRead: 'aws-exec-read',
    BucketOwnerRead: 'bucket-owner-read',
    BucketOwnerFullControl: 'bucket-owner-full-control',
    LogDeliveryWrite: 'log-delivery-write',
  },
  ServerSideEncryptionMethod: { AES256: 'AES256', AWSKMS: 'aws:kms', AWSKMSDSSE: 'aws:kms:dsse' },
  ObjectLockMode: { Compliance: 'COMPLIANCE', Governance: 'GOVERNANCE' },
  ObjectLockLegalHoldStatus: { On: 'ON', Off: 'OFF' },
}

const verbs = ['GET', 'HEAD', 'PUT', 'DELETE', 'POST']

export const simpleStorage: Pick<Catalog, 'calls' | 'members'> = {
  calls: [...clientCalls, ...transferCalls, ...fileCalls],
  members: [
    ...verbs.map((name) => ({ name: `${s3}.HttpVerb.${name}`, text: name })),
    ...Object.entries(constants).flatMap(([type, values]) =>
      Object.entries(values).map(([name, text]) => ({ name: `${s3}.${type}.${name}`, text })),
    ),
    // `new Lazy<IAmazonS3>(…).Value`, and a utility's own client.
    { name: '$s3.client.Value', gives: '$s3.client' },
    { name: '$s3.transfer.S3Client', gives: '$s3.client' },
    { name: '$s3.transfer.Value', gives: '$s3.transfer' },
  ],
}
