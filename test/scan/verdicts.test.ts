import { describe, expect, test } from 'vitest'
import { scan } from '../../src/scan.ts'
import { folder } from '../support/folder.ts'
import {
  bucket,
  bucketModule,
  bucketPolicy,
  document,
  eachOfUnknown,
  inline,
  managed,
  objects,
  type Parts,
  project,
  protecting,
  role,
  statement,
  two,
  writing,
  yes,
} from '../support/write-project.ts'

const verdictOf = async (parts: Parts): Promise<string | undefined> => {
  const root = folder(project(parts))
  const { report } = await scan({ root, cwd: root })
  expect(report.diagnostics.filter(({ severity }) => severity === 'error')).toEqual([])
  return report.functions[0]?.verdict
}

type Row = readonly [fact: string, verdict: string, parts: Parts]

describe.each([
  [
    'what may not exist',
    [
      ['a policy whose count is zero is none', 'missing', { policy: inline(document(statement(objects)), 'count = 0') }],
      [
        'a policy whose count is not known may be none',
        'undetermined',
        { policy: yes + inline(document(statement(objects)), 'count = var.yes ? 1 : 0') },
      ],
      [
        'a dynamic inline_policy over what is not known may be none',
        'undetermined',
        {
          policy: yes,
          role: role(
            `dynamic "inline_policy" {\n    for_each = var.yes ? [1] : []\n    content {\n      name = "write"\n      policy = ${document(statement(objects))}\n    }\n  }`,
          ),
        },
      ],
      [
        'a module whose count is not known may grant nothing',
        'undetermined',
        {
          policy: `${yes}module "grant" {\n  source = "./grant"\n  count = var.yes ? 1 : 0\n  role = aws_iam_role.export.name\n  objects = ${objects}\n}\n`,
          files: {
            'grant/main.tf': `variable "role" {}\nvariable "objects" {}\nresource "aws_iam_role_policy" "write" {\n  role = var.role\n  policy = ${document(statement('var.objects'))}\n}\n`,
          },
        },
      ],
      [
        'a Deny of a bucket policy whose count is not known may be none',
        'undetermined',
        { more: yes + bucketPolicy(protecting('Deny', '"*"'), 'count = var.yes ? 1 : 0\n  bucket = aws_s3_bucket.reports.id') },
      ],
      [
        'a Deny of a bucket policy may be of any bucket where its bucket is not known',
        'undetermined',
        { more: `variable "locked" {}\n${bucketPolicy(protecting('Deny', '"*"'), 'bucket = var.locked')}` },
      ],
      [
        'an Allow of a bucket policy whose count is not known may be none',
        'undetermined',
        {
          policy:
            yes +
            bucketPolicy(
              protecting('Allow', '{ AWS = aws_iam_role.export.arn }'),
              'count = var.yes ? 1 : 0\n  bucket = aws_s3_bucket.reports.id',
            ),
        },
      ],
    ],
  ],
  [
    'instances',
    [
      [
        'the same key of an unknown for_each is the same bucket',
        'granted',
        {
          buckets: eachOfUnknown,
          policy: inline(document(statement('"${aws_s3_bucket.each["a"].arn}/*"'))),
          variables: '{ BUCKET = aws_s3_bucket.each["a"].id }',
        },
      ],
      [
        'another key of an unknown for_each may be another bucket',
        'undetermined',
        {
          buckets: eachOfUnknown,
          policy: inline(document(statement('"${aws_s3_bucket.each["b"].arn}/*"'))),
          variables: '{ BUCKET = aws_s3_bucket.each["a"].id }',
        },
      ],
      [
        'another key of a module with an unknown for_each may be another bucket',
        'undetermined',
        {
          buckets:
            'variable "names" {\n  type = set(string)\n}\nmodule "each" {\n  source = "./bucket"\n  for_each = var.names\n}\n',
          policy: inline(document(statement('"${module.each["b"].arn}/*"'))),
          variables: '{ BUCKET = module.each["a"].id }',
          files: { 'bucket/main.tf': bucketModule },
        },
      ],
      [
        'a function of an unknown for_each may write to the bucket of its own key',
        'granted',
        {
          buckets: eachOfUnknown,
          repeat: 'for_each = var.names',
          role: 'resource "aws_iam_role" "export" {\n  for_each = var.names\n  name = each.key\n}\n',
          roleOfFunction: 'aws_iam_role.export[each.key].arn',
          policy: `resource "aws_iam_role_policy" "write" {\n  for_each = var.names\n  role = aws_iam_role.export[each.key].name\n  policy = ${document(statement('"${aws_s3_bucket.each[each.key].arn}/*"'))}\n}\n`,
          variables: '{ BUCKET = aws_s3_bucket.each[each.key].id }',
        },
      ],
      [
        'policies of another unknown for_each may not be for every role',
        'undetermined',
        {
          buckets: `${eachOfUnknown}variable "granted" {\n  type = set(string)\n}\n`,
          repeat: 'for_each = var.names',
          role: 'resource "aws_iam_role" "export" {\n  for_each = var.names\n  name = each.key\n}\n',
          roleOfFunction: 'aws_iam_role.export[each.key].arn',
          policy: `resource "aws_iam_role_policy" "write" {\n  for_each = var.granted\n  role = aws_iam_role.export[each.key].name\n  policy = ${document(statement('"*"'))}\n}\n`,
          variables: '{ BUCKET = aws_s3_bucket.each[each.key].id }',
        },
      ],
    ],
  ],
  [
    'names of buckets',
    [
      ['the ARN of a bucket is not its name', 'undetermined', { variables: '{ BUCKET = aws_s3_bucket.reports.arn }' }],
      [
        'the domain name of a bucket is not its name',
        'undetermined',
        { variables: '{ BUCKET = aws_s3_bucket.reports.bucket_domain_name }' },
      ],
      ['a name with a slash is none', 'undetermined', { variables: '{ BUCKET = "${aws_s3_bucket.reports.id}/" }' }],
      [
        'the later value of a merge counts',
        'missing',
        {
          buckets: two,
          variables: 'merge({ BUCKET = aws_s3_bucket.reports.id }, { BUCKET = aws_s3_bucket.other.id })',
        },
      ],
      [
        'an unknown map may set another bucket',
        'undetermined',
        {
          buckets: `${two}variable "more" {\n  type = map(string)\n}\n`,
          variables: 'merge({ BUCKET = aws_s3_bucket.reports.id }, var.more)',
        },
      ],
      [
        'null leaves the variable unset, and the default of the code counts',
        'missing',
        {
          buckets: bucket('reports', 'bucket = "reports"'),
          variables: '{ BUCKET = null }',
          code: writing('os.environ.get("BUCKET", "elsewhere")'),
        },
      ],
      [
        'a generated suffix is the same in the name and in the policy',
        'granted',
        {
          buckets: `resource "random_id" "suffix" {\n  byte_length = 4\n}\n${bucket('reports', 'bucket = "reports-${random_id.suffix.hex}"')}`,
          policy: inline(document(statement('"arn:aws:s3:::reports-${random_id.suffix.hex}/*"'))),
        },
      ],
    ],
  ],
  [
    'statements',
    [
      [
        'the ARN of the bucket is not that of its objects',
        'missing',
        {
          policy: inline(document(statement('aws_s3_bucket.reports.arn', '"s3:*"'))),
        },
      ],
      [
        'a slash at the end stands for no object',
        'missing',
        {
          policy: inline(document(statement('"${aws_s3_bucket.reports.arn}/"'))),
        },
      ],
      [
        'a star right after the name reaches the objects',
        'granted',
        {
          policy: inline(document(statement('"${aws_s3_bucket.reports.arn}*"'))),
        },
      ],
      [
        'an ARN of S3 has no region and no account',
        'missing',
        {
          policy: inline(document(statement('"arn:aws:s3:eu-west-1:123456789012:${aws_s3_bucket.reports.id}/*"'))),
        },
      ],
      [
        'a key with a leading slash is not below the prefix',
        'missing',
        {
          policy: inline(document(statement('"${aws_s3_bucket.reports.arn}/out/*"'))),
          code: writing('os.environ["BUCKET"]', '"/out/a.csv"'),
        },
      ],
      ['actions tell no case apart', 'granted', { policy: inline(document(statement(objects, '"S3:PUTOBJECT"'))) }],
      ['s3:PutObjectAcl is not s3:PutObject', 'missing', { policy: inline(document(statement(objects, '"s3:PutObjectAcl"'))) }],
      [
        'a Deny with NotAction denies what it does not name',
        'denied',
        {
          policy: inline(
            `jsonencode({ Version = "2012-10-17", Statement = [${statement(objects)}, { Effect = "Deny", NotAction = "s3:GetObject", Resource = "*" }] })`,
          ),
        },
      ],
      [
        'a Deny with NotResource leaves out what it names',
        'granted',
        {
          policy: inline(
            `jsonencode({ Version = "2012-10-17", Statement = [${statement(objects)}, { Effect = "Deny", Action = "s3:*", NotResource = ${objects} }] })`,
          ),
        },
      ],
      [
        'a Deny of some of the keys leaves the rest in doubt',
        'undetermined',
        {
          policy: inline(document(statement(objects), statement('"${aws_s3_bucket.reports.arn}/secret/*"', '"s3:*"', 'Deny'))),
          code: writing('os.environ["BUCKET"]', 'event["key"]'),
        },
      ],
      [
        'statements under an unknown condition may be a Deny',
        'undetermined',
        {
          policy:
            yes +
            inline(
              `jsonencode({ Version = "2012-10-17", Statement = concat([${statement(objects)}], var.yes ? [${statement('"*"', '"s3:*"', 'Deny')}] : []) })`,
            ),
        },
      ],
      [
        'an own statement replaces the one of the same sid in a source document',
        'missing',
        {
          policy: `data "aws_iam_policy_document" "base" {\n  statement {\n    sid = "a"\n    actions = ["s3:PutObject"]\n    resources = [${objects}]\n  }\n}\ndata "aws_iam_policy_document" "own" {\n  source_policy_documents = [data.aws_iam_policy_document.base.json]\n  statement {\n    sid = "a"\n    actions = ["s3:GetObject"]\n    resources = [${objects}]\n  }\n}\n${inline('data.aws_iam_policy_document.own.json')}`,
        },
      ],
    ],
  ],
  [
    'policies',
    [
      ['AWSLambdaExecute may write everywhere', 'granted', { policy: managed('"arn:aws:iam::aws:policy/AWSLambdaExecute"') }],
      ['AmazonS3ReadOnlyAccess may not write', 'missing', { policy: managed('"arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess"') }],
      [
        'a policy of the account is not known by its ARN',
        'undetermined',
        {
          policy: managed('"arn:aws:iam::123456789012:policy/write"'),
        },
      ],
      [
        'a boundary that does not allow it denies it',
        'denied',
        {
          role: role('permissions_boundary = "arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess"'),
        },
      ],
      [
        'a boundary grants nothing',
        'missing',
        {
          policy: '',
          role: role('permissions_boundary = "arn:aws:iam::aws:policy/AdministratorAccess"'),
        },
      ],
      [
        'the bucket may allow the role',
        'granted',
        {
          policy: bucketPolicy(protecting('Allow', '{ AWS = aws_iam_role.export.arn }')),
        },
      ],
      [
        'the bucket that allows the account leaves it to the role',
        'missing',
        {
          policy: `data "aws_caller_identity" "this" {}\n${bucketPolicy(protecting('Allow', '{ AWS = "arn:aws:iam::${data.aws_caller_identity.this.account_id}:root" }'))}`,
        },
      ],
      [
        'the bucket that denies plain HTTP denies no SDK',
        'granted',
        {
          more: bucketPolicy(protecting('Deny', '"*"', ', Condition = { Bool = { "aws:SecureTransport" = "false" } }')),
        },
      ],
    ],
  ],
  [
    'programs',
    [
      [
        'every bucket of a loop is written to',
        'missing',
        {
          buckets: two,
          variables: '{ BUCKET = aws_s3_bucket.reports.id, OTHER = aws_s3_bucket.other.id }',
          code: `import os\nimport boto3\n\ndef handler(event, context):\n    for name in (os.environ["BUCKET"], os.environ["OTHER"]):\n        boto3.client("s3").put_object(Bucket=name, Key="a", Body=b"")\n`,
        },
      ],
      [
        'what is not called writes nothing',
        'no-writes',
        {
          policy: '',
          code: `import os\nimport boto3\n\ndef unused():\n    boto3.client("s3").put_object(Bucket=os.environ["BUCKET"], Key="a", Body=b"")\n\ndef handler(event, context):\n    return 1\n`,
        },
      ],
      [
        'an absolute part of os.path.join begins anew',
        'missing',
        {
          policy: inline(document(statement('"${aws_s3_bucket.reports.arn}/out/*"'))),
          code: writing('os.environ["BUCKET"]', 'os.path.join("out", "/tmp/a.csv")'),
        },
      ],
    ],
  ],
] satisfies [string, readonly Row[]][])('%s', (_, rows) => {
  test.each(rows as readonly Row[])('%s: %s', async (_fact, verdict, parts) => {
    expect(await verdictOf(parts)).toBe(verdict)
  })
})
