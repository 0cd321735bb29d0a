import { expect, test } from 'vitest'
import { formatAddress } from '../../../src/terraform/address/address.ts'
import { parseAddress } from '../../../src/terraform/plan/parse-address.ts'

test.each([
  'aws_s3_bucket.reports',
  'aws_s3_bucket.reports[0]',
  'data.aws_iam_policy_document.write["eu"]',
  'module.a.module.b["x.y"].aws_s3_bucket.reports["a\\"]b"]',
  'module.module.data.aws_s3_bucket.data',
  'module.data[1].aws_s3_bucket.constructor["__proto__"]',
])('%s is read as it is written', (address) => {
  const parsed = parseAddress(address)
  expect(parsed && formatAddress(parsed)).toBe(address)
})

test('a template sign in a key is doubled in an address', () => {
  expect(parseAddress('aws_s3_bucket.reports["$${a}"]')?.key).toEqual({ kind: 'string', value: '${a}' })
})

test.each(['', 'aws_s3_bucket', 'module.a', 'aws_s3_bucket.a.b', 'aws_s3_bucket.a[', 'aws_s3_bucket.a["b]', 'a.b.'])(
  '"%s" is no address of a resource',
  (address) => {
    expect(parseAddress(address)).toBeUndefined()
  },
)
