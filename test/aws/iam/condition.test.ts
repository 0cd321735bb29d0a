import { describe, expect, test } from 'vitest'
import { matchCondition } from '../../../src/aws/iam/condition.ts'
import { type ContextValue, type RequestContext, value } from '../../../src/aws/iam/context.ts'
import type { Ternary } from '../../../src/source/ternary.ts'
import { text } from '../../../src/source/text.ts'
import { unknown, varying } from './policies.ts'

type Values = string | readonly string[]

const listOf = (values: Values): readonly string[] => (typeof values === 'string' ? [values] : values)

const contextOf = (keys: Readonly<Record<string, Values | ContextValue>>, others: RequestContext['others']): RequestContext => ({
  keys: new Map(
    Object.entries(keys).map(([key, each]) => [
      key.toLowerCase(),
      typeof each === 'object' && 'kind' in each ? each : value(...listOf(each)),
    ]),
  ),
  others,
})

const answer = (
  operator: string,
  key: string,
  wanted: Values,
  keys: Readonly<Record<string, Values | ContextValue>>,
  others: RequestContext['others'] = 'absent',
): Ternary =>
  matchCondition(
    { operator, key, values: listOf(wanted).map((each) => text(each)), location: null },
    contextOf(keys, others),
    '2012-10-17',
  )

describe('a condition on one value', () => {
  test.each<readonly [string, string, Values, string, Ternary]>([
    ['StringEquals', 'aws:PrincipalTag/team', 'blue', 'blue', 'yes'],
    ['StringEquals', 'aws:PrincipalTag/team', 'blue', 'Blue', 'no'],
    ['StringEquals', 'aws:PrincipalTag/team', 'b*', 'blue', 'no'],
    ['StringEquals', 'aws:PrincipalTag/team', ['red', 'blue'], 'blue', 'yes'],
    ['StringNotEquals', 'aws:PrincipalTag/team', ['red', 'blue'], 'blue', 'no'],
    ['StringNotEquals', 'aws:PrincipalTag/team', ['red', 'green'], 'blue', 'yes'],
    ['StringEqualsIgnoreCase', 'aws:PrincipalTag/team', 'BLUE', 'blue', 'yes'],
    ['StringNotEqualsIgnoreCase', 'aws:PrincipalTag/team', 'BLUE', 'blue', 'no'],
    ['StringLike', 's3:x-amz-acl', 'bucket-owner-*', 'bucket-owner-full-control', 'yes'],
    ['StringLike', 's3:x-amz-acl', 'bucket-owner-?', 'bucket-owner-full-control', 'no'],
    ['StringNotLike', 's3:x-amz-acl', 'public-*', 'private', 'yes'],
    ['NumericLessThan', 's3:max-keys', '10', '9.5', 'yes'],
    ['NumericLessThanEquals', 's3:max-keys', '10', '10', 'yes'],
    ['NumericEquals', 's3:max-keys', '10', '10.0', 'yes'],
    ['NumericEquals', 's3:max-keys', '10', 'ten', 'no'],
    ['NumericNotEquals', 's3:max-keys', '10', '11', 'yes'],
    ['NumericGreaterThan', 's3:max-keys', '10', '10', 'no'],
    ['DateLessThan', 'aws:CurrentTime', '2026-01-01T00:00:00Z', '2025-06-30T00:00:00Z', 'yes'],
    ['DateGreaterThanEquals', 'aws:EpochTime', '1700000000', '1700000001', 'yes'],
    ['Bool', 'aws:SecureTransport', 'true', 'TRUE', 'yes'],
    ['Bool', 'aws:SecureTransport', 'false', 'true', 'no'],
    ['BinaryEquals', 'app:key', 'QmluYXJ5', 'QmluYXJ5', 'yes'],
    ['IpAddress', 'aws:SourceIp', '203.0.113.0/24', '203.0.113.77', 'yes'],
    ['IpAddress', 'aws:SourceIp', '203.0.113.0/24', '203.0.114.1', 'no'],
    ['IpAddress', 'aws:SourceIp', '2001:DB8:1234:5678::/64', '2001:db8:1234:5678::1', 'yes'],
    ['NotIpAddress', 'aws:SourceIp', '203.0.113.7', '203.0.113.8', 'yes'],
    ['ArnEquals', 'aws:PrincipalArn', 'arn:aws:iam::*:role/app', 'arn:aws:iam::123456789012:role/app', 'yes'],
    ['ArnNotLike', 'aws:PrincipalArn', 'arn:aws:iam::*:role/ops/*', 'arn:aws:iam::123456789012:role/app', 'yes'],
    ['Null', 'aws:TokenIssueTime', 'false', '2026-01-01T00:00:00Z', 'yes'],
    ['StringMatches', 'aws:PrincipalTag/team', 'blue', 'blue', 'unknown'],
  ])('%s %s %j of %j: %s', (operator, key, wanted, given, expected) => {
    expect(answer(operator, key, wanted, { [key]: given })).toBe(expected)
  })
})

describe('a key that the request does not have', () => {
  test.each<readonly [string, Ternary]>([
    ['StringEquals', 'no'],
    ['StringNotEquals', 'yes'],
    ['StringEqualsIfExists', 'yes'],
    ['ForAllValues:StringEquals', 'yes'],
    ['ForAnyValue:StringEquals', 'no'],
    ['ForAnyValue:StringNotEquals', 'no'],
    ['Bool', 'no'],
    ['BoolIfExists', 'yes'],
    ['NotIpAddress', 'yes'],
  ])('%s: %s', (operator, expected) => {
    expect(answer(operator, 'aws:RequestTag/cost', 'true', {})).toBe(expected)
  })

  test('is null', () => {
    expect(answer('Null', 'aws:RequestTag/cost', 'true', {})).toBe('yes')
    expect(answer('Null', 'aws:RequestTag/cost', 'false', {})).toBe('no')
  })
})

describe('a key with several values', () => {
  test.each<readonly [string, Values, Values, Ternary]>([
    ['ForAllValues:StringEquals', ['a', 'b', 'c'], ['a', 'b'], 'yes'],
    ['ForAllValues:StringEquals', ['a', 'b'], ['a', 'z'], 'no'],
    ['ForAnyValue:StringEquals', ['a', 'b'], ['a', 'z'], 'yes'],
    ['ForAnyValue:StringEquals', ['a', 'b'], ['y', 'z'], 'no'],
    ['ForAllValues:StringNotEquals', ['a', 'b'], ['y', 'z'], 'yes'],
    ['ForAnyValue:StringNotEquals', ['a', 'b'], ['a', 'z'], 'yes'],
    ['ForAllValues:StringLike', 'team-*', ['team-a', 'team-b'], 'yes'],
  ])('%s %j of %j: %s', (operator, wanted, given, expected) => {
    expect(answer(operator, 'aws:TagKeys', wanted, { 'aws:TagKeys': given })).toBe(expected)
  })
})

describe('what is not known', () => {
  test('of a key decides nothing', () => {
    expect(answer('StringEquals', 'aws:SourceVpc', 'vpc-1', {}, 'unknown')).toBe('unknown')
    expect(answer('StringNotEquals', 'aws:SourceVpc', 'vpc-1', {}, 'unknown')).toBe('unknown')
  })

  test('of a value decides only what no value changes', () => {
    const keys = { 's3:prefix': { kind: 'values', values: [text('reports/', varying)] } } as const
    expect(answer('StringLike', 's3:prefix', 'reports/*', keys)).toBe('yes')
    expect(answer('StringLike', 's3:prefix', 'logs/*', keys)).toBe('no')
    expect(answer('StringLike', 's3:prefix', 'reports/2026*', keys)).toBe('unknown')
    expect(answer('StringNotLike', 's3:prefix', 'logs/*', keys)).toBe('yes')
  })

  test('which of several values it is does not matter where all say the same', () => {
    const keys: Readonly<Record<string, ContextValue>> = {
      's3:TlsVersion': { kind: 'one-of', options: [value('1.2'), value('1.3')] },
    }
    expect(answer('NumericLessThan', 's3:TlsVersion', '1.2', keys)).toBe('no')
    expect(answer('NumericLessThan', 's3:TlsVersion', '1.3', keys)).toBe('unknown')
  })

  test('is the same wherever it stands', () => {
    const key = unknown('aws_vpc_endpoint.s3.id')
    const condition = { operator: 'StringEquals', key: 'aws:SourceVpce', values: [text(key)], location: null }
    const same = contextOf({ 'aws:SourceVpce': { kind: 'values', values: [text(key)] } }, 'absent')
    expect(matchCondition(condition, same, '2012-10-17')).toBe('yes')
  })
})

describe('a variable in a condition', () => {
  test.each<readonly [string, Readonly<Record<string, string>>, Ternary]>([
    ['${aws:username}/*', { 'aws:username': 'ann' }, 'yes'],
    ['${aws:username}/*', { 'aws:username': 'bob' }, 'no'],
    ['${aws:username}/*', {}, 'no'],
    ["${aws:PrincipalTag/home, 'ann'}/*", {}, 'yes'],
    ["${aws:PrincipalTag/home, 'ann'}/*", { 'aws:PrincipalTag/home': 'bob' }, 'no'],
    ['${aws:username}/*', { 'aws:username': '*' }, 'no'],
    ['a${*}b', {}, 'no'],
  ])('%s with %j: %s', (wanted, keys, expected) => {
    expect(answer('StringLike', 's3:prefix', wanted, { 's3:prefix': 'ann/x', ...keys })).toBe(expected)
  })
})
