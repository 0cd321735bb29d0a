import { describe, expect, test } from 'vitest'
import { nearMisses } from '../../../src/aws/iam/nearest.ts'
import { text } from '../../../src/source/text.ts'
import { allow, bucket, deny, hole, joined, policy, put, s3, unknown, varying } from './policies.ts'

const reports = bucket('reports')
const archive = bucket('archive')
const asked = put(s3(reports, '/daily/', varying))
const misses = (...statements: readonly unknown[]) => nearMisses(asked, [policy(statements)])
const details = (...statements: readonly unknown[]) => misses(...statements).map(({ detail }) => detail)
const only = (statement: unknown) => misses(statement)[0]?.explanation

describe('a statement that does not allow the request', () => {
  test('is on the bucket instead of its objects', () => {
    const [miss] = misses(allow('s3:PutObject', joined(s3(reports)), { Sid: 'Write' }))
    expect(miss).toMatchObject({ failed: 'resource', detail: 'bucket-level-arn', pattern: { text: s3(reports) } })
    expect(miss?.explanation).toBe(
      'Statement "Write" of "export" allows s3:PutObject on "arn:aws:s3:::${aws_s3_bucket.reports.bucket}", which is the bucket and not its objects; these are "arn:aws:s3:::${aws_s3_bucket.reports.bucket}/*".',
    )
  })
  test('is on another prefix of the bucket', () => {
    expect(details(allow('s3:PutObject', joined(s3(reports, '/weekly/*'))))).toEqual(['prefix'])
    expect(only(allow('s3:PutObject', joined(s3(reports, '/weekly/*'))))).toMatch(/, which does not include "daily\/\*"\.$/)
    expect(details(allow('s3:PutObject', joined(s3(reports, '/'))))).toEqual(['prefix'])
  })
  test('is on another bucket', () => {
    expect(details(allow('s3:PutObject', joined(s3(archive, '/*'))))).toEqual(['wrong-bucket'])
    expect(details(allow('s3:PutObject', joined(s3(archive))))).toEqual(['wrong-bucket'])
    expect(
      details(allow('s3:PutObject', joined(text('arn:', unknown('p', { domain: 'partition' }), ':s3:::', archive, '/*')))),
    ).toEqual(['wrong-bucket'])
  })
  test('is on the bucket in another partition', () => {
    expect(details(allow('s3:PutObject', joined(text('arn:aws-cn:s3:::', reports, '/*'))))).toEqual(['partition'])
  })
  test('allows another action on the bucket', () => {
    const [miss] = misses(allow(['logs:*', 's3:ListBucket', 's3:GetObject'], ['*', joined(s3(reports))]))
    expect(miss).toMatchObject({ failed: 'action', detail: 'action', pattern: { text: ['s3:GetObject'] } })
    expect(details(allow('s3:ListBucket', joined(s3(reports))))).toEqual(['action'])
  })
  test('excludes the object', () =>
    expect(details({ Effect: 'Allow', Action: 's3:*', NotResource: joined(s3(reports, '/*')) })).toEqual(['excluded-resource']))
  test('has a condition that is not met', () => {
    const statement = allow('s3:PutObject', '*', { Condition: { Bool: { 'aws:ViaAWSService': 'true' } } })
    expect(misses(statement)[0]).toMatchObject({ failed: 'condition', detail: 'condition', pattern: null })
    expect(only(statement)).toBe(
      'A statement of "export" allows s3:PutObject only under a condition: Bool aws:ViaAWSService "true", and the request has "false".',
    )
  })
  test('has an effect that is not known', () =>
    expect(only({ Effect: hole('var.effect has no default'), Action: '*', Resource: '*' })).toBe(
      'A statement of "export" has an "Effect" that is not known: var.effect has no default.',
    ))
  test('is not near when it is about another service, another bucket’s reading, or denies', () => {
    const others = [
      allow('dynamodb:PutItem', '*'),
      allow('*', 'arn:aws:sqs:*:*:queue'),
      allow('s3:GetObject', joined(s3(archive, '/*'))),
    ]
    expect(misses(...others, deny('s3:PutObject', joined(s3(reports))))).toEqual([])
  })
})

test('the best near miss comes first, and equal ones in the order of writing', () => {
  const statements = [
    allow('s3:GetObject', joined(s3(reports, '/*'))),
    allow('s3:PutObject', joined(s3(archive, '/*')), { Sid: 'First' }),
    allow('s3:PutObject', joined(s3(bucket('audit'), '/*')), { Sid: 'Second' }),
    allow('s3:PutObject', joined(s3(reports, '/weekly/*'))),
    allow('s3:PutObject', [joined(s3(archive, '/*')), joined(s3(reports))]),
  ]
  expect(details(...statements)).toEqual(['bucket-level-arn', 'prefix', 'action', 'wrong-bucket', 'wrong-bucket'])
  expect(misses(...statements).flatMap(({ statement }) => statement.sid ?? [])).toEqual(['First', 'Second'])
})
