import type { CallRow, Catalog, WriteRow } from '../catalog.ts'

/** Spring Cloud AWS, and clients that know S3 by another name. */

const spring = 'https://docs.awspring.io/spring-cloud-aws/docs/3.1.0/reference/html/index.html#spring-cloud-aws-s3'
const minio = 'https://min.io/docs/minio/linux/developers/java/API.html'
const s3 = 'io/awspring/cloud/s3'

const put = (more: Partial<WriteRow>): { readonly writes: WriteRow } => ({
  writes: { sdk: 'spring-cloud-aws', source: spring, operation: 'PutObject', ...more },
})

const calls: readonly CallRow[] = [
  { on: [`${s3}.S3Template`, `${s3}.S3Operations`], call: ['()'], gives: '$spring.s3' },
  { on: ['$spring.s3'], call: ['upload', 'store'], ...put({ bucket: '0', key: '1' }) },
  { on: ['$spring.s3'], call: ['createSignedPutURL'], ...put({ bucket: '0', key: '1', deferred: true }) },
  { on: ['$spring.s3'], call: ['createResource'], binds: { Bucket: '0', Key: '1' }, gives: '$spring.s3Object' },
  { on: [`${s3}.S3Resource`], call: ['()'], binds: { Bucket: '0', Key: '1' }, gives: '$spring.s3Object' },
  { on: ['$spring.s3Object'], call: ['getOutputStream'], ...put({ bucket: '@Bucket', key: '@Key' }) },
  { on: [`${s3}.S3Resource`], call: ['create'], binds: { Location: '0' }, gives: '$spring.resource' },
  {
    on: ['*'],
    call: ['getResource'],
    when: { argument: '0', matches: /^s3:\/\//, isKnown: true },
    binds: { Location: '0' },
    gives: '$spring.resource',
  },
  { on: ['$spring.resource'], call: ['getOutputStream'], ...put({ uri: '@Location' }) },
  { on: ['$spring.resource'], call: ['createRelative'], gives: '$spring.resource' },

  // Which service a client of MinIO talks to is its configuration's.
  { on: ['io/minio.MinioClient', 'io/minio.MinioAsyncClient'], call: ['()'], gives: '$minio' },
  { on: ['io/minio.MinioClient', 'io/minio.MinioAsyncClient'], call: ['builder'], gives: '$minio.builder' },
  { on: ['$minio.builder'], call: ['build'], gives: '$minio' },
  { on: ['$minio.builder'], call: ['*'], gives: '$minio.builder' },
  {
    on: ['PutObjectArgs', 'UploadObjectArgs', 'CopyObjectArgs', 'ComposeObjectArgs'].map((name) => `io/minio.${name}`),
    call: ['builder'],
    makes: '$minio.args',
  },
  { on: ['$minio.args'], call: ['bucket'], sets: { Bucket: '0' } },
  { on: ['$minio.args'], call: ['object'], sets: { Key: '0' } },
  { on: ['$minio.args'], call: ['tags'], sets: { Tagging: '0' } },
  { on: ['$minio.args'], call: ['*'], sets: {} },
  ...(
    [
      ['PutObject', ['putObject', 'uploadObject']],
      ['CopyObject', ['copyObject', 'composeObject']],
    ] as const
  ).map(
    ([operation, call]): CallRow => ({
      on: ['$minio'],
      call,
      writes: {
        sdk: 'minio-java',
        source: minio,
        operation,
        bucket: '0.Bucket',
        key: '0.Key',
        named: { Tagging: '0.Tagging' },
        certainty: 'possible',
      },
    }),
  ),
]

export const frameworks: Pick<Catalog, 'calls'> = { calls }
