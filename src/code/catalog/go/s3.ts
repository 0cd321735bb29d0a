import type { CallRow, Catalog, WriteRow } from '../catalog.ts'

const [v1, v2] = ['github.com/aws/aws-sdk-go', 'github.com/aws/aws-sdk-go-v2']

/**
 * The operations of the client that change an object.
 * https://pkg.go.dev/github.com/aws/aws-sdk-go-v2/service/s3#Client
 */
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
]

const context = { bucket: '1.Bucket|0.Bucket', key: '1.Key|0.Key', parameters: ['1|0'] }
const input = /(?:^|[./])(?:s3|s3manager|manager|transfermanager)\.\w*Input$/

const writes = (sdk: string, operation: string, more: Partial<WriteRow> = {}): WriteRow => ({ sdk, operation, ...context, ...more })

const calls: readonly CallRow[] = [
  { on: [`${v2}/service/s3`], call: ['NewFromConfig', 'New', 'Client'], gives: '$s3.client' },
  { on: [`${v1}/service/s3`], call: ['New', 'S3'], gives: '$s3.client' },
  { on: [`${v1}/service/s3/s3iface`], call: ['S3API'], gives: '$s3.client' },
  { on: ['$s3.client'], call: operations, writes: writes('aws-sdk-go', '=') },
  ...operations.map(
    (operation): CallRow => ({
      on: ['$s3.client'],
      call: [`${operation}WithContext`],
      writes: writes('aws-sdk-go-v1', operation, { bucket: '1.Bucket', key: '1.Key', parameters: ['1'] }),
    }),
  ),
  // The request is signed, for whoever sends it.
  ...operations.map(
    (operation): CallRow => ({
      on: ['$s3.client'],
      call: [`${operation}Request`],
      writes: writes('aws-sdk-go-v1', operation, { bucket: '0.Bucket', key: '0.Key', parameters: ['0'], deferred: true }),
    }),
  ),

  { on: [`${v2}/service/s3`], call: ['NewPresignClient', 'PresignClient'], gives: '$s3.presigner' },
  {
    on: ['$s3.presigner'],
    call: ['PresignPutObject', 'PresignPostObject'],
    writes: writes('aws-sdk-go-v2', 'PutObject', { deferred: true }),
  },
  { on: ['$s3.presigner'], call: ['PresignUploadPart'], writes: writes('aws-sdk-go-v2', 'UploadPart', { deferred: true }) },

  // https://pkg.go.dev/github.com/aws/aws-sdk-go-v2/feature/s3/manager, and its successor transfermanager.
  { on: [`${v2}/feature/s3/manager`], call: ['NewUploader', 'Uploader'], gives: '$s3.uploader' },
  {
    on: [`${v1}/service/s3/s3manager`],
    call: ['NewUploader', 'NewUploaderWithClient', 'Uploader'],
    gives: '$s3.uploader',
  },
  { on: [`${v1}/service/s3/s3manager/s3manageriface`], call: ['UploaderAPI'], gives: '$s3.uploader' },
  {
    on: ['$s3.uploader'],
    call: ['Upload', 'UploadWithContext', 'UploadWithIterator'],
    writes: writes('aws-sdk-go', 'PutObject'),
  },
  { on: [`${v2}/feature/s3/transfermanager`], call: ['New', 'Client'], gives: '$s3.transfer' },
  { on: ['$s3.transfer'], call: ['UploadObject', 'PutObject'], writes: writes('aws-sdk-go-v2', 'PutObject') },
  {
    on: ['$s3.transfer'],
    call: ['UploadDirectory'],
    writes: writes('aws-sdk-go-v2', 'PutObject', { key: '1.KeyPrefix' }),
  },

  { on: [`${v2}/service/s3/types`], call: ['ServerSideEncryption', 'ObjectCannedACL', 'StorageClass'], takes: '0' },

  // A receiver of which nothing is known: what it is given says what it is.
  {
    on: ['*'],
    call: operations,
    when: { argument: '1|0', matches: input },
    writes: writes('aws-sdk-go', '=', { needs: ['1.Bucket|0.Bucket'] }),
  },
  ...operations.map(
    (operation): CallRow => ({
      on: ['*'],
      call: [`${operation}WithContext`],
      when: { argument: '1', matches: input },
      writes: writes('aws-sdk-go-v1', operation, { needs: ['1.Bucket'] }),
    }),
  ),
  {
    on: ['*'],
    call: ['Upload', 'UploadWithContext', 'UploadObject'],
    when: { argument: '1|0', matches: input },
    writes: writes('aws-sdk-go', 'PutObject', { needs: ['1.Bucket|0.Bucket'] }),
  },
  {
    on: ['*'],
    call: ['PresignPutObject', 'PresignPostObject'],
    when: { argument: '1', matches: input },
    writes: writes('aws-sdk-go-v2', 'PutObject', { deferred: true, needs: ['1.Bucket'] }),
  },

  // https://min.io/docs/minio/linux/developers/go/API.html: which service it talks to is its configuration's.
  {
    on: ['github.com/minio/minio-go', 'github.com/minio/minio-go/v6', 'github.com/minio/minio-go/v7'],
    call: ['Client'],
    gives: '$minio',
  },
  {
    on: ['github.com/minio/minio-go', 'github.com/minio/minio-go/v6', 'github.com/minio/minio-go/v7'],
    call: ['New'],
    fails: true,
    gives: '$minio',
  },
  {
    on: ['$minio'],
    call: ['PutObject', 'FPutObject'],
    writes: { sdk: 'minio-go', operation: 'PutObject', bucket: '1', key: '2', certainty: 'possible' },
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
