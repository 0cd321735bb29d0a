import type { CallRow, Catalog } from '../catalog.ts'

const sdk = 'aws-sdk-php'

/** https://docs.aws.amazon.com/aws-sdk-php/v3/api/class-Aws.S3.S3Client.html; each has a twin that gives a promise. */
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
  'renameObject',
]

const capitalized = (name: string): string => name.charAt(0).toUpperCase() + name.slice(1)

const both = (name: string): readonly string[] => [name, `${name}Async`]

/** Credentials that may not be those of the execution role. */
const own = { credentials: '0.credentials' }

const places = { bucket: '0.Bucket', key: '0.Key', parameters: ['0'] } as const
const client = ['$aws.s3']

const isS3 = { argument: '0', matches: /^s3$/i }
const isSsm = { argument: '0', matches: /^ssm$/i }
const clientDocs = 'https://docs.aws.amazon.com/aws-sdk-php/v3/api/class-Aws.S3.S3ClientInterface.html'
const apiDocs = 'https://docs.aws.amazon.com/aws-sdk-php/v3/api/api-s3-2006-03-01.html'

const calls: readonly CallRow[] = [
  {
    on: ['Aws\\S3\\S3Client', 'Aws\\S3\\S3MultiRegionClient', 'Aws\\S3\\S3ClientInterface'],
    call: ['()', 'factory'],
    binds: own,
    gives: '$aws.s3',
  },
  {
    on: ['Aws\\S3\\Crypto\\S3EncryptionClientV2', 'Aws\\S3\\Crypto\\S3EncryptionClientV3', 'Aws\\S3\\Crypto\\S3EncryptionClient'],
    call: ['()'],
    gives: '$aws.s3',
  },
  { on: ['Aws\\Sdk', 'Aws\\Common\\Aws'], call: ['()', 'factory'], binds: own, gives: '$aws.sdk' },
  { on: ['$aws.sdk', 'Aws\\Laravel\\AwsFacade', 'AWS'], call: ['createS3', 'createMultiRegionS3'], gives: '$aws.s3' },
  {
    on: ['$aws.sdk', 'Aws\\Laravel\\AwsFacade', 'AWS', '*'],
    call: ['createClient', 'createMultiRegionClient'],
    when: isS3,
    gives: '$aws.s3',
  },
  { on: ['$aws.sdk', '*'], call: ['createClient'], when: isSsm, gives: '$aws.ssm' },
  {
    on: ['Aws\\Credentials\\CredentialProvider'],
    call: ['defaultProvider', 'env', 'memoize', 'ecsCredentials', 'instanceProfile', 'ini'],
    gives: '$credentials.default',
  },

  ...operations.flatMap((name): readonly CallRow[] => [
    { on: client, call: both(name), writes: { sdk, operation: capitalized(name), ...places, source: apiDocs } },
    // A client that comes from anywhere: the arguments alone say what it is.
    { on: ['*'], call: both(name), writes: { sdk, operation: capitalized(name), ...places, needs: ['0.Bucket'], source: apiDocs } },
    // A command is sent later, or signed.
    {
      on: [...client, '*'],
      call: ['getCommand'],
      when: { argument: '0', matches: new RegExp(`^${name}$`, 'i') },
      writes: { sdk, operation: capitalized(name), bucket: '1.Bucket', key: '1.Key', parameters: ['1'], source: clientDocs },
    },
  ]),
  { on: [...client, '*'], call: ['createPresignedRequest'], defers: '0' },
  {
    on: client,
    call: [...both('upload')],
    writes: {
      sdk,
      operation: 'PutObject',
      bucket: '0',
      key: '1',
      parameters: ['4.params'],
      named: { ACL: '3' },
      source: clientDocs,
    },
  },
  {
    on: client,
    call: [...both('copy')],
    writes: {
      sdk,
      operation: 'CopyObject',
      bucket: '2',
      key: '3',
      parameters: ['5.params'],
      named: { ACL: '4' },
      source: clientDocs,
    },
  },
  {
    on: client,
    call: both('uploadDirectory'),
    writes: { sdk, operation: 'PutObject', bucket: '1', source: clientDocs },
  },
  {
    on: ['*'],
    call: both('upload'),
    writes: {
      sdk,
      operation: 'PutObject',
      bucket: '0',
      key: '1',
      needs: ['0', '1', '2', '3'],
      certainty: 'possible',
      source: clientDocs,
    },
  },
  { on: client, call: ['registerStreamWrapper', 'registerStreamWrapperV2'], gives: '$aws.wrapper' },

  {
    on: ['Aws\\S3\\MultipartUploader', 'Aws\\S3\\Crypto\\S3EncryptionMultipartUploaderV2'],
    call: ['()'],
    writes: {
      sdk,
      operation: 'PutObject',
      bucket: '2.bucket',
      key: '2.key',
      parameters: ['2.params'],
      named: { ACL: '2.acl' },
      source: 'https://docs.aws.amazon.com/aws-sdk-php/v3/api/class-Aws.S3.MultipartUploader.html',
    },
  },
  {
    on: ['Aws\\S3\\ObjectUploader'],
    call: ['()'],
    writes: {
      sdk,
      operation: 'PutObject',
      bucket: '1',
      key: '2',
      parameters: ['5.params'],
      named: { ACL: '4' },
      source: 'https://docs.aws.amazon.com/aws-sdk-php/v3/api/class-Aws.S3.ObjectUploader.html',
    },
  },
  {
    on: ['Aws\\S3\\MultipartCopy'],
    call: ['()'],
    writes: {
      sdk,
      operation: 'CopyObject',
      bucket: '2.bucket',
      key: '2.key',
      parameters: ['2.params'],
      named: { CopySource: '1', ACL: '2.acl' },
      source: 'https://docs.aws.amazon.com/aws-sdk-php/v3/api/class-Aws.S3.MultipartCopy.html',
    },
  },
  {
    on: ['Aws\\S3\\ObjectCopier'],
    call: ['()'],
    writes: {
      sdk,
      operation: 'CopyObject',
      bucket: '2.Bucket',
      key: '2.Key',
      named: { ACL: '3' },
      source: 'https://docs.aws.amazon.com/aws-sdk-php/v3/api/class-Aws.S3.ObjectCopier.html',
    },
  },
  {
    on: ['Aws\\S3\\Transfer'],
    call: ['()'],
    writes: {
      sdk,
      operation: 'PutObject',
      uri: '2',
      keyIs: 'folder',
      source: 'https://docs.aws.amazon.com/sdk-for-php/v3/developer-guide/s3-transfer.html',
    },
  },
  {
    on: ['Aws\\S3\\PostObjectV4', 'Aws\\S3\\PostObject'],
    call: ['()'],
    writes: {
      sdk,
      operation: 'PutObject',
      bucket: '1',
      key: '2.key',
      named: { ACL: '2.acl', Tagging: '2.tagging', ServerSideEncryption: '2.x-amz-server-side-encryption' },
      deferred: true,
      source: 'https://docs.aws.amazon.com/aws-sdk-php/v3/api/class-Aws.S3.PostObjectV4.html',
    },
  },

  { on: ['Aws\\Ssm\\SsmClient'], call: ['()', 'factory'], gives: '$aws.ssm' },
  { on: ['$aws.sdk'], call: ['createSsm'], gives: '$aws.ssm' },
  { on: ['$aws.ssm'], call: ['getParameter'], binds: { Name: '0.Name' }, gives: '$aws.ssmResult' },
  {
    on: ['$aws.ssmResult'],
    call: ['get', 'search', 'offsetGet'],
    when: { argument: '0', matches: /^Parameter$/ },
    gives: '$aws.ssmParameter',
  },
  { on: ['$aws.ssmResult'], call: ['toArray'], gives: '$aws.ssmResult' },
  { on: ['AsyncAws\\Ssm\\SsmClient'], call: ['()'], gives: '$aws.ssm' },
  { on: ['$aws.ssmResult'], call: ['getParameter'], gives: '$aws.ssmParameter' },
]

export const awsSdk: Pick<Catalog, 'calls' | 'members'> = {
  calls,
  members: [
    { name: '$aws.ssmResult.Parameter', gives: '$aws.ssmParameter' },
    { name: '$aws.ssmParameter.Value', is: 'ssm' },
  ],
}
