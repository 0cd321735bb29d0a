import { expect, test } from 'vitest'
import type { Diagnostic } from '../../../src/source/diagnostic.ts'
import { parseConfig } from '../../../src/terraform/hcl/parser.ts'
import { explainSyntaxErrors } from '../../../src/terraform/hcl/syntax-error.ts'
import { fixtures } from './fixtures.ts'
import { printed } from './outline.ts'

const explained = async (text: string): Promise<readonly Diagnostic[]> => {
  const file = { path: 'main.tf', text }
  return explainSyntaxErrors(file, parseConfig(file).diagnostics)
}

test('a syntax error is said in HashiCorp’s words, where HashiCorp’s parser sees it', async () => {
  expect(printed(await explained('a = 1 b = 2\n'))).toBe(
    'main.tf:1:7: error: Missing newline after argument\n  An argument definition must end with a newline.\n',
  )
})

test('a place in the words is a line and a column', async () => {
  expect(printed(await explained('a = 1\na = 2\n'))).toBe(
    'main.tf:2:1: error: Attribute redefined\n  The argument "a" was already set at line 1, column 1. Each argument may be set only once.\n',
  )
})

test('columns are those of the text, whatever people see as one character', async () => {
  expect(await explained('\ufeffé = "👩‍👩‍👧" ]\n')).toMatchObject([{ location: { start: 16, end: 17 } }])
})

test('an error that HashiCorp’s parser does not mention any more keeps our words', async () => {
  expect(printed(await explained('a = ]\nb = ]\n'))).toContain('main.tf:2:5: error: Invalid expression\n')
})

test('every broken file is explained on the lines where it is broken', async () => {
  for (const [, file] of [...fixtures('invalid'), ...fixtures('recovery')]) {
    const own = parseConfig(file).diagnostics
    expect((await explainSyntaxErrors(file, own)).length).toBeGreaterThan(0)
  }
})

test('warnings, and what Terraform has no words for, stand as they are', async () => {
  for (const text of ['a = 1\n', 'a = "\ufffd"\n', `a = ${'('.repeat(1000)}`, 'a = \0\n']) {
    const file = { path: 'main.tf', text }
    const own = parseConfig(file).diagnostics
    expect(await explainSyntaxErrors(file, own)).toBe(own)
  }
})

test('a number or a length that HashiCorp’s parser would not come to an end with is not given to it', async () => {
  for (const text of ['a = 1e99999999 ]\n', `${'a = <<X\n'.repeat(40_000)}`]) {
    const file = { path: 'main.tf', text }
    const own = parseConfig(file).diagnostics
    expect(await explainSyntaxErrors(file, own)).toBe(own)
  }
})
