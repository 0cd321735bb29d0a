import { describe, expect, test } from 'vitest'
import { decide } from '../../../src/aws/iam/decide.ts'
import { formatText, text } from '../../../src/source/text.ts'
import { allow, bucket, deny, hole, joined, policy, put, s3, unknown, varying } from './policies.ts'

const reports = bucket('reports')
const everyReport = joined(s3(reports, '/*'))
const anyReport = put(s3(reports, '/', varying))
const outcome = (...of: Parameters<typeof decide>) => decide(...of).outcome

describe('Allow', () => {
  test('every key of the bucket is enough for any key', () =>
    expect(outcome(anyReport, [policy(allow('s3:PutObject', everyReport))])).toBe('allow'))
  test('nothing is allowed without a policy', () => expect(outcome(anyReport, [])).toBe('implicit-deny'))
  test('the ARN of the bucket is not its objects', () =>
    expect(outcome(anyReport, [policy(allow('s3:*', joined(s3(reports))))])).toBe('implicit-deny'))
  test('a prefix leaves other keys out, and says which it includes', () => {
    const decision = decide(anyReport, [policy(allow('s3:PutObject', joined(s3(reports, '/daily/*'))))])
    expect(decision).toMatchObject({ outcome: 'unknown', allowed: 'unknown', denied: 'no', missingIn: 'policies' })
    expect(decision.blockedOn[0]?.reason).toBe(
      'only what matches "arn:aws:s3:::${aws_s3_bucket.reports.bucket}/daily/*" is allowed, and not "arn:aws:s3:::${aws_s3_bucket.reports.bucket}/x*"',
    )
    expect(decision.leftOut && formatText(decision.leftOut)).toBe('arn:aws:s3:::${aws_s3_bucket.reports.bucket}/x*')
  })
  test('statements of several policies cover together what none covers alone', () => {
    const empty = policy(allow('s3:PutObject', joined(s3(reports, '/daily'))), 'customer-managed', 'empty')
    const others = policy(allow('s3:Put*', joined(s3(reports, '/daily?*'))))
    const decision = decide(put(s3(reports, '/daily', varying)), [empty, others])
    expect(decision.outcome).toBe('allow')
    expect(decision.by.map((match) => match.policy.name)).toEqual(['empty', 'export'])
  })
  test('a statement that is not known may allow it', () => {
    const decision = decide(anyReport, [policy([hole('var.statements has no default')])])
    expect(decision).toMatchObject({ outcome: 'unknown', blockedOn: [{ reason: 'var.statements has no default' }] })
  })
  test('what is not known does not matter where the rest decides', () =>
    expect(outcome(anyReport, [policy(allow(['s3:PutObject', hole('?')], [everyReport, hole('?')]))])).toBe('allow'))
  test('an action or a resource that is not known may be the right one', () => {
    expect(outcome(anyReport, [policy(allow(hole('?'), everyReport))])).toBe('unknown')
    expect(outcome(anyReport, [policy(allow('s3:PutObject', hole('?')))])).toBe('unknown')
    expect(outcome(anyReport, [policy(allow('s3:GetObject', hole('?')))])).toBe('implicit-deny')
    expect(outcome(anyReport, [policy({ Effect: hole('?'), Action: '*', Resource: '*' })])).toBe('unknown')
  })
  test('NotAction and NotResource allow all but what they name', () => {
    expect(outcome(anyReport, [policy({ Effect: 'Allow', NotAction: 'iam:*', Resource: '*' })])).toBe('allow')
    expect(outcome(anyReport, [policy({ Effect: 'Allow', NotAction: 's3:Put*', Resource: '*' })])).toBe('implicit-deny')
    expect(outcome(anyReport, [policy({ Effect: 'Allow', NotAction: ['iam:*', hole('?')], Resource: '*' })])).toBe('unknown')
    const allBut = (NotResource: unknown) => policy({ Effect: 'Allow', Action: 's3:PutObject', NotResource })
    expect(outcome(anyReport, [allBut(joined(s3(bucket('archive'), '/*')))])).toBe('allow')
    expect(outcome(anyReport, [allBut(everyReport)])).toBe('implicit-deny')
    expect(outcome(anyReport, [allBut(joined(s3(reports, '/daily/*')))])).toBe('unknown')
    expect(outcome(anyReport, [allBut('arn:aws:s3:::some-name/*')])).toBe('unknown')
  })
})

describe('Deny', () => {
  const allowed = policy(allow('s3:*', '*'))
  test('wins over every Allow', () => {
    const decision = decide(anyReport, [allowed, policy(deny('s3:Put*', everyReport), 'customer-managed', 'protect')])
    expect(decision).toMatchObject({
      outcome: 'explicit-deny',
      allowed: 'yes',
      denied: 'yes',
      by: [{ policy: { name: 'protect' } }],
    })
  })
  test('of other keys, buckets and actions does not matter', () => {
    const others = [deny('s3:DeleteObject*', '*'), deny('s3:PutObject', joined(s3(bucket('archive'), '/*')))]
    expect(
      outcome(put(s3(reports, '/daily/', varying)), [allowed, policy([...others, deny('s3:*', joined(s3(reports, '/pay/*')))])]),
    ).toBe('allow')
  })
  test('of a part of the keys leaves the decision open, and says which', () => {
    const decision = decide(anyReport, [allowed, policy(deny('s3:PutObject', joined(s3(reports, '/pay/*'))))])
    expect(decision).toMatchObject({ outcome: 'unknown', allowed: 'yes', denied: 'unknown', missingIn: null })
    expect(decision.blockedOn[0]?.reason).toMatch(/^only what matches ".*\/pay\/\*" is denied, and not "/)
  })
  test('with NotAction and NotResource denies all but what they name', () => {
    expect(outcome(anyReport, [allowed, policy({ Effect: 'Deny', NotAction: ['s3:GetObject', 'logs:*'], Resource: '*' })])).toBe(
      'explicit-deny',
    )
    const allBut = (NotResource: unknown) => policy({ Effect: 'Deny', Action: 's3:*', NotResource })
    expect(outcome(anyReport, [allowed, allBut(everyReport)])).toBe('allow')
    expect(outcome(anyReport, [allowed, allBut(joined(s3(bucket('archive'), '/*')))])).toBe('explicit-deny')
  })
  test('does not turn what is not allowed anyway into an unknown', () =>
    expect(outcome(anyReport, [policy(deny('s3:PutObject', joined(s3(reports, '/pay/*'))))])).toBe('implicit-deny'))
  test('with a condition that depends on the request leaves the decision open', () => {
    const Condition = { StringNotEquals: { 's3:x-amz-server-side-encryption': 'aws:kms' } }
    const decision = decide(anyReport, [allowed, policy(deny('s3:PutObject', '*', { Condition }))])
    expect(decision.outcome).toBe('unknown')
    expect(decision.blockedOn[0]?.reason).toBe(
      'the condition StringNotEquals on s3:x-amz-server-side-encryption depends on the request',
    )
  })
})

describe('conditions', () => {
  const denyWhen = (Condition: object) => [policy([allow('s3:*', '*'), deny('s3:*', '*', { Condition })])]
  test('calls of an SDK use TLS', () => {
    expect(outcome(anyReport, denyWhen({ Bool: { 'aws:SecureTransport': 'false' } }))).toBe('allow')
    expect(outcome(anyReport, denyWhen({ BoolIfExists: { 'AWS:securetransport': false } }))).toBe('allow')
    expect(outcome(anyReport, denyWhen({ Bool: { 'aws:SecureTransport': 'true' } }))).toBe('explicit-deny')
    expect(outcome(anyReport, denyWhen({ NumericLessThan: { 's3:TlsVersion': 1.2 } }))).toBe('allow')
    expect(outcome(anyReport, denyWhen({ NumericLessThan: { 's3:TlsVersion': '1.3' } }))).toBe('unknown')
  })
  test('one that is not met is enough', () => {
    const Condition = { Bool: { 'aws:SecureTransport': 'false' }, StringEquals: { 'aws:PrincipalOrgID': 'o-1' } }
    expect(outcome(anyReport, denyWhen(Condition))).toBe('allow')
  })
  test('a condition that is not known leaves an Allow open', () =>
    expect(outcome(anyReport, [policy(allow('s3:*', '*', { Condition: hole('var.condition has no default') }))])).toBe('unknown'))
})

describe('a permissions boundary', () => {
  const granted = policy(allow('s3:PutObject', everyReport))
  test('must allow too', () => {
    expect(outcome(anyReport, [granted, policy(allow('s3:*', '*'), 'boundary')])).toBe('allow')
    const decision = decide(anyReport, [granted, policy(allow(['logs:*', 's3:Get*'], '*'), 'boundary', 'workload')])
    expect(decision).toMatchObject({
      outcome: 'implicit-deny',
      missingIn: 'boundary',
      nearest: [{ detail: 'action', policy: { name: 'workload' } }],
    })
  })
  test('allows nothing by itself', () =>
    expect(decide(anyReport, [policy(allow('*', '*'), 'boundary')])).toMatchObject({
      outcome: 'implicit-deny',
      missingIn: 'policies',
    }))
  test('of which nothing is known leaves the decision open', () =>
    expect(outcome(anyReport, [granted, policy(hole('?'), 'boundary')])).toBe('unknown'))
})

describe('a bucket policy', () => {
  const role = text('arn:aws:iam::', unknown('account', { domain: 'account' }), ':role/export')
  const asked = put(s3(reports, '/x'), { principal: role })
  const names = (AWS: unknown) => ({ Principal: { AWS } })
  test('that allows the role is enough', () => {
    expect(outcome(asked, [policy(allow('s3:PutObject', everyReport, names(joined(role))), 'bucket-policy')])).toBe('allow')
    expect(outcome(asked, [policy(allow('s3:PutObject', everyReport, { Principal: '*' }), 'bucket-policy')])).toBe('allow')
  })
  test('that allows another role, a service or the account is not', () => {
    const other = text('arn:aws:iam::', unknown('account', { domain: 'account' }), ':role/import')
    for (const Principal of [
      { AWS: joined(other) },
      { Service: 'logs.amazonaws.com' },
      { AWS: '123456789012' },
      { AWS: 'arn:aws:iam::123456789012:root' },
    ])
      expect(outcome(asked, [policy(allow('s3:PutObject', everyReport, { Principal }), 'bucket-policy')])).toBe('implicit-deny')
  })
  test('that denies everybody, the role or its account denies', () => {
    const granted = policy(allow('s3:*', '*'))
    const account = joined(text('arn:aws:iam::', unknown('account', { domain: 'account' }), ':root'))
    for (const AWS of ['*', joined(role), account])
      expect(outcome(asked, [granted, policy(deny('s3:*', everyReport, names(AWS)), 'bucket-policy')])).toBe('explicit-deny')
    expect(outcome(asked, [granted, policy(deny('s3:*', everyReport, names('123456789012')), 'bucket-policy')])).toBe('unknown')
    expect(
      outcome(asked, [granted, policy(deny('s3:*', everyReport, { NotPrincipal: { AWS: joined(role) } }), 'bucket-policy')]),
    ).toBe('unknown')
  })
  test('that names a role that is not known may mean this one', () =>
    expect(
      outcome(put(s3(reports, '/x')), [
        policy(allow('s3:*', '*', names('arn:aws:iam::123456789012:role/export')), 'bucket-policy'),
      ]),
    ).toBe('unknown'))
})
