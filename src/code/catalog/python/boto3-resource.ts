import type { CallRow, Catalog, WriteRow } from '../catalog.ts'

/** Resources of boto3, and of aioboto3 with the same names: objects that know their bucket and key. */

/** Which actions a resource has, by the names of which operations: https://github.com/boto/boto3/blob/1.43.11/boto3/data/s3/2006-03-01/resources-1.json */
const actions = 'https://docs.aws.amazon.com/boto3/latest/reference/services/s3/object/index.html'

/** Methods that are added by hand: https://github.com/boto/boto3/blob/1.43.11/boto3/s3/inject.py */
const transfers = 'https://github.com/boto/boto3/blob/1.43.11/boto3/s3/inject.py'

const sdk = 'boto3'
const itself = { bucket: '@Bucket', key: '@Key' } as const

const action = (operation: string, more: Partial<WriteRow> = itself): { readonly writes: WriteRow } => ({
  writes: { sdk, source: actions, operation, parameters: ['**'], ...more },
})

const transfer = (operation: string, more: Partial<WriteRow>): { readonly writes: WriteRow } => ({
  writes: { sdk, source: transfers, operation, ...more },
})

/** What may be looped over is one object of the bucket, whose key is not known. */
const objects = ['$s3.Object', '$s3.objects[]']
const uploads = ['$s3.MultipartUpload', '$s3.uploads[]']

const calls: readonly CallRow[] = [
  { on: ['$s3.resource'], call: ['Bucket'], binds: { Bucket: 'name|0' }, gives: '$s3.Bucket' },
  { on: ['$s3.resource'], call: ['create_bucket'], binds: { Bucket: 'Bucket' }, gives: '$s3.Bucket' },
  {
    on: ['$s3.resource'],
    call: ['Object', 'ObjectSummary'],
    binds: { Bucket: 'bucket_name|0', Key: 'key|1' },
    gives: '$s3.Object',
  },
  { on: ['$s3.resource'], call: ['ObjectAcl'], binds: { Bucket: 'bucket_name|0', Key: 'object_key|1' }, gives: '$s3.ObjectAcl' },
  {
    on: ['$s3.resource'],
    call: ['MultipartUpload'],
    binds: { Bucket: 'bucket_name|0', Key: 'object_key|1' },
    gives: '$s3.MultipartUpload',
  },
  {
    on: ['$s3.resource'],
    call: ['MultipartUploadPart'],
    binds: { Bucket: 'bucket_name|0', Key: 'object_key|1' },
    gives: '$s3.MultipartUploadPart',
  },

  { on: ['$s3.Bucket'], call: ['Object'], binds: { Key: 'key|0' }, gives: '$s3.Object' },
  { on: objects, call: ['Bucket'], gives: '$s3.Bucket' },
  { on: [...objects, ...uploads], call: ['Object'], gives: '$s3.Object' },
  { on: ['$s3.objects'], call: ['all', 'filter', 'limit', 'page_size'], gives: '$s3.objects' },
  { on: ['$s3.uploads'], call: ['all', 'filter', 'limit', 'page_size'], gives: '$s3.uploads' },
  { on: objects, call: ['Acl'], gives: '$s3.ObjectAcl' },
  { on: objects, call: ['MultipartUpload'], gives: '$s3.MultipartUpload' },
  { on: uploads, call: ['Part'], gives: '$s3.MultipartUploadPart' },

  { on: objects, call: ['put'], ...action('PutObject') },
  { on: objects, call: ['copy_from'], ...action('CopyObject') },
  { on: objects, call: ['restore_object'], ...action('RestoreObject') },
  { on: objects, call: ['initiate_multipart_upload'], gives: '$s3.MultipartUpload', ...action('CreateMultipartUpload') },
  { on: ['$s3.ObjectAcl'], call: ['put'], ...action('PutObjectAcl') },
  { on: ['$s3.MultipartUploadPart'], call: ['upload'], ...action('UploadPart') },
  { on: ['$s3.MultipartUploadPart'], call: ['copy_from'], ...action('UploadPartCopy') },
  { on: uploads, call: ['complete'], ...action('CompleteMultipartUpload') },
  { on: uploads, call: ['abort'], ...action('AbortMultipartUpload') },
  { on: ['$s3.Bucket'], call: ['put_object'], ...action('PutObject', { bucket: '@Bucket', key: 'Key' }) },

  {
    on: ['$s3.Object'],
    call: ['upload_file', 'upload_fileobj'],
    ...transfer('PutObject', { ...itself, parameters: ['ExtraArgs|1'] }),
  },
  {
    on: ['$s3.Object'],
    call: ['copy'],
    ...transfer('CopyObject', { ...itself, named: { CopySource: 'CopySource|0' }, parameters: ['ExtraArgs|1'] }),
  },
  {
    on: ['$s3.Bucket'],
    call: ['upload_file', 'upload_fileobj'],
    ...transfer('PutObject', { bucket: '@Bucket', key: 'Key|1', parameters: ['ExtraArgs|2'] }),
  },
  {
    on: ['$s3.Bucket'],
    call: ['copy'],
    ...transfer('CopyObject', {
      bucket: '@Bucket',
      key: 'Key|1',
      named: { CopySource: 'CopySource|0' },
      parameters: ['ExtraArgs|2'],
    }),
  },
]

export const resources: Pick<Catalog, 'calls' | 'members'> = {
  calls,
  members: [
    ...['resource', 'Bucket', 'Object'].map((name) => ({ name: `$s3.${name}.meta`, gives: '$s3.meta' })),
    { name: '$s3.meta.client', gives: '$s3.client' },
    { name: '$s3.Bucket.objects', gives: '$s3.objects' },
    { name: '$s3.Bucket.multipart_uploads', gives: '$s3.uploads' },
  ],
}
