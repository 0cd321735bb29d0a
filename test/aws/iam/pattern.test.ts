import { describe, expect, test } from 'vitest'
import { coverage, covers, type PatternLanguage } from '../../../src/aws/iam/pattern.ts'
import { formatText, type Part, type Text, text, type Unknown } from '../../../src/source/text.ts'

const arn: PatternLanguage = { kind: 'arn', version: '2012-10-17' }

const unknown = (id: string, more: Partial<Unknown> = {}): Unknown => ({
  kind: 'unknown',
  id,
  reason: 'it is not known until apply',
  ...more,
})
const bucket = (name: string, expansion?: Text): Unknown =>
  unknown(`aws_s3_bucket.${name}.bucket`, { domain: 'bucket', ...(expansion && { expansion }) })
const partition = unknown('data.aws_partition.current.partition', { domain: 'partition' })
const account = unknown('data.aws_caller_identity.current.account_id', { domain: 'account' })
const region = unknown('data.aws_region.current.name', { domain: 'region' })
const stage = unknown('var.stage')
const date: Part = { kind: 'varying', reason: 'it is a date' }

const reports = bucket('reports')
const archive = bucket('archive')
const s3 = (...parts: readonly Part[]): Text => text('arn:aws:s3:::', ...parts)
const patterns = (...texts: readonly (string | Text)[]) =>
  texts.map((of) => ({ text: typeof of === 'string' ? text(of) : of, location: null }))
const answer = (target: Text, ...of: readonly (string | Text)[]) => covers(patterns(...of), target, arn)

describe('wildcards', () => {
  test('every object of a bucket', () => expect(answer(s3(reports, '/daily/', date), s3(reports, '/*'))).toBe('yes'))
  test('a * goes beyond the slash', () => expect(answer(s3('bucket/key'), 'arn:aws:s3:::*')).toBe('yes'))
  test('a * alone matches everything', () => expect(answer(s3(reports, '/', date), '*')).toBe('yes'))
  test('a * at the end goes beyond the colons', () => expect(answer(s3(reports, '/', date), 'arn:aws:s3*')).toBe('yes'))
  test('shop-*/* is not assets-shop', () => expect(answer(s3('assets-shop/x'), 'arn:aws:s3:::shop-*/*')).toBe('no'))
  test('a * after the ARN of a bucket matches its objects', () =>
    expect(answer(s3(reports, '/', date), s3(reports, '*'))).toBe('yes'))
  test('a ? is one character', () => {
    expect(answer(s3('shop-v1/dump.json'), 'arn:aws:s3:::shop-v?/*')).toBe('yes')
    expect(answer(s3('shop-v10/dump.json'), 'arn:aws:s3:::shop-v?/*')).toBe('no')
  })
  test('?* does not match the empty key', () => expect(answer(s3('bucket/', date), 'arn:aws:s3:::bucket/?*')).toBe('unknown'))
  test('a ?* matches the name of a bucket that is not known', () =>
    expect(answer(s3(reports, '/x'), 'arn:aws:s3:::?*/*')).toBe('yes'))
  test('two prefixes are not all keys', () =>
    expect(answer(s3('bucket/', date), 'arn:aws:s3:::bucket/a/*', 'arn:aws:s3:::bucket/b/*')).toBe('unknown'))
  test('two suffixes may be all keys of a prefix', () =>
    expect(answer(s3('bucket/a', date), 'arn:aws:s3:::bucket/a', 'arn:aws:s3:::bucket/a?*')).toBe('yes'))
  test('ARNs tell case apart', () => expect(answer(s3('bucket/Key'), 'arn:aws:s3:::bucket/key')).toBe('no'))
  test('a wildcard stays in its segment', () => {
    expect(answer(s3('bucket/key'), 'arn:aws:s3:*:*:bucket/*')).toBe('yes')
    expect(answer(s3('bucket/key'), 'arn:*:s3:::bucket/*')).toBe('yes')
    expect(answer(s3(reports, '/', date), text('arn:*:s3:::', archive, '/*'))).toBe('no')
    expect(answer(s3('bucket/key'), 'arn:aws:*:bucket/*')).toBe('unknown')
  })
})

describe('unknown parts', () => {
  test('two bucket resources are two buckets', () => expect(answer(s3(reports, '/x'), s3(archive, '/*'))).toBe('no'))
  test('the name of one bucket may begin with that of another', () =>
    expect(answer(s3(reports, '/x'), s3(archive, '*'))).toBe('unknown'))
  test('the ARN of the bucket is not the ARN of its objects', () => expect(answer(s3(reports, '/x'), s3(reports))).toBe('no'))
  test('the name of a bucket has no slash', () =>
    expect(answer(s3(reports, '/daily/x'), 'arn:aws:s3:::some-bucket/weekly/*')).toBe('no'))
  test('a bucket that is not known may have the name in the policy', () =>
    expect(answer(s3(reports, '/x'), 'arn:aws:s3:::some-bucket/*')).toBe('unknown'))
  test('what is known of a name decides', () => {
    const named = bucket('reports', ['acme-', stage, '-reports'])
    expect(answer(s3(named, '/x'), 'arn:aws:s3:::acme-*/*')).toBe('yes')
    expect(answer(s3(named, '/x'), 'arn:aws:s3:::other-prod-reports/*')).toBe('no')
    expect(answer(s3(named, '/x'), 'arn:aws:s3:::acme-prod-reports/*')).toBe('unknown')
    expect(answer(s3(named, '/daily/x'), 'arn:aws:s3:::acme-prod-reports/weekly/*')).toBe('no')
    expect(answer(s3(named, '/x'), text('arn:aws:s3:::acme-', stage, '-reports/*'))).toBe('yes')
    expect(answer(s3(named, '/x'), s3(reports, '/*'))).toBe('yes')
  })
  test('the same variable in policy and key is the same string', () => {
    expect(answer(s3(reports, '/', stage, '/x'), s3(reports, '/', stage, '/*'))).toBe('yes')
    expect(answer(s3(reports, '/', stage, '/x'), s3(reports, '/', unknown('var.other'), '/*'))).toBe('unknown')
    expect(answer(s3(reports, '/', stage, '/csv/x'), s3(reports, '/', stage, '/pdf/*'))).toBe('no')
  })
  test('an account is twelve digits', () => {
    expect(answer(s3('data-', account, '/x'), 'arn:aws:s3:::data-????????????/*')).toBe('yes')
    expect(answer(s3('data-', account, '/x'), 'arn:aws:s3:::data-prod/*')).toBe('no')
    expect(answer(s3('data-', account, '-', region, '/x'), text('arn:aws:s3:::data-', account, '-', region, '/*'))).toBe('yes')
  })
  test('the commercial partition is assumed where it is not known', () => {
    const target = text('arn:', partition, ':s3:::', reports, '/x')
    expect(answer(target, s3(reports, '/*'))).toBe('yes')
    expect(answer(target, text('arn:', partition, ':s3:::', reports, '/*'))).toBe('yes')
    expect(answer(target, text('arn:aws-cn:s3:::', reports, '/*'))).toBe('unknown')
    expect(answer(target, text('arn:azure:s3:::', reports, '/*'))).toBe('no')
    expect(answer(s3(reports, '/x'), text('arn:aws-cn:s3:::', reports, '/*'))).toBe('no')
  })
  test('an ARN that is a variable may be any bucket', () =>
    expect(answer(s3(reports, '/x'), text(unknown('var.bucket_arn'), '/*'))).toBe('unknown'))
  test('a * after what may be a whole ARN is in its resource', () => {
    const bucketArn = unknown('var.bucket_arn')
    expect(answer(text(bucketArn, '/logs/a/b:c.txt'), text(bucketArn, '/logs/*/*.txt'))).toBe('yes')
  })
})

describe('policy variables', () => {
  const home = 'arn:aws:s3:::bucket/${aws:username}/*'
  test('one is a string that only the request knows', () => {
    expect(answer(s3('bucket/jane/x'), home)).toBe('unknown')
    expect(answer(s3('other/jane/x'), home)).toBe('no')
    expect(answer(s3('bucket/jane/x'), "arn:aws:s3:::bucket/${aws:username, 'guest'}/*")).toBe('unknown')
  })
  test('escaped wildcards are characters', () => {
    expect(answer(s3('bucket/a*b'), 'arn:aws:s3:::bucket/a${*}b')).toBe('yes')
    expect(answer(s3('bucket/axb'), 'arn:aws:s3:::bucket/a${*}b')).toBe('no')
    expect(answer(s3('bucket/$'), 'arn:aws:s3:::bucket/${$}')).toBe('yes')
  })
  test('in version 2008-10-17 they are text', () => {
    const old: PatternLanguage = { kind: 'arn', version: '2008-10-17' }
    expect(covers(patterns(home), s3('bucket/jane/x'), old)).toBe('no')
    expect(covers(patterns(home), s3('bucket/${aws:username}/x'), old)).toBe('yes')
  })
})

describe('actions', () => {
  const actions: PatternLanguage = { kind: 'action', version: '2012-10-17' }
  const action = (pattern: string) => covers(patterns(pattern), text('s3:PutObject'), actions)
  test('case is not told apart', () => expect(action('S3:putobject')).toBe('yes'))
  test('wildcards', () => {
    expect([action('s3:Put*'), action('*'), action('s3:*Object'), action('s3:?utObject')]).toEqual(['yes', 'yes', 'yes', 'yes'])
    expect([action('s3:Get*'), action('s3:PutObject?*'), action('s3:')]).toEqual(['no', 'no', 'no'])
  })
})

describe('what is left out', () => {
  test('names the pattern that covers a part, and an example that none covers', () => {
    const found = coverage(patterns(s3(reports, '/reports/*')), s3(reports, '/', date), arn)
    expect(found.touching.map((pattern) => formatText(pattern.text))).toEqual([
      'arn:aws:s3:::${aws_s3_bucket.reports.bucket}/reports/*',
    ])
    expect(found.leftOut && formatText(found.leftOut)).toBe('arn:aws:s3:::${aws_s3_bucket.reports.bucket}/x*')
    expect(found.undecided).toEqual([])
  })
  test('names the parts that would have to be known', () => {
    const found = coverage(patterns(s3(stage, '-reports/*')), s3(reports, '/', date), arn)
    expect(found.undecided.map(({ name }) => name)).toEqual(['var.stage', 'aws_s3_bucket.reports.bucket'])
  })
})

test('the partition is named where another one than the commercial is allowed', () => {
  const target = text('arn:', partition, ':s3:::', reports, '/x')
  expect(coverage(patterns(text('arn:aws-cn:s3:::', reports, '/*')), target, arn).undecided).toEqual([
    { name: 'data.aws_partition.current.partition', reason: 'it is not known until apply' },
  ])
})

test('expansions of expansions have an end', () => {
  const doubled = Array.from({ length: 30 }).reduce<Unknown>(
    (inner, _, index) => unknown(`var.x${index}`, { expansion: [inner, inner] }),
    unknown('var.x'),
  )
  expect(answer(s3(doubled, '/x'), s3(doubled, '/*'))).toBe('yes')
})

test('many wildcards end in an honest unknown, and soon', () => {
  const target = s3('bucket/', date)
  const greedy = `arn:aws:s3:::bucket/*a${'?'.repeat(40)}b*`
  expect(answer(target, greedy, `${greedy}c`, `arn:aws:s3:::bucket/${'*a'.repeat(200)}`)).toBe('unknown')
})
