import { expect, test } from 'vitest'
import { scan } from '../../src/scan.ts'
import { folder } from '../support/folder.ts'

const project = (prefix: string, key: string): Readonly<Record<string, string>> => ({
  'main.tf': `
resource "aws_s3_bucket" "exports" {
  bucket = "exports"
}
resource "aws_iam_role" "export" {
  name = "export"
}
resource "aws_iam_role_policy" "export" {
  role   = aws_iam_role.export.id
  policy = jsonencode({ Statement = [{ Effect = "Allow", Action = "s3:PutObject", Resource = "\${aws_s3_bucket.exports.arn}/v2/*" }] })
}
resource "aws_lambda_function" "export" {
  function_name = "export"
  role          = aws_iam_role.export.arn
  runtime       = "python3.13"
  handler       = "export.handler"
  filename      = "export.zip"
  environment {
    variables = { BUCKET = aws_s3_bucket.exports.id, PREFIX = "${prefix}" }
  }
}
`,
  'export.py': `import os
import boto3

def handler(event, context):
    boto3.client("s3").put_object(Bucket=os.environ["BUCKET"], Key=${key}, Body=b"")
`,
})

test.each([
  ['v2/', `os.environ["PREFIX"].rstrip("/") + "/out.csv"`, 'v2/out.csv'],
  ['/v2', `os.environ["PREFIX"].strip("/") + "/out.csv"`, 'v2/out.csv'],
  ['v2', `os.environ["PREFIX"].rstrip("/") + "/out.csv"`, 'v2/out.csv'],
  [' v2 ', `os.environ["PREFIX"].strip() + "/out.csv"`, 'v2/out.csv'],
])('with the prefix "%s", %s is %s', async (prefix, key, expected) => {
  const root = folder(project(prefix, key))
  const { report } = await scan({ root, cwd: root })
  expect(report.functions).toMatchObject([{ verdict: 'granted', accesses: [{ key: expected }] }])
})

const settings = (config: string, bucket: string): Readonly<Record<string, string>> => {
  const files = project('v2/', '"v2/out.csv"')
  return {
    'main.tf': (files['main.tf'] as string).replace('PREFIX =', `CONFIG = ${config}, PREFIX =`),
    'export.py': (files['export.py'] as string)
      .replace('import os', 'import json\nimport os')
      .replace('os.environ["BUCKET"]', bucket),
  }
}

test.each([
  ['jsonencode({ bucket = aws_s3_bucket.exports.bucket })', `json.loads(os.environ["CONFIG"])["bucket"]`, 'aws_s3_bucket.exports'],
  [
    'jsonencode({ to = [{ bucket = aws_s3_bucket.exports.id }] })',
    `json.loads(os.environ["CONFIG"])["to"][0]["bucket"]`,
    'aws_s3_bucket.exports',
  ],
  [`"{\\"bucket\\": \\"\${aws_s3_bucket.exports.id}\\"}"`, `json.loads(os.environ["CONFIG"])["bucket"]`, 'aws_s3_bucket.exports'],
  ['jsonencode({})', `json.loads(os.environ["CONFIG"]).get("bucket", "exports")`, 'aws_s3_bucket.exports'],
])('with CONFIG = %s, %s is a bucket of the configuration', async (config, bucket, expected) => {
  const root = folder(settings(config, bucket))
  const { report } = await scan({ root, cwd: root })
  expect(report.functions).toMatchObject([{ verdict: 'granted', accesses: [{ bucket: { address: expected } }] }])
})

test.each([
  ['jsonencode({ name = "exports" })', `json.loads(os.environ["CONFIG"])["bucket"]`],
  ['"exports"', `json.loads(os.environ["CONFIG"])["bucket"]`],
  ['jsonencode({ bucket = { name = "exports" } })', `json.loads(os.environ["CONFIG"])["bucket"]`],
])('with CONFIG = %s, %s is no bucket that is known', async (config, bucket) => {
  const root = folder(settings(config, bucket))
  const { report } = await scan({ root, cwd: root })
  expect(report.functions).toMatchObject([{ verdict: 'undetermined' }])
})
