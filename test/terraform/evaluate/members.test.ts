import { expect, test } from 'vitest'
import { evaluateExpressionIn } from '../../support/evaluation.ts'

const buckets = `variable "names" {
  type = set(string)
}
variable "n" {
  type = number
}
variable "create" {
  type = bool
}
variable "tags" {
  type = map(string)
}
resource "aws_s3_bucket" "each" {
  for_each = var.names
}
resource "aws_s3_bucket" "many" {
  count = var.n
}
resource "aws_s3_bucket" "maybe" {
  count = var.create ? 1 : 0
}
`

const compare = (one: string, other: string): Promise<string> =>
  evaluateExpressionIn(`${one} == ${other} ? "same" : "different"`, buckets)

test.each([
  ['aws_s3_bucket.each["a"].id', 'aws_s3_bucket.each["a"].bucket'],
  ['replace(aws_s3_bucket.each["a"].arn, "x", "y")', 'replace(aws_s3_bucket.each["a"].arn, "x", "y")'],
  ['aws_s3_bucket.many[1].id', 'aws_s3_bucket.many[1].id'],
  ['aws_s3_bucket.maybe[0].id', 'aws_s3_bucket.maybe.*.id[0]'],
  ['var.tags["logs"]', 'var.tags.logs'],
])('%s is %s', async (one, other) => {
  expect(await compare(one, other)).toBe('"same"')
})

test.each([
  ['aws_s3_bucket.each["a"].id', 'aws_s3_bucket.each["b"].id'],
  ['aws_s3_bucket.each[var.n].id', 'aws_s3_bucket.each["b"].id'],
  ['aws_s3_bucket.many[0].id', 'aws_s3_bucket.many[1].id'],
  ['[for b in aws_s3_bucket.each : b.id][0]', '[for b in aws_s3_bucket.each : b.id][1]'],
  ['{ for key, b in aws_s3_bucket.each : upper(key) => b.id }["A"]', 'aws_s3_bucket.each["A"].id'],
])('%s may be another than %s', async (one, other) => {
  expect(await compare(one, other)).not.toBe('"same"')
})

test('members of what a long expression makes may be others', async () => {
  const each = `[for b in aws_s3_bucket.each : replace(b.id, "${'x'.repeat(400)}", "y")]`
  expect(await compare(`${each}[0]`, `${each}[1]`)).not.toBe('"same"')
})

test('the name of a member does not grow with how often it is nested', async () => {
  const levels = Array.from({ length: 60 }, (_, level) => {
    const inner = level === 0 ? 'aws_s3_bucket.each' : `local.l${level - 1}`
    return `  l${level} = { for key, value in ${inner} : "\${key}-\${value["id"]}" => { id = value["id"], both = "\${key}\${value["id"]}\${value["id"]}" } }\n`
  })
  const written = await evaluateExpressionIn('local.l59["a"].both', `${buckets}locals {\n${levels.join('')}}\n`)
  expect(written.length).toBeLessThan(10_000)
})
