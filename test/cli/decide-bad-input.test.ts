import { expect, test } from 'vitest'
import { run } from '../../src/cli/run.ts'
import { folder } from '../support/folder.ts'
import { fakeTerminal } from './fake-terminal.ts'

const statement = { Effect: 'Allow', Action: 's3:PutObject', Resource: '*' }
const put = { action: 's3:PutObject', resource: 'arn:aws:s3:::logs/a' }
const good = JSON.stringify({ ...put, identityPolicies: [{ Version: '2012-10-17', Statement: statement }] })
const deep = (depth: number): string => `${'['.repeat(depth)}${']'.repeat(depth)}`

const answers = async (lines: readonly string[]) => {
  const { terminal, written } = fakeTerminal({ cwd: '.', stdin: lines.join('\n') })
  const code = await run(['decide', '-'], terminal)
  const parsed = written.output
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as { readonly outcome?: string; readonly error?: string })
  return { code, answers: parsed }
}

test.each([
  ['text', 'hello', 'the line is not JSON'],
  ['a list', '[]', 'the request must be object'],
  ['nothing', 'null', 'the request must be object'],
  ['a number as an action', JSON.stringify({ ...put, action: 1 }), '/action must be string'],
  ['no resource', '{"action":"s3:PutObject"}', "must have required property 'resource'"],
  ['a policy that is a number', JSON.stringify({ ...put, identityPolicies: [1] }), '/identityPolicies/0'],
  ['an account that is none', JSON.stringify({ ...put, resourceAccount: '1' }), '/resourceAccount'],
  ['a context value that is an object', JSON.stringify({ ...put, context: { a: {} } }), '/context/a'],
  ['a policy that is too deep', `{"action":"a","resource":"b","identityPolicies":[{"Statement":${deep(50_000)}}]}`, 'nested'],
])('%s is an error of its line, and the next line is answered', async (_what, line, message) => {
  const { answers: given, code } = await answers([line, good])
  expect(code).toBe(0)
  expect(given[0]?.error).toContain(message)
  expect(given[1]?.outcome).toBe('allow')
})

test('a near miss by a condition names its key, what was asked and what the request has', async () => {
  const vpc = { ...statement, Condition: { StringEquals: { 'aws:SourceVpc': 'vpc-1' } } }
  const cwd = folder({ 'vpc.json': JSON.stringify({ Version: '2012-10-17', Statement: vpc }) })
  const { terminal, written } = fakeTerminal({ cwd })
  const asked = ['decide', '--action', put.action, '--resource', put.resource, '--policy', 'vpc.json']
  expect(await run([...asked, '--context', 'aws:SourceVpc=vpc-2'], terminal)).toBe(1)
  expect(written.output).toContain('StringEquals aws:SourceVpc "vpc-1", and the request has "vpc-2".')
})
