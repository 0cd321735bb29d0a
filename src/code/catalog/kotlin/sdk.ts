import type { CallRow, Catalog } from '../catalog.ts'

/** https://docs.aws.amazon.com/sdk-for-kotlin/api/latest/s3/aws.sdk.kotlin.services.s3/index.html */
const sdk = 'kotlin'
const s3 = 'aws/sdk/kotlin/services/s3'
const transfer = 'aws/sdk/kotlin/hll/s3transfermanager'
const api = 'https://docs.aws.amazon.com/sdk-for-kotlin/api/latest/s3/aws.sdk.kotlin.services.s3/-s3-client'

/** Each with the page of its own; also of the builder's form, an extension of the same name. */
const operations: readonly (readonly [string, string])[] = [
  ['putObject', `${api}/put-object.html`],
  ['copyObject', `${api}/copy-object.html`],
  ['createMultipartUpload', `${api}/create-multipart-upload.html`],
  ['uploadPart', `${api}/upload-part.html`],
  ['uploadPartCopy', `${api}/upload-part-copy.html`],
  ['completeMultipartUpload', `${api}/complete-multipart-upload.html`],
  ['putObjectAcl', `${api}/put-object-acl.html`],
  ['putObjectTagging', `${api}/put-object-tagging.html`],
  ['restoreObject', `${api}/restore-object.html`],
]

const requests = operations.map(([name]) => `${s3}/model.${name.charAt(0).toUpperCase()}${name.slice(1)}Request`)

const presigned = (operation: string): string =>
  `https://docs.aws.amazon.com/sdk-for-kotlin/api/latest/s3/aws.sdk.kotlin.services.s3.presigners/presign-${operation}.html`

const builds = '$kotlin.request'

/** Told by themselves, or as large as what is written. */
const names = { bucket: null, key: null, body: null, metadata: null, multipartUpload: null } as const

const place = { bucket: '0.bucket', key: '0.key', parameters: ['0'], names } as const

const calls: readonly CallRow[] = [
  { on: [`${s3}.S3Client`], call: ['()', 'invoke', 'fromEnvironment', 'create'], gives: '$kotlin.client' },
  { on: [`${s3}.S3Client`], call: ['builder', 'Builder'], gives: '$kotlin.clientBuilder' },
  { on: ['$kotlin.clientBuilder'], call: ['build'], gives: '$kotlin.client' },
  { on: ['$kotlin.clientBuilder'], call: ['*'], gives: '$kotlin.clientBuilder' },
  { on: ['$kotlin.client'], call: ['withConfig'], gives: '$kotlin.client' },

  // `PutObjectRequest { bucket = … }`, `PutObjectRequest.Builder().apply { … }.build()`.
  { on: requests, call: ['()', 'invoke'], builds, takes: '0' },
  { on: requests, call: ['Builder', 'builder'], makes: builds },
  { on: requests.map((name) => `${name}.Builder`), call: ['()'], makes: builds },
  { on: [builds], call: ['*'], sets: {} },

  ...operations.map(
    ([name, source]): CallRow => ({
      on: ['$kotlin.client', s3],
      call: [name],
      builds,
      writes: { sdk, source, operation: '=', ...place },
    }),
  ),
  // A client that comes from anywhere.
  ...operations.map(
    ([name, source]): CallRow => ({
      on: ['*'],
      call: [name],
      builds,
      writes: { sdk, source, operation: '=', ...place, needs: ['0.bucket'], certainty: 'possible' },
    }),
  ),

  // Signed for whoever has the URL.
  {
    on: ['$kotlin.client', `${s3}/presigners`],
    call: ['presignPutObject'],
    writes: { sdk, source: presigned('put-object'), operation: 'PutObject', ...place, deferred: true },
  },
  {
    on: ['$kotlin.client', `${s3}/presigners`],
    call: ['presignUploadPart'],
    writes: { sdk, source: presigned('upload-part'), operation: 'UploadPart', ...place, deferred: true },
  },
  {
    on: ['*'],
    call: ['presignPutObject'],
    writes: {
      sdk,
      source: presigned('put-object'),
      operation: 'PutObject',
      ...place,
      deferred: true,
      needs: ['0.bucket'],
      certainty: 'possible',
    },
  },

  { on: [`${transfer}.S3TransferManager`], call: ['()', 'invoke'], gives: '$kotlin.transfer' },
  { on: [`${transfer}/model.UploadFileRequest`], call: ['()', 'invoke'], builds, takes: '0' },
  {
    on: ['$kotlin.transfer'],
    call: ['uploadFile'],
    builds,
    writes: {
      sdk,
      source: 'https://github.com/aws/aws-sdk-kotlin/tree/main/hll/s3-transfer-manager',
      operation: 'PutObject',
      ...place,
    },
  },

  { on: ['aws/sdk/kotlin/services/ssm.SsmClient'], call: ['()', 'invoke', 'fromEnvironment'], gives: '$kotlin.ssm' },
  { on: ['aws/sdk/kotlin/services/ssm/model.GetParameterRequest'], call: ['()', 'invoke'], builds, takes: '0' },
  { on: ['$kotlin.ssm'], call: ['getParameter'], builds, binds: { Name: '0.name' }, gives: '$ssm.result' },
]

export const kotlinSdk: Pick<Catalog, 'calls' | 'members'> = { calls, members: [] }
