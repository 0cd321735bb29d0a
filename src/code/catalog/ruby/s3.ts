import type { CallRow, Catalog, WriteRow } from '../catalog.ts'

const sdk = 'ruby-v3'
const api = 'https://docs.aws.amazon.com/sdk-for-ruby/v3/api/Aws/S3'

/** What is told by itself, or is no parameter of the API; `&` is a block. */
const names = {
  bucket: null,
  key: null,
  body: null,
  metadata: null,
  upload_id: null,
  part_number: null,
  multipart_threshold: null,
  thread_count: null,
  part_size: null,
  progress_callback: null,
  tempfile: null,
  multipart_copy: null,
  content_length: null,
  params: null,
  expires_in: null,
  whitelist_headers: null,
  use_accelerate_endpoint: null,
  secure: null,
  virtual_host: null,
  '&': null,
  storage_class: 'StorageClass',
  content_type: 'ContentType',
  content_encoding: 'ContentEncoding',
  content_disposition: 'ContentDisposition',
  content_md5: 'ContentMD5',
  cache_control: 'CacheControl',
  metadata_directive: 'MetadataDirective',
  checksum_algorithm: 'ChecksumAlgorithm',
  expected_bucket_owner: 'ExpectedBucketOwner',
  request_payer: 'RequestPayer',
  bucket_key_enabled: 'BucketKeyEnabled',
  website_redirect_location: 'WebsiteRedirectLocation',
  if_none_match: 'IfNoneMatch',
  if_match: 'IfMatch',
  multipart_upload: null,
  compute_parts: null,
  content_length_range: null,
} as const

/** https://docs.aws.amazon.com/sdk-for-ruby/v3/api/Aws/S3/Client.html */
const operations = [
  'put_object',
  'copy_object',
  'create_multipart_upload',
  'upload_part',
  'upload_part_copy',
  'complete_multipart_upload',
  'abort_multipart_upload',
  'put_object_acl',
  'put_object_tagging',
  'put_object_retention',
  'put_object_legal_hold',
  'restore_object',
]

/** Parameters are a hash, with or without braces. */
const request = { bucket: 'bucket|0.bucket', key: 'key|0.key', parameters: ['**', '0'], names } as const

/** Credentials that are not those of the execution role. */
const own = { credentials: 'credentials|access_key_id|0.credentials|0.access_key_id' }

/** What a role is asked for by. */
const role = Object.fromEntries(
  Object.entries({
    RoleArn: 'role_arn',
    RoleSessionName: 'role_session_name',
    ExternalId: 'external_id',
    Policy: 'policy',
    PolicyArns: 'policy_arns',
  }).map(([name, spelling]) => [name, `${spelling}|0.${spelling}`]),
)

/** Of an object that knows where it is. */
const object = ['$s3.Object', '$s3.objects[]']
const place = { bucket: '@Bucket', key: '@Key', parameters: ['**', '0'], names } as const

const on = (
  receivers: readonly string[],
  call: readonly string[],
  operation: string,
  source: string,
  more: Partial<WriteRow> = {},
): CallRow => ({ on: receivers, call, writes: { sdk, operation, source, ...place, ...more } })

const clients = ['Aws.S3.Client', 'Aws.S3.Encryption.Client', 'Aws.S3.EncryptionV2.Client', 'Aws.S3.EncryptionV3.Client']

const calls: readonly CallRow[] = [
  { on: clients, call: ['()'], binds: own, gives: '$s3.client' },
  { on: ['Aws.S3'], call: ['new'], binds: own, gives: '$s3.client' },
  {
    on: ['$s3.client'],
    call: operations,
    writes: { sdk, operation: '=', source: `${api}/Client.html`, ...request },
  },
  {
    on: ['*'],
    call: operations,
    writes: { sdk, operation: '=', source: `${api}/Client.html`, ...request, needs: ['bucket', 'key'] },
  },
  // A hash that is built elsewhere: of a receiver that is not known, such a name alone says less.
  {
    on: ['*'],
    call: operations.filter((operation) => operation !== 'copy_object'),
    writes: {
      sdk,
      operation: '=',
      source: `${api}/Client.html`,
      ...request,
      needs: ['0.bucket', '0.key'],
      certainty: 'possible',
    },
  },

  // Resources: https://docs.aws.amazon.com/sdk-for-ruby/v3/api/Aws/S3/Resource.html
  { on: ['Aws.S3.Resource'], call: ['()'], binds: own, gives: '$s3.resource' },
  { on: ['$s3.resource'], call: ['bucket'], binds: { Bucket: '0' }, gives: '$s3.Bucket' },
  { on: ['$s3.resource'], call: ['create_bucket'], binds: { Bucket: 'bucket|0.bucket' }, gives: '$s3.Bucket' },
  { on: ['$s3.resource'], call: ['buckets'], gives: '$s3.buckets' },
  { on: ['$s3.resource', '$s3.Bucket', ...object], call: ['client'], gives: '$s3.client' },
  { on: ['Aws.S3.Bucket'], call: ['()'], binds: { ...own, Bucket: 'name|0.name|0' }, gives: '$s3.Bucket' },
  {
    on: ['Aws.S3.Object', 'Aws.S3.ObjectSummary'],
    call: ['()'],
    binds: { ...own, Bucket: 'bucket_name|0.bucket_name|0', Key: 'key|0.key|1' },
    gives: '$s3.Object',
  },
  { on: ['$s3.Bucket', '$s3.buckets[]'], call: ['object'], binds: { Key: '0' }, gives: '$s3.Object' },
  { on: ['$s3.Bucket', '$s3.buckets[]'], call: ['objects'], gives: '$s3.objects' },
  { on: ['$s3.objects'], call: ['limit'], gives: '$s3.objects' },
  { on: ['$s3.objects'], call: ['first'], gives: '$s3.Object' },
  { on: ['$s3.Bucket'], call: ['name'], takes: '@Bucket' },
  { on: object, call: ['bucket_name'], takes: '@Bucket' },
  { on: object, call: ['key'], takes: '@Key' },
  { on: object, call: ['object'], gives: '$s3.Object' },
  { on: [...object, '$s3.MultipartUpload'], call: ['bucket'], gives: '$s3.Bucket' },

  on(['$s3.Bucket', '$s3.buckets[]'], ['put_object'], 'PutObject', `${api}/Bucket.html#put_object-instance_method`, {
    key: 'key|0.key',
  }),
  on(['$s3.Bucket'], ['presigned_post'], 'PutObject', `${api}/Bucket.html#presigned_post-instance_method`, {
    key: 'key|0.key|key_starts_with',
    deferred: true,
  }),
  on(object, ['put'], 'PutObject', `${api}/Object.html#put-instance_method`),
  on(object, ['upload_file'], 'PutObject', `${api}/Object.html#upload_file-instance_method`, { parameters: ['**', '1'] }),
  on(object, ['upload_stream'], 'PutObject', `${api}/Object.html#upload_stream-instance_method`),
  on(object, ['restore_object'], 'RestoreObject', `${api}/Object.html#restore_object-instance_method`),
  on(object, ['copy_from'], 'CopyObject', `${api}/Object.html#copy_from-instance_method`, {
    parameters: ['**', '0', '1'],
    named: { CopySource: 'copy_source|0.copy_source|0' },
  }),
  // To an object, a hash with a bucket and a key, or a text with both: https://docs.aws.amazon.com/sdk-for-ruby/v3/api/Aws/S3/Object.html#copy_to-instance_method
  on(object, ['copy_to', 'move_to'], 'CopyObject', `${api}/Object.html#copy_to-instance_method`, {
    bucket: 'bucket|0.Bucket|0.bucket',
    key: 'key|0.Key|0.key',
    parameters: ['**', '1'],
    needs: ['bucket|0.Bucket|0.bucket'],
  }),
  {
    on: object,
    call: ['copy_to', 'move_to'],
    writes: {
      sdk,
      operation: 'CopyObject',
      source: `${api}/Object.html#copy_to-instance_method`,
      uri: '0',
      isAlwaysS3: true,
      parameters: ['**', '1'],
      names,
    },
  },
  {
    ...on(object, ['presigned_url', 'presigned_request'], 'PutObject', `${api}/Object.html#presigned_url-instance_method`, {
      deferred: true,
      parameters: ['**', '1'],
    }),
    when: { argument: '0', matches: /^(?:put|upload_part)$/ },
  },
  on(object, ['presigned_post'], 'PutObject', `${api}/Object.html#presigned_post-instance_method`, { deferred: true }),
  {
    ...on(
      object,
      ['initiate_multipart_upload'],
      'CreateMultipartUpload',
      `${api}/Object.html#initiate_multipart_upload-instance_method`,
    ),
    gives: '$s3.MultipartUpload',
  },
  { on: object, call: ['multipart_upload'], gives: '$s3.MultipartUpload' },
  { on: object, call: ['acl'], gives: '$s3.ObjectAcl' },
  on(['$s3.ObjectAcl'], ['put'], 'PutObjectAcl', `${api}/ObjectAcl.html#put-instance_method`),
  {
    on: ['Aws.S3.MultipartUpload'],
    call: ['()'],
    binds: { ...own, Bucket: 'bucket_name|0.bucket_name|0', Key: 'object_key|0.object_key|1' },
    gives: '$s3.MultipartUpload',
  },
  { on: ['$s3.MultipartUpload'], call: ['part'], gives: '$s3.MultipartUploadPart' },
  { on: ['$s3.MultipartUpload'], call: ['object'], gives: '$s3.Object' },
  on(['$s3.MultipartUpload'], ['complete'], 'CompleteMultipartUpload', `${api}/MultipartUpload.html#complete-instance_method`),
  on(['$s3.MultipartUploadPart'], ['upload'], 'UploadPart', `${api}/MultipartUploadPart.html#upload-instance_method`),
  on(['$s3.MultipartUploadPart'], ['copy_from'], 'UploadPartCopy', `${api}/MultipartUploadPart.html#copy_from-instance_method`, {
    named: { CopySource: 'copy_source|0.copy_source' },
  }),

  // https://docs.aws.amazon.com/sdk-for-ruby/v3/api/Aws/S3/TransferManager.html
  { on: ['Aws.S3.TransferManager'], call: ['()'], binds: own, gives: '$s3.TransferManager' },
  on(
    ['$s3.TransferManager'],
    ['upload_file', 'upload_stream'],
    'PutObject',
    `${api}/TransferManager.html#upload_file-instance_method`,
    {
      bucket: 'bucket|0.bucket|1.bucket',
      key: 'key|0.key|1.key',
      parameters: ['**', '0', '1'],
    },
  ),
  on(['$s3.TransferManager'], ['upload_directory'], 'PutObject', `${api}/TransferManager.html#upload_directory-instance_method`, {
    bucket: 'bucket|1.bucket',
    key: 's3_prefix|1.s3_prefix',
    keyIs: 'folder',
    parameters: ['**'],
    names: { ...names, s3_prefix: null, recursive: null, follow_symlinks: null },
  }),

  // https://docs.aws.amazon.com/sdk-for-ruby/v3/api/Aws/S3/Presigner.html
  { on: ['Aws.S3.Presigner'], call: ['()'], binds: own, gives: '$s3.presigner' },
  {
    ...on(
      ['$s3.presigner'],
      ['presigned_url', 'presigned_request'],
      'PutObject',
      `${api}/Presigner.html#presigned_url-instance_method`,
      {
        bucket: 'bucket|1.bucket',
        key: 'key|1.key',
        parameters: ['**', '1'],
        deferred: true,
      },
    ),
    when: { argument: '0', matches: /^(?:put_object|upload_part|create_multipart_upload|complete_multipart_upload)$/ },
  },
  {
    on: ['Aws.S3.PresignedPost'],
    call: ['()'],
    writes: {
      sdk,
      operation: 'PutObject',
      source: `${api}/PresignedPost.html`,
      bucket: '2',
      key: 'key|3.key|key_starts_with',
      parameters: ['**', '3'],
      names,
      deferred: true,
    },
  },

  // https://docs.aws.amazon.com/sdk-for-ruby/v3/api/Aws/SSM/Client.html#get_parameter-instance_method
  { on: ['Aws.SSM.Client'], call: ['()'], gives: '$ssm.client' },
  { on: ['$ssm.client'], call: ['get_parameter'], binds: { Name: 'name|0.name' }, gives: '$ssm.result' },
  { on: ['$ssm.result', '$ssm.parameter'], call: ['parameter', '()'], gives: '$ssm.parameter' },
  { on: ['$ssm.result'], call: ['to_h'], gives: '$ssm.result' },

  // https://docs.aws.amazon.com/sdk-for-ruby/v3/developer-guide/credential-providers.html
  { on: ['Aws.Credentials'], call: ['()'], takes: 'access_key_id|0' },
  // https://docs.aws.amazon.com/sdk-for-ruby/v3/api/Aws/AssumeRoleCredentials.html
  { on: ['Aws.STS.Client'], call: ['()'], binds: own, gives: '$sts.client' },
  { on: ['$sts.client'], call: ['assume_role'], binds: role, gives: '$role' },
  { on: ['Aws.AssumeRoleCredentials'], call: ['()'], binds: role, client: 'client|0.client', gives: '$role' },
  {
    on: ['Aws.ECSCredentials', 'Aws.InstanceProfileCredentials', 'Aws.SharedCredentials', 'Aws.CredentialProviderChain'],
    call: ['()'],
    gives: '$credentials.default',
  },
]

export const s3: Pick<Catalog, 'calls' | 'members'> = {
  calls,
  members: [
    { name: '$ssm.result.parameter', gives: '$ssm.parameter' },
    { name: '$ssm.parameter.value', is: 'ssm' },
  ],
}
