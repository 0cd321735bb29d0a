type Json = Readonly<Record<string, unknown>>

/** An entry of `resource_changes`. */
export const change = (address: string, after: Json | null, more: Json = {}): Json => {
  const [name = '', type = '', mode] = address
    .replace(/\[.*\]$/, '')
    .split('.')
    .reverse()
  const actions = after ? ['create'] : ['delete']
  return {
    address,
    mode: mode === 'data' ? 'data' : 'managed',
    type,
    name,
    change: { actions, before: null, after, after_unknown: {}, ...more },
  }
}

/** Plan JSON with these changes. */
export const planJson = (changes: readonly Json[], more: Json = {}): string =>
  JSON.stringify({
    format_version: '1.2',
    terraform_version: '1.11.4',
    planned_values: { root_module: {} },
    resource_changes: changes,
    ...more,
  })

export const allow = (resource: string): string =>
  JSON.stringify({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: 's3:PutObject', Resource: resource }] })

export const writer = `import os, boto3
def handler(event, context):
    boto3.client("s3").put_object(Bucket=os.environ["BUCKET"], Key="reports/a.csv", Body=b"")
`

/** A function whose code is `app.py`, packed as it is, and its role. */
export const exporter = (bucket: string): readonly Json[] => [
  change('aws_iam_role.export', { name: 'export', path: '/', arn: 'arn:aws:iam::123456789012:role/export', id: 'export' }),
  change('data.archive_file.app', { type: 'zip', source_file: 'app.py', output_path: 'app.zip' }, { actions: ['read'] }),
  change('aws_lambda_function.export', {
    function_name: 'export',
    role: 'arn:aws:iam::123456789012:role/export',
    handler: 'app.handler',
    runtime: 'python3.13',
    filename: 'app.zip',
    package_type: 'Zip',
    environment: [{ variables: { BUCKET: bucket } }],
  }),
]
