import { expect, test } from 'vitest'
import { run } from '../../src/cli/run.ts'
import { folder } from '../support/folder.ts'
import { project } from '../support/write-project.ts'
import { fakeTerminal } from './fake-terminal.ts'

const policy = (effect: string, action: string): string =>
  JSON.stringify({ Version: '2012-10-17', Statement: [{ Sid: 'Limit', Effect: effect, Action: action, Resource: '*' }] })

const files = {
  ...project({}),
  'root.json': policy('Allow', '*'),
  'deny.json': policy('Deny', 's3:Put*'),
  'others.json': policy('Allow', 'ec2:*'),
}

const call = async (...args: readonly string[]) => {
  const { terminal, written } = fakeTerminal({ cwd: folder(files), columns: 140 })
  return { code: await run([...args, '--no-color'], terminal), ...written }
}

test('scan takes the policies of the organization from files', async () => {
  expect((await call('scan', '.')).code).toBe(0)
  expect((await call('scan', '.', '--scp', 'root.json', '--scp', 'root.json,others.json')).code).toBe(0)
  const { code, output } = await call('scan', '.', '--scp', 'root.json', '--scp', 'root.json,deny.json')
  expect(code).toBe(1)
  expect(output.replace(/\s+/g, ' ')).toContain('statement "Limit" of "deny.json" denies s3:PutObject there')
})

test('a level that does not allow it is named', async () => {
  const { output } = await call('scan', '.', '--scp', 'root.json', '--scp', 'others.json')
  expect(output.replace(/\s+/g, ' ')).toContain(
    'no service control policy of level 2 of --scp allows s3:PutObject there (others.json)',
  )
})

test('explain shows them', async () => {
  const { output } = await call('explain', 'aws_lambda_function.export', '.', '--rcp', 'deny.json')
  expect(output).toContain('denied (rcp)')
  expect(output).toContain('deny.json, resource control policy')
})

test('a file that is not there is a mistake', async () => {
  const { code, errors } = await call('scan', '.', '--rcp', 'nowhere.json')
  expect({ code, errors }).toEqual({ code: 2, errors: 'tf-s3-guard: The policy "nowhere.json" cannot be read.\n' })
})
