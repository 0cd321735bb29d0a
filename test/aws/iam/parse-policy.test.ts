import { describe, expect, test } from 'vitest'
import { parsePolicyJson } from '../../../src/aws/iam/parse-policy.ts'
import { text, type Unknown } from '../../../src/source/text.ts'
import { hole, joined, nodeOf } from './policies.ts'

const parse = (document: unknown) => parsePolicyJson(nodeOf(document))
const documentOf = (document: unknown) => parse(document).value
const complaints = (document: unknown) => parse(document).diagnostics.map(({ summary, detail }) => `${summary}: ${detail}`)
const write = { Effect: 'Allow', Action: 's3:PutObject', Resource: '*' }
const stage: Unknown = { kind: 'unknown', id: 'var.stage', reason: 'it has no default' }

describe('what IAM accepts', () => {
  test('one statement or a list, one string or a list', () => {
    const lists = { Statement: [{ ...write, Action: ['s3:PutObject'], Resource: ['*'] }] }
    expect(documentOf({ Statement: write }).statements).toEqual(documentOf(lists).statements)
    expect(complaints(lists)).toEqual([])
  })
  test('the version is 2008-10-17 unless it says otherwise', () => {
    expect(documentOf({ Statement: [] }).version).toBe('2008-10-17')
    expect(documentOf({ Version: '2012-10-17', Statement: [] }).version).toBe('2012-10-17')
    expect(documentOf({ Version: hole('?'), Statement: [] }).version).toBe('2012-10-17')
  })
  test('NotAction, NotResource and NotPrincipal exclude', () => {
    const [statement] = documentOf({
      Statement: { Effect: 'Deny', NotAction: 'a:b', NotResource: 'r', NotPrincipal: { AWS: 'p' } },
    }).statements
    expect(statement).toMatchObject({ actions: { excluded: true }, resources: { excluded: true }, principals: { excluded: true } })
  })
  test('everybody is "*" and { "AWS": "*" }', () => {
    for (const Principal of ['*', { AWS: '*' }, { AWS: ['*'] }])
      expect(documentOf({ Statement: { ...write, Principal } }).statements[0]?.principals?.principals).toEqual([
        { type: '*', location: null },
      ])
  })
  test('a trust policy has no resource', () => {
    const trust = { Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { Service: 'lambda.amazonaws.com' } }
    expect(documentOf({ Statement: trust }).statements[0]).toMatchObject({
      resources: null,
      principals: { principals: [{ type: 'Service' }] },
    })
    expect(complaints({ Statement: trust })).toEqual([])
  })
  test('each operator and key is a condition, with values of any type', () => {
    const Condition = { Bool: { 'aws:SecureTransport': true }, NumericLessThan: { a: 1, b: ['2', 3] } }
    expect(documentOf({ Statement: { ...write, Condition } }).statements[0]?.conditions).toMatchObject([
      { operator: 'Bool', key: 'aws:SecureTransport', values: [['true']] },
      { operator: 'NumericLessThan', key: 'a', values: [['1']] },
      { operator: 'NumericLessThan', key: 'b', values: [['2'], ['3']] },
    ])
  })
  test('strings keep their unknown parts', () => {
    const Resource = joined(text('arn:aws:s3:::', stage, '/*'))
    expect(documentOf({ Statement: { ...write, Resource } }).statements[0]?.resources?.patterns[0]?.text).toEqual([
      'arn:aws:s3:::',
      stage,
      '/*',
    ])
  })
})

describe('what is not known', () => {
  const reason = 'var.x has no default'
  test('in place of the document or a statement is an unknown of the document', () => {
    expect(documentOf(hole(reason)).unknowns).toEqual([{ reason, location: null }])
    expect(documentOf({ Statement: hole(reason) }).unknowns).toEqual([{ reason, location: null }])
    expect(documentOf({ Statement: [write, hole(reason)] })).toMatchObject({
      statements: [{ effect: 'Allow' }],
      unknowns: [{ reason }],
    })
  })
  test('in place of an element is an unknown of the element', () => {
    const statement = {
      Effect: hole(reason),
      Action: hole(reason),
      Resource: ['*', hole(reason)],
      Principal: hole(reason),
      Condition: hole(reason),
    }
    expect(documentOf({ Statement: statement }).statements[0]).toMatchObject({
      effect: { reason },
      actions: { patterns: [], unknowns: [{ reason }] },
      resources: { patterns: [{ text: ['*'] }], unknowns: [{ reason }] },
      principals: { unknowns: [{ reason }] },
      conditions: [{ operator: '*', key: '*', values: { reason } }],
    })
    expect(complaints({ Statement: statement })).toEqual([])
  })
  test('a string that can be compared stays a pattern', () => {
    const Resource = { kind: 'unknown', reason, location: null, text: [stage] } as const
    expect(documentOf({ Statement: { ...write, Resource } }).statements[0]?.resources).toMatchObject({
      patterns: [{ text: [stage] }],
      unknowns: [],
    })
  })
})

describe('what IAM rejects', () => {
  test('an element in another case or number is named with the right one', () => {
    expect(complaints({ statement: [write], Statement: [] })).toEqual([
      'Invalid policy element: "statement" is not an element of a policy. Did you mean "Statement"?',
    ])
    expect(complaints({ Statement: { ...write, action: 's3:*' } })).toEqual([
      'Invalid policy element: "action" is not an element of a statement. Did you mean "Action"?',
    ])
    expect(complaints({ Statement: { ...write, Resources: [] } })[0]).toMatch(/Did you mean "Resource"\?$/)
    expect(complaints({ Statement: { ...write, Comment: '' } })[0]).toMatch(/Allowed are "Sid", "Effect", /)
  })
  test('a missing element is said once, and leaves the statement open', () => {
    const result = parse({ Statement: {} })
    expect(result.diagnostics.map(({ summary }) => summary)).toEqual(Array(3).fill('Missing policy element'))
    expect(result.value.statements[0]).toMatchObject({
      effect: { reason: 'the statement has no "Effect"' },
      actions: { unknowns: [{}] },
    })
    expect(complaints({ Statement: { Effect: 'Allow', action: 's3:*', Resource: '*' } })).toHaveLength(1)
    expect(complaints({ Version: '2012-10-17' })).toEqual(['Missing policy element: A policy must have a "Statement".'])
  })
  test('values that are no values of the element', () => {
    expect(complaints({ Version: '2012-10-18', Statement: { ...write, Effect: 'allow' } })).toEqual([
      'Invalid policy element: "Effect" is "allow"; it must be "Allow" or "Deny".',
      'Invalid policy version: "Version" is "2012-10-18"; it must be "2012-10-17" or "2008-10-17".',
    ])
    expect(complaints({ Statement: { ...write, Action: 7, Resource: [] } })).toHaveLength(2)
    expect(complaints({ Statement: { ...write, NotAction: 's3:*' } })).toHaveLength(1)
    expect(complaints({ Statement: { ...write, Principal: { aws: '*' } } })).toHaveLength(1)
    expect(complaints({ Statement: [{ ...write, Condition: { Bool: 'x' } }, 7] })).toHaveLength(2)
  })
  test('never makes the parser throw', () => {
    for (const odd of [
      null,
      1,
      'text',
      [],
      [[]],
      { Statement: null },
      { Statement: { __proto__: null, Effect: [], Action: {}, Resource: null } },
    ])
      expect(parse(odd).diagnostics.length).toBeGreaterThan(0)
  })
})
