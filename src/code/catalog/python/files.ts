import type { CallRow, Catalog, WriteRow } from '../catalog.ts'

/** Libraries that write objects as if they were files. */

const s3fs = 'https://github.com/fsspec/s3fs/blob/main/s3fs/core.py'
const fsspec = 'https://filesystem-spec.readthedocs.io/en/latest/api.html'
const arrow = 'https://arrow.apache.org/docs/python/generated/pyarrow.fs.S3FileSystem.html'
const smartOpen = 'https://github.com/piskvorky/smart_open/blob/develop/smart_open/s3.py'
const minio = 'https://github.com/minio/minio-py/blob/master/minio/api.py'
const django = 'https://django-storages.readthedocs.io/en/latest/backends/amazon-S3.html'

const writing = { argument: 'mode|1', matches: /[wax+]/ }
const isUri = /^s3[an]?(?::|$)/

/** Paths are `bucket/key`, with or without `s3://`. */
const at = (sdk: string, source: string, uri: string, operation = 'PutObject'): { readonly writes: WriteRow } => ({
  writes: { sdk, source, operation, uri, isAlwaysS3: true },
})

/** Methods with `_` are those of the asynchronous file system. */
const bothWays = (...names: readonly string[]): readonly string[] => names.flatMap((name) => [name, `_${name}`])

/** What the file system adds to every request, and what the call gives itself. */
const extra = {
  parameters: ['@s3_additional_kwargs'],
  named: {
    ACL: 'acl|ACL',
    Tagging: 'Tagging',
    ServerSideEncryption: 'ServerSideEncryption',
    SSEKMSKeyId: 'SSEKMSKeyId',
    ObjectLockMode: 'ObjectLockMode',
  },
} as const

const filePut: { readonly writes: WriteRow } = { writes: { ...at('s3fs', s3fs, 'path|0').writes, ...extra } }

const calls: readonly CallRow[] = [
  {
    on: ['s3fs', 's3fs.core'],
    call: ['S3FileSystem', 'S3FS'],
    binds: { credentials: 'key', s3_additional_kwargs: 's3_additional_kwargs' },
    gives: '$s3fs',
  },
  {
    on: ['fsspec'],
    call: ['filesystem', 'get_filesystem_class'],
    when: { argument: 'protocol|0', matches: /^s3a?$/ },
    binds: { credentials: 'key' },
    gives: '$s3fs',
  },
  { on: ['fsspec', 'fsspec.core'], call: ['url_to_fs'], when: { argument: 'url|0', matches: isUri }, fails: true, gives: '$s3fs' },
  { on: ['$s3fs'], call: ['()', 'current'], gives: '$s3fs' },
  { on: ['$s3fs'], call: ['open', 'open_async', '_open'], when: writing, ...filePut },
  { on: ['$s3fs'], call: [...bothWays('pipe_file', 'touch', 'merge'), 'pipe', '_pipe', 'write_text', 'write_bytes'], ...filePut },
  {
    on: ['$s3fs'],
    call: bothWays('put', 'put_file', 'upload'),
    writes: { ...at('s3fs', s3fs, 'rpath|1').writes, ...extra },
  },
  {
    on: ['$s3fs'],
    call: bothWays('copy', 'cp', 'cp_file', 'mv', 'move', 'rename'),
    ...at('s3fs', s3fs, 'path2|1', 'CopyObject'),
  },
  { on: ['$s3fs'], call: ['setxattr', '_setxattr'], ...at('s3fs', s3fs, 'path|0', 'CopyObject') },
  { on: ['$s3fs'], call: ['put_tags'], ...at('s3fs', s3fs, 'path|0', 'PutObjectTagging') },
  { on: ['$s3fs'], call: ['chmod', '_chmod'], ...at('s3fs', s3fs, 'path|0', 'PutObjectAcl') },
  {
    on: ['$s3fs'],
    call: ['url', '_url'],
    when: { argument: 'client_method|2', matches: /^(?:put_object|upload_part)$/ },
    writes: { ...at('s3fs', s3fs, 'path|0').writes, deferred: true },
  },
  // A mapping writes the objects that are set in it, which is not followed.
  {
    on: ['$s3fs'],
    call: ['get_mapper'],
    binds: { Path: 'root|0' },
    gives: '$s3map',
    writes: { ...at('s3fs', fsspec, 'root|0').writes, keyIs: 'folder', certainty: 'possible' },
  },
  {
    on: ['fsspec', 'fsspec.mapping'],
    call: ['get_mapper'],
    binds: { Path: 'url|0' },
    gives: '$s3map',
    writes: { sdk: 'fsspec', source: fsspec, operation: 'PutObject', uri: 'url|0', keyIs: 'folder', certainty: 'possible' },
  },
  {
    on: ['s3fs'],
    call: ['S3Map'],
    binds: { Path: 'root|0' },
    gives: '$s3map',
    writes: { ...at('s3fs', fsspec, 'root|0').writes, keyIs: 'folder', certainty: 'possible' },
  },
  {
    on: ['fsspec', 'fsspec.core'],
    call: ['open', 'open_files'],
    when: writing,
    writes: { sdk: 'fsspec', source: fsspec, operation: 'PutObject', uri: 'urlpath|0' },
  },

  { on: ['pyarrow.fs'], call: ['S3FileSystem'], binds: { credentials: 'access_key' }, gives: '$arrow.fs' },
  {
    on: ['pyarrow.fs.FileSystem', 'pyarrow.fs.S3FileSystem'],
    call: ['from_uri'],
    when: { argument: 'uri|0', matches: isUri },
    fails: true,
    gives: '$arrow.fs',
  },
  { on: ['$arrow.fs'], call: ['open_output_stream', 'open_append_stream', 'create_dir'], ...at('pyarrow', arrow, 'path|0') },
  { on: ['$arrow.fs'], call: ['copy_file', 'move'], ...at('pyarrow', arrow, 'dest|1', 'CopyObject') },
  {
    on: ['pyarrow.fs'],
    call: ['copy_files'],
    when: { argument: 'destination_filesystem|3', matches: /^\$/ },
    ...at('pyarrow', 'https://arrow.apache.org/docs/python/generated/pyarrow.fs.copy_files.html', 'destination|1'),
  },
  {
    on: ['pyarrow.fs'],
    call: ['copy_files'],
    writes: {
      sdk: 'pyarrow',
      source: 'https://arrow.apache.org/docs/python/generated/pyarrow.fs.copy_files.html',
      operation: 'PutObject',
      uri: 'destination|1',
    },
  },

  {
    on: ['smart_open'],
    call: ['open', 'smart_open'],
    when: writing,
    writes: { sdk: 'smart_open', source: smartOpen, operation: 'PutObject', uri: 'uri|0' },
  },
  {
    on: ['smart_open.s3'],
    call: ['open'],
    when: { argument: 'mode|2', matches: /[wax+]/ },
    writes: { sdk: 'smart_open', source: smartOpen, operation: 'PutObject', bucket: 'bucket_id|0', key: 'key_id|1' },
  },

  // Which service a client of MinIO talks to is its configuration's.
  { on: ['minio'], call: ['Minio'], binds: { credentials: 'access_key|1' }, gives: '$minio' },
  {
    on: ['$minio'],
    call: ['put_object', 'fput_object', 'compose_object'],
    writes: {
      sdk: 'minio-py',
      source: minio,
      operation: 'PutObject',
      bucket: 'bucket_name|0',
      key: 'object_name|1',
      certainty: 'possible',
    },
  },
  {
    on: ['$minio'],
    call: ['copy_object'],
    writes: {
      sdk: 'minio-py',
      source: minio,
      operation: 'CopyObject',
      bucket: 'bucket_name|0',
      key: 'object_name|1',
      certainty: 'possible',
    },
  },
  {
    on: ['$minio'],
    call: ['presigned_put_object'],
    writes: {
      sdk: 'minio-py',
      source: minio,
      operation: 'PutObject',
      bucket: 'bucket_name|0',
      key: 'object_name|1',
      certainty: 'possible',
      deferred: true,
    },
  },

  {
    on: ['storages.backends.s3boto3', 'storages.backends.s3'],
    call: ['S3Boto3Storage', 'S3Storage', 'S3StaticStorage'],
    binds: { Bucket: 'bucket_name' },
    gives: '$storages.s3',
  },
  {
    on: ['$storages.s3'],
    call: ['save'],
    writes: {
      sdk: 'django-storages',
      source: django,
      operation: 'PutObject',
      bucket: '@Bucket',
      key: 'name|0',
      keyIs: 'prefix',
      unsaid: 'it is in the settings of Django',
    },
  },
]

export const files: Pick<Catalog, 'calls'> = { calls }
