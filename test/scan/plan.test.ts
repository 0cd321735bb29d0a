import { copyFileSync, cpSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { Report } from '../../src/report/report.ts'
import { scan } from '../../src/scan.ts'
import { folder } from '../support/folder.ts'

const recorded = join(import.meta.dirname, '..', 'fixtures', 'plan-inputs', 'reports')
const infra = join(recorded, 'infra')
const json = join(recorded, 'plan.json')
const file = join(recorded, 'plan.tfplan')

const stdin = async function* (path: string, encode: (bytes: Buffer) => Uint8Array = (bytes) => bytes) {
  const bytes = encode(readFileSync(path))
  for (let at = 0; at < bytes.length; at += 1000) yield bytes.subarray(at, at + 1000)
}

const verdicts = ({ functions }: Report) => Object.fromEntries(functions.map(({ address, verdict }) => [address, verdict]))

const right = {
  'aws_lambda_function.export': 'granted',
  'aws_lambda_function.keep': 'missing',
  'module.export["a"].aws_lambda_function.f': 'missing',
  'module.export["b"].aws_lambda_function.f': 'missing',
}

const scanned = async (options: Omit<Parameters<typeof scan>[0], 'cwd'>): Promise<Report> =>
  (await scan({ cwd: infra, ...options })).report

test('plan JSON with its source has the keys and variables of the plan, and the lines of the source', async () => {
  const report = await scanned({ root: json, source: infra })
  expect(verdicts(report)).toEqual(right)
  expect(report.input).toEqual({ kind: 'plan', root: '.' })
  expect(report.diagnostics).toEqual([])
  expect(report.functions.map(({ location }) => location.file)).toEqual(['main.tf', 'main.tf', 'mod/main.tf', 'mod/main.tf'])
  const { findings } = await scanned({ root: json, source: infra })
  expect(findings.flatMap(({ related }) => related.map(({ location }) => location?.file))).not.toContain('../plan.json')
})

/** What a plan file holds is no file of the checkout: nothing in it can be edited. */
const withoutEdits = (report: Report): Report => ({
  ...report,
  findings: report.findings.map(({ fix, ...finding }) => ({ ...finding, fix: fix && { ...fix, edits: null } })),
})

test('a plan file is its own source', async () => {
  const [ofFile, ofJson] = [await scanned({ root: file }), await scanned({ root: json, source: infra })]
  expect({ ...ofFile, input: null }).toEqual({ ...withoutEdits(ofJson), input: null })
})

test('a plan file is of the configuration that was planned, whatever the folder has now', async () => {
  const dir = folder({ 'main.tf': 'locals {}\n' })
  cpSync(join(infra, 'app.zip'), join(dir, 'app.zip'))
  copyFileSync(file, join(dir, 'plan.tfplan'))
  const { report } = await scan({ root: 'plan.tfplan', cwd: dir })
  expect(verdicts(report)).toEqual(right)
  expect(report.functions[0]?.location.file).toBe('plan.tfplan!tfconfig/m-/main.tf')
  expect(report.diagnostics.map(({ summary }) => summary)).toEqual(['Folder of the plan not found'])
})

test('either is read from standard input, whatever it is called', async () => {
  expect(verdicts(await scanned({ root: '-', source: infra, stdin: stdin(json) }))).toEqual(right)
  expect(verdicts(await scanned({ root: '-', stdin: stdin(file) }))).toEqual(right)
  expect((await scanned({ root: '-', stdin: stdin(json) })).input).toEqual({ kind: 'plan', root: '<stdin>' })
})

const mark = (encoding: 'utf8' | 'utf16le') => (bytes: Buffer) => Buffer.from(`\uFEFF${bytes}`, encoding)

test.each([
  ['UTF-8 with a byte order mark', mark('utf8')],
  ['UTF-16', mark('utf16le')],
  ['big-endian UTF-16', (bytes: Buffer) => mark('utf16le')(bytes).swap16()],
  ['UTF-16 without a byte order mark', (bytes: Buffer) => Buffer.from(bytes.toString(), 'utf16le')],
  ['text before and after it', (bytes: Buffer) => Buffer.from(`Warning: {"}\n${bytes}\n::endgroup::\n`)],
])('%s is read', async (_, encode) => {
  expect(verdicts(await scanned({ root: '-', source: infra, stdin: stdin(json, encode) }))).toEqual(right)
})

test('several plans in one text are several roots', async () => {
  const twice = (bytes: Buffer) => Buffer.concat([bytes, Buffer.from('\n'), bytes])
  expect((await scanned({ root: '-', stdin: stdin(json, twice) })).functions).toHaveLength(8)
})

test('a plan alone says undetermined where only the source knows, and is never wrong', async () => {
  const report = await scanned({ root: json })
  expect(verdicts(report)).toEqual({
    'aws_lambda_function.export': 'undetermined',
    'aws_lambda_function.keep': 'missing',
    'module.export["a"].aws_lambda_function.f': 'undetermined',
    'module.export["b"].aws_lambda_function.f': 'undetermined',
  })
  expect(report.functions.map(({ role }) => role)).toEqual([
    'aws_iam_role.export',
    'aws_iam_role.keep',
    'module.export["a"].aws_iam_role.r',
    'module.export["b"].aws_iam_role.r',
  ])
  expect(report.diagnostics.map(({ detail }) => detail).join()).toContain('--source')
})

test('what a plan alone says is at the address in its text', async () => {
  const [first] = (await scanned({ root: json })).functions
  const line = readFileSync(json, 'utf8').split('\n')[(first?.location.line ?? 0) - 1] ?? ''
  expect(line.slice((first?.location.column ?? 0) - 1, (first?.location.endColumn ?? 0) - 1)).toBe('"aws_lambda_function.export"')
})

test.each([
  ['plan JSON with its source', { root: json, source: infra }],
  ['plan JSON alone', { root: json }],
  ['a plan file', { root: file }],
])('%s: what is sensitive is used and not printed', async (_, options) => {
  const { report, sources } = await scan({ cwd: infra, ...options })
  expect(report.functions.find(({ address }) => address.endsWith('keep'))?.accesses[0]?.bucket.name).toBe('(sensitive value)')
  expect(JSON.stringify(report)).not.toContain('hunter2')
  expect([...sources.values()].map(({ text }) => text).join()).not.toContain('hunter2')
})

test('what the plan has and the source does not, and the reverse, is said', async () => {
  const dir = folder({ 'main.tf': 'resource "aws_iam_role" "other" {\n  name = "other"\n}\n' })
  const { report } = await scan({ root: json, cwd: dir, source: dir })
  expect(report.diagnostics.map(({ summary }) => summary).sort()).toContain('Resource not in the configuration')
  expect(report.diagnostics.map(({ summary }) => summary).sort()).toContain('Resource not in the plan')
})
