import { expect, test } from 'vitest'
import { bucketKind, objectArn } from '../../../src/aws/s3/bucket.ts'
import { formatText, type Part, text, type Unknown } from '../../../src/source/text.ts'

const partition: Unknown = {
  kind: 'unknown',
  id: 'data.aws_partition.current.partition',
  reason: 'it is read',
  domain: 'partition',
}
const stage: Unknown = { kind: 'unknown', id: 'var.stage', reason: 'it has no default' }
const kind = (...name: readonly Part[]) => bucketKind(text(...name)).kind

test('the ARN of an object has neither region nor account', () =>
  expect(formatText(objectArn(partition, text('reports'), text('daily/', { kind: 'varying', reason: 'it is a date' })))).toBe(
    'arn:${data.aws_partition.current.partition}:s3:::reports/daily/*',
  ))
test('a name is an ordinary bucket’s, also when it is not known', () => {
  expect(bucketKind(text('reports'))).toEqual({ kind: 'ordinary' })
  expect(kind(stage)).toBe('ordinary')
  expect(kind('reports-', stage)).toBe('ordinary')
})
test.each([[''], ['reports/'], ['https://reports'], ['reports '], ['reports/daily']])('"%s" is no name of a bucket', (name) =>
  expect(kind(name)).toBe('not-a-name'),
)
test('reserved endings tell other kinds', () => {
  expect(kind('reports--use1-az4--x-s3')).toBe('directory')
  expect(kind(stage, '--x-s3')).toBe('directory')
  expect(kind('reports-abc123-s3alias')).toBe('access-point-alias')
  expect(kind('reports-abc123--ol-s3')).toBe('object-lambda')
  expect(kind('abc123.mrap')).toBe('multi-region-access-point')
})
test('what is known of an unknown name counts', () =>
  expect(kind({ ...stage, id: 'aws_s3_directory_bucket.x.bucket', domain: 'bucket', expansion: [stage, '--x-s3'] })).toBe(
    'directory',
  ))
test('ARNs tell other kinds', () => {
  expect(kind('arn:aws:s3:eu-west-1:123456789012:accesspoint/reports')).toBe('access-point')
  expect(kind('arn:', partition, ':s3:eu-west-1:', stage, ':accesspoint/reports')).toBe('access-point')
  expect(kind('arn:aws:s3::123456789012:accesspoint/abc123.mrap')).toBe('multi-region-access-point')
  expect(kind('arn:aws:s3-outposts:eu-west-1:123456789012:outpost/op-1/accesspoint/x')).toBe('outposts')
  expect(kind('arn:aws:s3-object-lambda:eu-west-1:123456789012:accesspoint/x')).toBe('object-lambda')
  expect(kind('arn:aws:s3:::reports')).toBe('not-a-name')
})
test('the reason says why permission for the object does not decide', () =>
  expect(bucketKind(text('reports--use1-az4--x-s3'))).toMatchObject({
    reason: 'it is a directory bucket, for which s3express:CreateSession is needed and s3:PutObject is not asked for',
  }))
