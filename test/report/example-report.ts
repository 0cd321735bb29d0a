import type { Finding, FunctionReport, Report } from '../../src/report/report.ts'
import { locate, type Range, rangeOf, type SourceFile } from '../../src/source/source-file.ts'

const handler: SourceFile = {
  path: 'src/export.py',
  text: `import os
import boto3

s3 = boto3.client("s3")

def handler(event, context):
    save(event["day"], b"")

def save(day, body):
    s3.put_object(
        Bucket=os.environ["BUCKET"],
        Key=f"reports/{day}.csv",
        Body=body,
    )
`,
}

export const configuration: SourceFile = {
  path: 'main.tf',
  text: `resource "aws_lambda_function" "export" {
  function_name = "export"
}

data "aws_iam_policy_document" "export" {
  statement {
    actions   = ["s3:PutObject"]
    resources = [aws_s3_bucket.reports.arn]
  }
}
`,
}

export const sources: ReadonlyMap<string, SourceFile> = new Map([handler, configuration].map((file) => [file.path, file]))

/** Where the text stands in the file. */
export const rangeIn = (file: SourceFile, found: string): Range => {
  const start = file.text.indexOf(found)
  if (start === -1) throw new Error(`${file.path} has no ${found}`)
  return rangeOf(locate(file, { start, end: start + found.length }))
}

const call = rangeIn(handler, handler.text.slice(handler.text.indexOf('s3.put_object('), -1))
const resource = rangeIn(configuration, 'aws_s3_bucket.reports.arn')

export const missing: FunctionReport = {
  address: 'aws_lambda_function.export',
  root: 'infra',
  role: 'aws_iam_role.export',
  verdict: 'missing',
  analysis: 'complete',
  reason: null,
  location: rangeIn(configuration, 'resource "aws_lambda_function" "export"'),
  accesses: [
    {
      operation: 'PutObject',
      call: 'put_object',
      location: call,
      bucket: { address: 'aws_s3_bucket.reports', name: null },
      key: 'reports/*.csv',
      verdict: 'missing',
      cause: 'bucket-level-arn',
      trace: [{ message: 'handler calls save', location: rangeIn(handler, 'save(event["day"], b"")') }],
    },
  ],
}

export const undetermined: FunctionReport = {
  ...missing,
  address: 'aws_lambda_function.upload',
  root: 'infra',
  verdict: 'undetermined',
  analysis: 'none',
  reason: 'The program of an image is not in the configuration.',
  accesses: [],
}

export const finding: Finding = {
  ruleId: 'ungranted-write',
  severity: 'error',
  certainty: 'certain',
  message:
    'aws_lambda_function.export calls PutObject on aws_s3_bucket.reports, and aws_iam_role.export is not granted s3:PutObject on its objects.',
  address: 'aws_lambda_function.export',
  location: call,
  related: [
    { message: 'handler calls save', location: rangeIn(handler, 'save(event["day"], b"")') },
    { message: 'this statement allows s3:PutObject on the bucket, not on its objects', location: resource },
  ],
  fingerprint: 'ungranted-write/aws_lambda_function.export/aws_s3_bucket.reports/aws_iam_role.export',
  help: 'rules/ungranted-write/README.md#bucket-level-arn',
  fix: {
    description: 'Name the objects of the bucket.',
    statement: 'resources = ["${aws_s3_bucket.reports.arn}/*"]',
    location: resource,
    edits: null,
  },
}

export const report = (parts: Partial<Report> = {}): Report => ({
  schemaVersion: 1,
  tool: { name: 'tf-s3-guard', version: '0.1.0' },
  input: { kind: 'configuration', root: '.' },
  functions: [missing],
  findings: [finding],
  summary: {
    functions: 1,
    granted: 0,
    missing: 1,
    denied: 0,
    undetermined: 0,
    noWrites: 0,
    unanalyzed: 0,
    policies: 1,
    buckets: 1,
    files: 2,
  },
  diagnostics: [],
  ...parts,
})
