import type { CallRow, Catalog, WriteRow } from '../catalog.ts'

/** Objects that are paths: what they stand for is bound as `Path`, to which `/` adds. */

const s3path = 'https://github.com/liormizr/s3path/blob/master/s3path/current_version.py'
const cloudpathlib = 'https://github.com/drivendataorg/cloudpathlib/blob/master/cloudpathlib/cloudpath.py'
const upath = 'https://github.com/fsspec/universal_pathlib/blob/main/upath/core.py'

/** Of S3 for certain; of S3 if their text says so; and those whose place is not followed. */
const kinds = [
  { type: '$s3path', sdk: 's3path', source: s3path, place: { uri: '@Path', isAlwaysS3: true } },
  { type: '$cloudpath', sdk: 'cloudpathlib', source: cloudpathlib, place: { uri: '@Path' } },
  { type: '$upath', sdk: 'universal_pathlib', source: upath, place: { uri: '@Path' } },
  { type: '$s3path.of', sdk: 's3path', source: s3path, place: { bucket: '@Bucket', key: '@Key' } },
  { type: '$s3path.near', sdk: 's3path', source: s3path, place: { unsaid: 'it is near another path' } },
] as const

const writing = { argument: 'mode|0', matches: /[wax+]/ }

const rowsOf = ({ place, sdk, source, type }: (typeof kinds)[number]): readonly CallRow[] => {
  const on = [type, `${type}[]`]
  const put: WriteRow = { sdk, source, operation: 'PutObject', ...place }
  return [
    { on, call: ['write_text', 'write_bytes', 'touch', 'upload_from'], writes: put },
    { on, call: ['open'], when: writing, writes: put },
    {
      on,
      call: ['rename', 'replace', 'move', 'copy', 'copytree'],
      writes: { sdk, source, operation: 'CopyObject', uri: 'target|destination|0' },
    },
    { on, call: ['joinpath'], does: 'path-extend' },
    { on, call: ['resolve', 'absolute', 'expanduser'], gives: type },
    {
      on,
      call: ['with_suffix', 'with_name', 'with_stem', 'with_segments', 'relative_to', 'iterdir', 'glob', 'rglob', 'walk'],
      gives: '$s3path.near',
    },
  ]
}

const calls: readonly CallRow[] = [
  { on: ['s3path'], call: ['S3Path', 'VersionedS3Path'], binds: { Path: '0' }, gives: '$s3path' },
  { on: ['s3path.S3Path'], call: ['from_uri'], binds: { Path: '0' }, gives: '$s3path' },
  { on: ['s3path.S3Path'], call: ['from_bucket_key'], binds: { Bucket: 'bucket|0', Key: 'key|1' }, gives: '$s3path.of' },
  { on: ['cloudpathlib', 'cloudpathlib.s3'], call: ['S3Path'], binds: { Path: '0' }, gives: '$s3path' },
  { on: ['cloudpathlib'], call: ['CloudPath', 'AnyPath', 'S3Client'], binds: { Path: '0' }, gives: '$cloudpath' },
  { on: ['$cloudpath'], call: ['CloudPath', 'S3Path'], binds: { Path: '0' }, gives: '$s3path' },
  { on: ['upath'], call: ['UPath'], binds: { Path: '0' }, gives: '$upath' },
  ...kinds.flatMap(rowsOf),
]

export const paths: Pick<Catalog, 'calls' | 'members'> = {
  calls,
  members: kinds.flatMap(({ type }) => ['parent', 'parents'].map((name) => ({ name: `${type}.${name}`, gives: '$s3path.near' }))),
}
