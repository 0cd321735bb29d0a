import { expect, test } from 'vitest'
import { concat } from '../../../src/code/flow/values/expression.ts'
import { splitUri } from '../../../src/code/flow/writes/storage-uri.ts'
import type { Expression } from '../../../src/code/storage-call.ts'
import { formatExpression } from '../format-expression.ts'

const text = (value: string): Expression => ({ kind: 'literal', text: value })
const reports: Expression = { kind: 'env', name: 'REPORTS', otherwise: null }
const unknown: Expression = { kind: 'opaque', why: 'it is not known' }

const placeOf = (isAlwaysS3: boolean, ...parts: Expression[]): string | null => {
  const place = splitUri(concat(parts), isAlwaysS3)
  return place && `${formatExpression(place.bucket)} | ${formatExpression(place.key)}${place.isGuess ? ' ?' : ''}`
}

test('a URI of S3 is taken apart at the first slash after the bucket', () => {
  expect(placeOf(false, text('s3://reports/daily/a.csv'))).toBe('reports | daily/a.csv')
  expect(placeOf(false, text('s3://'), reports, text('/daily/'), unknown)).toBe('{env REPORTS} | daily/{?}')
  expect(placeOf(false, text('s3://acme-'), reports, text('-x/a'))).toBe('acme-{env REPORTS}-x | a')
})

test('a local path is no place in S3, unless the library writes nowhere else', () => {
  expect(placeOf(false, text('/tmp/a.csv'))).toBeNull()
  expect(placeOf(true, text('reports/a.csv'))).toBe('reports | a.csv')
  expect(placeOf(true, text('/reports/daily/'), unknown)).toBe('reports | daily/{?}')
})

test('a path that begins with a variable may be one', () => {
  expect(placeOf(false, reports, text('/a.csv'))).toBe('{env REPORTS} | a.csv ?')
  expect(placeOf(false, unknown, text('/a.csv'))).toBeNull()
})
