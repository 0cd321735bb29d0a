import { expect, test } from 'vitest'
import { renderText } from '../../src/report/text.ts'
import { scan } from '../../src/scan.ts'
import { folder } from '../support/folder.ts'

const main = `
variable "bucket" {
  sensitive = true
}
variable "key" {
  sensitive = true
  default   = "defaultsecret"
}
resource "aws_iam_role" "export" {
  name = "export"
}
resource "aws_lambda_function" "export" {
  function_name = "export"
  role          = aws_iam_role.export.arn
  runtime       = "python3.13"
  handler       = "export.handler"
  filename      = "export.zip"
  environment {
    variables = { BUCKET = var.bucket, KEY = "\${var.key}.csv" }
  }
}
`

const handler = `import os, boto3

def handler(event, context):
    boto3.client("s3").put_object(Bucket=os.environ["BUCKET"], Key=os.environ["KEY"], Body=b"")
`

test.each([
  ['a variable file', { 'terraform.tfvars': 'bucket = "hunter2bucket"\n' }, []],
  ['an argument', {}, [{ kind: 'value', name: 'bucket', text: 'hunter2bucket' }]],
] as const)('a sensitive variable of a configuration, set by %s, is used and not printed', async (_, files, given) => {
  const cwd = folder({ 'main.tf': main, 'export.py': handler, ...files })
  const inputs = { workspace: null, dataDir: null, variables: { environment: new Map(), arguments: given } }
  const { report, sources } = await scan({ root: cwd, cwd, inputs })
  expect(report.functions).toMatchObject([
    { verdict: 'missing', accesses: [{ bucket: { name: '(sensitive value)' }, key: '(sensitive value)' }] },
  ])
  const printed = JSON.stringify(report) + renderText(report, { sources, width: 200, colour: false })
  expect(printed).not.toMatch(/hunter2bucket|defaultsecret/)
})

test('what is made by sensitive(), or given to a sensitive variable of a module, is not printed', async () => {
  const module = `${main.replace(/variable "key"[^}]*}/, '')}`.replace('"${var.key}.csv"', 'sensitive("inlinesecret")')
  const call = 'module "export" {\n  source = "./export"\n  bucket = "hunter2bucket"\n}\n'
  const cwd = folder({ 'main.tf': call, 'export/main.tf': module, 'export.py': handler })
  const { report, sources } = await scan({ root: cwd, cwd })
  expect(report.functions).toMatchObject([{ accesses: [{ bucket: { name: '(sensitive value)' }, key: '(sensitive value)' }] }])
  const printed = JSON.stringify(report) + renderText(report, { sources, width: 200, colour: false })
  expect(printed).not.toMatch(/hunter2bucket|inlinesecret/)
})

const reading = (bucket: string): string => `import json, os, boto3

def handler(event, context):
    settings = json.loads(os.environ["SETTINGS"])
    boto3.client("s3").put_object(Bucket=${bucket}, Key=settings["prefix"] + "/a.csv", Body=b"")
`

const withSettings = (settings: string): string => main.replace('{ BUCKET = var.bucket, KEY', `{ SETTINGS = ${settings}, KEY`)

const inText = String.raw`"{\"storage\": {\"bucket\": \"hunter2bucket\"}, \"prefix\": \"innersecret\"}"`
const inObject = '{ storage = { bucket = "hunter2bucket" }, prefix = "innersecret" }'
const inPart = String.raw`"{\"storage\": {\"bucket\": \"${'${'}var.bucket}\", \"role\": \"${'${'}aws_iam_role.export.arn}\"}, \"prefix\": \"innersecret\"}"`

test.each([
  ['of a variable', 'var.bucket', inText],
  ['that is encoded', 'jsonencode(var.bucket)', inObject],
  ['with parts that are not known', `sensitive(${inPart})`, '"hunter2bucket"'],
])('parts of sensitive JSON %s are used and not printed', async (_, settings, value) => {
  const files = { 'main.tf': withSettings(settings), 'terraform.tfvars': `bucket = ${value}\n` }
  const cwd = folder({ ...files, 'export.py': reading('settings["storage"]["bucket"]') })
  const { report, sources } = await scan({ root: cwd, cwd })
  expect(report.functions).toMatchObject([
    { verdict: 'missing', accesses: [{ bucket: { name: '(sensitive value)' }, key: '(sensitive value)/a.csv' }] },
  ])
  const printed = JSON.stringify(report) + renderText(report, { sources, width: 200, colour: false })
  expect(printed).not.toMatch(/hunter2bucket|innersecret/)
})

test.each([
  ['a place', 's3fs.S3FileSystem().open(os.environ["BUCKET"] + "/a.csv", "wb")', 's3://hunter2bucket/innersecret'],
  ['its ends', 'boto3.client("s3").put_object(Bucket=os.environ["BUCKET"].strip("/"), Key="a", Body=b"")', '/hunter2bucket/'],
  ['an ARN', 'boto3.client("s3").put_object(Bucket=os.environ["BUCKET"], Key="a", Body=b"")', 'arn:aws:s3:::hunter2bucket'],
])('what is left of a sensitive text without %s is not printed', async (_, write, bucket) => {
  const program = `import os, boto3, s3fs\n\ndef handler(event, context):\n    ${write}\n`
  const cwd = folder({ 'main.tf': main, 'terraform.tfvars': `bucket = "${bucket}"\n`, 'export.py': program })
  const { report, sources } = await scan({ root: cwd, cwd })
  expect(report.functions).toMatchObject([{ accesses: [{}] }])
  const printed = JSON.stringify(report) + renderText(report, { sources, width: 200, colour: false })
  expect(printed).not.toMatch(/hunter2bucket|innersecret/)
})
