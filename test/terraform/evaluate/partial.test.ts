import { expect, test } from 'vitest'
import { formatValue } from '../../../src/terraform/value/format.ts'
import type { Value } from '../../../src/terraform/value/value.ts'
import { evaluateExpressionIn, evaluateFiles } from '../../support/evaluation.ts'

const configuration = `variable "more" {}
variable "yes" {
  type = bool
}
resource "aws_s3_bucket" "reports" {}
`

test.each([
  ['merge(var.more, { BUCKET = "reports" }).BUCKET', '"reports"'],
  ['merge(var.more, { BUCKET = "reports" }, { LEVEL = "info" })["BUCKET"]', '"reports"'],
  ['lookup(merge(var.more, { BUCKET = "reports" }), "BUCKET", "none")', '"reports"'],
  ['merge({ BUCKET = "a" }, var.more, { BUCKET = "b" }).BUCKET', '"b"'],
  ['(var.yes ? { BUCKET = "a", LEVEL = "info" } : { BUCKET = "a" }).BUCKET', '"a"'],
  ['merge({ BUCKET = "a" }, var.yes ? { LEVEL = "info" } : { LEVEL = "debug" }, {}).BUCKET', '"a"'],
  ['{ (var.more) = 1, BUCKET = "reports" }.BUCKET', '"reports"'],
])('%s is known', async (expression, expected) => {
  expect(await evaluateExpressionIn(expression, configuration)).toEqual(expected)
})

const optionsIn = async (expression: string): Promise<readonly string[] | undefined> => {
  const { instances } = await evaluateFiles({
    'main.tf': `${configuration}resource "aws_ssm_parameter" "result" {\n  name  = "result"\n  value = ${expression}\n}\n`,
  })
  const value: Value | undefined = instances.find(({ id }) => id === 'aws_ssm_parameter.result')?.body.argument('value')
  return value?.kind === 'unknown' ? value.options?.map((option) => formatValue(option)) : undefined
}

test.each([
  ['(var.yes ? { BUCKET = "a" } : { BUCKET = "b" }).BUCKET', ['"a"', '"b"']],
  ['merge({ BUCKET = "a" }, var.more).BUCKET', ['"a"', 'var.more["BUCKET"]']],
  ['{ BUCKET = "a", (var.more) = "b" }.BUCKET', ['"a"', '"b"']],
])('%s is one of its options', async (expression, expected) => {
  expect(await optionsIn(expression)).toEqual(expected)
})

test('blocks of a dynamic block over a list that may be empty keep what is in them', async () => {
  const { instances } = await evaluateFiles({
    'main.tf': `${configuration}resource "aws_lambda_function" "export" {
  dynamic "environment" {
    for_each = var.yes ? [{ BUCKET = "reports" }] : []
    content {
      variables = environment.value
    }
  }
}
`,
  })
  const [environment] = instances.find(({ id }) => id === 'aws_lambda_function.export')?.body.blocks('environment') ?? []
  expect(environment?.repeated).toBe(true)
  expect(formatValue(environment?.argument('variables') ?? { kind: 'null' })).toBe('{ BUCKET = "reports" }')
})

test.each(['length', 'keys', 'values'])('%s of a resource is not known: its provider adds attributes', async (name) => {
  const result = await evaluateExpressionIn(`${name}(aws_s3_bucket.reports)`, configuration)
  expect(result).toMatch(new RegExp(`^${name}\\(`))
})
