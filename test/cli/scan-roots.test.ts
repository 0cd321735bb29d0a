import { expect, test } from 'vitest'
import { run } from '../../src/cli/run.ts'
import { folder } from '../support/folder.ts'
import { project } from '../support/write-project.ts'
import { fakeTerminal } from './fake-terminal.ts'

const inFolder = (name: string, files: Readonly<Record<string, string>>): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(files).map(([path, text]) => [`${name}/${path}`, text]))

const scan = async (files: Readonly<Record<string, string>>, ...args: readonly string[]) => {
  const { terminal, written } = fakeTerminal({ cwd: folder(files) })
  await run(['scan', '--format', 'json', ...args], terminal)
  return JSON.parse(written.output)
}

const rootsIn = (report: { readonly functions: readonly { readonly root: string }[] }): readonly string[] =>
  report.functions.map(({ root }) => root).sort()

const files = { ...project({}), ...inFolder('dev', project({})), ...inFolder('prod', project({})) }

test('each function of each root says which one it is in', async () => {
  expect(rootsIn(await scan(files))).toEqual(['.', 'dev', 'prod'])
})

test('--root narrows, and can be repeated', async () => {
  expect(rootsIn(await scan(files, '--root', 'dev'))).toEqual(['dev'])
  expect(rootsIn(await scan(files, '--root', 'prod', '--root=dev'))).toEqual(['dev', 'prod'])
})

test('a module that is wrong is said to be once, however many roots call it', async () => {
  const calling = { 'main.tf': 'module "a" {\n  source = "../a"\n}\n' }
  const wrong = { 'a/main.tf': 'locals {\n  x = \n}\n' }
  const { diagnostics } = await scan({ ...inFolder('dev', calling), ...inFolder('prod', calling), ...wrong })
  expect(diagnostics.filter(({ severity }: { readonly severity: string }) => severity === 'error')).toHaveLength(1)
})

test('a value from the command line decides what a function may write', async () => {
  const text = 'variable "action" {}\n'
  const files = project({
    more: text,
    policy: `resource "aws_iam_role_policy" "write" {
  role   = aws_iam_role.export.name
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = var.action, Resource = "\${aws_s3_bucket.reports.arn}/*" }] })
}
`,
  })
  const verdictWith = async (...args: readonly string[]) => (await scan(files, ...args)).functions[0].verdict
  expect(await verdictWith()).toBe('undetermined')
  expect(await verdictWith('--var', 'action=s3:PutObject')).toBe('granted')
  expect(await verdictWith('--var', 'action=s3:GetObject')).toBe('missing')
})
