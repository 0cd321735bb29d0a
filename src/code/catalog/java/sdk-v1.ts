import type { CallRow, Catalog } from '../catalog.ts'

const sdk = 'java-v1'
const docs = 'https://docs.aws.amazon.com/AWSJavaSDK/latest/javadoc/com/amazonaws/services/s3'
const source = `${docs}/AmazonS3.html`
const transferManager = `${docs}/transfer/TransferManager.html`
const s3 = 'com/amazonaws/services/s3'
const ssm = 'com/amazonaws/services/simplesystemsmanagement'

const clients = [
  'AmazonS3',
  'AmazonS3Client',
  'AmazonS3EncryptionClient',
  'AmazonS3EncryptionClientV2',
  'AmazonS3EncryptionV2',
].map((name) => `${s3}.${name}`)
const clientBuilders = ['AmazonS3ClientBuilder', 'AmazonS3EncryptionClientBuilder', 'AmazonS3EncryptionClientV2Builder'].map(
  (name) => `${s3}.${name}`,
)
const managers = [`${s3}/transfer.TransferManager`, `${s3}/transfer.TransferManagerBuilder`]

/** The setters that matter, in their three spellings: `setKey`, `withKey`, and the parameter that each sets. */
const setters: Readonly<Record<string, readonly string[]>> = {
  Bucket: ['BucketName', 'Bucket', 'DestinationBucketName'],
  Key: ['Key', 'DestinationKey'],
  Method: ['Method'],
  ACL: ['CannedAcl', 'CannedACL', 'AccessControlList', 'CannedAccessControlList'],
  Tagging: ['Tagging', 'NewObjectTagging'],
  ObjectLockMode: ['ObjectLockMode'],
  ObjectLockRetainUntilDate: ['ObjectLockRetainUntilDate'],
  ObjectLockLegalHoldStatus: ['ObjectLockLegalHoldStatus'],
  SSEKMSKeyId: ['SSEAwsKeyManagementParams'],
  StorageClass: ['StorageClass'],
}

const made = { call: ['()'], makes: '$s3v1.request' }
const request = { bucket: '0.Bucket', key: '0.Key', parameters: ['0'] } as const

const calls: readonly CallRow[] = [
  { on: clients, call: ['()'], gives: '$s3v1.client' },
  { on: [...clients, ...clientBuilders], call: ['builder', 'standard', 'encryptionBuilder'], gives: '$s3v1.clientBuilder' },
  { on: clientBuilders, call: ['defaultClient'], gives: '$s3v1.client' },
  { on: ['$s3v1.clientBuilder'], call: ['withCredentials'], binds: { credentials: '0' }, gives: '$s3v1.clientBuilder' },
  { on: ['$s3v1.clientBuilder'], call: ['build'], gives: '$s3v1.client' },
  { on: ['$s3v1.clientBuilder'], call: ['*'], gives: '$s3v1.clientBuilder' },

  {
    on: [
      'PutObjectRequest',
      'InitiateMultipartUploadRequest',
      'CompleteMultipartUploadRequest',
      'UploadPartRequest',
      'SetObjectTaggingRequest',
    ].map((name) => `${s3}/model.${name}`),
    ...made,
    binds: { Bucket: '0', Key: '1' },
  },
  { on: [`${s3}/model.GeneratePresignedUrlRequest`], ...made, binds: { Bucket: '0', Key: '1', Method: '2' } },
  {
    on: [`${s3}/model.CopyObjectRequest`],
    ...made,
    when: { argument: '4', matches: /(?!)/, absent: true },
    binds: { Bucket: '2', Key: '3' },
  },
  { on: [`${s3}/model.CopyObjectRequest`], ...made, binds: { Bucket: '3', Key: '4' } },
  { on: [`${s3}/model.CopyPartRequest`], ...made },
  ...Object.entries(setters).map(
    ([name, spellings]): CallRow => ({
      on: ['$s3v1.request'],
      call: spellings.flatMap((spelling) => [`set${spelling}`, `with${spelling}`]),
      sets: { [name]: '0' },
    }),
  ),
  { on: ['$s3v1.request'], call: ['*'], sets: {} },

  {
    on: ['$s3v1.client'],
    call: ['putObject'],
    writes: { sdk, source, operation: 'PutObject', bucket: '0', key: '1', needs: ['2'] },
  },
  {
    on: ['$s3v1.client'],
    call: ['copyObject'],
    writes: { sdk, source, operation: 'CopyObject', bucket: '2', key: '3', needs: ['3'] },
  },
  { on: ['$s3v1.client'], call: ['putObject', 'copyObject'], writes: { sdk, source, operation: '=', ...request } },
  {
    on: ['$s3v1.client'],
    call: ['initiateMultipartUpload'],
    writes: { sdk, source, operation: 'CreateMultipartUpload', ...request },
  },
  { on: ['$s3v1.client'], call: ['uploadPart', 'completeMultipartUpload'], writes: { sdk, source, operation: '=', ...request } },
  { on: ['$s3v1.client'], call: ['copyPart'], writes: { sdk, source, operation: 'UploadPartCopy', ...request } },
  {
    on: ['$s3v1.client'],
    call: ['generatePresignedUrl'],
    when: { argument: '3', matches: /PUT$/ },
    writes: { sdk, source, operation: 'PutObject', bucket: '0', key: '1', deferred: true },
  },
  {
    on: ['$s3v1.client'],
    call: ['generatePresignedUrl'],
    when: { argument: '0.Method', matches: /PUT$/ },
    writes: { sdk, source, operation: 'PutObject', ...request, deferred: true },
  },
  {
    on: ['$s3v1.client'],
    call: ['setObjectAcl'],
    writes: { sdk, source, operation: 'PutObjectAcl', bucket: '0', key: '1', needs: ['1'] },
  },
  { on: ['$s3v1.client'], call: ['setObjectTagging'], writes: { sdk, source, operation: 'PutObjectTagging', ...request } },
  // A client that comes from anywhere.
  {
    on: ['*'],
    call: ['putObject'],
    writes: { sdk, source, operation: 'PutObject', bucket: '0', key: '1', needs: ['0', '1', '2'], certainty: 'possible' },
  },

  { on: managers, call: ['()', 'defaultTransferManager'], gives: '$s3v1.transfer' },
  { on: managers, call: ['standard'], gives: '$s3v1.transferBuilder' },
  { on: ['$s3v1.transferBuilder'], call: ['withS3Client'], client: '0', gives: '$s3v1.transferBuilder' },
  { on: ['$s3v1.transferBuilder'], call: ['build'], gives: '$s3v1.transfer' },
  { on: ['$s3v1.transferBuilder'], call: ['*'], gives: '$s3v1.transferBuilder' },
  {
    on: ['$s3v1.transfer'],
    call: ['upload'],
    writes: { sdk, source: transferManager, operation: 'PutObject', bucket: '0', key: '1', needs: ['2'] },
  },
  { on: ['$s3v1.transfer'], call: ['upload'], writes: { sdk, source: transferManager, operation: 'PutObject', ...request } },
  {
    on: ['$s3v1.transfer'],
    call: ['copy'],
    writes: { sdk, source: transferManager, operation: 'CopyObject', bucket: '2', key: '3', needs: ['3'] },
  },
  { on: ['$s3v1.transfer'], call: ['copy'], writes: { sdk, source: transferManager, operation: 'CopyObject', ...request } },
  {
    on: ['$s3v1.transfer'],
    call: ['uploadDirectory', 'uploadFileList'],
    writes: { sdk, source: transferManager, operation: 'PutObject', bucket: '0', key: '1', keyIs: 'folder' },
  },
  {
    on: ['$s3v1.transfer'],
    call: ['resumeUpload'],
    writes: { sdk, source: transferManager, operation: 'PutObject', unsaid: 'the upload that is resumed says it' },
  },

  { on: [`${ssm}.AWSSimpleSystemsManagement`, `${ssm}.AWSSimpleSystemsManagementClient`], call: ['()'], gives: '$ssm.client' },
  { on: [`${ssm}.AWSSimpleSystemsManagementClientBuilder`], call: ['defaultClient'], gives: '$ssm.client' },
  { on: [`${ssm}.AWSSimpleSystemsManagementClientBuilder`], call: ['standard'], gives: '$ssm.clientBuilder' },
  { on: [`${ssm}/model.GetParameterRequest`], call: ['()'], makes: '$ssm.request' },
]

export const sdkV1: Pick<Catalog, 'calls' | 'members'> = {
  calls,
  // What is signed with these writes nothing.
  members: ['GET', 'HEAD', 'DELETE', 'POST', 'PATCH'].map((name) => ({ name: `com/amazonaws.HttpMethod.${name}`, is: 'nothing' })),
}
