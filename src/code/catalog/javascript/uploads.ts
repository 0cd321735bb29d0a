import type { CallRow, Catalog } from '../catalog.ts'

/** Libraries that write objects by themselves. */

const multer = 'https://github.com/anacronw/multer-s3#options'
const logger = 'https://github.com/coderaiser/node-s3-streamlogger#options'
const minio = 'https://min.io/docs/minio/linux/developers/javascript/API.html'
const bun = 'https://bun.sh/docs/api/s3'

/** Bun reads the bucket from the environment if the program does not say it. */
const unsaid = 'it is in S3_BUCKET or AWS_BUCKET'
const signsPut = { argument: '1.method', matches: /^PUT$/ }

const calls: readonly CallRow[] = [
  // Where the key and sometimes the bucket are functions of the request, which Express has.
  {
    on: ['multer-s3'],
    call: ['()'],
    writes: {
      sdk: 'multer-s3',
      source: multer,
      operation: 'PutObject',
      bucket: '0.bucket',
      key: '0.key',
      named: {
        ACL: '0.acl',
        ServerSideEncryption: '0.serverSideEncryption',
        SSEKMSKeyId: '0.sseKmsKeyId',
      },
      certainty: 'possible',
    },
  },
  {
    on: ['s3-streamlogger'],
    call: ['S3StreamLogger'],
    writes: {
      sdk: 's3-streamlogger',
      source: logger,
      operation: 'PutObject',
      bucket: '0.bucket',
      key: '0.folder',
      keyIs: 'folder',
      named: { ACL: '0.acl', Tagging: '0.tags', ServerSideEncryption: '0.server_side_encryption' },
    },
  },

  // Which service a client of MinIO talks to is its configuration's.
  { on: ['minio'], call: ['Client'], binds: { credentials: '0.accessKey' }, gives: '$minio' },
  {
    on: ['$minio'],
    call: ['putObject', 'fPutObject'],
    writes: { sdk: 'minio-js', source: minio, operation: 'PutObject', bucket: '0', key: '1', certainty: 'possible' },
  },
  {
    on: ['$minio'],
    call: ['copyObject'],
    writes: {
      sdk: 'minio-js',
      source: minio,
      operation: 'CopyObject',
      bucket: '0',
      key: '1',
      named: { CopySource: '2' },
      certainty: 'possible',
    },
  },
  {
    on: ['$minio'],
    call: ['presignedPutObject'],
    writes: {
      sdk: 'minio-js',
      source: minio,
      operation: 'PutObject',
      bucket: '0',
      key: '1',
      certainty: 'possible',
      deferred: true,
    },
  },

  { on: ['bun'], call: ['S3Client'], binds: { Bucket: '0.bucket', credentials: '0.accessKeyId' }, gives: '$bun.s3' },
  {
    on: ['$bun.s3', 'bun.S3Client'],
    call: ['write'],
    writes: {
      sdk: 'bun',
      source: bun,
      operation: 'PutObject',
      bucket: '2.bucket|@Bucket',
      key: '0',
      named: { ACL: '2.acl' },
      unsaid,
    },
  },
  { on: ['$bun.s3', 'bun.S3Client'], call: ['file', '()'], binds: { Bucket: '1.bucket|@Bucket', Key: '0' }, gives: '$bun.file' },
  {
    on: ['$bun.file'],
    call: ['write', 'writer'],
    writes: { sdk: 'bun', source: bun, operation: 'PutObject', bucket: '@Bucket', key: '@Key', unsaid },
  },
  {
    on: ['$bun.file'],
    call: ['presign'],
    when: { argument: '0.method', matches: /^PUT$/ },
    writes: { sdk: 'bun', source: bun, operation: 'PutObject', bucket: '@Bucket', key: '@Key', unsaid, deferred: true },
  },
  {
    on: ['$bun.s3', 'bun.S3Client'],
    call: ['presign'],
    when: signsPut,
    writes: { sdk: 'bun', source: bun, operation: 'PutObject', bucket: '1.bucket|@Bucket', key: '0', unsaid, deferred: true },
  },
  {
    on: ['Bun', 'bun'],
    call: ['write'],
    when: { argument: '0', matches: /^\$bun\.file$/ },
    writes: { sdk: 'bun', source: bun, operation: 'PutObject', bucket: '0.Bucket', key: '0.Key', unsaid },
  },
  {
    on: ['Bun', 'bun'],
    call: ['write'],
    writes: { sdk: 'bun', source: bun, operation: 'PutObject', uri: '0' },
  },
]

export const uploads: Pick<Catalog, 'calls' | 'members'> = {
  calls,
  members: [
    { name: 'bun.s3', gives: '$bun.s3' },
    { name: 'Bun.s3', gives: '$bun.s3' },
    { name: 'Bun.S3Client', gives: 'bun.S3Client' },
  ],
}
