import { expect, test } from 'vitest'
import { positionAt } from '../../../src/source/source-file.ts'
import { knownString } from '../../../src/terraform/value/convert.ts'
import { evaluateFiles } from '../../support/evaluation.ts'

const main = `resource "aws_s3_bucket" "logs" {
  bucket = "logs"
  tags   = { a = "b" }
  logging {
    target_bucket = "first"
  }
  logging {
    target_bucket = "second"
  }
}
`

test('an argument of an override file takes the place of the one of its name', async () => {
  const { instances, problems } = await evaluateFiles({
    'main.tf': main,
    'logs_override.tf': 'locals {\n}\n\nresource "aws_s3_bucket" "logs" {\n  bucket = "other"\n}\n',
  })
  const [logs] = instances
  expect(problems).toEqual([])
  expect(logs && knownString(logs.attribute('bucket'))).toBe('other')
  expect(logs?.body.argument('tags')).toMatchObject({ kind: 'object' })
  const place = logs?.body.argumentLocation('bucket')
  expect(place && [place.file.path, positionAt(place.file, place.start).line]).toEqual(['logs_override.tf', 5])
})

test('nested blocks of an override file take the place of all of their type', async () => {
  const { instances } = await evaluateFiles({
    'main.tf': main,
    'override.tf': 'resource "aws_s3_bucket" "logs" {\n  logging {\n    target_bucket = "third"\n  }\n}\n',
  })
  const targets = instances[0]?.body.blocks('logging').map((block) => block.argument('target_bucket'))
  expect(targets?.map((value) => value && knownString(value))).toEqual(['third'])
})

test('a count of an override file counts', async () => {
  const { instances } = await evaluateFiles({
    'main.tf': main,
    'override.tf': 'resource "aws_s3_bucket" "logs" {\n  count = 0\n}\n',
  })
  expect(instances).toEqual([])
})

test('the last override file wins, for locals and the defaults of variables too', async () => {
  const { instances } = await evaluateFiles({
    'a_override.tf': 'locals {\n  name = "a"\n}\n',
    'b_override.tf': 'locals {\n  name = "b"\n}\nvariable "stage" {\n  default = "prod"\n}\n',
    'main.tf':
      'locals {\n  name = "main"\n}\nvariable "stage" {\n  default = "dev"\n}\nresource "aws_s3_bucket" "logs" {\n  bucket = "${local.name}-${var.stage}"\n}\n',
  })
  expect(instances[0] && knownString(instances[0].attribute('bucket'))).toBe('b-prod')
})

test('the region of an override file is that of the provider', async () => {
  const { instances } = await evaluateFiles({
    'main.tf': `provider "aws" {\n  region = "eu-west-1"\n}\n${main}`,
    'override.tf': 'provider "aws" {\n  region = "cn-north-1"\n}\n',
  })
  expect(instances[0] && knownString(instances[0].attribute('arn'))).toBe('arn:aws-cn:s3:::logs')
})

test('an override file that overrides nothing is an error', async () => {
  const { problems } = await evaluateFiles({ 'main.tf': main, 'override.tf': 'resource "aws_s3_bucket" "log" {\n}\n' })
  expect(problems).toEqual(['override.tf:1:1: error: Missing resource to override'])
})
