import { describe, expect, test } from 'vitest'
import { scan } from '../../src/scan.ts'
import { folder } from '../support/folder.ts'
import { bucket, document, inline, objects, type Parts, project, statement, two, writing } from '../support/write-project.ts'

const trusted = (principal = 'Service = "lambda.amazonaws.com"'): string =>
  `resource "aws_iam_role" "export" {\n  name = "export"\n  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { ${principal} } }] })\n}\n`

const foundIn = async (parts: Parts, ...rules: readonly string[]): Promise<readonly string[]> => {
  const root = folder(project({ role: trusted(), ...parts }))
  const { report } = await scan({ root, cwd: root })
  expect(report.diagnostics.filter(({ severity }) => severity === 'error')).toEqual([])
  return report.findings.filter(({ ruleId }) => rules.includes(ruleId)).map(({ ruleId, severity }) => `${severity} ${ruleId}`)
}

const out = '"${aws_s3_bucket.reports.arn}/out/*"'
const policy = (name: string, ...statements: readonly string[]): string =>
  `resource "aws_iam_policy" "${name}" {\n  name = "${name}"\n  policy = ${document(...statements)}\n}\n`
const attach = (name: string): string =>
  `resource "aws_iam_role_policy_attachment" "${name}" {\n  role = aws_iam_role.export.name\n  policy_arn = aws_iam_policy.${name}.arn\n}\n`
const notified = (more = '', events = '"s3:ObjectCreated:*"'): string =>
  `resource "aws_s3_bucket_notification" "reports" {\n  bucket = aws_s3_bucket.reports.id\n  lambda_function {\n    lambda_function_arn = aws_lambda_function.export.arn\n    events = [${events}]\n    ${more}\n  }\n}\n`
const named = (name: string): string => bucket('reports', `bucket = "${name}"`)
const writesTo = (name: string): Parts => ({
  policy: inline(document(statement('"arn:aws:s3:::acme-*/out/*"'))),
  variables: `{ BUCKET = "${name}" }`,
})

type Row = readonly [fact: string, found: readonly string[], parts: Parts]

const wide = ['note wide-write-grant']
const idle = ['warning bucket-arn-object-action']
const unattached = ['note unattached-policy']
const recursive = ['warning recursive-write']
const perhaps = ['note recursive-write']
const similar = ['warning similar-bucket-name']

describe.each([
  [
    'wide-write-grant',
    [
      ['all objects, where one prefix is written', wide, {}],
      ['the prefix that is written', [], { policy: inline(document(statement(out))) }],
      [
        'a bucket where nothing is written',
        wide,
        { buckets: two, policy: inline(document(statement(`[${out}, "\${aws_s3_bucket.other.arn}/*"]`))) },
      ],
      ['an action for more than objects', wide, { policy: inline(document(statement(out, '"s3:Put*"'))) }],
      ['an action with a wildcard for objects only', [], { policy: inline(document(statement(out, '"s3:PutObject*"'))) }],
      ['a key without a folder', [], { code: writing(undefined, '"a.csv"') }],
      ['a key that is not known', [], { code: writing(undefined, 'event["key"]') }],
      [
        'a bucket that is not known',
        [],
        { code: `${writing()}    boto3.client("s3").put_object(Bucket=event["bucket"], Key="x", Body=b"")\n` },
      ],
      [
        'a condition',
        [],
        {
          policy: inline(
            document(statement(objects, '"s3:PutObject"', 'Allow', ', Condition = { Bool = { "aws:SecureTransport" = "true" } }')),
          ),
        },
      ],
      ['a role that others may assume', [], { role: trusted('Service = ["lambda.amazonaws.com", "glue.amazonaws.com"]') }],
      ['a program that could not be followed', [], { code: `import helpers\n${writing()}    helpers.run(event)\n` }],
      [
        'a policy that an output hands on',
        [],
        {
          policy: `${policy('write', statement(objects))}${attach('write')}`,
          more: 'output "policy" {\n  value = aws_iam_policy.write.arn\n}\n',
        },
      ],
      ['a policy that only the role has', wide, { policy: `${policy('write', statement(objects))}${attach('write')}` }],
      ['every bucket, which another rule tells', [], { policy: inline(document(statement('"*"'))) }],
    ],
  ],
  [
    'bucket-arn-object-action',
    [
      [
        'an object action on a bucket',
        idle,
        { policy: inline(document(statement(objects), statement('aws_s3_bucket.reports.arn', '"s3:GetObject"'))) },
      ],
      [
        'a Deny on a bucket',
        idle,
        { policy: inline(document(statement(objects), statement('aws_s3_bucket.reports.arn', '"s3:DeleteObject"', 'Deny'))) },
      ],
      [
        'the objects beside the bucket',
        [],
        { policy: inline(document(statement(`[aws_s3_bucket.reports.arn, ${objects}]`, '["s3:GetObject", "s3:PutObject"]'))) },
      ],
      [
        'the objects in another statement',
        [],
        { policy: inline(document(statement(objects, '"s3:*"'), statement('aws_s3_bucket.reports.arn', '"s3:GetObject"'))) },
      ],
      [
        'an action on the bucket',
        [],
        {
          policy: inline(
            document(
              statement(objects),
              statement('aws_s3_bucket.reports.arn', '["s3:ListBucket", "s3:PutBucketObjectLockConfiguration"]'),
            ),
          ),
        },
      ],
      [
        'a wildcard that objects match too',
        [],
        { policy: inline(document(statement('"arn:aws:s3:::acme-*"', '"s3:GetObject"'), statement(objects))) },
      ],
      [
        'a bucket that is not known',
        [],
        { policy: inline(document(statement(objects), statement('var.arn', '"s3:GetObject"'))), more: 'variable "arn" {}\n' },
      ],
      [
        'a write that fails for it, which another rule tells',
        [],
        { policy: inline(document(statement('aws_s3_bucket.reports.arn'))) },
      ],
    ],
  ],
  [
    'unattached-policy',
    [
      ['nobody has it', unattached, { more: policy('spare', statement(objects)) }],
      ['it grants no write', [], { more: policy('spare', statement(objects, '"s3:GetObject"')) }],
      ['the role has it', [], { more: `${policy('spare', statement(objects))}${attach('spare')}` }],
      [
        'an output hands it on',
        [],
        { more: `${policy('spare', statement(objects))}output "spare" {\n  value = aws_iam_policy.spare.arn\n}\n` },
      ],
      [
        'an ARN means it',
        [],
        { more: `${policy('spare', statement(objects))}output "spare" {\n  value = "arn:aws:iam::123456789012:policy/spare"\n}\n` },
      ],
      [
        'an ARN that is put together may mean it',
        [],
        {
          more: `variable "name" {}\n${policy('spare', statement(objects))}output "spare" {\n  value = "arn:aws:iam::123456789012:policy/\${var.name}"\n}\n`,
        },
      ],
      ['a write lacks it, which another rule tells', [], { policy: '', more: policy('spare', statement(objects)) }],
    ],
  ],
  [
    'recursive-write',
    [
      ['every new object invokes it', recursive, { more: notified() }],
      ['the prefix is written', recursive, { more: notified('filter_prefix = "out/"') }],
      ['another prefix', [], { more: notified('filter_prefix = "in/"') }],
      ['another suffix', [], { more: notified('filter_suffix = ".json"') }],
      ['a part of the keys', perhaps, { code: writing(undefined, 'event["key"]'), more: notified('filter_prefix = "in/"') }],
      ['objects that are removed', [], { more: notified('', '"s3:ObjectRemoved:*"') }],
      ['objects that are copied', [], { more: notified('', '"s3:ObjectCreated:Copy"') }],
      ['objects that are put', recursive, { more: notified('', '"s3:ObjectCreated:Put"') }],
      ['another bucket', [], { buckets: two, more: notified().replace('= aws_s3_bucket.reports.id', '= aws_s3_bucket.other.id') }],
      [
        'through a topic and a queue',
        recursive,
        {
          more: `resource "aws_sns_topic" "made" {\n  name = "made"\n}\nresource "aws_sqs_queue" "made" {\n  name = "made"\n}\nresource "aws_sns_topic_subscription" "made" {\n  topic_arn = aws_sns_topic.made.arn\n  protocol = "sqs"\n  endpoint = aws_sqs_queue.made.arn\n}\nresource "aws_lambda_event_source_mapping" "made" {\n  event_source_arn = aws_sqs_queue.made.arn\n  function_name = aws_lambda_function.export.arn\n}\nresource "aws_s3_bucket_notification" "reports" {\n  bucket = aws_s3_bucket.reports.id\n  topic {\n    topic_arn = aws_sns_topic.made.arn\n    events = ["s3:ObjectCreated:*"]\n  }\n}\n`,
        },
      ],
      ...(
        [
          ['by a rule of EventBridge', recursive, '{ bucket = { name = [aws_s3_bucket.reports.id] } }'],
          [
            'by a rule for another prefix',
            [],
            '{ bucket = { name = [aws_s3_bucket.reports.id] }, object = { key = [{ prefix = "in/" }] } }',
          ],
          [
            'by a rule for some sizes',
            perhaps,
            '{ bucket = { name = [aws_s3_bucket.reports.id] }, object = { size = [{ numeric = [">", 9] }] } }',
          ],
        ] as const
      ).map(
        ([fact, found, detail]): Row => [
          fact,
          found,
          {
            more: `resource "aws_s3_bucket_notification" "reports" {\n  bucket = aws_s3_bucket.reports.id\n  eventbridge = true\n}\nresource "aws_cloudwatch_event_rule" "made" {\n  event_pattern = jsonencode({ source = ["aws.s3"], "detail-type" = ["Object Created"], detail = ${detail} })\n}\nresource "aws_cloudwatch_event_target" "made" {\n  rule = aws_cloudwatch_event_rule.made.name\n  arn = aws_lambda_function.export.arn\n}\n`,
          },
        ],
      ),
    ],
  ],
  [
    'similar-bucket-name',
    [
      ['two letters in the wrong order', similar, { buckets: named('acme-reports'), ...writesTo('acme-reprots') }],
      ['a letter too few', similar, { buckets: named('acme-reports'), ...writesTo('acme-report') }],
      ['in the code', similar, { buckets: named('acme-reports'), ...writesTo('x'), code: writing('"acme-reporst"') }],
      ['the name itself', [], { buckets: named('acme-reports'), ...writesTo('acme-reports') }],
      ['another number', [], { buckets: named('acme-reports-1'), ...writesTo('acme-reports-2') }],
      ['another stage', [], { buckets: named('acme-reports-dev'), ...writesTo('acme-reports-prd') }],
      ['another letter of a series', [], { buckets: named('acme-reports-a'), ...writesTo('acme-reports-b') }],
      ['a name that is not known', [], { ...writesTo('acme-reprots') }],
    ],
  ],
] as const satisfies readonly (readonly [string, readonly Row[]])[])('%s', (rule, rows) => {
  test.each(rows as readonly Row[])('%s', async (_, found, parts) => expect(await foundIn(parts, rule)).toEqual(found))
})
