import type { CallRow, Catalog, WriteRow } from '../catalog.ts'

/** Libraries that know buckets of several clouds, and S3 by other names. */

const blob = 'https://pkg.go.dev/gocloud.dev/blob'
const objstore = 'https://pkg.go.dev/github.com/thanos-io/objstore#Bucket'
const minio = 'https://pkg.go.dev/github.com/minio/minio-go/v7#Client'

const clients = ['github.com/minio/minio-go', 'github.com/minio/minio-go/v6', 'github.com/minio/minio-go/v7']

/** Which service a client of MinIO talks to is its configuration's. */
const put = (more: Partial<WriteRow> = {}): { readonly writes: WriteRow } => ({
  writes: { sdk: 'minio-go', source: minio, operation: 'PutObject', bucket: '1', key: '2', certainty: 'possible', ...more },
})

/** In a bucket that a URL names, and in one that is opened by its name. */
const places = [
  { type: '$blob.url', place: { uri: '@Url' } },
  { type: '$blob.named', place: { bucket: '@Bucket' } },
] as const

const calls: readonly CallRow[] = [
  { on: ['gocloud.dev/blob'], call: ['OpenBucket'], binds: { Url: '1' }, fails: true, gives: '$blob.url' },
  { on: ['gocloud.dev/blob'], call: ['PrefixedBucket'], takes: '0' },
  {
    on: ['gocloud.dev/blob/s3blob'],
    call: ['OpenBucket', 'OpenBucketV2'],
    binds: { Bucket: '2' },
    fails: true,
    gives: '$blob.named',
  },
  ...places.flatMap(({ place, type }): readonly CallRow[] => {
    const write: WriteRow = { sdk: 'gocloud', source: blob, operation: 'PutObject', ...place, key: '1' }
    return [
      { on: [type], call: ['NewWriter', 'WriteAll', 'Upload'], writes: write },
      { on: [type], call: ['Copy'], writes: { ...write, operation: 'CopyObject' } },
      {
        on: [type],
        call: ['SignedURL'],
        when: { argument: '2.Method', matches: /^PUT$/ },
        writes: { ...write, deferred: true },
      },
    ]
  }),

  {
    on: ['github.com/thanos-io/objstore/providers/s3'],
    call: ['NewBucket', 'NewBucketWithConfig'],
    binds: { Bucket: '1.Bucket' },
    fails: true,
    gives: '$objstore.s3',
  },
  { on: ['github.com/thanos-io/objstore/client'], call: ['NewBucket'], fails: true, gives: '$objstore' },
  ...(['$objstore.s3', '$objstore'] as const).map(
    (type): CallRow => ({
      on: [type],
      call: ['Upload'],
      writes: {
        sdk: 'objstore',
        source: objstore,
        operation: 'PutObject',
        bucket: '@Bucket',
        key: '1',
        unsaid: 'it is in the configuration of the bucket',
        ...(type === '$objstore' && { certainty: 'possible' as const }),
      },
    }),
  ),

  { on: clients, call: ['Client'], gives: '$minio' },
  { on: clients, call: ['New', 'NewWithOptions', 'NewCore'], fails: true, gives: '$minio' },
  { on: ['$minio'], call: ['PutObject', 'FPutObject', 'FPutObjectWithContext', 'PutObjectWithContext'], ...put() },
  {
    on: ['$minio'],
    call: ['CopyObject', 'ComposeObject'],
    ...put({ operation: 'CopyObject', bucket: '1.Bucket', key: '1.Object' }),
  },
  { on: ['$minio'], call: ['PresignedPutObject'], ...put({ deferred: true }) },
]

export const buckets: Pick<Catalog, 'calls'> = { calls }
