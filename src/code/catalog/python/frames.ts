import type { CallRow, Catalog, Condition, WriteRow } from '../catalog.ts'

/** Data frames and tables: what they are written to says that it is S3, or the file system that is given with it. */

const pandas = 'https://pandas.pydata.org/docs/user_guide/io.html#reading-writing-remote-files'
const polars = 'https://docs.pola.rs/user-guide/io/cloud-storage/'
const parquet = 'https://arrow.apache.org/docs/python/parquet.html'
const dataset = 'https://arrow.apache.org/docs/python/generated/pyarrow.dataset.write_dataset.html'
const xarray = 'https://docs.xarray.dev/en/stable/user-guide/io.html#cloud-storage-buckets'
const zarr = 'https://zarr.readthedocs.io/en/stable/user-guide/storage/'
const dask = 'https://docs.dask.org/en/stable/how-to/connect-to-remote-data.html'
const delta = 'https://delta-io.github.io/delta-rs/usage/writing/writing-to-s3-with-locking-provider/'
const spark = 'https://spark.apache.org/docs/latest/cloud-integration.html'
const datasets = 'https://huggingface.co/docs/datasets/filesystems'

const put = (sdk: string, source: string, uri: string, more: Partial<WriteRow> = {}): { readonly writes: WriteRow } => ({
  writes: { sdk, source, operation: 'PutObject', uri, ...more },
})

const ofS3: Condition = { argument: 'filesystem', matches: /^\$(?:arrow\.fs|s3fs)/ }
const inFolder = { keyIs: 'folder' } as const

/** With the file system of S3 that is given beside it, a path needs no `s3://`. */
const tables = (on: readonly string[], call: readonly string[], source: string, uri: string, more: Partial<WriteRow> = {}) =>
  [
    { on, call, when: ofS3, ...put('pyarrow', source, uri, { ...more, isAlwaysS3: true }) },
    { on, call, ...put('pyarrow', source, uri, more) },
  ] satisfies readonly CallRow[]

const calls: readonly CallRow[] = [
  // Frames come out of calls of which nothing is known. https://github.com/pandas-dev/pandas/blob/main/pandas/io/common.py: get_handle
  {
    on: ['*'],
    call: ['to_parquet'],
    when: { argument: 'partition_cols' },
    ...put('pandas', pandas, 'path|0', inFolder),
  },
  {
    on: ['*'],
    call: ['to_csv', 'to_json', 'to_parquet', 'to_pickle', 'to_feather', 'to_orc', 'to_xml', 'to_stata', 'to_markdown'],
    ...put('pandas', pandas, 'path_or_buf|path|path_or_buffer|buf|0'),
  },
  { on: ['*'], call: ['to_excel'], ...put('pandas', pandas, 'excel_writer|0') },
  { on: ['pandas'], call: ['ExcelWriter'], ...put('pandas', pandas, 'path|0') },
  { on: ['pandas', 'pandas.io.pickle'], call: ['to_pickle'], ...put('pandas', pandas, 'filepath_or_buffer|1') },

  {
    on: ['*'],
    call: ['write_parquet', 'write_csv', 'write_ndjson', 'write_ipc', 'write_ipc_stream', 'write_json', 'write_avro'],
    ...put('polars', polars, 'file|0'),
  },
  { on: ['*'], call: ['write_excel'], ...put('polars', polars, 'workbook|0') },
  { on: ['*'], call: ['sink_parquet', 'sink_csv', 'sink_ipc', 'sink_ndjson'], ...put('polars', polars, 'path|0') },
  { on: ['*'], call: ['write_delta', 'sink_delta'], ...put('polars', polars, 'target|0', inFolder) },

  ...tables(['pyarrow.parquet'], ['write_table', 'ParquetWriter', 'write_metadata'], parquet, 'where|1'),
  ...tables(['pyarrow.parquet'], ['ParquetWriter', 'write_metadata'], parquet, 'where|0'),
  ...tables(['pyarrow.parquet'], ['write_to_dataset'], parquet, 'root_path|1', inFolder),
  ...tables(['pyarrow.dataset'], ['write_dataset'], dataset, 'base_dir|1', inFolder),

  {
    on: ['dask.dataframe'],
    call: ['to_parquet', 'to_csv', 'to_json', 'to_orc'],
    ...put('dask', dask, 'path|filename|1', inFolder),
  },
  { on: ['dask.array'], call: ['to_zarr'], ...put('dask', dask, 'url|1', inFolder) },
  { on: ['*'], call: ['to_textfiles'], ...put('dask', dask, 'path|0', inFolder) },

  {
    on: ['*'],
    call: ['to_zarr'],
    when: { argument: 'store|0', matches: /^\$s3map/ },
    ...put('xarray', xarray, 'store.Path|0.Path', inFolder),
  },
  { on: ['*'], call: ['to_zarr'], ...put('xarray', xarray, 'store|url|0', inFolder) },
  {
    on: ['zarr'],
    call: ['open', 'open_group', 'open_array', 'group', 'array'],
    when: { argument: 'mode', matches: /^w/ },
    ...put('zarr', zarr, 'store|0', inFolder),
  },
  {
    on: ['zarr'],
    call: ['open', 'open_group', 'open_array'],
    when: { argument: 'mode', matches: /^(?:a|r\+)$/, absent: true },
    ...put('zarr', zarr, 'store|0', { ...inFolder, certainty: 'possible' }),
  },
  {
    on: ['zarr', 'zarr.convenience'],
    call: ['save', 'save_array', 'save_group', 'create', 'create_array', 'create_group', 'zeros', 'ones', 'full', 'empty'],
    ...put('zarr', zarr, 'store|0', inFolder),
  },

  { on: ['deltalake', 'deltalake.writer'], call: ['write_deltalake'], ...put('deltalake', delta, 'table_or_uri|0', inFolder) },
  { on: ['deltalake', 'deltalake.table'], call: ['DeltaTable'], binds: { Path: 'table_uri|0' }, gives: '$delta' },
  { on: ['deltalake.DeltaTable'], call: ['create'], ...put('deltalake', delta, 'table_uri|0', inFolder) },
  { on: ['$delta'], call: ['merge'], gives: '$delta.merge' },
  { on: ['$delta.merge'], call: ['execute'], ...put('deltalake', delta, '@Path', inFolder) },
  { on: ['$delta.merge'], call: ['*'], gives: '$delta.merge' },
  {
    on: ['$delta'],
    call: ['update', 'delete', 'restore', 'repair', 'create_checkpoint'],
    ...put('deltalake', delta, '@Path', inFolder),
  },
  { on: ['$delta.optimize'], call: ['()', 'compact', 'z_order'], ...put('deltalake', delta, '@Path', inFolder) },
  {
    on: ['*'],
    call: ['write_deltalake'],
    ...put('deltalake', delta, 'table_or_uri|0', inFolder),
  },

  // Spark's writers and others that save have so plain a name that only a text that begins with `s3://` says what they do.
  {
    on: ['*'],
    call: ['save', 'saveAsTextFile'],
    when: { argument: 'path|0', matches: /^s3[an]?:/, isKnown: true },
    ...put('spark', spark, 'path|0', inFolder),
  },
  { on: ['*'], call: ['save_to_disk'], ...put('datasets', datasets, 'dataset_path|0', inFolder) },
]

export const frames: Pick<Catalog, 'calls' | 'members'> = {
  calls,
  members: [{ name: '$delta.optimize', gives: '$delta.optimize' }],
}
