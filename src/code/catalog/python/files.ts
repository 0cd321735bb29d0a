import type { CallRow, Catalog } from '../catalog.ts'

/** Libraries that write objects as if they were files. */

const writing = { argument: 'mode|1', matches: /[wax+]/ }

const frames = [
  'to_csv',
  'to_json',
  'to_parquet',
  'to_excel',
  'to_pickle',
  'to_feather',
  'to_orc',
  'to_xml',
  'to_html',
  'to_stata',
  'to_hdf',
]

const calls: readonly CallRow[] = [
  // https://s3fs.readthedocs.io: paths are `bucket/key`, with or without `s3://`.
  { on: ['s3fs', 's3fs.core'], call: ['S3FileSystem'], gives: '$s3fs' },
  {
    on: ['fsspec'],
    call: ['filesystem', 'get_filesystem_class'],
    when: { argument: 'protocol|0', matches: /^s3a?$/ },
    gives: '$s3fs',
  },
  { on: ['pyarrow.fs'], call: ['S3FileSystem'], gives: '$arrow.fs' },
  {
    on: ['$s3fs'],
    call: ['open'],
    when: writing,
    writes: { sdk: 's3fs', operation: 'PutObject', uri: 'path|0', isAlwaysS3: true },
  },
  {
    on: ['$s3fs'],
    call: ['pipe', 'pipe_file', 'touch', 'write_text', 'write_bytes'],
    writes: { sdk: 's3fs', operation: 'PutObject', uri: 'path|0', isAlwaysS3: true },
  },
  {
    on: ['$s3fs'],
    call: ['put', 'put_file', 'upload'],
    writes: { sdk: 's3fs', operation: 'PutObject', uri: 'rpath|1', isAlwaysS3: true },
  },
  {
    on: ['$s3fs'],
    call: ['copy', 'cp', 'cp_file', 'mv', 'move', 'rename'],
    writes: { sdk: 's3fs', operation: 'CopyObject', uri: 'path2|1', isAlwaysS3: true },
  },
  {
    on: ['$arrow.fs'],
    call: ['open_output_stream'],
    writes: { sdk: 'pyarrow', operation: 'PutObject', uri: 'path|0', isAlwaysS3: true },
  },

  {
    on: ['fsspec', 'smart_open'],
    call: ['open'],
    when: writing,
    writes: { sdk: 'smart_open', operation: 'PutObject', uri: 'uri|urlpath|0' },
  },
  { on: ['smart_open'], call: ['smart_open'], when: writing, writes: { sdk: 'smart_open', operation: 'PutObject', uri: 'uri|0' } },

  // Data frames come out of calls of which nothing is known: the path says that it is S3.
  { on: ['*'], call: frames, writes: { sdk: 'pandas', operation: 'PutObject', uri: 'path_or_buf|path|excel_writer|0' } },
  {
    on: ['*'],
    call: ['write_parquet', 'write_csv', 'write_json', 'write_ndjson', 'sink_parquet', 'sink_csv'],
    writes: { sdk: 'polars', operation: 'PutObject', uri: 'file|path|0' },
  },
  {
    on: ['pyarrow.parquet', 'pyarrow.csv', 'pyarrow.feather'],
    call: ['write_table', 'write_csv', 'write_feather'],
    writes: { sdk: 'pyarrow', operation: 'PutObject', uri: 'where|1' },
  },
  {
    on: ['pyarrow.parquet', 'pyarrow.dataset'],
    call: ['write_to_dataset', 'write_dataset'],
    writes: { sdk: 'pyarrow', operation: 'PutObject', uri: 'root_path|base_dir|1' },
  },
  { on: ['numpy'], call: ['save', 'savez', 'savetxt'], writes: { sdk: 'numpy', operation: 'PutObject', uri: '0' } },

  // https://aws-sdk-pandas.readthedocs.io
  {
    on: ['awswrangler.s3'],
    call: ['to_parquet', 'to_csv', 'to_json', 'to_excel', 'to_orc', 'to_deltalake'],
    writes: { sdk: 'awswrangler', operation: 'PutObject', uri: 'path|1', isAlwaysS3: true },
  },
  {
    on: ['awswrangler.s3'],
    call: ['upload'],
    writes: { sdk: 'awswrangler', operation: 'PutObject', uri: 'path|1', isAlwaysS3: true },
  },
  {
    on: ['awswrangler.s3'],
    call: ['copy_objects', 'merge_datasets'],
    writes: { sdk: 'awswrangler', operation: 'CopyObject', uri: 'target_path|2', isAlwaysS3: true },
  },
  // https://github.com/liormizr/s3path, https://cloudpathlib.drivendata.org
  { on: ['s3path'], call: ['S3Path'], binds: { Path: '0' }, gives: '$s3path' },
  { on: ['cloudpathlib'], call: ['S3Path', 'CloudPath', 'AnyPath'], binds: { Path: '0' }, gives: '$s3path' },
  {
    on: ['$s3path'],
    call: ['write_text', 'write_bytes', 'upload_from', 'touch'],
    writes: { sdk: 's3path', operation: 'PutObject', uri: '@Path', isAlwaysS3: true },
  },
]

export const files: Pick<Catalog, 'calls'> = { calls }
