import { describe, expect, test } from 'vitest'
import type { AccessReport, Report } from '../../src/report/report.ts'
import { scan } from '../../src/scan.ts'
import { folder } from '../support/folder.ts'

const infrastructure = `
resource "aws_s3_bucket" "inbox" {}
resource "aws_s3_bucket" "archive" {}
resource "aws_iam_role" "copy" {
  name = "copy"
}
resource "aws_iam_role_policy" "copy" {
  role   = aws_iam_role.copy.id
  policy = jsonencode({ Statement = [{ Effect = "Allow", Action = "s3:PutObject", Resource = "\${aws_s3_bucket.inbox.arn}/*" }] })
}
resource "aws_lambda_function" "copy" {
  function_name = "copy"
  role          = aws_iam_role.copy.arn
  runtime       = "python3.13"
  handler       = "copy.handler"
  filename      = "copy.zip"
}
`

const notification = (target: string, bucket = 'inbox', more = '') => `
resource "aws_s3_bucket_notification" "${bucket}" {
  bucket = aws_s3_bucket.${bucket}.id
  ${target} {
    ${{ lambda_function: 'lambda_function_arn = aws_lambda_function.copy.arn', queue: 'queue_arn = aws_sqs_queue.jobs.arn', topic: 'topic_arn = aws_sns_topic.news.arn' }[target]}
    events = ["s3:ObjectCreated:*"]
    ${more}
  }
}
`
const queue = `
resource "aws_sqs_queue" "jobs" {}
resource "aws_lambda_event_source_mapping" "jobs" {
  event_source_arn = aws_sqs_queue.jobs.arn
  function_name    = aws_lambda_function.copy.function_name
}
`
const topic = (endpoint: string, more = '') => `
resource "aws_sns_topic" "news" {}
resource "aws_sns_topic_subscription" "news" {
  topic_arn = aws_sns_topic.news.arn
  protocol  = "any"
  endpoint  = ${endpoint}
  ${more}
}
`
const rule = (target: string, pattern = '{ source = ["aws.s3"], detail = { bucket = { name = [aws_s3_bucket.inbox.id] } } }') => `
resource "aws_cloudwatch_event_rule" "created" {
  event_pattern = jsonencode(${pattern})
}
resource "aws_cloudwatch_event_target" "created" {
  rule = aws_cloudwatch_event_rule.created.name
  ${target}
}
`
const toFunction = 'arn = aws_lambda_function.copy.arn'

const machine = (definition: string) => `
resource "aws_sfn_state_machine" "flow" {
  role_arn   = "arn:aws:iam::111122223333:role/flow"
  definition = jsonencode(${definition})
}
`

const scanned = async (configuration: string, bucket: string, key = '"copy.json"'): Promise<Report> => {
  const root = folder({
    'main.tf': infrastructure + configuration,
    'copy.py': `import json, os
import boto3
from urllib.parse import unquote_plus

def handler(event, context):
    boto3.client("s3").put_object(Bucket=${bucket}, Key=${key}, Body=b"")
`,
  })
  const { report } = await scan({ root, cwd: root })
  return report
}

const accessesOf = async (...given: Parameters<typeof scanned>): Promise<readonly AccessReport[]> =>
  (await scanned(...given)).functions[0]?.accesses ?? []

const inS3 = '["Records"][0]["s3"]["bucket"]["name"]'
const inRecord = (field: string) => `json.loads(event["Records"][0]${field})`

describe('an event says which bucket it is of, if it comes from', () => {
  test.each([
    ['a notification', notification('lambda_function'), `event${inS3}`],
    ['a notification of a queue', notification('queue') + queue, `${inRecord('["body"]')}${inS3}`],
    ['a notification of a topic', notification('topic') + topic(toFunction.slice(6)), `${inRecord('["Sns"]["Message"]')}${inS3}`],
    [
      'a topic with a queue behind it',
      notification('topic') + topic('aws_sqs_queue.jobs.arn') + queue,
      `json.loads(${inRecord('["body"]')}["Message"])${inS3}`,
    ],
    [
      'a topic that delivers raw messages to a queue',
      notification('topic') + topic('aws_sqs_queue.jobs.arn', 'raw_message_delivery = true') + queue,
      `${inRecord('["body"]')}${inS3}`,
    ],
    ['a rule', rule(toFunction), 'event["detail"]["bucket"]["name"]'],
    [
      'a rule with a queue behind it',
      rule('arn = aws_sqs_queue.jobs.arn') + queue,
      `${inRecord('["body"]')}["detail"]["bucket"]["name"]`,
    ],
    [
      'a rule that matches the ARN of the bucket',
      rule(toFunction, '{ source = ["aws.s3"], resources = [aws_s3_bucket.inbox.arn] }'),
      'event["detail"]["bucket"]["name"]',
    ],
    [
      'a rule that matches calls which CloudTrail has seen',
      rule(toFunction, '{ source = ["aws.s3"], detail = { requestParameters = { bucketName = [aws_s3_bucket.inbox.id] } } }'),
      'event["detail"]["requestParameters"]["bucketName"]',
    ],
    ['a path of a rule', rule(`${toFunction}\n input_path = "$.detail"`), 'event["bucket"]["name"]'],
    [
      'a transformed event',
      rule(
        `${toFunction}\n input_transformer {\n input_paths = { b = "$.detail.bucket.name" }\n input_template = "{\\"to\\": <b>, \\"uri\\": \\"s3://<b>\\"}"\n }`,
      ),
      'event["to"]',
    ],
    [
      'a constant input',
      rule(`${toFunction}\n input = jsonencode({ to = aws_s3_bucket.inbox.id })`, '{ source = ["app"] }'),
      'event["to"]',
    ],
    [
      'a schedule',
      `resource "aws_scheduler_schedule" "s" {\n target {\n ${toFunction}\n input = jsonencode({ to = aws_s3_bucket.inbox.id })\n }\n}`,
      'event["to"]',
    ],
    [
      'an invocation by Terraform',
      'resource "aws_lambda_invocation" "i" {\n function_name = aws_lambda_function.copy.function_name\n input = jsonencode({ to = [aws_s3_bucket.inbox.id] })\n}',
      'event["to"][0]',
    ],
    [
      'a pipe',
      `${notification('queue')}resource "aws_sqs_queue" "jobs" {}\nresource "aws_pipes_pipe" "p" {\n source = aws_sqs_queue.jobs.arn\n target = aws_lambda_function.copy.arn\n}`,
      `json.loads(event[0]["body"])${inS3}`,
    ],
    [
      'a state machine that calls the function',
      machine(
        '{ StartAt = "Copy", States = { Copy = { Type = "Task", Resource = aws_lambda_function.copy.arn, Parameters = { to = aws_s3_bucket.inbox.id }, End = true } } }',
      ),
      'event["to"]',
    ],
    [
      'a state machine that is started by a rule',
      rule('arn = aws_sfn_state_machine.flow.arn') +
        machine(
          '{ StartAt = "Copy", States = { Copy = { Type = "Task", Resource = "arn:aws:states:::lambda:invoke", Parameters = { FunctionName = aws_lambda_function.copy.arn, Payload = { "to.$" = "$.detail.bucket.name" } }, End = true } } }',
        ),
      'event["to"]',
    ],
    [
      'a batch of a state machine',
      machine(
        '{ StartAt = "All", States = { All = { Type = "Map", ItemBatcher = { BatchInput = { to = aws_s3_bucket.inbox.id } }, ItemProcessor = { StartAt = "Copy", States = { Copy = { Type = "Task", Resource = "arn:aws:states:::lambda:invoke", Parameters = { FunctionName = "${aws_lambda_function.copy.arn}:$LATEST", "Payload.$" = "$" }, End = true } } }, End = true } } }',
      ),
      'event["BatchInput"]["to"]',
    ],
    [
      'an alias',
      `${notification('lambda_function').replace('aws_lambda_function.copy.arn', 'aws_lambda_alias.live.arn')}resource "aws_lambda_alias" "live" {\n name = "live"\n function_name = aws_lambda_function.copy.function_name\n function_version = "1"\n}`,
      `event${inS3}`,
    ],
    [
      'a function that is named by an ARN',
      notification('lambda_function').replace(
        'aws_lambda_function.copy.arn',
        '"arn:aws:lambda:eu-west-1:111122223333:function:copy"',
      ),
      `event${inS3}`,
    ],
  ])('%s', async (_, configuration, bucket) => {
    expect(await accessesOf(configuration, bucket)).toMatchObject([
      { bucket: { address: 'aws_s3_bucket.inbox' }, verdict: 'granted' },
    ])
  })
})

test('of several buckets that notify, each has to be writable', async () => {
  const both = notification('lambda_function') + notification('lambda_function', 'archive')
  expect(await accessesOf(both, `event${inS3}`)).toMatchObject([
    { bucket: { address: 'aws_s3_bucket.inbox' }, verdict: 'granted' },
    { bucket: { address: 'aws_s3_bucket.archive' }, verdict: 'missing' },
  ])
})

test('a bucket is written to under the keys that it notifies of', async () => {
  const both =
    notification('lambda_function', 'inbox', 'filter_prefix = "in/"\n filter_suffix = ".csv"') +
    notification('lambda_function', 'archive', 'filter_prefix = "old/"')
  expect(await accessesOf(both, `event${inS3}`, 'unquote_plus(event["Records"][0]["s3"]["object"]["key"])')).toMatchObject([
    { bucket: { address: 'aws_s3_bucket.inbox' }, key: 'in/*.csv' },
    { bucket: { address: 'aws_s3_bucket.archive' }, key: 'old/*' },
  ])
})

test('a prefix and a suffix that may overlap say only how a key begins', async () => {
  const overlapping = notification('lambda_function', 'inbox', 'filter_prefix = "in/a"\n filter_suffix = "a.csv"')
  expect(await accessesOf(overlapping, `event${inS3}`, 'event["Records"][0]["s3"]["object"]["key"]')).toMatchObject([
    { key: 'in/a*' },
  ])
})

test.each(['.split("/")[0]', '[3:]', '.strip("/")'])('what is left of a key after %s is not known', async (cut) => {
  const filtered = notification('lambda_function', 'inbox', 'filter_prefix = "in/"')
  const key = `"out/" + event["Records"][0]["s3"]["object"]["key"]${cut}`
  expect(await accessesOf(filtered, `event${inS3}`, key)).toMatchObject([{ key: 'out/*' }])
})

test('a key with its beginning replaced begins with the other one', async () => {
  const filtered = notification('lambda_function', 'inbox', 'filter_prefix = "in/"\n filter_suffix = ".csv"')
  const key = 'unquote_plus(event["Records"][0]["s3"]["object"]["key"].replace("+", " ")).replace("in/", "out/")'
  expect(await accessesOf(filtered, `event${inS3}`, key)).toMatchObject([{ key: 'out/*.csv' }])
})

test('an element of a part of a list is one of the list', async () => {
  expect(await accessesOf(notification('lambda_function'), 'event["Records"][:1][0]["s3"]["bucket"]["name"]')).toMatchObject([
    { bucket: { address: 'aws_s3_bucket.inbox' } },
  ])
})

test('a program that takes the bucket from either of two events takes from each what is in it', async () => {
  const both =
    notification('lambda_function') +
    rule(toFunction, '{ source = ["aws.s3"], detail = { bucket = { name = [aws_s3_bucket.archive.id] } } }')
  const accesses = await accessesOf(both, `event["detail"]["bucket"]["name"] if "detail" in event else event${inS3}`)
  expect(accesses.map(({ bucket, verdict }) => [bucket.address, verdict])).toEqual([
    ['aws_s3_bucket.inbox', 'granted'],
    ['aws_s3_bucket.archive', 'missing'],
  ])
})

describe('a field of the event is not known, and it is said who decides it:', () => {
  test.each([
    ['the caller', '', 'event["to"]', 'the field to of the event, which the caller decides'],
    [
      'the callers of a function URL',
      'resource "aws_lambda_function_url" "u" {\n function_name = aws_lambda_function.copy.function_name\n}',
      'event["to"]',
      'which the callers of aws_lambda_function_url.u decide',
    ],
    [
      'the callers of an API',
      'resource "aws_apigatewayv2_api" "api" {}\nresource "aws_lambda_permission" "p" {\n function_name = aws_lambda_function.copy.arn\n principal = "apigateway.amazonaws.com"\n source_arn = "${aws_apigatewayv2_api.api.execution_arn}/*"\n}',
      'json.loads(event["body"])["to"]',
      'which the callers of aws_apigatewayv2_api.api decide',
    ],
    ['the senders to a queue', queue, `${inRecord('["body"]')}["to"]`, 'which the senders to aws_sqs_queue.jobs decide'],
    [
      'a state machine',
      machine('{ StartAt = "C", States = { C = { Type = "Task", Resource = aws_lambda_function.copy.arn, End = true } } }'),
      'event["to"]',
      'which aws_sfn_state_machine.flow passes',
    ],
    [
      'a rule for every bucket',
      rule(toFunction, '{ source = ["aws.s3"] }'),
      'event["detail"]["bucket"]["name"]',
      'which the events that aws_cloudwatch_event_rule.created matches decide',
    ],
    [
      'a bucket that may notify, and is not known to',
      'resource "aws_lambda_permission" "p" {\n function_name = aws_lambda_function.copy.arn\n principal = "s3.amazonaws.com"\n source_arn = aws_s3_bucket.inbox.arn\n}',
      `event${inS3}`,
      'which the notifications of aws_s3_bucket.inbox decide',
    ],
  ])('%s', async (_, configuration, bucket, reason) => {
    const { functions, findings } = await scanned(configuration, bucket)
    expect(functions[0]?.accesses).toMatchObject([{ bucket: { address: null }, verdict: 'undetermined' }])
    expect(findings.map(({ message }) => message)).toEqual([expect.stringContaining(reason)])
  })
})
