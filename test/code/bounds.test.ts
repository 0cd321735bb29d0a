import { expect, test } from 'vitest'
import { analyzeProgram } from '../../src/code/analyze.ts'
import type { ProgramAnalysis } from '../../src/code/storage-call.ts'

const analyze = async (...lines: readonly string[]): Promise<ProgramAnalysis> => {
  const file = { path: 'app.py', text: ['import boto3', 's3 = boto3.client("s3")', ...lines].join('\n') }
  const { value } = await analyzeProgram({
    files: new Map([['app.py', () => file]]),
    handler: 'app.handler',
    runtime: 'python3.12',
  })
  return value
}

const write = 's3.put_object(Bucket="reports", Key=key)'

test('a program that calls in too many ways is analysed in part', async () => {
  const levels = Array.from(
    { length: 30 },
    (_, level) => `def f${level}(key):\n  f${level + 1}(key + "a")\n  f${level + 1}(key + "b")`,
  )
  const analysis = await analyze(...levels, `def f30(key):\n  ${write}`, 'def handler(event, context):\n  f0("")')
  expect(analysis.completeness).toBe('partial')
  expect(analysis.calls).toHaveLength(1)
})

test('a text that doubles without end is not known', async () => {
  const analysis = await analyze(
    'def handler(event, context):',
    '  key = "a"',
    ...Array(60).fill('  key = key + key'),
    `  ${write}`,
  )
  expect(analysis.calls).toMatchObject([{ bucket: { text: 'reports' }, key: { kind: 'opaque' } }])
})

test('loops inside many loops are followed', async () => {
  const loops = Array.from({ length: 25 }, (_, depth) => `${' '.repeat(depth + 1)}for key in event[${depth}]:`)
  const analysis = await analyze('def handler(event, context):', ...loops, `${' '.repeat(27)}${write}`)
  expect(analysis).toMatchObject({ completeness: 'complete', calls: [{ operation: 'PutObject' }] })
})

test('values and classes that contain themselves end', async () => {
  const analysis = await analyze(
    'class Loop(Loop): pass',
    'items = []',
    'items.append(items)',
    'entries = {"__proto__": 1}',
    'entries["self"] = entries',
    'def handler(event, context):',
    '  key = entries["self"]["self"].get("constructor")',
    `  for item in items: ${write}`,
    '  Loop()',
  )
  expect(analysis.calls).toHaveLength(1)
})

test('functions that call each other end', async () => {
  const analysis = await analyze(
    'def a(key):',
    '  b(key)',
    'def b(key):',
    '  a(key)',
    `  ${write}`,
    'def handler(event, context):',
    '  a("k")',
  )
  expect(analysis).toMatchObject({ completeness: 'complete', calls: [{ key: { text: 'k' } }] })
})

test('a handler that is no function is said not to be followed', async () => {
  expect(await analyze('handler = 5')).toMatchObject({ completeness: 'partial', calls: [] })
})

test('a handler that is not there is no program', async () => {
  const { value } = await analyzeProgram({ files: new Map(), handler: 'app.handler', runtime: 'python3.12' })
  expect(value).toMatchObject({ completeness: 'none', calls: [] })
})
