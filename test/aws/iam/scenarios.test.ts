import { describe, expect, test } from 'vitest'
import { decide } from '../../../src/aws/iam/decide.ts'
import type { Text } from '../../../src/source/text.ts'
import { allow, bucket, deny, joined, policy, put, s3, varying } from './policies.ts'

const first = (of: ReturnType<typeof decide>) => [of.outcome, of.nearest[0]?.detail ?? null]

describe('a shop whose policies are full of wildcards', () => {
  const catalog = bucket('catalog', ['shop-catalog-live'])
  const assets = bucket('assets', ['assets-shop'])
  const v1 = bucket('v1', ['shop-v1'])
  const asked = (resource: Text, action: string, pattern: unknown) => first(decide(put(resource), [policy(allow(action, pattern))]))

  test('shop-*/* matches shop-catalog-live', () =>
    expect(asked(s3(catalog, '/prices/current.json'), 's3:PutObject', 'arn:aws:s3:::shop-*/*')).toEqual(['allow', null]))
  test('shop-*/* does not match assets-shop', () =>
    expect(asked(s3(assets, '/banners/home.json'), 's3:PutObject', 'arn:aws:s3:::shop-*/*')).toEqual([
      'implicit-deny',
      'wrong-bucket',
    ]))
  test('arn:aws:s3:::* also matches objects', () =>
    expect(asked(s3(catalog, '/search/index.json'), 's3:*', 'arn:aws:s3:::*')).toEqual(['allow', null]))
  test('the ARN of the bucket and a * matches its objects', () =>
    expect(asked(s3(catalog, '/stock/', varying, '.json'), 's3:Put*', joined(s3(catalog, '*')))).toEqual(['allow', null]))
  test('S3:putobject is s3:PutObject, and shop-v? is shop-v1', () =>
    expect(asked(s3(v1, '/dump.json'), 'S3:putobject', 'arn:aws:s3:::shop-v?/*')).toEqual(['allow', null]))
  test('* on * allows everything', () => expect(asked(s3(assets, '/admin/flags.json'), '*', '*')).toEqual(['allow', null]))
})

describe('personnel documents with guard rails', () => {
  const documents = bucket('documents', ['hr-documents-internal'])
  const readWrite = policy(
    allow(['s3:GetObject', 's3:PutObject'], joined(s3(documents, '/*'))),
    'customer-managed',
    'hr-documents-rw',
  )
  const protect = policy(
    deny(['s3:Put*', 's3:DeleteObject'], joined(s3(documents, '/payslips/*'))),
    'customer-managed',
    'hr-protect-payslips',
  )

  test('payslips are protected', () => {
    const decision = decide(put(s3(documents, '/payslips/', varying, '/', varying, '.pdf')), [readWrite, protect])
    expect(decision).toMatchObject({ outcome: 'explicit-deny', by: [{ policy: { name: 'hr-protect-payslips' } }] })
  })
  test('contracts are not payslips', () =>
    expect(decide(put(s3(documents, '/contracts/', varying, '.pdf')), [readWrite, protect]).outcome).toBe('allow'))
  test('reviewers may only read', () => {
    const readOnly = policy({ Effect: 'Deny', NotAction: ['s3:GetObject', 's3:ListBucket', 'logs:*'], Resource: '*' })
    expect(decide(put(s3(documents, '/reviews/last.json')), [readWrite, readOnly]).outcome).toBe('explicit-deny')
  })
  test('no deleting, and no writing to the backup, does not forbid writing', () => {
    const leaver = policy([deny('s3:DeleteObject*', '*'), deny('s3:PutObject', 'arn:aws:s3:::hr-documents-internal-backup/*')])
    expect(decide(put(s3(documents, '/leavers/', varying, '.pdf')), [readWrite, leaver]).outcome).toBe('allow')
  })
})

describe('tickets whose export policy is attached nowhere', () => {
  const exports = bucket('exports', ['tickets-exports'])
  const logs = policy(
    allow(['logs:CreateLogStream', 'logs:PutLogEvents'], '*'),
    'aws-managed',
    'service-role/AWSLambdaBasicExecutionRole',
  )
  const detached = policy(allow(['s3:PutObject'], [joined(s3(exports, '/*'))]), 'customer-managed', 'tickets-export')
  const asked = put(s3(exports, '/tickets-', varying, '.csv'))

  test('the role has nothing near', () => expect(first(decide(asked, [logs]))).toEqual(['implicit-deny', null]))
  test('the policy would allow it', () =>
    expect(decide(asked, [logs, detached]).by.map((match) => match.policy)).toEqual([detached]))
})

describe('a platform with a boundary', () => {
  const artifacts = bucket('artifacts', ['platform-artifacts-7731'])
  const exports = bucket('exports', ['platform-exports-7731'])
  const boundary = policy(
    [allow(['logs:*', 'dynamodb:*', 's3:Get*', 's3:List*'], '*'), allow('s3:PutObject', joined(s3(artifacts, '/*')))],
    'boundary',
    'workload-boundary',
  )
  const write = policy(allow('s3:PutObject', [joined(s3(artifacts, '/*')), joined(s3(exports, '/*'))]), 'customer-managed')
  test('what the boundary allows is allowed', () =>
    expect(decide(put(s3(artifacts, '/', varying)), [write, boundary]).outcome).toBe('allow'))
  test('what it does not is missing in it', () =>
    expect(decide(put(s3(exports, '/', varying)), [write, boundary])).toMatchObject({
      outcome: 'implicit-deny',
      missingIn: 'boundary',
      nearest: [{ detail: 'action', policy: { name: 'workload-boundary' } }, { detail: 'wrong-bucket' }],
    }))
  test('a role without it is free', () => expect(decide(put(s3(exports, '/', varying)), [write]).outcome).toBe('allow'))
})
