import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { runAction } from '../../src/action/run.ts'

const workspace = mkdtempSync(join(tmpdir(), 'action-'))
writeFileSync(join(workspace, 'main.tf'), 'resource "aws_s3_bucket" "reports" {}\n')

const act = async (inputs: Readonly<Record<string, string>>) => {
  let log = ''
  const code = await runAction({ GITHUB_WORKSPACE: workspace, ...inputs }, (text) => {
    log += text
  })
  return { code, log }
}

test('the workspace is scanned and the report is in the log, where nothing in it is a command', async () => {
  const { code, log } = await act({})
  const [, guard] = /^::stop-commands::(\S+)\n/.exec(log) ?? []
  expect(log).toContain(`::${guard}::\n`)
  expect(log).toMatch(/0 functions: /)
  expect(code).toBe(0)
})

test('the inputs choose the format', async () => {
  const { log } = await act({ INPUT_FORMAT: 'json', 'INPUT_FAIL-ON': 'never' })
  expect(log).toContain('"schemaVersion": 1')
})

test('a wrong input exits with 2', async () => {
  const { code, log } = await act({ 'INPUT_FAIL-ON': 'sometimes' })
  expect(code).toBe(2)
  expect(log).toContain('The input "fail-on" must be one of error, warning, note, never, not "sometimes".')
})

test('variables come from the environment of the workflow', async () => {
  const { code, log } = await act({ TF_CLI_ARGS_plan: '-var stage=prod' })
  expect(log).toContain('"stage"')
  expect(code).toBe(1)
})

test('a folder that does not exist exits with 2', async () => {
  expect((await act({ INPUT_PATH: 'nowhere' })).code).toBe(2)
})
