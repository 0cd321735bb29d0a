import { expect, test } from 'vitest'
import { splitPlace } from '../../src/check/split-place.ts'
import { formatText, type Text } from '../../src/source/text.ts'

const stage = { kind: 'unknown', id: 'var.stage', reason: 'no value is given' } as const

test.each([
  [['s3://reports/daily.csv'], 'reports', 'daily.csv'],
  [['s3://reports'], 'reports', ''],
  [['s3a://reports/a/b'], 'reports', 'a/b'],
  [['reports/thumbnails'], 'reports', 'thumbnails'],
  [['s3://', stage, '-reports/', stage, '.csv'], '${var.stage}-reports', '${var.stage}.csv'],
] satisfies [Text, string, string][])('%j is a bucket and a key', (uri, bucket, key) => {
  const split = splitPlace(uri, formatText(uri).startsWith('s3') ? 'place' : 'folder')
  expect([formatText(split?.bucket ?? []), formatText(split?.key ?? [])]).toEqual([bucket, key])
})

test.each([[['reports']], [['arn:aws:s3:eu-west-1:1:accesspoint/a']], [[stage, '-a']]] satisfies [Text][])(
  '%j is a bucket alone',
  (name) => {
    expect(splitPlace(name, 'folder')).toBeUndefined()
  },
)

test('a folder or a scheme counts only where it is taken', () => {
  expect(splitPlace(['reports/thumbnails'], 'place')).toBeUndefined()
  expect(formatText(splitPlace(['s3://reports'], 'folder')?.bucket ?? [])).toBe('s3:')
})
