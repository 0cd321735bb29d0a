import { describe, expect, test } from 'vitest'
import type { Report } from '../../src/report/report.ts'
import { scan } from '../../src/scan.ts'
import { folder } from '../support/folder.ts'

const program = `import os, boto3

def handler(event, context):
    boto3.client("s3").put_object(Bucket=os.environ["REPORTS_BUCKET"], Key="reports/day.csv", Body=b"")
`

const scanned = async (files: Readonly<Record<string, string>>): Promise<Report> => {
  const dir = folder({ 'src/export/app.py': program, ...files })
  return (await scan({ root: '.', cwd: dir })).report
}

const bucket = (body = ''): string => `
module "reports" {
  source        = "terraform-aws-modules/s3-bucket/aws"
  bucket_prefix = "reports-"
  ${body}
}
`

const lambda = (body: string): string => `
module "export" {
  source        = "terraform-aws-modules/lambda/aws"
  function_name = "export"
  handler       = "app.handler"
  runtime       = "python3.13"
  source_path   = "\${path.module}/src/export"
  environment_variables = {
    REPORTS_BUCKET = module.reports.s3_bucket_id
  }
  ${body}
}
`

const writing = `
  attach_policy_statements = true
  policy_statements = {
    write = { effect = "Allow", actions = ["s3:PutObject"], resources = ["\${module.reports.s3_bucket_arn}/*"] }
  }
`

/** `missing bucket-level-arn`, of the only function. */
const verdictOf = async (main: string, files: Readonly<Record<string, string>> = {}): Promise<string> => {
  const { functions } = await scanned({ 'main.tf': main, ...files })
  return functions.map(({ verdict, accesses }) => [verdict, ...accesses.flatMap(({ cause }) => cause ?? [])].join(' ')).join(', ')
}

describe('a function of terraform-aws-modules/lambda that is not installed', () => {
  test.each([
    ['policy_statements', 'granted', writing],
    ['no grant', 'missing no-statement', ''],
    ['policy_statements that are not attached', 'missing no-statement', writing.replace('= true', '= false')],
    [
      'a list of policy_statements on the bucket',
      'missing bucket-level-arn',
      'attach_policy_statements = true\n policy_statements = [{ actions = ["s3:PutObject"], resources = [module.reports.s3_bucket_arn] }]',
    ],
    [
      'policy_json',
      'missing prefix-mismatch',
      'attach_policy_json = true\n policy_json = jsonencode({ Statement = [{ Effect = "Allow", Action = "s3:PutObject", Resource = "${module.reports.s3_bucket_arn}/other/*" }] })',
    ],
    [
      'policy_jsons',
      'granted',
      'attach_policy_jsons = true\n number_of_policy_jsons = 1\n policy_jsons = [jsonencode({ Statement = [{ Effect = "Allow", Action = "s3:*", Resource = "${module.reports.s3_bucket_arn}/*" }] })]',
    ],
    [
      'policies',
      'granted',
      'attach_policies = true\n number_of_policies = 1\n policies = ["arn:aws:iam::aws:policy/AmazonS3FullAccess"]',
    ],
    ['policy', 'missing action-mismatch', 'attach_policy = true\n policy = "arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess"'],
    [
      "AWS's own policies for networks and tracing",
      'missing no-statement',
      'attach_network_policy = true\n attach_tracing_policy = true',
    ],
    ['a boundary', 'denied boundary', `${writing}role_permissions_boundary = "arn:aws:iam::aws:policy/ReadOnlyAccess"`],
  ])('%s: %s', async (_, expected, body) => {
    expect(await verdictOf(bucket() + lambda(body))).toBe(expected)
  })

  test('assumes a role of the configuration', async () => {
    const role = 'resource "aws_iam_role" "own" {\n  name = "own"\n}\n'
    const { functions } = await scanned({
      'main.tf': bucket() + role + lambda('create_role = false\n lambda_role = aws_iam_role.own.arn'),
    })
    expect(functions).toMatchObject([{ role: 'aws_iam_role.own', verdict: 'missing' }])
  })

  test('takes its code from an archive of the configuration', async () => {
    const archive = 'data "archive_file" "export" {\n  type = "zip"\n  source_dir = "src/export"\n  output_path = "export.zip"\n}\n'
    const body = `${writing}create_package = false\n local_existing_package = data.archive_file.export.output_path`
    expect(await verdictOf(bucket() + archive + lambda(body).replace(/source_path.*/, ''))).toBe('granted')
  })

  test('imports what a layer of the same module has', async () => {
    const layer =
      'module "common" {\n  source = "terraform-aws-modules/lambda/aws"\n  create_layer = true\n  source_path = [{ path = "layer", prefix_in_zip = "python" }]\n}\n'
    const files = {
      'layer/store.py': program.replace('handler(event, context)', 'save()'),
      'src/export/app.py': 'from store import save\n\ndef handler(event, context):\n    save()\n',
    }
    expect(await verdictOf(bucket() + layer + lambda('layers = [module.common.lambda_layer_arn]'), files)).toBe(
      'missing no-statement',
    )
  })

  test('may be one of many', async () => {
    const many = lambda(writing).replace(
      'function_name = "export"',
      'for_each = toset(["eu", "us"])\n function_name = "export-${each.key}"',
    )
    const { functions } = await scanned({ 'main.tf': bucket() + many })
    expect(functions.map(({ address }) => address)).toEqual([
      'module.export["eu"].aws_lambda_function.this[0]',
      'module.export["us"].aws_lambda_function.this[0]',
    ])
  })

  test('exists wherever its role does', async () => {
    const main = `variable "enabled" {\n  type = bool\n}\n${bucket()}${lambda(`${writing}create = var.enabled`)}`
    expect(await verdictOf(main)).toBe('granted')
  })

  test('is not known to be granted anything by statements that are not known', async () => {
    const body = 'attach_policy_statements = true\n policy_statements = var.statements'
    const { functions, diagnostics } = await scanned({ 'main.tf': `variable "statements" {}\n${bucket()}${lambda(body)}` })
    expect(functions).toMatchObject([{ verdict: 'undetermined' }])
    expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([])
  })
})

describe('a bucket of terraform-aws-modules/s3-bucket that is not installed', () => {
  test.each([
    [
      'denies requests that no SDK makes',
      'granted',
      'attach_deny_insecure_transport_policy = true\n attach_require_latest_tls_policy = true',
    ],
    ['denies what does not ask for encryption', 'denied bucket-policy-deny', 'attach_deny_unencrypted_object_uploads = true'],
    ['lets AWS deliver logs', 'granted', 'attach_elb_log_delivery_policy = true\n attach_access_log_delivery_policy = true'],
    [
      'has a policy with a placeholder for its ARN',
      'denied bucket-policy-deny',
      'attach_policy = true\n policy = jsonencode({ Statement = [{ Effect = "Deny", Principal = "*", Action = "s3:PutObject", Resource = "_S3_BUCKET_ARN_/*" }] })',
    ],
    [
      'is encrypted with a key',
      'undetermined kms-not-granted',
      'server_side_encryption_configuration = { rule = { apply_server_side_encryption_by_default = { sse_algorithm = "aws:kms", kms_master_key_id = "arn:aws:kms:eu-west-1:111122223333:key/1" } } }',
    ],
  ])('%s: %s', async (_, expected, body) => {
    expect(await verdictOf(bucket(body) + lambda(writing))).toBe(expected)
  })

  test('has the outputs of its first version', async () => {
    const older = lambda(writing).replaceAll('module.reports.s3', 'module.reports.this_s3')
    expect(await verdictOf(bucket() + older)).toBe('granted')
  })

  test('triggers a function through the notification submodule', async () => {
    const notify = `module "notify" {
  source = "terraform-aws-modules/s3-bucket/aws//modules/notification"
  bucket = module.reports.s3_bucket_id
  lambda_notifications = { export = { function_arn = module.export.lambda_function_arn, events = ["s3:ObjectCreated:*"] } }
}
`
    const files = {
      'src/export/app.py': program.replace('os.environ["REPORTS_BUCKET"]', 'event["Records"][0]["s3"]["bucket"]["name"]'),
    }
    expect(await verdictOf(bucket() + lambda(writing) + notify, files)).toBe('granted')
  })
})

test('the report says which modules are modelled, at their first call', async () => {
  const { diagnostics, summary } = await scanned({ 'main.tf': bucket() + lambda(writing) })
  expect(diagnostics).toMatchObject([
    { severity: 'note', summary: 'Module modelled', location: { file: 'main.tf', line: 2 } },
    { severity: 'note', summary: 'Module modelled', detail: expect.stringContaining('terraform-aws-modules/lambda/aws') },
  ])
  expect(summary).toMatchObject({ files: 1, buckets: 1 })
})

test('everything is shown in the files of the user', async () => {
  const { functions, findings } = await scanned({
    'main.tf': bucket('attach_deny_unencrypted_object_uploads = true') + lambda(writing),
  })
  const places = [...functions, ...findings].flatMap(({ location, ...each }) => [
    location,
    ...('related' in each ? each.related.flatMap((step) => step.location ?? []) : []),
  ])
  expect(new Set(places.map(({ file }) => file))).toEqual(new Set(['main.tf', 'src/export/app.py']))
  expect(functions[0]?.location).toMatchObject({ line: 8, column: 1, endLine: 8 })
})

test('nothing is certain of a module with an argument that its model does not know', async () => {
  const main = bucket() + lambda('attach_policy_statments = true')
  const { functions, diagnostics } = await scanned({ 'main.tf': main })
  expect(functions).toMatchObject([{ verdict: 'undetermined', accesses: [{ cause: 'policy-unresolved' }] }])
  expect(functions[0]?.accesses[0]?.trace.at(-1)?.message).toContain('attach_policy_statments')
  expect(diagnostics).toContainEqual(
    expect.objectContaining({
      severity: 'warning',
      summary: 'Argument not in the module model',
      detail: expect.stringContaining('Did you mean "attach_policy_statements"?'),
      location: expect.objectContaining({ file: 'main.tf', line: 17 }),
    }),
  )
})

test('a bucket may have a Deny by an argument that its model does not know', async () => {
  expect(await verdictOf(bucket('attach_deny_everything = true') + lambda(writing))).toBe('undetermined policy-unresolved')
})

test('a module that is installed is read, and not its model', async () => {
  const files = {
    '.terraform/modules/modules.json': JSON.stringify({
      Modules: [{ Key: 'export', Source: 'x', Dir: '.terraform/modules/export' }],
    }),
    '.terraform/modules/export/main.tf': 'variable "function_name" {}\n',
  }
  const { functions, diagnostics } = await scanned({ 'main.tf': bucket() + lambda(writing), ...files })
  expect(functions).toEqual([])
  expect(diagnostics.filter(({ detail }) => detail.includes('/lambda/aws'))).toEqual([])
})
