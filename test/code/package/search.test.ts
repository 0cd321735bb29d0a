import { expect, test } from 'vitest'
import { checkout, zipOf } from './checkout.ts'

const python = 'def handler(event, context):\n    pass\n'
const typescript = 'export const handler = async () => {}\n'

interface Found {
  readonly handler: string
  readonly file: string | undefined
}

/** The handler and its file for a zip that is not in the checkout. */
const find = async (
  files: Readonly<Record<string, string>>,
  missing: string,
  { handler = 'app.handler', runtime = 'python3.12', names = [] as string[], kind = 'zip' as 'zip' | 'dir' } = {},
): Promise<Found | string | null> => {
  const { at, open } = checkout(files)
  const { value, reason } = await open({ handler, runtime, names, candidates: [{ kind, path: at(missing) }] })
  if (!value) return reason
  const module = value.handler.slice(0, value.handler.lastIndexOf('.'))
  const path = [...value.files.keys()].find((each) => each.replace(/\.\w+$/, '') === module.replaceAll('.', '/'))
  return { handler: value.handler, file: value.files.get(path ?? '')?.()?.path }
}

test.each<[string, Record<string, string>, string, string]>([
  ['beside the zip', { 'app.py': python, 'other/app.py': python }, 'app.zip', 'app.py'],
  ['in the folder of the zip’s name', { 'export/app.py': python, 'import/app.py': python }, 'export.zip', 'export/app.py'],
  ['in lambda/', { 'lambda/export/app.py': python, 'lambda/import/app.py': python }, 'export.zip', 'lambda/export/app.py'],
  ['in the parent', { 'src/export/app.py': python, 'src/import/app.py': python }, 'infra/export.zip', 'src/export/app.py'],
  [
    'beside the build’s folder',
    { 'export/src/app.py': python, 'import/src/app.py': python },
    'export/dist/app.zip',
    'export/src/app.py',
  ],
  ['of the only such name', { 'infra/main.tf': '', 'code/app.py': python }, 'infra/lambda.zip', 'code/app.py'],
  ['of the only one that defines the handler', { 'a/app.py': python, 'b/app.py': 'import x' }, 'infra/x.zip', 'a/app.py'],
  ['nearest to the zip', { 'one/src/py/app.py': python, 'two/src/py/app.py': python }, 'one/lambda.zip', 'one/src/py/app.py'],
])('the handler’s file is found %s', async (_, files, missing, file) => {
  expect(await find(files, missing)).toMatchObject({ file })
})

test('the function’s name tells folders apart', async () => {
  const files = { 'code/a/report-export/app.py': python, 'code/b/report-import/app.py': python, 'infra/main.tf': '' }
  expect(await find(files, 'infra/lambda.zip', { names: ['report_export'] })).toMatchObject({ file: 'code/a/report-export/app.py' })
})

test('several files that fit equally well are an honest unknown', async () => {
  const files = { 'code/a/app.py': python, 'code/b/app.py': python, 'infra/main.tf': '' }
  expect(await find(files, 'infra/lambda.zip')).toBe(
    'Its code was not found: its package "infra/lambda.zip" is not in the repository, and several files could be its handler: "code/a/app.py", "code/b/app.py". Name its folder under "code" in tf-s3-guard.yaml.',
  )
})

test('tests are no handlers', async () => {
  expect(await find({ 'tests/app.py': python, 'infra/main.tf': '' }, 'infra/lambda.zip')).toMatch(
    /no file there is evidently "app.py"/,
  )
})

const node = { handler: 'index.handler', runtime: 'nodejs22.x' }

test('a bundle is made from the source that the project builds', async () => {
  const manifest = JSON.stringify({ main: 'dist/index.js', scripts: { build: 'esbuild src/lambda.ts --outfile=dist/index.js' } })
  const files = { 'export/package.json': manifest, 'export/src/lambda.ts': typescript, 'export/src/other.ts': '' }
  expect(await find(files, 'export/dist/export.zip', node)).toEqual({ handler: 'src/lambda.handler', file: 'export/src/lambda.ts' })
})

test('a folder that tsc writes to is its sources', async () => {
  const files = {
    'functions/src/handlers/crawler.ts': typescript,
    'functions/src/handlers/other.ts': typescript,
    'functions/package.json': '{}',
  }
  expect(await find(files, 'functions/dist', { ...node, handler: 'crawler.handler', kind: 'dir' })).toEqual({
    handler: 'src/handlers/crawler.handler',
    file: 'functions/src/handlers/crawler.ts',
  })
})

test('sources reach the rest of the repository, and see what is built with them', async () => {
  const { at, open } = checkout({
    'package.json': '{}',
    'lambdas/export/src/index.ts': typescript,
    'lambdas/export/package.json': '{}',
    'utils/s3.ts': 'x',
  })
  const { value } = await open({ ...node, candidates: [{ kind: 'zip', path: at('lambdas/export/dist/export.zip') }] })
  expect(value?.surroundings(/\.ts$/)).toEqual(['../../utils/s3.ts'])
  expect(value?.files.get('../../utils/s3.ts')?.()?.path).toBe('utils/s3.ts')
  expect(value?.files.get('../../../outside.ts')).toBeUndefined()
})

test('a jar is built from the class of its project', async () => {
  const { at, open } = checkout({
    'export/pom.xml': '',
    'export/src/main/java/com/example/App.java': 'class App { void handleRequest() {} }',
  })
  const { value } = await open({
    handler: 'com.example.App::handleRequest',
    runtime: 'java21',
    candidates: [{ kind: 'zip', path: at('export/target/export-1.0-SNAPSHOT.jar') }],
  })
  expect([...(value?.files.keys() ?? [])]).toContain('src/main/java/com/example/App.java')
})

test('an image is built by the Dockerfile whose command is a handler', async () => {
  const dockerfile = 'FROM public.ecr.aws/lambda/python:3.12\nCOPY src/ ${LAMBDA_TASK_ROOT}/\nCMD ["app.handler"]\n'
  const { open } = checkout({ 'container/Dockerfile': dockerfile, 'container/src/app.py': python })
  const { value } = await open({
    handler: null,
    runtime: null,
    packageType: 'Image',
    candidates: [{ kind: 'image', reference: 'x:latest' }],
  })
  expect(value).toMatchObject({ handler: 'app.handler', found: { how: 'Dockerfile', path: 'container/src' } })
})

test.each([
  ['123456789012.dkr.ecr.eu-west-2.amazonaws.com/acme/load:latest', 'load/app.py'],
  ['123456789012.dkr.ecr.eu-west-2.amazonaws.com/acme:load', 'load/app.py'],
  ['var.load_image_uri', 'load/app.py'],
  ['"${data.terraform_remote_state.ecr.outputs.store_ecr_url}@${data.aws_ecr_image.store_image.image_digest}"', 'store/app.py'],
])('the image %s is built by the Dockerfile of that name', async (reference, path) => {
  const dockerfile = 'FROM public.ecr.aws/lambda/python:3.12\nCOPY app.py .\nCMD ["app.handler"]\n'
  const { open } = checkout({
    'load/Dockerfile': dockerfile,
    'load/app.py': python,
    'store/Dockerfile': dockerfile,
    'store/app.py': python,
  })
  const { value } = await open({ handler: null, packageType: 'Image', candidates: [{ kind: 'image', reference }] })
  expect(value?.files.get('app.py')?.()?.path).toBe(path)
})

test('Dockerfiles in one folder are told apart by what follows their name', async () => {
  const { open } = checkout({
    'Dockerfile.load': 'FROM python\nCOPY load /var/task\nCMD ["app.handler"]\n',
    'Dockerfile.store': 'FROM python\nCOPY store /var/task\nCMD ["app.handler"]\n',
    'load/app.py': python,
    'store/app.py': python,
  })
  const { value } = await open({ handler: null, packageType: 'Image', candidates: [{ kind: 'image', reference: 'acme:store' }] })
  expect(value?.files.get('app.py')?.()?.path).toBe('store/app.py')
})

test('an image has what its Dockerfile copies from other folders, where it puts it', async () => {
  const dockerfile =
    'FROM public.ecr.aws/lambda/python:3.12\nCOPY ./shared/src/common ./common\nCOPY ./settings.py ${LAMBDA_TASK_ROOT}/\nCOPY ./load/src .\nCMD ["app.handler"]\n'
  const { open } = checkout({
    'lambdas/load/Dockerfile': dockerfile,
    'lambdas/load/src/app.py': python,
    'lambdas/shared/src/common/store.py': python,
    'lambdas/settings.py': 'BUCKET = "reports"\n',
  })
  const { value } = await open({ handler: null, packageType: 'Image', candidates: [{ kind: 'image', reference: 'acme:load' }] })
  expect(value?.files.get('common/store.py')?.()?.path).toBe('lambdas/shared/src/common/store.py')
  expect(value?.files.get('settings.py')?.()?.path).toBe('lambdas/settings.py')
})

test('a Dockerfile may be named for its image', async () => {
  const dockerfile = 'FROM public.ecr.aws/lambda/python:3.12\nCOPY load.py .\nCMD ["load.handler"]\n'
  const { open } = checkout({ 'src/Docker_load': dockerfile, 'src/load.py': python })
  const { value } = await open({ handler: null, packageType: 'Image', candidates: [{ kind: 'image', reference: 'acme:load' }] })
  expect(value?.handler).toBe('load.handler')
})

test('an image without a Dockerfile has a reason', async () => {
  const { open } = checkout({})
  const { reason } = await open({ handler: null, packageType: 'Image', candidates: [{ kind: 'image', reference: 'x:latest' }] })
  expect(reason).toMatch(/^It runs from a container image/)
})

test('an image that compiles its program is built from the folder of the function’s name', async () => {
  const dockerfile =
    'FROM golang:1.25 AS build\nARG TARGET\nCOPY ./src/${TARGET} ./\nRUN go build -o main\nFROM alpine\nENTRYPOINT ["./main"]\n'
  const { open } = checkout({
    'event/Dockerfile': dockerfile,
    'event/src/daily_report/main.go': 'package main\nfunc main() {}\n',
    'event/src/daily_report/go.mod': 'module daily',
    'event/src/cleanup/main.go': 'package main\nfunc main() {}\n',
  })
  const { value } = await open({
    handler: null,
    runtime: null,
    packageType: 'Image',
    names: ['daily_report_function'],
    candidates: [{ kind: 'image', reference: 'x:latest' }],
  })
  expect(value?.files.get('main.go')?.()?.path).toBe('event/src/daily_report/main.go')
})

const goFunction = { handler: 'bootstrap', runtime: 'provided.al2023' }

test('a Go program is the folder of the function’s name, beside those of other functions, and imports from its module', async () => {
  const { at, open } = checkout({
    'go.mod': 'module example.com/acme',
    'cmd/export/main.go': 'package main\nfunc main() {}\n',
    'cmd/import/main.go': 'package main\nfunc main() {}\n',
    'internal/storage/storage.go': 'package storage\n',
  })
  const { value } = await open({ ...goFunction, names: ['export'], candidates: [{ kind: 'zip', path: at('bin/export.zip') }] })
  expect(value?.handler).toBe('cmd/export/main.go')
  expect([...(value?.files.keys() ?? [])]).toContain('internal/storage/storage.go')
})

test('a zip with a Go binary is read from the sources beside it, whatever their file is called', async () => {
  const { at, open } = checkout({
    'export/go.mod': 'module export',
    'export/handler.go': 'package main\n\nfunc main() {}\n',
    'export/put.go': 'package main\n',
    'export/bootstrap.zip': zipOf({ bootstrap: '\u007fELF' }),
    'other/main.go': 'package main\nfunc main() {}\n',
  })
  const { value } = await open({ ...goFunction, candidates: [{ kind: 'zip', path: at('export/bootstrap.zip') }] })
  expect(value?.handler).toBe('handler.go')
  expect(value?.files.has('put.go')).toBe(true)
})
