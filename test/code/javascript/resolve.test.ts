import { expect, test } from 'vitest'
import { resolveHandler, resolveImport } from '../../../src/code/javascript/resolve.ts'
import type { CodePackage } from '../../../src/code/program.ts'

const packageOf = (files: Readonly<Record<string, string>>, handler = 'index.handler'): CodePackage => ({
  files: new Map(Object.entries(files).map(([path, text]) => [path, () => ({ path, text })])),
  handler,
  runtime: 'nodejs22.x',
  surroundings: () => Object.keys(files).filter((path) => path.startsWith('../')),
})

const resolve = (module: string, from: string, files: Readonly<Record<string, string>>): string => {
  const found = resolveImport(module, from, packageOf(files))
  switch (found.kind) {
    case 'files':
      return found.paths.join()
    case 'external':
      return `external ${found.name}`
    case 'folder':
    case 'missing':
    case 'absent':
      return found.kind
  }
}

test.each([
  ['./storage', 'src/storage.js'],
  ['./storage.js', 'src/storage.js'],
  ['./typed', 'src/typed.ts'],
  ['./typed.js', 'src/typed.ts'],
  ['./module.mjs', 'src/module.mts'],
  ['./shared', 'src/shared/index.ts'],
  ['./shared/', 'src/shared/index.ts'],
  ['../config.json', 'config.json'],
  ['../config', 'config.json'],
  ['..', 'index.js'],
  ['./absent', 'missing'],
  ['./page.css', 'external ./page.css'],
  ['/opt/nodejs/layer', '/opt/nodejs/layer.js'],
  ['node:path', 'external path'],
  ['@aws-sdk/client-s3', 'external @aws-sdk/client-s3'],
])('%s is %s', (module, expected) => {
  const paths = [
    'src/storage.js',
    'src/typed.ts',
    'src/module.mts',
    'src/shared/index.ts',
    'config.json',
    'index.js',
    '/opt/nodejs/layer.js',
  ]
  expect(resolve(module, 'src/index.ts', Object.fromEntries(paths.map((path) => [path, ''])))).toBe(expected)
})

test('tsconfig.json with comments maps paths, also from the file that it extends', () => {
  const files = {
    'tsconfig.json': '{ // comment\n "extends": "./tsconfig.base.json", "compilerOptions": { "strict": true, }, }',
    'tsconfig.base.json':
      '{ "compilerOptions": { "baseUrl": ".", "paths": { "@lib/*": ["lib/*"], "config": ["src/config.ts"] } } }',
    'lib/s3.ts': '',
    'src/config.ts': '',
    'src/other.ts': '',
  }
  expect(resolve('@lib/s3', 'src/index.ts', files)).toBe('lib/s3.ts')
  expect(resolve('config', 'src/index.ts', files)).toBe('src/config.ts')
  expect(resolve('src/other', 'src/index.ts', files)).toBe('src/other.ts')
  expect(resolve('@lib/absent', 'src/index.ts', files)).toBe('external @lib/absent')
})

test('a package of the repository is found by its name, and by its sources where its build is not there', () => {
  const files = {
    'src/index.ts': '',
    '../../package.json': '{"workspaces": ["*"]}',
    '../../utils/package.json': '{"name": "@acme/utils", "main": "dist/index.js"}',
    '../../utils/src/index.ts': '',
    '../../utils/src/s3.ts': '',
    '../../store/package.json':
      '{"name": "store", "exports": {".": {"types": "./src/a.d.ts", "default": "./lib/a.js"}, "./*": "./src/*.ts"}}',
    '../../store/src/a.ts': '',
    '../../store/src/b.ts': '',
  }
  expect(resolve('@acme/utils', 'src/index.ts', files)).toBe('../../utils/src/index.ts')
  expect(resolve('@acme/utils/dist/s3', 'src/index.ts', files)).toBe('../../utils/src/s3.ts')
  expect(resolve('store', 'src/index.ts', files)).toBe('../../store/src/a.ts')
  expect(resolve('store/b', 'src/index.ts', files)).toBe('../../store/src/b.ts')
})

test('an installed library is read only if it stores objects itself', () => {
  const files = {
    'node_modules/uploader/package.json': '{"main": "lib.js", "dependencies": {"@aws-sdk/client-s3": "3"}}',
    'node_modules/uploader/lib.js': '',
    'node_modules/left-pad/package.json': '{"main": "index.js"}',
    'node_modules/left-pad/index.js': '',
    'node_modules/@aws-sdk/lib-storage/package.json': '{"main": "index.js", "peerDependencies": {"@aws-sdk/client-s3": "3"}}',
    'node_modules/@aws-sdk/lib-storage/index.js': '',
  }
  expect(resolve('uploader', 'index.js', files)).toBe('node_modules/uploader/lib.js')
  expect(resolve('left-pad', 'index.js', files)).toBe('external left-pad')
  expect(resolve('@aws-sdk/lib-storage', 'index.js', files)).toBe('external @aws-sdk/lib-storage')
})

test('#names are the private imports of package.json', () => {
  const files = { 'package.json': '{"imports": {"#lib/*": "./src/lib/*.ts"}}', 'src/lib/s3.ts': '' }
  expect(resolve('#lib/s3', 'src/index.ts', files)).toBe('src/lib/s3.ts')
})

test.each([
  ['index.handler', 'index.mjs', ['handler']],
  ['src/app.api.put', 'src/app.ts', ['api', 'put']],
  ['./index.handler', 'index.mjs', ['handler']],
])('the handler %s is in %s', (handler, path, member) => {
  expect(resolveHandler(packageOf({ 'index.mjs': '', 'src/app.ts': '' }, handler))).toEqual({
    kind: 'found',
    paths: [path],
    member,
  })
})

test('a handler without its file says which one it needs', () => {
  expect(resolveHandler(packageOf({}, 'dist/app.handler'))).toEqual({
    kind: 'not-found',
    reason: 'the handler "dist/app.handler" needs dist/app.js, which is not in the package',
  })
})
