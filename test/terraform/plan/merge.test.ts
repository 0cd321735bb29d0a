import { expect, test } from 'vitest'
import { merge } from '../../../src/terraform/plan/merge.ts'
import { bool, map, number, string, stringOf, tuple, unknown } from '../../../src/terraform/value/construct.ts'
import { formatValue } from '../../../src/terraform/value/format.ts'
import { encodeJson } from '../../../src/terraform/value/json.ts'

const origin = { file: { path: 'main.tf', text: 'x' }, start: 0, end: 1 }
const planned = (value: Parameters<typeof merge>[1]['value'], mask: Parameters<typeof merge>[1]['unknown'] = false) => ({
  value,
  unknown: mask,
  sensitive: false,
})

test('what is not known is as the plan has it, where it was written and of what it is', () => {
  const evaluated = { ...unknown('module.names.bucket', 'it is not installed'), origin, reference: 'aws_s3_bucket.reports' }
  expect(merge(evaluated, planned('reports'))).toMatchObject({ parts: ['reports'], origin, reference: 'aws_s3_bucket.reports' })
})

test('what the plan does not know stays as it is evaluated', () => {
  const evaluated = unknown('aws_s3_bucket.reports.arn', 'it is not known until apply')
  expect(merge(evaluated, planned(null, true))).toBe(evaluated)
})

test('the name of a bucket stays its symbol, and is known all the same', () => {
  const evaluated = unknown('aws_s3_bucket.reports.bucket', 'it is made up', { domain: 'bucket' })
  expect(merge(evaluated, planned('reports-2024'))).toMatchObject({
    id: 'aws_s3_bucket.reports.bucket',
    expansion: ['reports-2024'],
  })
})

test('what is the same is the same value, with all its places', () => {
  const policy = encodeJson(map([['Statement', tuple([string('a')])]]))
  expect(merge(policy, planned('{"Statement":["a"]}'))).toBe(policy)
  expect(merge(policy, planned('{ "Statement": "a" }'))).toBe(policy)
  expect(merge(number(3), planned('3'))).toEqual(number(3))
})

test('what differs is as the plan has it', () => {
  expect(merge({ ...string('old'), origin }, planned('new'))).toMatchObject({ parts: ['new'], origin })
  expect(merge(bool(true), planned(false))).toEqual(bool(false))
})

test('a part of a text that is not known is what the rest leaves', () => {
  const evaluated = stringOf(['reports-', unknown('var.stage', 'it is not given'), '-eu'])
  expect(formatValue(merge(evaluated, planned('reports-prod-eu')))).toBe('"reports-prod-eu"')
})

test('an unknown inside a policy is known without the rest of it being forgotten', () => {
  const evaluated = encodeJson(
    map([['Resource', stringOf(['arn:aws:s3:::', unknown('module.names.bucket', 'it is not installed'), '/*'])]]),
  )
  const merged = merge(evaluated, planned('{"Resource":"arn:aws:s3:::reports/*"}'))
  expect(merged.kind === 'string' && merged.json && formatValue(merged.json)).toContain('arn:aws:s3:::reports/*')
})

test('an element of a map that is not known stays, beside those that are', () => {
  const evaluated = map([
    ['BUCKET', unknown('aws_s3_bucket.reports.id', 'it is made up')],
    ['STAGE', unknown('var.stage', 'it is not given')],
  ])
  expect(formatValue(merge(evaluated, planned({ STAGE: 'prod' }, { BUCKET: true })))).toMatch(/aws_s3_bucket\.reports\.id.*prod/s)
})
