import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { modelOf } from '../../../src/terraform/load/module-models.ts'

describe('a source that names a modelled module', () => {
  test.each([
    'terraform-aws-modules/lambda/aws',
    'registry.terraform.io/terraform-aws-modules/lambda/aws',
    'registry.opentofu.org/terraform-aws-modules/lambda/aws',
    'github.com/terraform-aws-modules/terraform-aws-lambda',
    'github.com/terraform-aws-modules/terraform-aws-lambda?ref=v7.2.1',
    'git::https://github.com/terraform-aws-modules/terraform-aws-lambda.git?ref=v4.7.1',
    'git::https://github.com/terraform-aws-modules/terraform-aws-lambda?ref=0123456789abcdef&depth=1',
    'git::ssh://git@github.com/terraform-aws-modules/terraform-aws-lambda.git',
    'git@github.com:terraform-aws-modules/terraform-aws-lambda.git?ref=master',
  ])('%s', (source) => {
    expect(modelOf(source)).toMatchObject({ name: 'terraform-aws-modules/lambda/aws' })
  })

  test('may name one of its submodules', () => {
    expect(modelOf('terraform-aws-modules/lambda/aws//modules/alias')).toMatchObject({
      name: 'terraform-aws-modules/lambda/aws//modules/alias',
    })
    expect(
      modelOf('git::https://github.com/terraform-aws-modules/terraform-aws-s3-bucket.git//modules/notification?ref=v3.0.0'),
    ).toMatchObject({ name: 'terraform-aws-modules/s3-bucket/aws//modules/notification' })
  })
})

test.each([
  'terraform-aws-modules/vpc/aws',
  'somebody/lambda/aws',
  'terraform-aws-modules/lambda/google',
  'app.terraform.io/terraform-aws-modules/lambda/aws',
  'terraform-aws-modules/lambda/aws//wrappers',
  'terraform-aws-modules/lambda/aws//../../../../etc',
  'git::https://example.com/terraform-aws-modules/terraform-aws-lambda.git',
  'github.com/somebody/terraform-aws-lambda',
  './lambda',
])('%s is no modelled module', (source) => {
  expect(modelOf(source)).toBeUndefined()
})

test('every model is there, with what it makes and gives', () => {
  for (const source of ['terraform-aws-modules/lambda/aws', 'terraform-aws-modules/s3-bucket/aws']) {
    const { folder = '' } = modelOf(source) ?? {}
    expect(['main.tf', 'variables.tf', 'outputs.tf'].filter((name) => !existsSync(join(folder, name)))).toEqual([])
  }
})
