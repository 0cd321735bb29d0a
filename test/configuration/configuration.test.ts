import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { run } from '../../src/cli/run.ts'
import { fakeTerminal } from '../cli/fake-terminal.ts'
import { folder } from '../support/folder.ts'

type Files = Readonly<Record<string, string>>

/** What `tf-s3-guard scan` prints of a repository with these files, white space folded. */
const scanFiles = async (files: Files, ...args: readonly string[]) => {
  const cwd = folder(files)
  mkdirSync(join(cwd, '.git'))
  const { terminal, written } = fakeTerminal({ cwd })
  const code = await run(['scan', ...(args.length > 0 ? args : ['.'])], terminal)
  return { code, text: `${written.output}${written.errors}`.replace(/\s+/g, ' ') }
}

const lambda = (name: string, rest = '') => `
resource "aws_iam_role" "${name}" {
  name = "${name}"
}
resource "aws_lambda_function" "${name}" {
  function_name = "${name}"
  role          = aws_iam_role.${name}.arn
  runtime       = "python3.13"
  handler       = "app.handler"
  filename      = "${name}.zip"
  ${rest}
}
`

const writing = (bucket: string) =>
  `import boto3\n\ndef handler(event, context):\n    boto3.client("s3").put_object(Bucket="${bucket}", Key="a", Body=b"")\n`

const two = {
  'infra/main.tf': lambda('export') + lambda('load'),
  'services/a/app.py': writing('a-bucket'),
  'services/b/app.py': writing('b-bucket'),
}

test('a function whose code is not evident is read from the folder that the configuration file names', async () => {
  const code = 'code:\n  aws_lambda_function.export: services/a\n  aws_lambda_function.load: ./services/b\n'
  const { text } = await scanFiles({ ...two, 'tf-s3-guard.yaml': code }, 'infra')
  expect(text).toContain('services/a/app.py:4:24: error: aws_lambda_function.export calls PutObject on the bucket "a-bucket"')
  expect(text).toContain('services/b/app.py:4:24: error: aws_lambda_function.load calls PutObject on the bucket "b-bucket"')
})

test('the nearest configuration file counts, and --config names another', async () => {
  const files = {
    ...two,
    'tf-s3-guard.yaml': 'code: {}\n',
    'infra/tf-s3-guard.json': '{ "code": { "aws_lambda_function.export": "../services/b" } }',
  }
  expect((await scanFiles(files, 'infra')).text).toContain('export calls PutObject on the bucket "b-bucket"')
  expect((await scanFiles(files, 'infra', '--config', 'tf-s3-guard.yaml')).text).not.toContain('b-bucket')
})

test('a handler and a runtime beside the folder take the place of the function’s own', async () => {
  const config = 'code:\n  aws_lambda_function.export:\n    path: js\n    handler: main.run\n    runtime: nodejs22.x\n'
  const program =
    "const { S3 } = require('@aws-sdk/client-s3')\nexports.run = () => new S3().putObject({ Bucket: 'c-bucket', Key: 'a' })\n"
  const files = { 'main.tf': lambda('export'), 'js/main.js': program, 'tf-s3-guard.yml': config }
  expect((await scanFiles(files)).text).toContain('calls PutObject on the bucket "c-bucket"')
})

test('the code of an image is read from the folder that the configuration file names', async () => {
  const image = `${lambda('export').replace(/handler.*|runtime.*|filename.*/g, '')}`.replace(
    'role     ',
    'package_type = "Image"\n  image_uri = "123456789012.dkr.ecr.eu-central-1.amazonaws.com/x:1"\n  role     ',
  )
  const files = { 'main.tf': image, 'svc/app.py': writing('image-bucket') }
  const given = (rest: string) => `code:\n  aws_lambda_function.export: { path: svc${rest} }\n`
  expect((await scanFiles({ ...files, 'tf-s3-guard.yaml': given(', handler: app.handler') })).text).toContain('"image-bucket"')
  expect((await scanFiles({ ...files, 'tf-s3-guard.yaml': given('') })).text).toContain(
    'Its handler is not known: name it beside the folder "svc"',
  )
  const dockerfile = { 'svc/Dockerfile': 'FROM public.ecr.aws/lambda/python:3.13\nCOPY app.py ./\nCMD ["app.handler"]\n' }
  expect((await scanFiles({ ...files, ...dockerfile, 'tf-s3-guard.yaml': given('') })).text).toContain('"image-bucket"')
})

test('the most exact address of several counts', async () => {
  const files = {
    'main.tf': 'module "m" {\n  source   = "./m"\n  for_each = toset(["a", "b", "c.d"])\n}\n',
    'm/main.tf': lambda('this'),
    'tf-s3-guard.yaml':
      'code:\n  module.m["a"].aws_lambda_function.this: a\n  module.m[*].aws_lambda_function.this: any\n  aws_lambda_function.other: any\n',
    'a/app.py': writing('a-bucket'),
    'any/app.py': writing('any-bucket'),
  }
  const { text } = await scanFiles(files)
  expect(text).toContain('module.m["a"].aws_lambda_function.this calls PutObject on the bucket "a-bucket"')
  expect(text).toContain('module.m["b"].aws_lambda_function.this calls PutObject on the bucket "any-bucket"')
  expect(text).toContain('module.m["c.d"].aws_lambda_function.this calls PutObject on the bucket "any-bucket"')
  expect(text).toContain('tf-s3-guard.yaml:4:3: note: Code of a function that is not there')
})

test('a call of an in-house wrapper writes', async () => {
  const config = 'calls:\n  - language: python\n    module: acme.storage\n    call: save\n    bucket: bucket|0\n    key: key|1\n'
  const program = 'from acme.storage import save\n\ndef handler(event, context):\n    save("d-bucket", "a")\n'
  const { text } = await scanFiles({ 'main.tf': lambda('export'), 'export/app.py': program, 'tf-s3-guard.yaml': config })
  expect(text).toContain('export/app.py:4:5: error: aws_lambda_function.export calls PutObject on the bucket "d-bucket"')
})

test('a folder without the handler is said to have none, and no other is looked at', async () => {
  const files = { 'main.tf': lambda('export'), 'docs/readme.md': '', 'export/app.py': writing('x') }
  const { text } = await scanFiles({ ...files, 'tf-s3-guard.yaml': 'code: { aws_lambda_function.export: docs }' })
  expect(text).toContain('The handler "app.handler" is in no file of "docs", the folder of the configuration file.')
})

test.each([
  ['an unknown key', 'cod:\n  a: b\n', '1:1: The configuration has no key "cod". Did you mean "code"?'],
  ['a key that is like none', 'rules: []\n', '1:1: The configuration has no key "rules". It may have "code" and "calls".'],
  [
    'an unknown key further in',
    'code:\n  aws_lambda_function.x:\n    path: a\n    handlr: b\n',
    '4:5: "aws_lambda_function.x" has no key "handlr". Did you mean "handler"?',
  ],
  ['a value of another kind', 'code:\n  aws_lambda_function.x: 5\n', '2:26: "aws_lambda_function.x" must be a text or a map.'],
  ['a missing key', 'code:\n  aws_lambda_function.x: { handler: a.b }\n', '2:3: "aws_lambda_function.x" needs the key "path".'],
  ['an empty path', 'code:\n  aws_lambda_function.x: ""\n', '2:26: "aws_lambda_function.x" must not be empty.'],
  ['no address', 'code:\n  aws_lambda.x: svc\n', '2:3: "aws_lambda.x" is not the address of a function, such as'],
  ['no folder', 'code:\n  aws_lambda_function.x: nowhere\n', '2:26: There is no folder "nowhere".'],
  ['a call without its language', 'calls:\n  - module: a\n    call: b\n', '2:5: Item 1 of "calls" needs the key "language".'],
  ['a call in a language that is none', 'calls:\n  - { language: pyton, module: a, call: b }\n', 'Did you mean "python"?'],
  [
    'a call with an unknown key',
    'calls:\n  - { language: go, module: a, call: b, bucke: c }\n',
    '2:41: Item 1 of "calls" has no key "bucke". Did you mean "bucket"?',
  ],
  ['a list', '- a\n', '1:1: The configuration must be a map.'],
  ['the same key twice', 'code: {}\ncode: {}\n', '2:1: It is not YAML: Map keys must be unique.'],
  ['broken YAML', 'code: {a\n', 'It is not YAML: '],
  ['too many brackets', `code: ${'['.repeat(50_000)}`, 'It is too deeply nested'],
  [
    'aliases without end',
    `a: &a [x, x]\n${Array.from({ length: 30 }, (_, i) => `b${i}: &b${i} [*${i === 0 ? 'a' : `b${i - 1}`}, *${i === 0 ? 'a' : `b${i - 1}`}]`).join('\n')}`,
    'repeats itself too often',
  ],
])('a configuration file with %s is a mistake in usage with its place', async (_, text, message) => {
  const result = await scanFiles({ 'main.tf': lambda('export'), 'tf-s3-guard.yaml': text })
  expect(result.text).toContain(message)
  expect(result.text).toContain('tf-s3-guard: tf-s3-guard.yaml:')
  expect(result.code).toBe(2)
})

test('two configuration files in a folder, and one that is not there, are mistakes in usage', async () => {
  const files = { 'main.tf': lambda('export'), 'tf-s3-guard.yaml': '', 'tf-s3-guard.json': '{}' }
  expect(await scanFiles(files)).toMatchObject({ code: 2, text: expect.stringContaining('There are two configuration files') })
  expect(await scanFiles(files, '.', '--config', 'x.yaml')).toMatchObject({
    code: 2,
    text: expect.stringContaining('The configuration file "x.yaml" does not exist.'),
  })
})
