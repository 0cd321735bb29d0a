import type { CallRow, Catalog } from '../catalog.ts'
import { same } from './sdk.ts'

/** Libraries that write to S3 beside the SDK. */

// https://docs.rs/rusoto_s3/latest/rusoto_s3/trait.S3.html
const rusotoOperations = [
  'put_object',
  'copy_object',
  'create_multipart_upload',
  'upload_part',
  'upload_part_copy',
  'complete_multipart_upload',
  'put_object_acl',
  'put_object_tagging',
]
const rusotoSource = 'https://docs.rs/rusoto_s3/latest/rusoto_s3/trait.S3.html'
const names = { bucket: null, key: null, body: null, metadata: null, multipart_upload: null } as const

const rusoto: readonly CallRow[] = [
  { on: ['rusoto_s3.S3Client'], call: ['()', 'new', 'new_with', 'new_with_client'], gives: '$rusoto.client' },
  { on: ['rusoto_s3.S3'], call: ['()'], gives: '$rusoto.client' },
  { on: ['$rusoto.client'], call: same, gives: '$rusoto.client' },
  {
    on: ['$rusoto.client'],
    call: rusotoOperations,
    writes: { sdk: 'rusoto', source: rusotoSource, operation: '=', bucket: '0.bucket', key: '0.key', parameters: ['0'], names },
  },
  {
    on: ['*'],
    call: rusotoOperations,
    writes: {
      sdk: 'rusoto',
      source: rusotoSource,
      operation: '=',
      bucket: '0.bucket',
      key: '0.key',
      parameters: ['0'],
      names,
      needs: ['0.bucket'],
      certainty: 'possible',
    },
  },
  {
    on: ['rusoto_s3.PutObjectRequest', 'rusoto_s3.UploadPartRequest'],
    call: ['get_presigned_url'],
    writes: {
      sdk: 'rusoto',
      source: 'https://docs.rs/rusoto_s3/latest/rusoto_s3/util/trait.PreSignedRequest.html',
      operation: 'PutObject',
      deferred: true,
    },
  },
]

// https://docs.rs/object_store/latest/object_store/aws/struct.AmazonS3Builder.html
const builders = ['object_store.aws.AmazonS3Builder']
const puts = ['put', 'put_opts', 'put_multipart', 'put_multipart_opts', 'put_multipart_with_opts']
const copies = ['copy', 'copy_opts', 'copy_if_not_exists', 'rename', 'rename_opts', 'rename_if_not_exists']
const storeSource = 'https://docs.rs/object_store/latest/object_store/trait.ObjectStore.html'

/** A store of S3 writes; one of which only the interface is known may be another. */
const storeRows = (type: string, certainty: { readonly certainty?: 'possible' }): readonly CallRow[] => [
  { on: [type], call: same, gives: type },
  {
    on: [type],
    call: puts,
    writes: { sdk: 'object_store', source: storeSource, operation: 'PutObject', bucket: '@Bucket', key: '0', ...certainty },
  },
  {
    on: [type],
    call: copies,
    writes: { sdk: 'object_store', source: storeSource, operation: 'CopyObject', bucket: '@Bucket', key: '1', ...certainty },
  },
  {
    on: [type],
    call: ['signed_url', 'signed_urls'],
    when: { argument: '0', matches: /PUT$/ },
    writes: {
      sdk: 'object_store',
      source: 'https://docs.rs/object_store/latest/object_store/signer/trait.Signer.html',
      operation: 'PutObject',
      bucket: '@Bucket',
      key: '1',
      deferred: true,
      ...certainty,
    },
  },
]

const objectStore: readonly CallRow[] = [
  { on: builders, call: ['new', 'default'], gives: '$objectStore.builder' },
  { on: builders, call: ['from_env'], gives: '$objectStore.builder' },
  { on: ['$objectStore.builder'], call: ['with_bucket_name'], binds: { Bucket: '0' }, gives: '$objectStore.builder' },
  { on: ['$objectStore.builder'], call: ['build'], gives: '$objectStore.s3' },
  { on: ['$objectStore.builder'], call: ['*'], gives: '$objectStore.builder' },
  { on: ['object_store.aws.AmazonS3'], call: ['()'], gives: '$objectStore.s3' },
  { on: ['object_store.ObjectStore', 'object_store.DynObjectStore'], call: ['()'], gives: '$objectStore.any' },
  { on: ['object_store'], call: ['parse_url', 'parse_url_opts'], gives: '$objectStore.parsed' },
  { on: ['object_store.path.Path', 'object_store.Path'], call: ['from', 'parse', 'from_url_path', 'from_iter'], takes: '0' },
  ...storeRows('$objectStore.s3', {}),
  ...storeRows('$objectStore.any', { certainty: 'possible' }),
  ...storeRows('$objectStore.parsed[]', { certainty: 'possible' }),
  {
    on: ['object_store.buffered.BufWriter'],
    call: ['new', 'with_capacity'],
    writes: {
      sdk: 'object_store',
      source: 'https://docs.rs/object_store/latest/object_store/buffered/struct.BufWriter.html',
      operation: 'PutObject',
      bucket: '0.Bucket',
      key: '1',
      certainty: 'possible',
    },
  },
]

// https://docs.rs/rust-s3/latest/s3/bucket/struct.Bucket.html
const rustS3Source = 'https://docs.rs/rust-s3/latest/s3/bucket/struct.Bucket.html'
const buckets = ['s3.Bucket', 's3.bucket.Bucket']
const rustS3: readonly CallRow[] = [
  {
    on: buckets,
    call: ['()', 'new', 'new_with_path_style', 'new_public', 'new_public_with_path_style'],
    binds: { Bucket: '0' },
    gives: '$rustS3.bucket',
  },
  {
    on: ['$rustS3.bucket'],
    call: [...same, 'with_path_style', 'with_extra_headers', 'with_request_timeout', 'with_listobjects_v1', 'with_extra_query'],
    gives: '$rustS3.bucket',
  },
  {
    on: ['$rustS3.bucket'],
    call: [
      'put_object',
      'put_object_with_content_type',
      'put_object_with_headers',
      'put_object_with_content_type_and_headers',
      'put_object_blocking',
      'put_object_with_content_type_blocking',
    ],
    writes: { sdk: 'rust-s3', source: rustS3Source, operation: 'PutObject', bucket: '@Bucket', key: '0' },
  },
  {
    on: ['$rustS3.bucket'],
    call: [
      'put_object_stream',
      'put_object_stream_with_content_type',
      'put_object_stream_with_content_type_and_headers',
      'put_object_stream_blocking',
    ],
    writes: { sdk: 'rust-s3', source: rustS3Source, operation: 'PutObject', bucket: '@Bucket', key: '1' },
  },
  {
    on: ['$rustS3.bucket'],
    call: ['put_object_builder', 'put_object_stream_builder'],
    binds: { Key: '0' },
    gives: '$rustS3.request',
  },
  {
    on: ['$rustS3.request'],
    call: ['execute', 'execute_stream'],
    writes: {
      sdk: 'rust-s3',
      source: 'https://docs.rs/rust-s3/latest/s3/put_object_request/struct.PutObjectRequest.html',
      operation: 'PutObject',
      bucket: '@Bucket',
      key: '@Key',
    },
  },
  { on: ['$rustS3.request'], call: ['*'], gives: '$rustS3.request' },
  {
    on: ['$rustS3.bucket'],
    call: ['put_object_tagging'],
    writes: { sdk: 'rust-s3', source: rustS3Source, operation: 'PutObjectTagging', bucket: '@Bucket', key: '0' },
  },
  {
    on: ['$rustS3.bucket'],
    call: ['initiate_multipart_upload'],
    writes: { sdk: 'rust-s3', source: rustS3Source, operation: 'CreateMultipartUpload', bucket: '@Bucket', key: '0' },
  },
  {
    on: ['$rustS3.bucket'],
    call: ['put_multipart_chunk'],
    writes: { sdk: 'rust-s3', source: rustS3Source, operation: 'UploadPart', bucket: '@Bucket', key: '1' },
  },
  {
    on: ['$rustS3.bucket'],
    call: ['complete_multipart_upload'],
    writes: { sdk: 'rust-s3', source: rustS3Source, operation: 'CompleteMultipartUpload', bucket: '@Bucket', key: '0' },
  },
  {
    on: ['$rustS3.bucket'],
    call: ['copy_object_internal'],
    writes: { sdk: 'rust-s3', source: rustS3Source, operation: 'CopyObject', bucket: '@Bucket', key: '1' },
  },
  {
    on: ['$rustS3.bucket'],
    call: ['presign_put', 'presign_post'],
    writes: { sdk: 'rust-s3', source: rustS3Source, operation: 'PutObject', bucket: '@Bucket', key: '0', deferred: true },
  },
]

export const libraries: Pick<Catalog, 'calls' | 'members'> = { calls: [...rusoto, ...objectStore, ...rustS3], members: [] }
