import { buildSync } from 'esbuild'
import { describe, expect, test } from 'vitest'
import { run } from '../../src/cli/run.ts'
import type { CallsReport } from '../../src/report/calls-report.ts'
import { folder } from '../support/folder.ts'
import { fakeTerminal } from './fake-terminal.ts'

const files = {
  'app.py': `import os
import boto3
from store import save

s3 = boto3.client("s3")
PREFIX = "reports"

def handler(event, context):
    save(os.environ["BUCKET"], f"{PREFIX}/{event['id']}.csv")

def purge(event, context):
    s3.put_object(Bucket=event["bucket"], Key="purged", Tagging="a=b")

def sign(bucket):
    return s3.generate_presigned_url("put_object", Params={"Bucket": bucket, "Key": "in"})
`,
  'store.py': `import boto3

def save(bucket, key):
    boto3.resource("s3").Bucket(bucket).put_object(Key=key)
`,
  'rb/app.rb': `require 'aws-sdk-s3'
module Handlers
  class Export
    def self.process(event:, context:)
      Aws::S3::Client.new.put_object(bucket: ENV['BUCKET'], key: 'a')
    end
  end
end
`,
  'tests/test_app.py': 'import boto3\nboto3.client("s3").put_object(Bucket="test", Key="test")\n',
}

const call = async (...args: readonly string[]) => {
  const { terminal, written } = fakeTerminal({ cwd: folder(files) })
  return { code: await run(['calls', ...args], terminal), ...written }
}

const reportOf = async (...args: readonly string[]): Promise<CallsReport> =>
  JSON.parse((await call(...args, '--format', 'json')).output) as CallsReport

const shortOf = (report: CallsReport): readonly string[] =>
  report.calls.map(
    ({ bucket, key, location, operation }) => `${location.file}:${location.line} ${operation} ${bucket.text}/${key.text}`,
  )

describe('calls lists', () => {
  test('what every function writes, with what its callers give it', async () => {
    expect(shortOf(await reportOf('.'))).toEqual([
      'app.py:12 PutObject ${event.bucket}/purged',
      'app.py:15 PutObject ${parameter.bucket}/in',
      'rb/app.rb:5 PutObject ${env.BUCKET}/a',
      'store.py:4 PutObject ${env.BUCKET}/reports/${event.id}.csv',
    ])
  })

  test('what one handler reaches', async () => {
    const report = await reportOf('.', '--handler', 'app.handler')
    expect(shortOf(report)).toEqual(['store.py:4 PutObject ${env.BUCKET}/reports/${event.id}.csv'])
    expect(report.handler).toBe('app.handler')
  })

  test('what a handler reaches whose form says its language', async () => {
    expect(shortOf(await reportOf('rb', '--handler', 'app.Handlers::Export.process'))).toEqual([
      'rb/app.rb:5 PutObject ${env.BUCKET}/a',
    ])
  })

  test('one file, which sees what it imports', async () => {
    expect(shortOf(await reportOf('store.py'))).toEqual(['store.py:4 PutObject ${parameter.bucket}/${parameter.key}'])
  })

  test('tests only if they are asked for', async () => {
    const report = await reportOf('.')
    expect(report.diagnostics.map(({ summary }) => summary)).toEqual(['Tests left out'])
    expect(shortOf(await reportOf('tests'))).toEqual(['tests/test_app.py:2 PutObject test/test'])
  })

  test('where each value comes from', async () => {
    const { calls } = await reportOf('.', '--handler', 'app.handler')
    expect(calls[0]?.bucket.kind).toBe('env')
    expect(calls[0]?.trace.map(({ message, location }) => `${location?.line} ${message}`)).toEqual([
      '9 handler calls save',
      '4 save calls put_object',
      '9 bucket is os.environ["BUCKET"]',
      "9 key has the part event['id']",
    ])
  })

  test('parameters, and what is only signed', async () => {
    const { calls } = await reportOf('app.py')
    expect(calls.map(({ deferred, parameters }) => ({ deferred, parameters }))).toContainEqual({
      deferred: false,
      parameters: [{ name: 'Tagging', kind: 'literal', text: 'a=b' }],
    })
    expect(calls.filter(({ deferred }) => deferred).map(({ bucket }) => bucket.kind)).toEqual(['parameter'])
  })
})

const typed = `import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3'

const client = new S3Client({})

export const handler = async (): Promise<void> => {
  await client.send(new PutObjectCommand({ Bucket: 'reports', Key: 'rows.txt', Body: '' }))
}
`

describe('calls points at the sources of a bundle', () => {
  test.each([
    ['that a handler is in', ['dist', '--handler', 'index.handler']],
    ['whatever its handlers are', ['dist']],
    ['once, if both are read', ['.']],
  ])('%s', async (_, args) => {
    const cwd = folder({ 'src/index.ts': typed })
    buildSync({
      absWorkingDir: cwd,
      entryPoints: ['src/index.ts'],
      outdir: 'dist',
      bundle: true,
      minify: true,
      sourcemap: true,
      platform: 'node',
      external: ['@aws-sdk/*'],
      logLevel: 'error',
    })
    const { terminal, written } = fakeTerminal({ cwd })
    await run(['calls', ...args, '--format', 'json'], terminal)
    expect(shortOf(JSON.parse(written.output) as CallsReport)).toEqual(['src/index.ts:6 PutObject reports/rows.txt'])
  })
})

describe('calls says', () => {
  test('that a handler is not there', async () => {
    const report = await reportOf('.', '--handler', 'app.missing')
    expect({ analysis: report.analysis, calls: report.calls }).toEqual({ analysis: 'partial', calls: [] })
    expect(report.reason).toContain('missing of app.py is not a function')
  })

  test('that a path is not there, and exits with 2', async () => {
    expect(await call('nowhere')).toEqual({ code: 2, output: '', errors: 'tf-s3-guard: There is no file or folder "nowhere".\n' })
  })

  test('for people, what it found', async () => {
    const { code, output } = await call('store.py')
    expect(code).toBe(0)
    expect(output).toContain('store.py:4:41: PutObject (boto3)')
    expect(output).toContain('bucket  ${parameter.bucket}')
    expect(output).toMatch(/1 write to S3, in 1 file\.\n$/)
  })
})
