import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import packageJson from '../../package.json' with { type: 'json' }
import { run } from '../../src/cli/run.ts'
import { fakeTerminal } from './fake-terminal.ts'

const call = async (...args: readonly string[]) => {
  const { terminal, written } = fakeTerminal({ cwd: mkdtempSync(join(tmpdir(), 'cli-')) })
  const code = await run(args, terminal)
  return { code, cwd: terminal.cwd, ...written }
}

describe('a mistake in the arguments exits with 2 and says in one line what is wrong', () => {
  test.each([
    [[], 'Name a command, such as "tf-s3-guard scan".'],
    [['scam'], 'There is no command "scam". Did you mean "scan"? To scan a folder: tf-s3-guard scan <folder>'],
    [['infra/prod'], 'There is no command "infra/prod". To scan a folder: tf-s3-guard scan <folder>'],
    [['scan', '--formt', 'json'], 'There is no option "--formt". Did you mean "--format"? See tf-s3-guard --help.'],
    [['scan', '--formt=json'], 'There is no option "--formt". Did you mean "--format"? See tf-s3-guard --help.'],
    [['scan', '--no-colour'], 'There is no option "--no-colour". Did you mean "--no-color"? See tf-s3-guard --help.'],
    [['scan', '-x'], 'There is no option "-x". See tf-s3-guard --help.'],
    [['scan', '--format', 'xml'], '--format must be text or json, not "xml".'],
    [['scan', '--fail-on', 'never ever'], '--fail-on must be error, warning, note or never, not "never ever".'],
    [['scan', '--output'], '--output needs a value. See tf-s3-guard --help.'],
    [['scan', 'a', 'b'], '"b" is one folder too many: give one folder to scan.'],
    [['scan', '--format', 'x\u202ey'], '--format must be text or json, not "x\\u202ey".'],
  ])('%j', async (args, message) => {
    expect(await call(...args)).toMatchObject({ code: 2, output: '', errors: `tf-s3-guard: ${message}\n` })
  })

  test('a folder that does not exist', async () => {
    const { code, output, errors } = await call('scan', 'nowhere')
    expect({ code, output }).toEqual({ code: 2, output: '' })
    expect(errors).toMatch(/^tf-s3-guard: .*nowhere.*\n$/)
  })
})

test('--version prints the version of the package', async () => {
  expect(await call('--version')).toMatchObject({ code: 0, output: `${packageJson.version}\n`, errors: '' })
})

test('--help names the command and the exit codes', async () => {
  const { code, output } = await call('--help')
  expect(code).toBe(0)
  expect(output).toContain('tf-s3-guard scan [dir]')
  expect(output).toContain('Exit codes:')
})

test('the help of a command names its options', async () => {
  const { output } = await call('scan', '--help')
  for (const option of ['--format', '--output', '--fail-on', '--color']) expect(output).toContain(option)
})

describe('scan', () => {
  test('of an empty folder is not clean, and says that nothing was covered', async () => {
    const { code, output } = await call('scan')
    expect(output).toContain('nothing was checked')
    expect(output).toMatch(/\n0 functions: 0 granted, .*\n$/)
    expect(code).toBe(1)
  })

  test('of a configuration without functions says that nothing was checked', async () => {
    const cwd = mkdtempSync(join(tmpdir(), 'cli-'))
    writeFileSync(join(cwd, 'main.tf'), 'resource "aws_s3_bucket" "reports" {}\n')
    const { terminal, written } = fakeTerminal({ cwd })
    expect(await run(['scan'], terminal)).toBe(0)
    expect(written.output).toContain('warning: No Lambda function\n  No aws_lambda_function was found: nothing was checked.\n')
  })

  test('--format json prints only the report', async () => {
    const { output, errors } = await call('scan', '--format', 'json')
    expect(JSON.parse(output)).toMatchObject({ schemaVersion: 1, tool: { version: packageJson.version }, functions: [] })
    expect(errors).toBe('')
  })

  test('the last of an option that is given twice counts', async () => {
    const { output } = await call('scan', '--format', 'json', '--format', 'text')
    expect(output).not.toContain('{')
  })

  test('--output writes the report to a file and leaves the coverage line to the terminal', async () => {
    const { cwd, output } = await call('scan', '--format', 'json', '--output', 'report.json')
    expect(JSON.parse(readFileSync(join(cwd, 'report.json'), 'utf8'))).toMatchObject({ schemaVersion: 1 })
    expect(output).toMatch(/^0 functions: .*\n$/)
  })

  test('a report that cannot be written is a failure, without a stack trace', async () => {
    const { code, errors } = await call('scan', '--output', 'missing/report.json')
    expect(code).toBe(3)
    expect(errors).toMatch(/^tf-s3-guard: The scan failed: .*missing.report\.json.*\nSet TF_S3_GUARD_DEBUG=1 to see where\.\n$/)
  })

  test('a failure shows where it happened if it is asked to', async () => {
    const { terminal, written } = fakeTerminal({ environment: { TF_S3_GUARD_DEBUG: '1' } })
    await run(['scan', 'test/cli', '--output', '/missing/report.json'], terminal)
    expect(written.errors).toContain('\n    at ')
  })
})
