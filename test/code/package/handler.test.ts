import { expect, test } from 'vitest'
import { parseHandler } from '../../../src/code/package/handler.ts'

test.each([
  ['app.handler', 'python3.12', { kind: 'module', module: 'app', name: 'handler' }],
  ['pkg.app.handler', 'python3.12', { kind: 'module', module: 'pkg/app', name: 'handler' }],
  ['pkg/app.handler', 'python3.12', { kind: 'module', module: 'pkg/app', name: 'handler' }],
  ['pkg.app.handler', null, { kind: 'module', module: 'pkg/app', name: 'handler' }],
  ['src/index.handler', 'nodejs22.x', { kind: 'module', module: 'src/index', name: 'handler' }],
  ['index.api.get', 'nodejs22.x', { kind: 'module', module: 'index', name: 'api.get' }],
  ['app.Export.process', 'ruby3.3', { kind: 'module', module: 'app', name: 'Export.process' }],
  ['com.acme.Export::handleRequest', 'java21', { kind: 'class', module: 'com/acme/Export', name: 'handleRequest' }],
  ['Export::Acme.Export.Function::Handle', 'dotnet8', { kind: 'assembly', type: 'Acme.Export.Function', method: 'Handle' }],
  ['Export', 'dotnet8', { kind: 'assembly', assembly: 'Export', type: null }],
  ['Export::Acme.Export.Function::Handle', 'provided.al2023', { kind: 'assembly', assembly: 'Export' }],
  ['bootstrap', 'provided.al2023', { kind: 'binary', module: 'bootstrap' }],
  ['datadog_lambda.handler.handler', 'python3.12', { kind: 'wrapper', variable: 'DD_LAMBDA_HANDLER' }],
])('%s under %s', (handler, runtime, expected) => {
  expect(parseHandler(handler, runtime)).toMatchObject(expected)
})

test.each(['', 'handler', '.handler'])('"%s" is no handler of Python', (handler) => {
  expect(parseHandler(handler, 'python3.12')).toBeUndefined()
})
