import { expect, test } from 'vitest'
import { knownString } from '../../../src/terraform/value/convert.ts'
import { evaluateFiles } from '../../support/evaluation.ts'

const bucketNames = async (files: Readonly<Record<string, string>>): Promise<Readonly<Record<string, string | undefined>>> => {
  const { instances } = await evaluateFiles(files)
  return Object.fromEntries(instances.map((instance) => [instance.id, knownString(instance.attribute('bucket'))]))
}

const bucketModule =
  'variable "name" {}\nresource "aws_s3_bucket" "this" {\n  bucket = "acme-${var.name}"\n}\noutput "id" {\n  value = aws_s3_bucket.this.id\n}\n'

test('a module that is called several times has several instances, each with its own values', async () => {
  expect(
    await bucketNames({
      'main.tf': 'module "b" {\n  for_each = toset(["eu", "us"])\n  source   = "./b"\n  name     = each.key\n}\n',
      'b/main.tf': bucketModule,
    }),
  ).toEqual({ 'module.b["eu"].aws_s3_bucket.this': 'acme-eu', 'module.b["us"].aws_s3_bucket.this': 'acme-us' })
})

test('outputs pass from module to module', async () => {
  expect(
    await bucketNames({
      'main.tf':
        'module "first" {\n  source = "./b"\n  name   = "one"\n}\nmodule "second" {\n  source = "./b"\n  name   = "${module.first.id}-two"\n}\n',
      'b/main.tf': bucketModule,
    }),
  ).toMatchObject({ 'module.second.aws_s3_bucket.this': 'acme-acme-one-two' })
})

test('variables come from defaults, terraform.tfvars and *.auto.tfvars, the last one winning', async () => {
  expect(
    await bucketNames({
      'main.tf':
        'variable "a" {\n  default = "default"\n}\nvariable "b" {\n  default = "default"\n}\nvariable "c" {\n  default = "default"\n}\nresource "aws_s3_bucket" "x" {\n  bucket = "${var.a}-${var.b}-${var.c}"\n}\n',
      'terraform.tfvars': 'b = "file"\nc = "file"\n',
      'z.auto.tfvars': 'c = "auto"\n',
    }),
  ).toEqual({ 'aws_s3_bucket.x': 'default-file-auto' })
})

test('an unknown for_each is one instance with any key', async () => {
  expect(
    Object.keys(
      await bucketNames({
        'main.tf': 'variable "names" {}\nresource "aws_s3_bucket" "x" {\n  for_each = toset(var.names)\n  bucket   = each.key\n}\n',
      }),
    ),
  ).toEqual(['aws_s3_bucket.x[*]'])
})

test('count = 0 makes no instance', async () => {
  expect(await bucketNames({ 'main.tf': 'resource "aws_s3_bucket" "x" {\n  count = 0\n}\n' })).toEqual({})
})

test('optional attributes of a variable have their defaults', async () => {
  expect(
    await bucketNames({
      'main.tf':
        'variable "bucket" {\n  type = object({ name = string, suffix = optional(string, "logs") })\n  default = { name = "acme" }\n}\nresource "aws_s3_bucket" "x" {\n  bucket = "${var.bucket.name}-${var.bucket.suffix}"\n}\n',
    }),
  ).toEqual({ 'aws_s3_bucket.x': 'acme-logs' })
})

test('a module installed by terraform init is read from where its manifest says', async () => {
  expect(
    await bucketNames({
      'main.tf': 'module "b" {\n  source = "acme/bucket/aws"\n  name   = "x"\n}\n',
      '.terraform/modules/modules.json': '{"Modules":[{"Key":"","Dir":"."},{"Key":"b","Dir":".terraform/modules/b"}]}',
      '.terraform/modules/b/main.tf': bucketModule,
    }),
  ).toEqual({ 'module.b.aws_s3_bucket.this': 'acme-x' })
})

test('functions read no file outside of the repository', async () => {
  const { problems } = await evaluateFiles({ 'main.tf': 'locals {\n  passwords = file("/etc/passwd")\n}\n' })
  expect(problems).toEqual(['main.tf:2:15: warning: File not read'])
})
