import { describe, expect, test } from 'vitest'
import { callFunction } from '../../../src/terraform/functions/index.ts'
import { fromJs, list, map, number, object, set, string, stringOf, tuple, unknown } from '../../../src/terraform/value/construct.ts'
import { equals } from '../../../src/terraform/value/equality.ts'
import { call, context, result } from './support.ts'

const reports = unknown('aws_s3_bucket.reports.bucket', 'it is set at apply', { domain: 'bucket' })
const logs = unknown('aws_s3_bucket.logs.bucket', 'it is set at apply', { domain: 'bucket' })
const account = unknown('data.aws_caller_identity.current.account_id', 'it depends on the provider', { domain: 'account' })
const stage = unknown('var.stage', 'it has no default')
const names = unknown('var.names', 'it has no default')
const reportsArn = stringOf(['arn:aws:s3:::', reports])

describe('strings of which a part is not known', () => {
  test('join keeps each part in its place', () => {
    expect(result('join', string('/'), tuple([reports, string('x')]))).toBe('"${aws_s3_bucket.reports.bucket}/x"')
    expect(result('join', string('/'), tuple([]), tuple([stage]))).toBe('var.stage')
    expect(result('join', string(','), names)).toBe('join(",", var.names)')
    expect(result('join', string(','), set([stage, string('a')]))).toBe('join(",", toset(["a", var.stage]))')
  })

  test('format keeps each part in its place', () => {
    expect(result('format', string('arn:aws:s3:::%s/*'), reports)).toBe('"arn:aws:s3:::${aws_s3_bucket.reports.bucket}/*"')
    expect(result('format', string('%s-%03d'), stage, number(7))).toBe('"${var.stage}-007"')
    expect(result('format', string('a-%5s'), stage)).toBe('"a-${format("%5s", var.stage)}"')
    expect(result('format', string('%d'), stage)).toBe('format("%d", var.stage)')
    expect(result('format', stage, string('a'))).toBe('format(var.stage, "a")')
    expect(result('formatlist', string('%s/*'), tuple([reportsArn, stage]))).toBe(
      '["arn:aws:s3:::${aws_s3_bucket.reports.bucket}/*", "${var.stage}/*"]',
    )
  })

  test('lower leaves a bucket name as it is', () => {
    expect(result('lower', stringOf(['ARN:', reports, '/', stage]))).toBe(
      '"arn:${aws_s3_bucket.reports.bucket}/${lower(var.stage)}"',
    )
    expect(result('upper', stringOf(['x', account, stage]))).toBe(
      '"X${data.aws_caller_identity.current.account_id}${upper(var.stage)}"',
    )
  })

  test('a prefix or suffix is taken off where that is certain', () => {
    expect(result('trimprefix', reportsArn, string('arn:aws:s3:::'))).toBe('aws_s3_bucket.reports.bucket')
    expect(result('trimprefix', reportsArn, string('gs://'))).toBe('"arn:aws:s3:::${aws_s3_bucket.reports.bucket}"')
    expect(result('trimprefix', stage, string('a'))).toBe('trimprefix(var.stage, "a")')
    expect(result('trimprefix', stringOf([reports, '/x']), stringOf([reports, '/']))).toBe('"x"')
    expect(result('trimsuffix', stringOf([stage, '/*']), string('/*'))).toBe('var.stage')
    expect(result('trimsuffix', reports, string('/'))).toBe('aws_s3_bucket.reports.bucket')
    expect(result('startswith', reportsArn, string('arn:'))).toBe('true')
    expect(result('startswith', reportsArn, string('arn:aws:s3:::x'))).toBe(
      'startswith("arn:aws:s3:::${aws_s3_bucket.reports.bucket}", "arn:aws:s3:::x")',
    )
    expect(result('endswith', stringOf([stage, '-a']), string('-b'))).toBe('false')
    expect(result('trimspace', stringOf([' ', reports, '\n']))).toBe('aws_s3_bucket.reports.bucket')
    expect(result('trimspace', stage)).toBe('trimspace(var.stage)')
    expect(result('strcontains', reportsArn, string(':s3:'))).toBe('true')
    expect(result('strcontains', reports, string('/'))).toBe('false')
  })

  test('replace works on literal parts when no match can reach into an unknown one', () => {
    expect(result('replace', stringOf([stage, '_a_b']), string('_'), string('-'))).toBe('"${replace(var.stage, "_", "-")}-a-b"')
    expect(result('replace', stringOf([account, '/a']), string('/'), stage)).toBe(
      '"${data.aws_caller_identity.current.account_id}${var.stage}a"',
    )
    expect(result('replace', stringOf([stage, 'ab']), string('ab'), string('x'))).toBe('replace("${var.stage}ab", "ab", "x")')
    expect(result('replace', stringOf([stage, 'ab']), string('/b/'), string('x'))).toBe('replace("${var.stage}ab", "/b/", "x")')
  })

  test('split takes an ARN apart', () => {
    expect(result('split', string(':'), reportsArn)).toBe('["arn", "aws", "s3", "", "", aws_s3_bucket.reports.bucket]')
    expect(result('split', string('-'), reportsArn)).toBe('split("-", "arn:aws:s3:::${aws_s3_bucket.reports.bucket}")')
    expect(result('substr', reportsArn, number(0), number(3))).toBe('"arn"')
    expect(result('substr', reportsArn, number(13), number(-1))).toBe('aws_s3_bucket.reports.bucket')
    expect(result('basename', stringOf([stage, '/a.zip']))).toBe('"a.zip"')
  })

  test('jsonencode and jsondecode are each other’s inverse', () => {
    const policy = object([['Resource', tuple([reportsArn, names])]])
    expect(result('jsondecode', call('jsonencode', policy).value)).toBe(
      '{ Resource = ["arn:aws:s3:::${aws_s3_bucket.reports.bucket}", var.names] }',
    )
    expect(result('jsondecode', call('jsonencode', names).value)).toBe('var.names')
    expect(result('jsondecode', names)).toBe('jsondecode(var.names)')
  })
})

describe('collections of which something is not known', () => {
  test('what surrounds an unknown stays known', () => {
    const mapping = object([
      ['a', stage],
      ['b', string('x')],
    ])
    expect(result('keys', mapping)).toBe('["a", "b"]')
    expect(result('values', mapping)).toBe('[var.stage, "x"]')
    expect(result('lookup', mapping, string('b'))).toBe('"x"')
    expect(result('merge', mapping, fromJs({ c: 1 }))).toBe('{ a = var.stage, b = "x", c = 1 }')
    expect(result('zipmap', fromJs(['a', 'b']), tuple([reports, logs]))).toBe(
      '{ a = aws_s3_bucket.reports.bucket, b = aws_s3_bucket.logs.bucket }',
    )
    expect(result('element', tuple([reports, logs]), number(3))).toBe('aws_s3_bucket.logs.bucket')
    expect(result('length', mapping)).toBe('2')
    expect(result('toset', tuple([reports, logs, reports]))).toBe(
      'toset([aws_s3_bucket.reports.bucket, aws_s3_bucket.logs.bucket])',
    )
    expect(result('flatten', tuple([tuple([reportsArn]), tuple([stage])]))).toBe(
      '["arn:aws:s3:::${aws_s3_bucket.reports.bucket}", var.stage]',
    )
    expect(result('coalesce', string(''), reports, string('x'))).toBe('aws_s3_bucket.reports.bucket')
    expect(result('coalesce', stringOf([stage, '-x']), string('y'))).toBe('"${var.stage}-x"')
    expect(result('coalesce', stage, string('y'))).toBe('coalesce(var.stage, "y")')
    expect(result('coalesce', fromJs(null), stage)).toBe('var.stage')
  })

  test('a sequence that is not known stands among the elements for any number of them', () => {
    const all = call('concat', tuple([string('a')]), names, tuple([string('b')])).value
    expect(call('length', all).value.kind).toBe('unknown')
    expect(result('element', all, number(0))).toBe('"a"')
    expect(call('element', all, number(2)).value.kind).toBe('unknown')
    expect(call('slice', all, number(0), number(2)).value.kind).toBe('unknown')
    expect(result('concat', tuple([string('a')]), names)).toBe('["a", var.names[*]]')
    expect(result('contains', all, string('a'))).toBe('true')
    expect(call('contains', all, string('c')).value.kind).toBe('unknown')
    expect(result('flatten', tuple([names, tuple([string('a')])]))).toBe('[var.names[*], "a"]')
    expect(call('coalescelist', tuple([]), names).value.kind).toBe('unknown')
  })

  test('nothing is taken by position whose order is not certain', () => {
    const names = set([stage, string('z')])
    expect(call('tolist', names).value).toEqual({ ...names, origin: expect.anything() })
    expect(call('sort', list([stage, string('z')])).value.kind).toBe('set')
    expect(call('distinct', tuple([stage, string('z')])).value.kind).toBe('set')
    expect(call('distinct', tuple([reports, logs])).value.kind).toBe('list')
    expect(call('length', names).value.kind).toBe('unknown')
    expect(result('length', set([reports, logs]))).toBe('2')
    expect(call('length', call('compact', list([stage])).value).value.kind).toBe('unknown')
    expect(result('compact', list([reports, string('')]))).toBe('[aws_s3_bucket.reports.bucket]')
  })

  test('sets are combined as far as equality can be told', () => {
    const both = set([reports, logs])
    expect(result('setsubtract', both, tuple([logs]))).toBe('toset([aws_s3_bucket.reports.bucket])')
    expect(result('setintersection', both, tuple([logs]))).toBe('toset([aws_s3_bucket.logs.bucket])')
    expect(call('setsubtract', both, tuple([stage])).value.kind).toBe('unknown')
    expect(result('contains', both, reports)).toBe('true')
    expect(result('contains', both, string('a/b'))).toBe('false')
    expect(result('index', tuple([reports, logs]), logs)).toBe('1')
  })

  test('true and false decide, an unknown does not', () => {
    expect(result('alltrue', tuple([stage, fromJs(false)]))).toBe('false')
    expect(result('anytrue', tuple([stage, fromJs(true)]))).toBe('true')
    expect(result('alltrue', tuple([stage, fromJs(true)]))).toBe('alltrue([var.stage, true])')
  })
})

describe('a result that is not known', () => {
  test('is the same symbol for the same call', () => {
    expect(result('md5', stage)).toBe('md5(var.stage)')
    expect(result('sha256', call('jsonencode', map([['a', stage]])).value)).toBe('sha256("{\\"a\\":${jsonencode(var.stage)}}")')
    const long = result('md5', stringOf([stage, 'x'.repeat(400)]))
    expect(long).toMatch(/^md5\(…[0-9a-f]{32}\)$/)
    expect(result('md5', stringOf([stage, 'x'.repeat(400)]))).toBe(long)
    expect(result('md5', stringOf([stage, 'x'.repeat(401)]))).not.toBe(long)
  })

  test('names what is not known', () => {
    const { value } = call('md5', stage)
    expect(value).toMatchObject({ reason: 'var.stage is not known (it has no default)' })
    expect(call('sha1', value).value).toMatchObject({ reason: 'var.stage is not known (it has no default)' })
  })

  test('is another one at each call of a function that is not pure', () => {
    const surroundings = context([])
    const [first, second] = [callFunction('uuid', [], surroundings), callFunction('uuid', [], surroundings)]
    expect(first).toMatchObject({ kind: 'unknown', reason: 'it is made at apply, and not known before' })
    expect(equals(first, second)).toBe('unknown')
    expect(result('plantimestamp')).toBe('plantimestamp()')
  })
})
