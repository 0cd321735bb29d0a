import type { CallRow, Catalog } from '../catalog.ts'

const sdk = 'java-v2'
const s3 = 'software/amazon/awssdk/services/s3'
const ssm = 'software/amazon/awssdk/services/ssm'

const docs = 'https://docs.aws.amazon.com/java/api/latest/software/amazon/awssdk'
const source = `${docs}/services/s3/S3Client.html`
const transferManager = `${docs}/transfer/s3/S3TransferManager.html`
const signer = `${docs}/services/s3/presigner/S3Presigner.html`

const requests = [
  'PutObjectRequest',
  'CopyObjectRequest',
  'CreateMultipartUploadRequest',
  'UploadPartRequest',
  'UploadPartCopyRequest',
  'CompleteMultipartUploadRequest',
  'PutObjectAclRequest',
  'PutObjectTaggingRequest',
  'PutObjectRetentionRequest',
  'PutObjectLegalHoldRequest',
  'PutObjectAnnotationRequest',
  'AbortMultipartUploadRequest',
  'RestoreObjectRequest',
].map((name) => `${s3}/model.${name}`)

const transfers = ['UploadFileRequest', 'UploadRequest', 'UploadDirectoryRequest', 'CopyRequest'].map(
  (name) => `software/amazon/awssdk/transfer/s3/model.${name}`,
)

const presigns = [
  'PutObjectPresignRequest',
  'UploadPartPresignRequest',
  'CreateMultipartUploadPresignRequest',
  'CompleteMultipartUploadPresignRequest',
].map((name) => `${s3}/presigner/model.${name}`)

/** The setters that matter, and the parameter of the API that each sets. Others leave the request as it is. */
const setters: Readonly<Record<string, readonly string[]>> = {
  Bucket: ['bucket', 'destinationBucket'],
  Key: ['key', 'destinationKey'],
  Prefix: ['s3Prefix'],
  CopySource: ['copySource'],
  SourceBucket: ['sourceBucket'],
  SourceKey: ['sourceKey'],
  SourceVersionId: ['sourceVersionId'],
  TaggingDirective: ['taggingDirective'],
  MetadataDirective: ['metadataDirective'],
  ACL: ['acl'],
  GrantFullControl: ['grantFullControl'],
  GrantRead: ['grantRead'],
  GrantReadACP: ['grantReadACP'],
  GrantWriteACP: ['grantWriteACP'],
  Tagging: ['tagging'],
  ObjectLockMode: ['objectLockMode'],
  ObjectLockRetainUntilDate: ['objectLockRetainUntilDate'],
  ObjectLockLegalHoldStatus: ['objectLockLegalHoldStatus'],
  ServerSideEncryption: ['serverSideEncryption'],
  SSEKMSKeyId: ['ssekmsKeyId'],
  StorageClass: ['storageClass'],
}

const clients = [`${s3}.S3Client`, `${s3}.S3AsyncClient`]
const otherClients = ['software/amazon/encryption/s3.S3EncryptionClient', 'software/amazon/encryption/s3.S3AsyncEncryptionClient']
const manager = 'software/amazon/awssdk/transfer/s3.S3TransferManager'
const presigner = `${s3}/presigner.S3Presigner`

const builds = '$s3.request'
const request = { bucket: '0.Bucket', key: '0.Key', parameters: ['0'] } as const
const inner = (name: string): { readonly bucket: string; readonly key: string; readonly parameters: readonly string[] } => ({
  bucket: `0.${name}.Bucket`,
  key: `0.${name}.Key`,
  parameters: [`0.${name}`],
})

/** Credentials that may not be those of the execution role. */
const own = { credentials: '0' }

const operations = [
  'putObject',
  'copyObject',
  'createMultipartUpload',
  'uploadPart',
  'uploadPartCopy',
  'completeMultipartUpload',
  'putObjectAcl',
  'putObjectTagging',
  'putObjectRetention',
  'putObjectLegalHold',
  'putObjectAnnotation',
  'abortMultipartUpload',
  'restoreObject',
]

const calls: readonly CallRow[] = [
  { on: clients, call: ['()', 'create', 'crtCreate'], gives: '$s3.client' },
  { on: [...clients, ...otherClients], call: ['builder', 'crtBuilder'], gives: '$s3.clientBuilder' },
  { on: otherClients, call: ['()'], gives: '$s3.client' },
  {
    on: [`${s3}.S3ClientBuilder`, `${s3}.S3AsyncClientBuilder`, `${s3}.S3CrtAsyncClientBuilder`],
    call: ['()'],
    gives: '$s3.clientBuilder',
  },
  { on: ['$s3.clientBuilder'], call: ['credentialsProvider'], binds: own, gives: '$s3.clientBuilder' },
  { on: ['$s3.clientBuilder'], call: ['build'], gives: '$s3.client' },
  { on: ['$s3.clientBuilder'], call: ['*'], gives: '$s3.clientBuilder' },
  { on: [...requests, ...transfers, ...presigns], call: ['builder'], makes: builds },
  ...Object.entries(setters).map(([name, call]): CallRow => ({ on: [builds], call, sets: { [name]: '0' } })),
  {
    on: [builds],
    call: [
      'putObjectRequest',
      'copyObjectRequest',
      'uploadPartRequest',
      'createMultipartUploadRequest',
      'completeMultipartUploadRequest',
    ],
    builds,
    sets: { Request: '0' },
  },
  { on: [builds], call: ['*'], sets: {} },

  { on: ['$s3.client'], call: operations, builds, writes: { sdk, source, operation: '=', ...request } },
  // A client that comes from anywhere: that the request is one of S3 says what it is.
  { on: ['*'], call: operations, builds, writes: { sdk, source, operation: '=', ...request, needs: ['0.Bucket'] } },

  { on: [manager], call: ['()', 'create'], gives: '$s3.transfer' },
  { on: [manager], call: ['builder'], gives: '$s3.transferBuilder' },
  { on: ['$s3.transferBuilder'], call: ['s3Client'], client: '0', gives: '$s3.transferBuilder' },
  { on: ['$s3.transferBuilder'], call: ['build'], gives: '$s3.transfer' },
  { on: ['$s3.transferBuilder'], call: ['*'], gives: '$s3.transferBuilder' },
  {
    on: ['$s3.transfer'],
    call: ['uploadFile', 'upload'],
    builds,
    writes: { sdk, source: transferManager, operation: 'PutObject', ...inner('Request') },
  },
  {
    on: ['$s3.transfer'],
    call: ['copy'],
    builds,
    writes: { sdk, source: transferManager, operation: 'CopyObject', ...inner('Request') },
  },
  {
    on: ['$s3.transfer'],
    call: ['uploadDirectory'],
    builds,
    writes: {
      sdk,
      source: transferManager,
      operation: 'PutObject',
      bucket: '0.Bucket',
      key: '0.Prefix',
      keyIs: 'folder',
    },
  },
  {
    on: ['$s3.transfer'],
    call: ['resumeUploadFile'],
    writes: { sdk, source: transferManager, operation: 'PutObject', unsaid: 'the upload that is resumed says it' },
  },

  { on: [presigner], call: ['()', 'create'], gives: '$s3.presigner' },
  { on: [presigner], call: ['builder'], gives: '$s3.presignerBuilder' },
  { on: ['$s3.presignerBuilder'], call: ['credentialsProvider'], binds: own, gives: '$s3.presignerBuilder' },
  { on: ['$s3.presignerBuilder'], call: ['s3Client'], client: '0', gives: '$s3.presignerBuilder' },
  { on: ['$s3.presignerBuilder'], call: ['build'], gives: '$s3.presigner' },
  { on: ['$s3.presignerBuilder'], call: ['*'], gives: '$s3.presignerBuilder' },
  {
    on: ['$s3.presigner'],
    call: ['presignPutObject', 'presignUploadPart', 'presignCreateMultipartUpload', 'presignCompleteMultipartUpload'],
    builds,
    writes: { sdk, source: signer, operation: 'PutObject', ...inner('Request'), deferred: true },
  },

  { on: [`${ssm}.SsmClient`, `${ssm}.SsmAsyncClient`], call: ['()', 'create'], gives: '$ssm.client' },
  { on: [`${ssm}.SsmClient`, `${ssm}.SsmAsyncClient`], call: ['builder'], gives: '$ssm.clientBuilder' },
  { on: ['$ssm.clientBuilder'], call: ['build'], gives: '$ssm.client' },
  { on: ['$ssm.clientBuilder'], call: ['*'], gives: '$ssm.clientBuilder' },
  { on: [`${ssm}/model.GetParameterRequest`], call: ['builder'], makes: '$ssm.request' },
  { on: ['$ssm.request'], call: ['name', 'withName', 'setName'], sets: { Name: '0' } },
  { on: ['$ssm.request'], call: ['*'], sets: {} },
  { on: ['$ssm.client'], call: ['getParameter'], builds: '$ssm.request', binds: { Name: '0.Name' }, gives: '$ssm.result' },
  { on: ['$ssm.parameter'], call: ['()'], gives: '$ssm.parameter' },
  { on: ['software/amazon/lambda/powertools/parameters.ParamManager'], call: ['getSsmProvider'], gives: '$ssm.provider' },
  { on: ['$ssm.provider'], call: ['get'], does: 'ssm-parameter' },
  { on: ['$ssm.provider'], call: ['*'], gives: '$ssm.provider' },
]

export const sdkV2: Pick<Catalog, 'calls' | 'members'> = {
  calls,
  members: [
    { name: '$ssm.result.parameter', gives: '$ssm.parameter' },
    { name: '$ssm.result.getParameter', gives: '$ssm.parameter' },
    { name: '$ssm.parameter.value', is: 'ssm' },
    { name: '$ssm.parameter.getValue', is: 'ssm' },
  ],
}
