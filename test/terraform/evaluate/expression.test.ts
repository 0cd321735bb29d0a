import { expect, test } from 'vitest'
import { evaluateExpressionIn } from '../../support/evaluation.ts'

const buckets = `
  resource "aws_s3_bucket" "logs" {}
  resource "aws_s3_bucket" "regions" {
    for_each = toset(["eu", "us"])
    bucket   = "acme-\${each.key}"
  }
  resource "aws_s3_bucket" "numbered" {
    count  = 2
    bucket = "acme-\${count.index}"
  }
  variable "stage" {}
  variable "names" { type = list(string) }
`

test.each([
  ['1 + 2 * 3', '7'],
  ['"a-${1 + 1}"', '"a-2"'],
  ['true ? "yes" : undeclared', '"yes"'],
  ['[for n in [1, 2, 3] : n * 2 if n > 1]', '[4, 6]'],
  ['{ for k, v in { a = 1, b = 2 } : upper(k) => v }', '{ A = 1, B = 2 }'],
  ['{ for w in ["ab", "ac", "bd"] : substr(w, 0, 1) => w... }', '{ a = ["ab", "ac"], b = ["bd"] }'],
  ['[{ n = 1 }, { n = 2 }][*].n', '[1, 2]'],
  ['"%{ for n in [1, 2] }<${n}>%{ endfor }"', '"<1><2>"'],
  ['try({}.missing, "otherwise")', '"otherwise"'],
  ['can({}.missing)', 'false'],
  ['merge({ a = 1 }, { b = 2 })["b"]', '2'],
  ['max([1, 5, 3]...)', '5'],
])('%s is %s', async (expression, expected) => {
  expect(await evaluateExpressionIn(expression)).toBe(expected)
})

test.each([
  ['aws_s3_bucket.logs.id', 'aws_s3_bucket.logs.bucket'],
  ['aws_s3_bucket.logs.arn', '"arn:${data.aws_partition.current.partition}:s3:::${aws_s3_bucket.logs.bucket}"'],
  ['"${aws_s3_bucket.logs.bucket}/x"', '"${aws_s3_bucket.logs.bucket}/x"'],
  ['aws_s3_bucket.logs.id == aws_s3_bucket.logs.bucket', 'true'],
  ['aws_s3_bucket.regions["eu"].id', '"acme-eu"'],
  ['[for b in aws_s3_bucket.regions : b.id]', '["acme-eu", "acme-us"]'],
  ['values(aws_s3_bucket.regions)[*].bucket', '["acme-eu", "acme-us"]'],
  ['aws_s3_bucket.numbered[*].id', '["acme-0", "acme-1"]'],
  ['one(aws_s3_bucket.numbered[*].id == [] ? [] : ["x"])', '"x"'],
  ['var.stage == "prod" ? "same" : "same"', '"same"'],
  ['var.stage == "prod" ? "a" : "b"', '((var.stage == "prod") ? "a" : "b")'],
  ['"${var.stage}-logs"', '"${var.stage}-logs"'],
  ['[for n in var.names : "x"]', expect.stringContaining('var.names')],
])('%s is %s, without the bucket or the variable being known', async (expression, expected) => {
  expect(await evaluateExpressionIn(expression, buckets)).toEqual(expected)
})

test('the same expression over the same unknown is the same unknown', async () => {
  expect(await evaluateExpressionIn('upper(var.stage) == upper(var.stage)', buckets)).toBe('true')
})

test('an unknown id shows no sensitive value', async () => {
  const configuration = `variable "secret" {\n  default   = "hunter2"\n  sensitive = true\n}\nvariable "stage" {}`
  expect(await evaluateExpressionIn('var.stage == var.secret ? 1 : 2', configuration)).not.toContain('hunter2')
})
