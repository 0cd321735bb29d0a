import type { CallRow, Catalog, WriteRow } from '../catalog.ts'
import { options } from './credentials.ts'

const [v1, v2] = ['github.com/aws/aws-sdk-go', 'github.com/aws/aws-sdk-go-v2']

const packages = 'https://pkg.go.dev'
const client = `${packages}/${v2}/service/s3#Client`
const older = `${packages}/${v1}/service/s3#S3`
const presigner = `${packages}/${v2}/service/s3#PresignClient`
const uploader = `${packages}/${v2}/feature/s3/manager#Uploader`
const olderUploader = `${packages}/${v1}/service/s3/s3manager#Uploader`
const transfers = `${packages}/${v2}/feature/s3/transfermanager#Client`

/** The operations of the client that change an object. */
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

const context = { bucket: '1.Bucket|0.Bucket', key: '1.Key|0.Key', parameters: ['1|0'] }
const input = /(?:^|[./])(?:s3|s3manager|manager|transfermanager)\.\w*Input$/

const writes = (sdk: string, source: string, operation: string, more: Partial<WriteRow> = {}): WriteRow => ({
  sdk,
  source,
  operation,
  ...context,
  ...more,
})

const calls: readonly CallRow[] = [
  { on: [`${v2}/service/s3`], call: ['NewFromConfig', 'New', 'Client'], client: '0', configures: options, gives: '$s3.client' },
  { on: [`${v1}/service/s3`], call: ['New', 'S3'], client: '1|0', gives: '$s3.client' },
  { on: [`${v1}/service/s3/s3iface`], call: ['S3API'], gives: '$s3.client' },
  { on: ['$s3.client'], call: operations, writes: writes('aws-sdk-go', client, '=') },
  ...operations.map(
    (operation): CallRow => ({
      on: ['$s3.client'],
      call: [`${operation}WithContext`],
      writes: writes('aws-sdk-go-v1', older, operation, { bucket: '1.Bucket', key: '1.Key', parameters: ['1'] }),
    }),
  ),
  // The request is signed, for whoever sends it; or it is sent.
  { on: ['$s3.request'], call: ['Send'], sendsReceiver: true },
  ...operations.map(
    (operation): CallRow => ({
      on: ['$s3.client'],
      call: [`${operation}Request`],
      fails: true,
      gives: '$s3.request',
      writes: writes('aws-sdk-go-v1', older, operation, { bucket: '0.Bucket', key: '0.Key', parameters: ['0'], deferred: true }),
    }),
  ),

  { on: [`${v2}/service/s3`], call: ['NewPresignClient', 'PresignClient'], client: '0', gives: '$s3.presigner' },
  {
    on: ['$s3.presigner'],
    call: ['PresignPutObject', 'PresignPostObject'],
    writes: writes('aws-sdk-go-v2', presigner, 'PutObject', { deferred: true }),
  },
  {
    on: ['$s3.presigner'],
    call: ['PresignUploadPart'],
    writes: writes('aws-sdk-go-v2', presigner, 'UploadPart', { deferred: true }),
  },

  // https://pkg.go.dev/github.com/aws/aws-sdk-go-v2/feature/s3/manager, and its successor transfermanager.
  { on: [`${v2}/feature/s3/manager`], call: ['NewUploader', 'Uploader'], client: '0', gives: '$s3.uploader' },
  {
    on: [`${v1}/service/s3/s3manager`],
    call: ['NewUploader', 'NewUploaderWithClient', 'Uploader'],
    client: '0',
    gives: '$s3.uploader',
  },
  { on: [`${v1}/service/s3/s3manager/s3manageriface`], call: ['UploaderAPI'], gives: '$s3.uploader' },
  { on: ['$s3.uploader'], call: ['Upload'], writes: writes('aws-sdk-go', uploader, 'PutObject') },
  {
    on: ['$s3.uploader'],
    call: ['UploadWithContext'],
    writes: writes('aws-sdk-go-v1', olderUploader, 'PutObject', { bucket: '1.Bucket', key: '1.Key', parameters: ['1'] }),
  },
  // The first of the objects; the others are in the same list, and mostly in the same bucket.
  {
    on: ['$s3.uploader'],
    call: ['UploadWithIterator'],
    writes: writes('aws-sdk-go-v1', olderUploader, 'PutObject', {
      bucket: '1.Objects.0.Object.Bucket',
      key: '1.Objects.0.Object.Key',
      parameters: ['1.Objects.0.Object'],
    }),
  },
  { on: [`${v2}/feature/s3/transfermanager`], call: ['New', 'Client'], client: '0', gives: '$s3.transfer' },
  { on: ['$s3.transfer'], call: ['UploadObject', 'PutObject'], writes: writes('aws-sdk-go-v2', transfers, 'PutObject') },
  {
    on: ['$s3.transfer'],
    call: ['UploadDirectory'],
    writes: writes('aws-sdk-go-v2', transfers, 'PutObject', { key: '1.KeyPrefix', keyIs: 'folder', parameters: [] }),
  },

  { on: [`${v2}/service/s3/types`], call: ['ServerSideEncryption', 'ObjectCannedACL', 'StorageClass'], takes: '0' },

  // A receiver of which nothing is known: what it is given says what it is.
  {
    on: ['*'],
    call: operations,
    when: { argument: '1|0', matches: input },
    writes: writes('aws-sdk-go', client, '=', { needs: ['1.Bucket|0.Bucket'] }),
  },
  ...operations.map(
    (operation): CallRow => ({
      on: ['*'],
      call: [`${operation}WithContext`],
      when: { argument: '1', matches: input },
      writes: writes('aws-sdk-go-v1', older, operation, { needs: ['1.Bucket'] }),
    }),
  ),
  {
    on: ['*'],
    call: ['Upload', 'UploadWithContext', 'UploadObject'],
    when: { argument: '1|0', matches: input },
    writes: writes('aws-sdk-go', uploader, 'PutObject', { needs: ['1.Bucket|0.Bucket'] }),
  },
  {
    on: ['*'],
    call: ['PresignPutObject', 'PresignPostObject'],
    when: { argument: '1', matches: input },
    writes: writes('aws-sdk-go-v2', presigner, 'PutObject', { deferred: true, needs: ['1.Bucket'] }),
  },

  { on: [`${v2}/service/ssm`], call: ['NewFromConfig', 'New', 'Client'], gives: '$ssm.client' },
  { on: [`${v1}/service/ssm`], call: ['New', 'SSM'], gives: '$ssm.client' },
  { on: [`${v1}/service/ssm/ssmiface`], call: ['SSMAPI'], gives: '$ssm.client' },
  {
    on: ['$ssm.client'],
    call: ['GetParameter', 'GetParameterWithContext'],
    binds: { Name: '1.Name|0.Name' },
    fails: true,
    gives: '$ssm.result',
  },
]

/** https://pkg.go.dev/github.com/aws/aws-sdk-go-v2/service/s3/types#ServerSideEncryption */
const constants: readonly (readonly [string, string])[] = [
  ['ServerSideEncryptionAes256', 'AES256'],
  ['ServerSideEncryptionAwsKms', 'aws:kms'],
  ['ServerSideEncryptionAwsKmsDsse', 'aws:kms:dsse'],
  ['ObjectCannedACLPrivate', 'private'],
  ['ObjectCannedACLPublicRead', 'public-read'],
  ['ObjectCannedACLPublicReadWrite', 'public-read-write'],
  ['ObjectCannedACLAuthenticatedRead', 'authenticated-read'],
  ['ObjectCannedACLAwsExecRead', 'aws-exec-read'],
  ['ObjectCannedACLBucketOwnerRead', 'bucket-owner-read'],
  ['ObjectCannedACLBucketOwnerFullControl', 'bucket-owner-full-control'],
]

export const s3: Pick<Catalog, 'calls' | 'members'> = {
  calls,
  members: [
    { name: '$ssm.result.Parameter', gives: '$ssm.parameter' },
    { name: '$ssm.parameter.Value', is: 'ssm' },
    ...constants.flatMap(([name, text]) =>
      [`${v1}/service/s3`, `${v2}/service/s3/types`].map((module) => ({ name: `${module}.${name}`, text })),
    ),
  ],
}
