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
