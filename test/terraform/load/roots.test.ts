import { join, relative } from 'node:path'
import { describe, expect, test } from 'vitest'
import { openCheckout } from '../../../src/terraform/load/checkout.ts'
import { loadProjects } from '../../../src/terraform/load/projects.ts'
import { noInputs } from '../../../src/terraform/load/root-inputs.ts'
import { folder } from '../../support/folder.ts'
import { withVariables } from './answers.ts'

const load = (files: Readonly<Record<string, string>>, named: readonly string[] = [], dir = '.', inputs = noInputs) => {
  const cwd = folder(files)
  const absolute = (path: string): string => join(cwd, path)
  const scanned = absolute(dir)
  const rootsOf = async () => {
    const { value, diagnostics } = await loadProjects(scanned, named.map(absolute), openCheckout(scanned, cwd), inputs)
    return { roots: value.map((project) => relative(cwd, project.value.rootDir) || '.'), diagnostics }
  }
  return rootsOf()
}

const rootsOf = async (...args: Parameters<typeof load>): Promise<readonly string[]> => (await load(...args)).roots

const calling = (...sources: readonly string[]): string =>
  sources.map((source, index) => `module "m${index}" {\n  source = "${source}"\n}\n`).join('')

describe('the roots of a folder are', () => {
  test('itself and every folder below it that no other one calls', async () => {
    const files = {
      'main.tf': calling('./modules/a'),
      'modules/a/main.tf': calling('../b'),
      'modules/b/main.tf': '',
      'dev/x.tofu': '',
    }
    expect(await rootsOf(files)).toEqual(['.', 'dev'])
  })

  test('a module that is called from nowhere too, with or without values for its variables', async () => {
    expect(await rootsOf({ 'dev/main.tf': '', 'modules/a/main.tf': 'variable "x" {\n}\n' })).toEqual(['dev', 'modules/a'])
  })

  test('not what JSON or a computed source calls', async () => {
    const files = {
      'dev/main.tf.json': JSON.stringify({ module: { a: { source: '../a' } } }).replaceAll('/', '\\/'),
      'dev/main.tofu': `locals {\n  b = "b"\n}\n${calling('../$' + '{local.b}')}`,
      'a/main.tf': '',
      'b/main.tf': '',
    }
    expect(await rootsOf(files)).toEqual(['dev'])
  })

  test('what only seems to be called', async () => {
    const files = { 'dev/main.tf': `# ${calling('../a').replaceAll('\n', '\n# ')}\n`, 'a/main.tf': '' }
    expect(await rootsOf(files)).toEqual(['a', 'dev'])
  })

  test('the folder that is named, though an example calls it', async () => {
    expect(await rootsOf({ 'main.tf': '', 'examples/a/main.tf': calling('../..') })).toEqual(['.', 'examples/a'])
  })

  test('one of folders that only call each other', async () => {
    const files = { 'x/a/main.tf': calling('../b'), 'x/b/main.tf': calling('../a') }
    expect(await rootsOf(files)).toEqual(['x/a'])
  })

  test('nothing that was installed', async () => {
    const files = {
      'dev/main.tf': '',
      'dev/.terraform/modules/x/main.tf': '',
      'dev/data/modules/modules.json': '{}',
      'dev/data/modules/x/examples/main.tf': '',
      'node_modules/x/main.tf': '',
    }
    expect(await rootsOf(files)).toEqual(['dev'])
  })

  test('those that are named, and no others', async () => {
    const files = { 'dev/main.tf': '', 'prod/main.tf': '', 'test/main.tf': '' }
    expect(await rootsOf(files, ['prod', 'dev', 'prod'])).toEqual(['dev', 'prod'])
  })
})

test.each([
  ['nowhere', 'There is no folder "nowhere".'],
  ['empty', 'The root "empty" has no configuration files'],
  ['dev', 'The root "dev" is not inside "empty".'],
])('%s is refused as a root', async (root, message) => {
  const files = { 'dev/main.tf': '', 'empty/readme.md': '' }
  await expect(rootsOf(files, [root], root === 'dev' ? 'empty' : '.')).rejects.toThrow(message)
})

test('a folder without configuration is an error', async () => {
  const { roots, diagnostics } = await load({ 'a/readme.md': '' })
  expect([roots, diagnostics]).toMatchObject([[], [{ severity: 'error', summary: 'No Terraform configuration' }]])
})

test('an argument is for all roots, and a mistake only if none of them declares it', async () => {
  const files = { 'a/main.tf': 'variable "stage" {\n}\n', 'b/main.tf': '' }
  const given = (name: string) => withVariables({ arguments: [{ kind: 'value', name, text: 'x' }] })
  expect((await load(files, [], '.', given('stage'))).diagnostics).toEqual([])
  expect((await load(files, [], '.', given('stge'))).diagnostics).toMatchObject([
    { severity: 'error', detail: expect.stringContaining('none of the 2 root modules declares it. Did you mean "stage"?') },
  ])
})
