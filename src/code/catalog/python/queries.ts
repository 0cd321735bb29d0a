import type { CallRow, Catalog, WriteRow } from '../catalog.ts'

/** awswrangler, and what lets Athena write the results of a query. */

const wrangler = 'https://aws-sdk-pandas.readthedocs.io/en/stable/api.html#amazon-s3'
const athena = 'https://aws-sdk-pandas.readthedocs.io/en/stable/api.html#amazon-athena'
const pyathena = 'https://github.com/pyathena-dev/PyAthena/blob/master/pyathena/connection.py'
const duckdb = 'https://duckdb.org/docs/stable/core_extensions/httpfs/s3api.html#writing'

const put = (uri: string, more: Partial<WriteRow> = {}): { readonly writes: WriteRow } => ({
  writes: {
    sdk: 'awswrangler',
    source: wrangler,
    operation: 'PutObject',
    uri,
    isAlwaysS3: true,
    parameters: ['s3_additional_kwargs'],
    ...more,
  },
})

const inFolder = { keyIs: 'folder' } as const

/** A query of a work group that says where results go by itself may have another place. */
const results = (uri: string): readonly Pick<CallRow, 'when' | 'writes'>[] => {
  const query: WriteRow = { sdk: 'awswrangler', source: athena, operation: 'StartQueryExecution', uri, ...inFolder }
  return [
    { when: { argument: 'workgroup|work_group', matches: /^primary$/, absent: true }, writes: query },
    { writes: { ...query, certainty: 'possible' } },
    {
      writes: {
        ...query,
        isAlwaysS3: true,
        certainty: 'possible',
        unsaid: 'the work group of the query says where its results go',
      },
    },
  ]
}

const calls: readonly CallRow[] = [
  {
    on: ['awswrangler.s3'],
    call: ['to_parquet', 'to_csv', 'to_json', 'to_orc'],
    when: { argument: 'dataset' },
    ...put('path|1', inFolder),
  },
  { on: ['awswrangler.s3'], call: ['to_parquet', 'to_csv', 'to_json', 'to_orc', 'to_excel', 'upload'], ...put('path|1') },
  { on: ['awswrangler.s3'], call: ['to_deltalake'], ...put('path|1', inFolder) },
  { on: ['awswrangler.s3'], call: ['to_deltalake_streaming'], ...put('path', inFolder) },
  { on: ['awswrangler.s3'], call: ['copy_objects'], ...put('target_path|2', { operation: 'CopyObject', ...inFolder }) },
  { on: ['awswrangler.s3'], call: ['merge_datasets'], ...put('target_path|1', { operation: 'CopyObject', ...inFolder }) },
  { on: ['awswrangler.redshift'], call: ['copy'], ...put('path|1', inFolder) },
  { on: ['awswrangler.athena'], call: ['to_iceberg'], ...put('temp_path|3', inFolder) },
  {
    on: ['awswrangler.athena'],
    call: ['unload'],
    ...put('path|1', { ...inFolder, source: athena, operation: 'StartQueryExecution' }),
  },
  ...results('s3_output').map(
    (row): CallRow => ({
      on: ['awswrangler.athena'],
      call: ['start_query_execution', 'read_sql_query', 'read_sql_table', 'create_ctas_table', 'delete_from_iceberg_table'],
      ...row,
    }),
  ),

  {
    on: ['pyathena', 'pyathena.connection'],
    call: ['connect', 'Connection'],
    binds: { Path: 's3_staging_dir|0', Group: 'work_group' },
    gives: '$pyathena',
  },
  { on: ['$pyathena'], call: ['cursor'], gives: '$pyathena.cursor' },
  {
    on: ['$pyathena.cursor'],
    call: ['execute', 'executemany'],
    when: { argument: '@Group', matches: /^primary$/, absent: true },
    writes: { sdk: 'pyathena', source: pyathena, operation: 'StartQueryExecution', uri: '@Path', ...inFolder },
  },
  {
    on: ['$pyathena.cursor'],
    call: ['execute', 'executemany'],
    writes: {
      sdk: 'pyathena',
      source: pyathena,
      operation: 'StartQueryExecution',
      uri: '@Path',
      isAlwaysS3: true,
      ...inFolder,
      certainty: 'possible',
      unsaid: 'the work group of the query says where its results go',
    },
  },

  { on: ['duckdb'], call: ['connect'], gives: '$duckdb' },
  { on: ['$duckdb'], call: ['cursor'], gives: '$duckdb' },
  {
    on: ['duckdb', '$duckdb'],
    call: ['execute', 'sql', 'query'],
    when: { argument: 'query|0', matches: /\bcopy\b[^;]{1,2000}?\bto\s{0,9}'s3:\/\//i, isKnown: true },
    writes: { sdk: 'duckdb', source: duckdb, operation: 'PutObject', unsaid: 'its statement says it' },
  },
]

export const queries: Pick<Catalog, 'calls'> = { calls }
