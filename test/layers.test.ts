import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { cruise, type ICruiseResult } from 'dependency-cruiser'
import { afterEach, beforeEach, expect, test } from 'vitest'

const { forbidden, options } = createRequire(import.meta.url)('../.dependency-cruiser.cjs')

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'layers-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

const brokenRules = async (files: Readonly<Record<string, string>>): Promise<readonly string[]> => {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), text)
  }
  const { tsPreCompilationDeps } = options
  const { output } = await cruise(['src'], { baseDir: folder, validate: true, ruleSet: { forbidden }, tsPreCompilationDeps })
  return (output as ICruiseResult).summary.violations.map(({ rule }) => rule.name)
}

const importing = (path: string): string => `import { x } from '${path}'\nexport const y = x\n`

test.each([
  ['source-imports', 'src/source/a.ts', '../terraform/value/b.ts'],
  ['terraform-imports', 'src/terraform/a.ts', '../aws/b.ts'],
  ['aws-iam-imports', 'src/aws/iam/a.ts', '../../terraform/b.ts'],
  ['aws-imports', 'src/aws/graph/a.ts', '../../code/b.ts'],
  ['code-imports', 'src/code/a.ts', '../aws/b.ts'],
  ['configuration-imports', 'src/configuration/a.ts', '../check/b.ts'],
  ['check-imports', 'src/check/a.ts', '../report/b.ts'],
  ['report-imports', 'src/report/a.ts', '../cli/b.ts'],
])('the rule %s is broken by %s when it imports %s', async (rule, from, to) => {
  const target = join(dirname(from), to)
  expect(await brokenRules({ [from]: importing(to), [target]: 'export const x = 1\n' })).toContain(rule)
})

test('an import of a type counts', async () => {
  const files = {
    'src/source/a.ts': "import type { X } from '../terraform/b.ts'\nexport type Y = X\n",
    'src/terraform/b.ts': 'export type X = 1\n',
  }
  expect(await brokenRules(files)).toEqual(['source-imports'])
})

test('a downward import breaks no rule', async () => {
  expect(await brokenRules({ 'src/check/a.ts': importing('../source/b.ts'), 'src/source/b.ts': 'export const x = 1\n' })).toEqual(
    [],
  )
})

test('files are not read outside of the rooms that load them', async () => {
  const reader = "import { readFileSync } from 'node:fs'\nexport const text = readFileSync('a')\n"
  expect(await brokenRules({ 'src/aws/graph/a.ts': reader, 'src/code/package/a.ts': reader })).toEqual([
    'files-are-read-in-two-places',
  ])
})

test('a cycle is found', async () => {
  expect(await brokenRules({ 'src/source/a.ts': importing('./b.ts'), 'src/source/b.ts': importing('./a.ts') })).toContain(
    'no-circular',
  )
})
