/** A function that writes `out/a.csv` to `aws_s3_bucket.reports`, whose role may write everything there; parts can be replaced. */
export interface Parts {
  readonly buckets?: string
  readonly role?: string
  readonly policy?: string
  readonly roleOfFunction?: string
  readonly variables?: string
  readonly repeat?: string
  readonly code?: string
  readonly more?: string
  readonly files?: Readonly<Record<string, string>>
}

export const bucket = (name: string, body = ''): string => `resource "aws_s3_bucket" "${name}" {\n  ${body}\n}\n`
export const role = (body = ''): string => `resource "aws_iam_role" "export" {\n  name = "export"\n  ${body}\n}\n`
export const statement = (resource: string, action = '"s3:PutObject"', effect = 'Allow', more = ''): string =>
  `{ Effect = "${effect}", Action = ${action}, Resource = ${resource}${more} }`
export const document = (...statements: readonly string[]): string =>
  `jsonencode({ Version = "2012-10-17", Statement = [${statements.join(', ')}] })`
export const inline = (policy: string, more = ''): string =>
  `resource "aws_iam_role_policy" "write" {\n  role = aws_iam_role.export.name\n  policy = ${policy}\n  ${more}\n}\n`
export const managed = (arn: string): string =>
  `resource "aws_iam_role_policy_attachment" "managed" {\n  role = aws_iam_role.export.name\n  policy_arn = ${arn}\n}\n`
export const bucketPolicy = (statements: string, more = 'bucket = aws_s3_bucket.reports.id'): string =>
  `resource "aws_s3_bucket_policy" "reports" {\n  ${more}\n  policy = ${document(statements)}\n}\n`
export const protecting = (effect: string, principal: string, more = ''): string =>
  statement(objects, '"s3:PutObject"', effect, `, Principal = ${principal}${more}`)
export const objects = '"${aws_s3_bucket.reports.arn}/*"'
export const writing = (place = 'os.environ["BUCKET"]', key = '"out/a.csv"'): string =>
  `import os\nimport boto3\n\ndef handler(event, context):\n    boto3.client("s3").put_object(Bucket=${place}, Key=${key}, Body=b"")\n`

export const project = (parts: Parts): Readonly<Record<string, string>> => ({
  'main.tf': `provider "aws" {
  region = "eu-west-1"
}
${parts.buckets ?? bucket('reports')}
${parts.role ?? role()}
${parts.policy ?? inline(document(statement(objects)))}
data "archive_file" "export" {
  type        = "zip"
  source_file = "\${path.module}/export.py"
  output_path = "export.zip"
}
resource "aws_lambda_function" "export" {
  ${parts.repeat ?? ''}
  function_name = "export"
  role          = ${parts.roleOfFunction ?? 'aws_iam_role.export.arn'}
  runtime       = "python3.13"
  handler       = "export.handler"
  filename      = data.archive_file.export.output_path
  environment {
    variables = ${parts.variables ?? '{ BUCKET = aws_s3_bucket.reports.id }'}
  }
}
${parts.more ?? ''}
`,
  'export.py': parts.code ?? writing(),
  ...parts.files,
})

export const yes = 'variable "yes" {\n  type = bool\n}\n'
export const two = `${bucket('reports')}${bucket('other')}`
export const eachOfUnknown =
  'variable "names" {\n  type = set(string)\n}\nresource "aws_s3_bucket" "each" {\n  for_each = var.names\n}\n'
export const bucketModule =
  'resource "aws_s3_bucket" "this" {\n}\noutput "id" {\n  value = aws_s3_bucket.this.id\n}\noutput "arn" {\n  value = aws_s3_bucket.this.arn\n}\n'
