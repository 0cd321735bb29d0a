import { expect, test } from 'vitest'
import { splitUri } from '../../src/check/s3-uri.ts'
import { formatText, type Text } from '../../src/source/text.ts'

const stage = { kind: 'unknown', id: 'var.stage', reason: 'no value is given' } as const

test.each([
  [['s3://reports/daily.csv'], 'reports', 'daily.csv'],
  [['s3://reports'], 'reports', ''],
  [['s3a://reports/a/b'], 'reports', 'a/b'],
  [['s3://', stage, '-reports/', stage, '.csv'], '${var.stage}-reports', '${var.stage}.csv'],
] satisfies [Text, string, string][])('%j is a bucket and a key', (uri, bucket, key) => {
  const split = splitUri(uri)
  expect([formatText(split?.bucket ?? []), formatText(split?.key ?? [])]).toEqual([bucket, key])
})

test.each([[['reports']], [[stage, '/a']]] satisfies [Text][])('%j is no such string', (name) => {
  expect(splitUri(name)).toBeUndefined()
})
