import { expect, test } from 'vitest'
import { evaluateExpressionIn } from '../../support/evaluation.ts'

const buckets = `
resource "aws_s3_bucket" "reports" {
}
locals {
  policy = jsonencode({
    Resource = ["_BUCKET_ARN_/*", aws_s3_bucket.reports.id]
    Owner    = var.owner
    Deny     = false
  })
}
variable "owner" {}
`

test('JSON keeps its structure where a name in its strings is replaced', async () => {
  const expression = 'jsondecode(replace(local.policy, "_BUCKET_ARN_", "arn:aws:s3:::reports")).Resource[0]'
  expect(await evaluateExpressionIn(expression, buckets)).toBe('"arn:aws:s3:::reports/*"')
})

test('no name of a bucket is made of capitals and underscores', async () => {
  const expression = 'jsondecode(replace(local.policy, "_BUCKET_ARN_", "x")).Resource[1]'
  expect(await evaluateExpressionIn(expression, buckets)).toContain('aws_s3_bucket.reports.bucket')
  expect(await evaluateExpressionIn(expression, buckets)).not.toContain('replace(')
})

test('what is not known may hold the name, and is not known afterwards', async () => {
  const expression = 'jsondecode(replace(local.policy, "_BUCKET_ARN_", "x")).Owner'
  expect(await evaluateExpressionIn(expression, buckets)).toContain('replace(')
})

test('a word that JSON has outside of strings is replaced in its text', async () => {
  expect(await evaluateExpressionIn('replace(jsonencode({ Deny = false }), "false", "true")')).toBe('"{\\"Deny\\":true}"')
})
