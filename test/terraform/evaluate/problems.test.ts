import { expect, test } from 'vitest'
import { evaluateExpressionIn, evaluateFiles } from '../../support/evaluation.ts'

test('a local that refers to itself through another is a cycle with a place, and the rest goes on', async () => {
  const { instances, problems } = await evaluateFiles({
    'main.tf': 'locals {\n  a = local.b\n  b = local.a\n}\nresource "aws_s3_bucket" "reports" {\n  bucket = "reports"\n}\n',
  })
  expect(problems).toEqual(['main.tf:2:3: error: Cycle'])
  expect(instances.map(({ id }) => id)).toEqual(['aws_s3_bucket.reports'])
})

test('a module that calls itself through another is a cycle with a place', async () => {
  const { problems } = await evaluateFiles({
    'main.tf': 'module "a" {\n  source = "./a"\n}\n',
    'a/main.tf': 'module "b" {\n  source = "../b"\n}\n',
    'b/main.tf': 'module "a" {\n  source = "../a"\n}\n',
  })
  expect(problems).toEqual(['b/main.tf:1:1: error: Module cycle'])
})

test('a module that is not installed says which command installs it, and its outputs are unknown', async () => {
  const { instances, problems } = await evaluateFiles({
    'main.tf':
      'module "bucket" {\n  source = "acme/s3-bucket/aws"\n}\nresource "aws_s3_bucket" "copy" {\n  bucket = "${module.bucket.s3_bucket_id}-copy"\n}\n',
  })
  expect(problems).toEqual(['main.tf:1:1: warning: Module not installed'])
  expect(instances[0]?.attribute('bucket')).toMatchObject({
    kind: 'unknown',
    expansion: [{ id: 'module.bucket.s3_bucket_id' }, '-copy'],
  })
})

test('a folder of a local module that is missing is an error at the call', async () => {
  const { problems } = await evaluateFiles({ 'main.tf': '\nmodule "a" {\n  source = "./nowhere"\n}\n' })
  expect(problems).toEqual(['main.tf:2:1: error: Unreadable module directory'])
})

test('a reference to an undeclared variable offers the nearest name', async () => {
  const { problems } = await evaluateFiles({
    'main.tf': 'variable "bucket_name" {}\nlocals {\n  name = var.bucket_nmae\n}\n',
  })
  expect(problems).toEqual(['main.tf:3:10: error: Reference to undeclared input variable'])
})

test('a mistake in a module that is called often is told once', async () => {
  const { problems } = await evaluateFiles({
    'main.tf': 'module "many" {\n  count  = 5\n  source = "./m"\n}\n',
    'm/main.tf': 'locals {\n  x = {}.missing\n}\n',
  })
  expect(problems).toEqual(['m/main.tf:2:7: error: Unsupported attribute'])
})

test('a count of a million is looked at as one instance', async () => {
  const { instances, problems } = await evaluateFiles({ 'main.tf': 'resource "aws_s3_bucket" "many" {\n  count = 1000000\n}\n' })
  expect(instances.map(({ id }) => id)).toEqual(['aws_s3_bucket.many[*]'])
  expect(problems).toEqual(['main.tf:2:3: warning: Too many instances'])
})

test('names like those of object prototypes are ordinary names', async () => {
  const { instances, problems } = await evaluateFiles({
    'main.tf':
      'variable "constructor" {\n  default = "a"\n}\nlocals {\n  __proto__ = "b"\n  toString  = { hasOwnProperty = "c" }\n}\nresource "aws_s3_bucket" "__proto__" {\n  bucket = "${var.constructor}${local.__proto__}${local.toString.hasOwnProperty}"\n}\n',
  })
  expect(problems).toEqual([])
  expect(instances[0]?.attribute('id')).toMatchObject({ parts: ['abc'] })
})

test.each([
  ['a right side of && that is not reached', 'null != null && null.missing'],
  ['a right side of || that is not reached', 'null == null || null.missing'],
  ['a branch that may not be chosen', 'var.stage == "prod" ? null.missing : "x"'],
  ['a right side that may not be reached', 'var.stage == "prod" && null.missing'],
])('says nothing of %s', async (_, expression) => {
  const { problems } = await evaluateFiles({ 'main.tf': `variable "stage" {}\nlocals {\n  x = ${expression}\n}\n` })
  expect(problems).toEqual([])
})

test.each([
  ['resource.aws_s3_bucket.reports.bucket', '"reports"'],
  ['tomap({ a = aws_s3_bucket.reports })["a"].id', '"reports"'],
  ['false && true', 'false'],
])('%s is %s', async (expression, expected) => {
  const bucket = 'resource "aws_s3_bucket" "reports" {\n  bucket = "reports"\n}\n'
  const { problems } = await evaluateFiles({ 'main.tf': `${bucket}locals {\n  x = ${expression}\n}\n` })
  expect(problems).toEqual([])
  expect(await evaluateExpressionIn(expression, bucket)).toBe(expected)
})

test('a block has the attributes that its provider adds', async () => {
  const { problems } = await evaluateFiles({
    'main.tf':
      'resource "ec_deployment" "search" {\n  elasticsearch {\n    size = 1\n  }\n}\nlocals {\n  id = ec_deployment.search.elasticsearch[0].resource_id\n}\n',
  })
  expect(problems).toEqual([])
})

test('an instance as a whole is not its meta-arguments', async () => {
  const { problems } = await evaluateFiles({
    'main.tf':
      'provider "aws" {\n  alias = "network"\n}\ndata "aws_route53_zone" "main" {\n  provider = aws.network\n  name     = "example.com"\n}\nlocals {\n  zones = { for name, value in data.aws_route53_zone.main : name => value }\n}\n',
  })
  expect(problems).toEqual([])
})

test.each(['toset(["a"])', 'var.names'])('an empty list beside %s is a set, so that it can be for_each', async (other) => {
  const { problems } = await evaluateFiles({
    'main.tf': `variable "names" {}\nresource "aws_s3_bucket" "some" {\n  for_each = false ? ${other} : []\n  bucket   = each.value\n}\n`,
  })
  expect(problems).toEqual([])
})

test('says nothing of an instance that may not exist', async () => {
  const { problems } = await evaluateFiles({
    'main.tf':
      'variable "launch" { type = bool }\nvariable "options" { default = null }\nresource "aws_s3_bucket" "some" {\n  count  = var.launch ? 1 : 0\n  bucket = var.options.name\n}\n',
  })
  expect(problems).toEqual([])
})

test.each(['ephemeral.random_password.db.result', 'tofu.workspace', 'terraform.applying', 'path.module'])(
  'says nothing of %s',
  async (expression) => {
    const { problems } = await evaluateFiles({ 'main.tf': `locals {\n  x = "\${${expression}}-x"\n}\n` })
    expect(problems).toEqual([])
  },
)
