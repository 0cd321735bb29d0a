import { describe, expect, test } from 'vitest'
import { noInputs } from '../../../src/terraform/load/root-inputs.ts'
import { answerIn, ask, withVariables } from './answers.ts'

const output = (text: string): string => `output "name" {\n  value = ${text}\n}\n`
const call = (source: string, more = ''): string => `module "m" {\n  source = ${source}\n  ${more}\n}\n`
const manifest = (...modules: readonly object[]): string => JSON.stringify({ Modules: modules })
const remote = call('"git::https://example.com/x.git//sub?ref=v1"')

describe('the source of a module may be', () => {
  const files = { 'blue/main.tf': output('"blue"'), 'green/main.tf': output('"green"') }

  test('a variable, a local and path.module', async () => {
    const main = 'variable "colour" {\n  default = "blue"\n}\nlocals {\n  dir = "${path.module}/${var.colour}"\n}\n'
    expect(await answerIn({ ...files, 'main.tf': main + call('"./${local.dir}"') }, 'module.m.name')).toBe('blue')
    const green = withVariables({ environment: new Map([['colour', 'green']]) })
    expect(await answerIn({ ...files, 'main.tf': main + call('"./${var.colour}"') }, 'module.m.name', green)).toBe('green')
  })

  test('what the caller passes', async () => {
    const inner = { 'mid/main.tf': `variable "c" {\n}\n${call('"../${var.c}"')}${output('module.m.name')}` }
    expect(await answerIn({ ...files, ...inner, 'main.tf': call('"./mid"', 'c = "green"') }, 'module.m.name')).toBe('green')
  })

  test('unknown, and the diagnostic says why', async () => {
    const { answer, diagnostics } = await ask({ 'main.tf': `variable "c" {\n}\n${call('"./${var.c}"')}` }, 'module.m.name')
    expect(answer).toMatch(/^unknown: /)
    expect(diagnostics).toMatchObject([{ severity: 'warning', summary: 'Module not installed' }])
    expect(diagnostics[0]?.detail).toContain('no value is given for the variable "c" (--var gives one)')
  })
})

describe('an installed module is read from where its manifest says', () => {
  test.each([
    ['Terraform and OpenTofu', { Key: 'm', Source: 'git::https://example.com/x.git', Dir: '.terraform/modules/m/sub' }],
    ['Terraform 0.11', { Key: '1.m;git::https://example.com/x.git//sub', Dir: '.terraform/modules/m', Root: 'sub' }],
  ])('%s', async (_, entry) => {
    const files = {
      'main.tf': remote,
      '.terraform/modules/modules.json': manifest({ Key: '', Dir: '.' }, entry, { Key: 1 }),
      '.terraform/modules/m/sub/main.tf': output('"installed"'),
    }
    expect(await ask(files, 'module.m.name')).toMatchObject({ answer: 'installed', problems: [] })
  })

  test('in TF_DATA_DIR, with the files beside it', async () => {
    const files = {
      'main.tf': remote,
      'data/modules/modules.json': manifest({ Key: 'm', Dir: 'data/modules/m' }),
      'data/modules/m/main.tf': output('file("${path.module}/name.txt")'),
      'data/modules/m/name.txt': 'installed',
    }
    expect(await answerIn(files, 'module.m.name', { ...noInputs, dataDir: 'data' })).toBe('installed')
  })

  test('and one that has gone since is said to be', async () => {
    const files = { 'main.tf': remote, '.terraform/modules/modules.json': manifest({ Key: 'm', Dir: '.terraform/modules/m' }) }
    const { diagnostics } = await ask(files, '1')
    expect(diagnostics[0]?.detail).toContain('was installed in ".terraform/modules/m", and there is no such folder')
  })
})

describe('the command that installs a module is that of', () => {
  test.each([
    ['terraform init -backend=false', {}],
    ['tofu init -backend=false', { 'versions.tofu': '' }],
    ['tofu init -backend=false', { '.terraform.lock.hcl': 'provider "registry.opentofu.org/hashicorp/aws" {\n}\n' }],
    ['terragrunt init', { 'terragrunt.hcl': '' }],
  ])('%s', async (command, more) => {
    const { answer, diagnostics } = await ask({ 'main.tf': remote, ...more }, 'module.m.name')
    expect(answer).toMatch(/^unknown: .*not installed/)
    expect(diagnostics[0]?.detail).toContain(`Run "${command}"`)
  })
})

test('a module that is called twice at each of many levels is read once', async () => {
  const levels = 20
  const files = Object.fromEntries(
    Array.from({ length: levels }, (_, level) => [
      `m${level}/main.tf`,
      level === levels - 1
        ? output('"end"')
        : `module "a" {\n  source = "../m${level + 1}"\n}\n${call(`"../m${level + 1}"`)}${output('module.m.name')}`,
    ]),
  )
  expect(await answerIn({ ...files, 'main.tf': call('"./m0"') }, 'module.m.name')).toBe('end')
})
