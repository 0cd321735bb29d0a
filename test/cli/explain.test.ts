import { describe, expect, test } from 'vitest'
import { run } from '../../src/cli/run.ts'
import { folder } from '../support/folder.ts'
import { fakeTerminal } from './fake-terminal.ts'

const files = {
  'main.tf': `resource "aws_s3_bucket" "logs" {
  bucket = "logs"
}
resource "aws_s3_bucket_policy" "logs" {
  bucket = aws_s3_bucket.logs.id
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Sid       = "OnlyTls"
      Effect    = "Deny"
      Principal = "*"
      Action    = "s3:*"
      Resource  = "\${aws_s3_bucket.logs.arn}/*"
      Condition = { Bool = { "aws:SecureTransport" = "false" } }
    }]
  })
}
resource "aws_iam_role" "app" {
  name               = "app"
  assume_role_policy = "{}"
}
resource "aws_iam_role_policy" "app" {
  role = aws_iam_role.app.id
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = "logs:*", Resource = "*" },
      { Sid = "Write", Effect = "Allow", Action = "s3:PutObject", Resource = aws_s3_bucket.logs.arn },
    ]
  })
}
resource "aws_lambda_function" "app" {
  function_name = "app"
  role          = aws_iam_role.app.arn
  handler       = "app.handler"
  runtime       = "python3.12"
  filename      = data.archive_file.app.output_path
}
data "archive_file" "app" {
  type        = "zip"
  source_file = "app.py"
  output_path = "app.zip"
}
`,
  'app.py': 'import boto3\n\ndef handler(event, context):\n    boto3.client("s3").put_object(Bucket="logs", Key="a")\n',
}

const call = async (...args: readonly string[]) => {
  const { terminal, written } = fakeTerminal({ cwd: folder(files), columns: 140 })
  return { code: await run(['explain', ...args, '--no-color'], terminal), ...written }
}

describe('explain', () => {
  test('says of every statement what it says to the write', async () => {
    const { code, output } = await call('aws_lambda_function.app', '.')
    expect(code).toBe(0)
    expect(output).toBe(`main.tf:32:1: aws_lambda_function.app runs as aws_iam_role.app: missing

app.py:4:24: PutObject on aws_s3_bucket.logs, key "a": missing (bucket-level-arn)
  aws_lambda_function.app calls PutObject on aws_s3_bucket.logs, and aws_iam_role.app is not granted s3:PutObject. Statement "Write" of
    "aws_iam_role_policy.app" allows s3:PutObject on "arn:aws:s3:::logs", which is the bucket and not its objects; these are
    "arn:aws:s3:::logs/*".
  fix: Grant it on the objects of the bucket instead:
    "\${aws_s3_bucket.logs.arn}/a"
  app.py:4:24: handler calls put_object
  needs s3:PutObject on arn:aws:s3:::logs/a: missing
    main.tf:22:1: aws_iam_role_policy.app, inline policy of the role
      main.tf:28:7: Allow "Write": does not apply: its resource is the bucket, and not its objects: "arn:aws:s3:::logs"
      1 statement is about other services
    main.tf:4:1: aws_s3_bucket_policy.logs, policy of the bucket
      main.tf:8:18: Deny "OnlyTls": does not apply: its condition Bool on aws:SecureTransport is not met
`)
  })

  test('prints the same as JSON', async () => {
    const { output } = await call('aws_lambda_function.app', '.', '--format', 'json')
    const { explanations } = JSON.parse(output) as { explanations: { writes: { requirements: object[] }[] }[] }
    expect(explanations).toHaveLength(1)
    expect(explanations[0]?.writes[0]?.requirements[0]).toMatchObject({
      action: 's3:PutObject',
      outcome: 'implicit-deny',
      policies: [
        { name: 'aws_iam_role_policy.app', statements: [{ decidedBy: 'action' }, { sid: 'Write', decidedBy: 'resource' }] },
        { name: 'aws_s3_bucket_policy.logs', statements: [{ decidedBy: 'condition', applies: 'no' }] },
      ],
    })
  })

  test('says which function may be meant', async () => {
    const { code, errors } = await call('aws_lambda_function.ap', '.')
    expect({ code, errors }).toEqual({
      code: 2,
      errors: 'tf-s3-guard: There is no function "aws_lambda_function.ap". Did you mean "aws_lambda_function.app"?\n',
    })
  })
})
