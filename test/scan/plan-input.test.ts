import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { scan } from '../../src/scan.ts'
import { folder } from '../support/folder.ts'
import { change, planJson } from '../support/plan-json.ts'

const planFile = readFileSync(join(import.meta.dirname, '..', 'fixtures', 'plan-inputs', 'reports', 'plan.tfplan'))

const scanText = (content: string | Uint8Array) => scan({ root: 'input', cwd: folder({ input: content }) })

test.each([
  ['nothing', ' \n', /is empty/],
  ['plan JSON that ends early', planJson([change('aws_s3_bucket.a', {})]).slice(0, -20), /ends in the middle/],
  [
    'the state as JSON',
    '{"format_version":"1.0","terraform_version":"1.11.4","values":{}}',
    /of a state.*terraform show -json plan\.tfplan/,
  ],
  ['a state file', '{"version":4,"serial":1,"lineage":"a","resources":[]}', /is a state file/],
  ['schemas of providers', '{"format_version":"1.0","provider_schemas":{}}', /providers schema/],
  ['the log of a plan', '{"@level":"info","@message":"a"}\n{"@level":"info","type":"version"}\n', /log of "terraform plan -json"/],
  ['an encrypted plan', '{"meta":{},"encrypted_data":"AA==","encryption_version":"v0"}', /tofu show -json/],
  [
    'a plan that HCP Terraform keeps',
    '{"remote_plan_format":1,"run_id":"run-a","hostname":"app.terraform.io"}',
    /terraform show -json/,
  ],
  [
    'what is printed for people',
    '  # aws_s3_bucket.a will be created\n  + resource "aws_s3_bucket" "a" {\n }\n',
    /holds no JSON of a plan/,
  ],
  ['a plan of Terraform 0.11', 'tfplan\u0002\u0000', /0\.11/],
  ['gzip', gzipSync('{}'), /gzip/],
  ['a format of the future', planJson([], { format_version: '2.0' }), /format version "2\.0"/],
  ['another shape', '{"format_version":"1.2","resource_changes":[3]}', /resource_changes\/0 must be object/],
  ['deep nesting', `{"format_version":"1.2","planned_values":${'['.repeat(100_000)}${']'.repeat(100_000)}}`, /nested deeper/],
  ['a plan file that ends early', planFile.subarray(0, 2000), /cannot be read as a plan file/],
  [
    'a plan file with a hole in it',
    Buffer.concat([planFile.subarray(0, 100), Buffer.alloc(500), planFile.subarray(600)]),
    /cannot be read as a plan file/,
  ],
])('%s is refused in words that help', async (_, content, message) => {
  await expect(scanText(content)).rejects.toThrow(message)
  await expect(scanText(content)).rejects.toMatchObject({ name: 'UsageError' })
})

test('an endless input is read up to the limit', async () => {
  let read = 0
  const endless = async function* () {
    for (; ; read += 1) yield Buffer.alloc(1024 * 1024, ' ')
  }
  const scanning = scan({ root: '-', cwd: '.', stdin: endless(), maximumPlanSize: 8 * 1024 * 1024 })
  await expect(scanning).rejects.toThrow(/larger than 8 MiB.*--max-plan-size/)
  expect(read).toBeLessThan(10)
})

test.each(['0.1', '0.2', '1.0', '1.2'])('format version %s is read', async (version) => {
  const { report } = await scanText(
    planJson([change('aws_lambda_function.a', { function_name: 'a' })], { format_version: version }),
  )
  expect(report.functions.map(({ address }) => address)).toEqual(['aws_lambda_function.a'])
})

test.each([{ resource_changes: null }, { planned_values: null, prior_state: null }, { configuration: null, variables: null }])(
  'a plan without %o is read',
  async (missing) => {
    expect((await scanText(planJson([], missing))).report.functions).toEqual([])
  },
)

test('names and keys may be those of every object', async () => {
  const addresses = [
    'aws_lambda_function.constructor["__proto__"]',
    'module.toString["constructor"].aws_lambda_function.__proto__[0]',
  ]
  const text = planJson(
    addresses.map((address) =>
      change(address, { function_name: 'a', environment: [{ variables: JSON.parse('{"__proto__":"a"}') }] }),
    ),
    { variables: JSON.parse('{"__proto__":{"value":"a"},"constructor":{"value":{"__proto__":{}}}}') },
  )
  expect((await scanText(text)).report.functions.map(({ address }) => address)).toEqual(addresses)
})

test('bytes that are no text are replaced, and that is said', async () => {
  const text = Buffer.from(planJson([change('aws_lambda_function.a', { function_name: 'caf#' })]))
  text[text.indexOf('#')] = 0xff
  expect((await scanText(text)).report.diagnostics.map(({ summary }) => summary)).toContain('Damaged text in the plan')
})

test.each([
  [{ root: '.', onlyChanged: true }, /--only-changed needs a plan/],
  [{ root: '.', source: '.' }, /--source goes with a plan/],
  [{ root: 'input', roots: ['.'] }, /--root goes with a folder/],
  [{ root: '-' }, /no standard input/],
])('%o is a mistake', async (options, message) => {
  const cwd = folder({ input: planJson([]), 'main.tf': '' })
  await expect(scan({ cwd, ...options })).rejects.toThrow(message)
})

test('a plan that is not there is no folder that is not there', async () => {
  await expect(scan({ root: 'plan.tfplan', cwd: folder({}) })).rejects.toThrow('There is no file or folder "plan.tfplan".')
})
