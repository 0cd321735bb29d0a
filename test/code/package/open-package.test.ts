import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { takeReadingProblems } from '../../../src/code/package/open-package.ts'
import { checkout, zipOf } from './checkout.ts'

const handler = 'def handler(event, context):\n    pass\n'

test('an archived folder holds its files but for excluded ones and installed libraries', async () => {
  const { at, open } = checkout({
    'lambda/app.py': handler,
    'lambda/shared/s3.py': '',
    'lambda/tests/test_app.py': '',
    'lambda/notes.md': '',
    'lambda/node_modules/left-pad/index.js': '',
    'lambda/__pycache__/app.pyc': '',
  })
  const { value } = await open({
    candidates: [{ kind: 'archive', sources: [{ kind: 'dir', path: at('lambda'), excludes: ['tests', '**/*.md'] }] }],
  })
  expect([...(value?.files.keys() ?? [])]).toEqual(['app.py', 'shared/s3.py'])
  expect(value?.found).toEqual({ how: 'archive', path: 'lambda' })
  expect(value?.files.get('app.py')?.()).toEqual({ path: 'lambda/app.py', text: handler })
})

test('an installed library is given when it is asked for by name', async () => {
  const { at, open } = checkout({ 'lambda/app.js': 'exports.handler = 1', 'lambda/node_modules/store/index.js': 'x' })
  const { value } = await open({ runtime: 'nodejs22.x', candidates: [{ kind: 'dir', path: at('lambda') }] })
  expect(value?.files.get('node_modules/store/index.js')?.()?.text).toBe('x')
})

test('an archived file is at the top of the package', async () => {
  const { at, open } = checkout({ 'src/app.py': handler })
  const { value } = await open({ candidates: [{ kind: 'archive', sources: [{ kind: 'file', path: at('src/app.py') }] }] })
  expect(value?.files.get('app.py')?.()?.path).toBe('src/app.py')
})

test('inline content has the lines of the configuration that it is written in', async () => {
  const { open } = checkout({})
  const file = {
    path: 'main.tf',
    text: `data "archive_file" "x" {\n  source {\n    content = <<-EOT\n      ${handler.split('\n').join('\n      ')}EOT\n`,
  }
  const { value } = await open({
    candidates: [
      { kind: 'archive', sources: [{ kind: 'content', name: 'app.py', text: handler, location: { file, start: 0, end: 9 } }] },
    ],
  })
  expect(value?.files.get('app.py')?.()).toEqual({ path: 'main.tf', text: `\n\n\n${handler}` })
})

test('the members of a zip are files', async () => {
  const { at, open } = checkout({ 'build/app.zip': zipOf({ 'app.py': handler, 'shared/s3.py': 'BUCKET = 1' }) })
  const { value } = await open({ candidates: [{ kind: 'zip', path: at('build/app.zip') }] })
  expect(value?.files.get('shared/s3.py')?.()).toEqual({ path: 'build/app.zip!shared/s3.py', text: 'BUCKET = 1' })
  expect(value?.found).toEqual({ how: 'zip', path: 'build/app.zip' })
})

test('a member of a zip is shown as the file beside the zip that it was packed from, unless they differ', async () => {
  const { at, open } = checkout({
    'lambda/app.zip': zipOf({ 'app.py': handler, 's3.py': 'old' }),
    'lambda/app.py': handler,
    'lambda/s3.py': 'new',
  })
  const { value } = await open({ candidates: [{ kind: 'zip', path: at('lambda/app.zip') }] })
  expect(value?.files.get('app.py')?.()?.path).toBe('lambda/app.py')
  expect(value?.files.get('s3.py')?.()).toEqual({ path: 'lambda/app.zip!s3.py', text: 'old' })
})

test.each([
  ['is no zip', new TextEncoder().encode('not a zip')],
  ['is cut off', zipOf({ 'app.py': handler }).subarray(20)],
  ['is empty', new Uint8Array()],
])('a package that %s is reported by name and the scan goes on', async (_, bytes) => {
  const { at, open } = checkout({ 'app.zip': bytes })
  const { value, reason, diagnostics } = await open({ candidates: [{ kind: 'zip', path: at('app.zip') }] })
  expect(value).toBeNull()
  expect(reason).toMatch(/^Its code was not found/)
  expect(diagnostics).toMatchObject([{ severity: 'error', summary: 'Cannot read the deployment package' }])
  expect(diagnostics[0]?.detail).toContain('"app.zip"')
})

test('names in a zip that leave its folder are left out', async () => {
  const { at, open } = checkout({ 'app.zip': zipOf({ 'app.py': handler, '../evil.py': 'x', '/etc/passwd': 'x' }) })
  const { value, diagnostics } = await open({ candidates: [{ kind: 'zip', path: at('app.zip') }] })
  expect([...(value?.files.keys() ?? [])]).toEqual(['app.py'])
  expect(diagnostics).toMatchObject([{ summary: 'Deployment package with unsafe names' }])
})

test('a member that inflates to far more than it says is not read', async () => {
  const { at, open, options } = checkout({ 'app.zip': zipOf({ 'app.py': handler, 'bomb.py': '0'.repeat(30_000_000) }) })
  const { value } = await open({ candidates: [{ kind: 'zip', path: at('app.zip') }] })
  expect(value?.files.get('bomb.py')?.()).toBeUndefined()
  expect(takeReadingProblems(options)).toMatchObject([{ summary: 'Cannot read a file of the deployment package' }])
  expect(takeReadingProblems(options)).toEqual([])
})

test('links out of the repository and folders outside it are not read', async () => {
  const { at, open, folder } = checkout({ 'lambda/app.py': handler })
  mkdirSync(join(folder, '../outside'))
  writeFileSync(join(folder, '../outside/secret.py'), handler)
  symlinkSync(join(folder, '../outside/secret.py'), at('lambda/link.py'))
  symlinkSync(at('lambda'), at('lambda/loop'))
  const inside = await open({ candidates: [{ kind: 'dir', path: at('lambda') }] })
  expect([...(inside.value?.files.keys() ?? [])]).toEqual(['app.py'])
  const outside = await open({ handler: 'secret.handler', candidates: [{ kind: 'dir', path: join(folder, '../outside') }] })
  expect(outside.value).toBeNull()
  expect(outside.diagnostics).toMatchObject([{ summary: 'Code outside the repository' }])
})

test('functions with the same code share the package', async () => {
  const { at, open } = checkout({ 'lambda/app.py': handler })
  const first = await open({ candidates: [{ kind: 'dir', path: at('lambda') }] })
  const second = await open({ candidates: [{ kind: 'dir', path: at('lambda') }] })
  expect(second.value).toBe(first.value)
})

test('the handler that an extension calls is found in its variable, or the reason says so', async () => {
  const { at, open } = checkout({ 'lambda/app.py': handler })
  const source = { handler: 'datadog_lambda.handler.handler', candidates: [{ kind: 'dir' as const, path: at('lambda') }] }
  const known = await open({ ...source, environment: new Map([['DD_LAMBDA_HANDLER', 'app.handler']]) })
  expect(known.value?.handler).toBe('app.handler')
  expect((await open(source)).reason).toContain('DD_LAMBDA_HANDLER')
})

test('a script behind the Lambda Web Adapter is no handler that could be followed', async () => {
  const { at, open } = checkout({ 'lambda/run.sh': 'exec uvicorn main:app', 'lambda/main.py': handler })
  const { reason, value } = await open({ handler: 'run.sh', candidates: [{ kind: 'dir', path: at('lambda') }] })
  expect(value).toBeNull()
  expect(reason).toContain('Lambda Web Adapter')
})

test('the files of a layer are on the search path and under /opt', async () => {
  const { at, open } = checkout({ 'lambda/app.py': handler, 'layer/python/shared.py': 'x' })
  const { value } = await open({
    candidates: [{ kind: 'dir', path: at('lambda') }],
    layers: [[{ kind: 'dir', path: at('layer') }]],
  })
  expect(value?.files.has('shared.py')).toBe(true)
  expect(value?.files.has('/opt/python/shared.py')).toBe(true)
})

test('a layer without files in the repository is named', async () => {
  const { at, open } = checkout({ 'lambda/app.py': handler, 'layer/python/shared.py': 'x' })
  const { value } = await open({
    candidates: [{ kind: 'dir', path: at('lambda') }],
    layers: [
      [{ kind: 'dir', path: at('layer') }],
      [{ kind: 'zip', path: at('build/layer.zip') }],
      [{ kind: 'remote', what: 'the layer "arn:aws:lambda:eu-west-1:123456789012:layer:shared:3"' }],
    ],
  })
  expect(value?.unreadLayers).toEqual([
    'the layer "build/layer.zip"',
    'the layer "arn:aws:lambda:eu-west-1:123456789012:layer:shared:3"',
  ])
})

test('code in S3 is not in the repository', async () => {
  const { open } = checkout({})
  const { reason } = await open({ candidates: [{ kind: 'remote', what: 'the object "app.zip" in the bucket "artifacts"' }] })
  expect(reason).toBe(
    'Its code is in the object "app.zip" in the bucket "artifacts", not in the repository. Name its folder under "code" in tf-s3-guard.yaml.',
  )
})

test('a folder of programs that is packed without the handler has none, and no other folder is looked at', async () => {
  const { at, open } = checkout({ 'src/other.py': handler, 'elsewhere/app.py': handler })
  const { value, reason } = await open({
    candidates: [{ kind: 'archive', sources: [{ kind: 'dir', path: at('src'), excludes: [] }] }],
  })
  expect(value).toBeNull()
  expect(reason).toBe('The handler "app.handler" is in none of the files that are packed from "src".')
})
