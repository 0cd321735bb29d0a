import { spawnSync } from 'node:child_process'
import { symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { run } from '../../src/cli/run.ts'
import { fakeTerminal } from '../cli/fake-terminal.ts'
import { folder } from '../support/folder.ts'

/** What `tf-s3-guard scan` prints of a folder with these files, white space folded. */
const scanFiles = async (files: Readonly<Record<string, string | Uint8Array>>) => {
  const { terminal, written } = fakeTerminal({ cwd: folder(files) })
  const code = await run(['scan', '.'], terminal)
  return { code, text: `${written.output}${written.errors}`.replace(/\s+/g, ' ') }
}

const lambda = (filename: string): string => `
resource "aws_iam_role" "export" {
  name = "export"
}
resource "aws_lambda_function" "export" {
  function_name = "export"
  role          = aws_iam_role.export.arn
  runtime       = "python3.13"
  handler       = "export.handler"
  filename      = "${filename}"
}
`

const writing =
  'import boto3\n\ndef handler(event, context):\n    boto3.client("s3").put_object(Bucket="reports", Key="a", Body=b"")\n'

test('an empty folder is no clean result', async () => {
  const { code, text } = await scanFiles({})
  expect(code).toBe(1)
  expect(text).toContain('No Terraform configuration')
})

test('pipes and devices that are called configuration are errors, and are not waited for', async () => {
  const cwd = folder({ 'main.tf': lambda('export.zip'), 'export.py': writing })
  spawnSync('mkfifo', [join(cwd, 'pipe')])
  symlinkSync('pipe', join(cwd, 'pipe.tf'))
  symlinkSync('/dev/zero', join(cwd, 'zero.auto.tfvars'))
  const { terminal, written } = fakeTerminal({ cwd })
  expect(await run(['scan', '.'], terminal)).toBe(1)
  expect(written.output.replace(/\s+/g, ' ')).toContain('aws_lambda_function.export calls PutObject')
})

test('a folder without functions says that nothing was checked', async () => {
  const { code, text } = await scanFiles({ 'main.tf': 'resource "aws_s3_bucket" "reports" {\n  bucket = "reports"\n}\n' })
  expect(code).toBe(0)
  expect(text).toContain('No Lambda function')
  expect(text).toContain('0 functions')
})

test('a syntax error has its place and HashiCorp’s words, and the functions of other blocks are still checked', async () => {
  const { code, text } = await scanFiles({
    'main.tf': `resource "aws_s3_bucket" "broken" {\n  bucket = \n}\n${lambda('export.zip')}`,
    'export.py': writing,
  })
  expect(code).toBe(1)
  expect(text).toContain('main.tf:2:12: error: Invalid expression')
  expect(text).toContain('aws_lambda_function.export calls PutObject')
})

test('a binary file named .tf is an error with its name, and the rest goes on', async () => {
  const { code, text } = await scanFiles({
    'image.tf': Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0, 0, 0xff, 0xfe, 0]),
    'main.tf': lambda('export.zip'),
    'export.py': writing,
  })
  expect(code).toBe(1)
  expect(text).toContain('image.tf:1:1: error:')
  expect(text).toContain('aws_lambda_function.export calls PutObject')
})

test('a module that is not installed is named with the command that installs it', async () => {
  const { code, text } = await scanFiles({ 'main.tf': `module "lambda" {\n  source = "acme/lambda/aws"\n}\n` })
  expect(code).toBe(0)
  expect(text).toContain('main.tf:1:1: warning: Module not installed')
  expect(text).toContain('terraform init')
})

test('a cycle of locals is told at one of them', async () => {
  const { code, text } = await scanFiles({
    'main.tf': `locals {\n  a = local.b\n  b = local.a\n}\n${lambda('export.zip')}`,
    'export.py': writing,
  })
  expect(code).toBe(1)
  expect(text).toContain('main.tf:2:3: error: Cycle')
  expect(text).toContain('aws_lambda_function.export calls PutObject')
})

test('a cycle of modules is told at the call that closes it', async () => {
  const { code, text } = await scanFiles({
    'main.tf': 'module "a" {\n  source = "./a"\n}\n',
    'a/main.tf': 'module "again" {\n  source = "../a"\n}\n',
  })
  expect(code).toBe(1)
  expect(text).toContain('a/main.tf:1:1: error: Module cycle')
})

test('a handler that is nowhere leaves the function not analysed, which is said', async () => {
  const { code, text } = await scanFiles({ 'main.tf': lambda('export.zip') })
  expect(code).toBe(0)
  expect(text).toMatch(/aws_lambda_function\.export could not be read.*"export\.py"/)
  expect(text).toContain('1 not analysed')
})

test('a corrupt zip is an error with its name', async () => {
  const { code, text } = await scanFiles({
    'main.tf': lambda('export.zip'),
    'export.zip': new TextEncoder().encode('PK not a zip'),
  })
  expect(code).toBe(1)
  expect(text).toContain('Cannot read the deployment package')
  expect(text).toContain('"export.zip"')
  expect(text).toContain('1 not analysed')
})

test('a syntax error in the handler’s file leaves nothing green', async () => {
  const { text } = await scanFiles({
    'main.tf': lambda('export.zip'),
    'export.py': 'def handler(event, context:\n    return s3.put_object(\n',
  })
  expect(text).not.toContain('1 no writes')
})

test('a role without any policy fails the write that its function makes', async () => {
  const { code, text } = await scanFiles({ 'main.tf': lambda('export.zip'), 'export.py': writing })
  expect(code).toBe(1)
  expect(text).toContain('aws_iam_role.export is not granted s3:PutObject')
})
