import { expect, test } from 'vitest'
import { scan } from '../../src/scan.ts'
import { folder } from '../support/folder.ts'

const main = `
resource "aws_iam_role" "export" {
  name = "export"
}
resource "aws_lambda_function" "export" {
  function_name = "export"
  role          = aws_iam_role.export.arn
  runtime       = "python3.13"
  handler       = "export.handler"
  filename      = "export.zip"
}
`

const handler =
  'import boto3\n\ndef handler(event, context):\n    boto3.client("s3").put_object(Bucket="reports", Key="a", Body=b"")\n'

const scanned = async (files: Readonly<Record<string, string>>) => {
  const root = folder({ 'main.tf': main, 'export.py': handler, ...files })
  const { report } = await scan({ root, cwd: root })
  return report
}

test('a role that is given to no module that could attach a policy is certainly not granted', async () => {
  expect((await scanned({})).functions).toMatchObject([{ verdict: 'missing' }])
})

test('a role that is given to a module that is not installed may have more policies', async () => {
  const { functions } = await scanned({
    'policy.tf': 'module "policy" {\n  source = "acme/policy/aws"\n  role   = aws_iam_role.export.name\n}\n',
  })
  expect(functions).toMatchObject([{ verdict: 'undetermined', accesses: [{ cause: 'policy-unresolved' }] }])
})

test('a module that is not installed and knows nothing of the role changes nothing', async () => {
  const { functions } = await scanned({ 'queue.tf': 'module "queue" {\n  source = "acme/queue/aws"\n  name   = "q"\n}\n' })
  expect(functions).toMatchObject([{ verdict: 'missing' }])
})

test.each([
  ['policy.tf.json', '{ "resource": '],
  ['broken.tf', 'resource "aws_iam_role_policy" "p" {\n  role = \n}\n'],
])('a file that is not read in full, as %s, may hold the grant', async (name, text) => {
  const { functions } = await scanned({ [name]: text })
  expect(functions).toMatchObject([{ verdict: 'undetermined', accesses: [{ cause: 'policy-unresolved' }] }])
})

test.each([
  ['aws_iam_role_policy.write', 'undetermined'],
  ['module.grants', 'undetermined'],
  ['aws_s3_bucket.old', 'missing'],
])('what Terraform forgets and does not destroy may still grant: %s', async (from, verdict) => {
  const removed = `removed {\n  from = ${from}\n  lifecycle {\n    destroy = false\n  }\n}\n`
  expect((await scanned({ 'removed.tf': removed })).functions).toMatchObject([{ verdict }])
})

test('what Terragrunt may declare is no error', async () => {
  const { diagnostics } = await scanned({ 'terragrunt.hcl': '', 'names.tf': 'locals {\n  name = var.generated\n}\n' })
  expect(diagnostics).toMatchObject([{ severity: 'warning', summary: 'Reference to undeclared input variable' }])
})

test('a placeholder that another deployment replaces says nothing of what is written', async () => {
  const placeholder = `
data "archive_file" "placeholder" {
  type        = "zip"
  output_path = "placeholder.zip"
  source {
    filename = "export.py"
    content  = "def handler(event, context): pass"
  }
}
resource "aws_lambda_function" "replaced" {
  function_name = "replaced"
  role          = aws_iam_role.export.arn
  runtime       = "python3.13"
  handler       = "export.handler"
  filename      = data.archive_file.placeholder.output_path
  lifecycle {
    ignore_changes = [filename, source_code_hash]
  }
}
`
  const { functions } = await scanned({ 'replaced.tf': placeholder })
  expect(functions.find(({ address }) => address.endsWith('replaced'))).toMatchObject({
    verdict: 'undetermined',
    analysis: 'partial',
  })
})
