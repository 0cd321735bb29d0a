import { expect, test } from 'vitest'
import { scan } from '../../src/scan.ts'
import { folder } from '../support/folder.ts'
import {
  bucketPolicy,
  document,
  inline,
  objects,
  type Parts,
  project,
  protecting,
  statement,
  two,
  writing,
} from '../support/write-project.ts'

const verdictOf = async (parts: Parts): Promise<string | undefined> => {
  const root = folder(project(parts))
  const { report } = await scan({ root, cwd: root })
  return report.functions[0]?.verdict
}

const chosen = {
  buckets: `${two}variable "stage" {}\n`,
  variables: '{ BUCKET = var.stage == "prod" ? aws_s3_bucket.reports.id : aws_s3_bucket.other.id }',
}
const both = '["${aws_s3_bucket.reports.arn}/*", "${aws_s3_bucket.other.arn}/*"]'

test.each([
  ['both buckets of an unknown conditional are granted', 'granted', { ...chosen, policy: inline(document(statement(both))) }],
  ['neither bucket of an unknown conditional is granted', 'missing', { ...chosen, policy: '' }],
  ['one bucket of an unknown conditional is granted', 'undetermined', chosen],
] satisfies [string, string, Parts][])('%s: %s', async (_, verdict, parts) => {
  expect(await verdictOf(parts)).toBe(verdict)
})

const encrypting = writing().replace('Body=b""', 'Body=b"", ServerSideEncryption="aws:kms", SSEKMSKeyId="alias/reports"')

test.each([
  [
    'its key is granted',
    'granted',
    { code: encrypting, policy: inline(document(statement(objects), statement('"*"', '"kms:*"'))) },
  ],
  ['its key may be granted by the key policy alone', 'undetermined', { code: encrypting }],
  ['its key is the one that everybody may use', 'granted', { code: encrypting.replace('alias/reports', 'alias/aws/s3') }],
] satisfies [string, string, Parts][])('a call that encrypts with a key of its own, and %s: %s', async (_, verdict, parts) => {
  expect(await verdictOf(parts)).toBe(verdict)
})

test.each([
  ['denied by no policy', 'granted', ''],
  ['perhaps the one that a bucket policy denies', 'undetermined', bucketPolicy(protecting('Deny', '"*"'))],
])('a bucket that the event names, with every bucket granted, is %s: %s', async (_, verdict, more) => {
  const policy = inline(document(statement('"*"')))
  expect(await verdictOf({ policy, more, code: writing('event["bucket"]') })).toBe(verdict)
})
