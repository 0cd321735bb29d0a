import { expect, test } from 'vitest'
import { parseConfig } from '../../../src/terraform/hcl/parser.ts'
import { fixtures } from './fixtures.ts'
import { outline, printed } from './outline.ts'

test.each(['invalid', 'recovery'] as const)(
  '%s files say where they are broken, and everything else in them is read',
  async (kind) => {
    const golden = fixtures(kind).map(([name, file]) => {
      const { value, diagnostics } = parseConfig(file)
      return `── ${name}\n${printed(diagnostics)}  read: ${outline(value.body)}\n`
    })
    await expect(golden.join('\n')).toMatchFileSnapshot(`../../fixtures/hcl/${kind}/expected.txt`)
  },
)

const diagnosticsOf = (text: string) => parseConfig({ path: 'main.tf', text }).diagnostics

test('a summary never contains a name', () => {
  const summaries = new Set(fixtures('invalid').flatMap(([, { text }]) => diagnosticsOf(text).map(({ summary }) => summary)))
  for (const summary of summaries) expect(summary).toMatch(/^[A-Z][a-z- "]+$/)
})

test('a file that is not text is one error', () => {
  const garbage = Array.from({ length: 5000 }, (_, index) => String.fromCharCode((index * 7919) % 251)).join('')
  expect(diagnosticsOf(garbage).map(({ summary }) => summary)).toEqual(['Invalid character encoding'])
  expect(diagnosticsOf('a\0 \0=\0 \0b\0').map(({ summary }) => summary)).toEqual(['Invalid character encoding'])
  expect(diagnosticsOf('a = "\ufffd" b').map(({ severity }) => severity)).toEqual(['error'])
})

test('bytes that are not UTF-8 in a string are a warning', () => {
  expect(diagnosticsOf('a = "caf\ufffd"\n')).toMatchObject([{ severity: 'warning', summary: 'Invalid character encoding' }])
})

test.each([
  ['parentheses', `a = ${'('.repeat(100_000)}`],
  ['brackets', `a = ${'['.repeat(100_000)}1${']'.repeat(100_000)}\n`],
  ['braces', `a = ${'{b='.repeat(100_000)}`],
  ['signs', `a = ${'-'.repeat(100_000)}1\n`],
  ['conditionals', `a = ${'b ? c : '.repeat(100_000)}d\n`],
  ['operators', `a = 1${' + 1'.repeat(100_000)}\n`],
  ['attributes', `a = b${'.c'.repeat(100_000)}\n`],
  ['splats', `a = b${'[*]'.repeat(100_000)}\n`],
  ['interpolations', `a = ${'"${'.repeat(100_000)}`],
  ['directives', `a = "${'%{if b}'.repeat(100_000)}"\n`],
  ['blocks', 'a {\n'.repeat(100_000)],
])('100,000 nested %s are one error, and what is before them is read', (_, text) => {
  const { value, diagnostics } = parseConfig({ path: 'main.tf', text: `first = 1\n${text}` })
  expect(diagnostics.map(({ summary }) => summary)).toEqual(['Nested too deeply'])
  expect(value.body.attributes[0]?.name).toBe('first')
})

test('after fifty errors the rest of a file is not read', () => {
  const summaries = diagnosticsOf('= 1\n'.repeat(100_000)).map(({ summary }) => summary)
  expect(summaries).toHaveLength(51)
  expect(summaries.at(-1)).toBe('Too many errors')
})

test.each(['a = <<X\nb {\n}\n', 'a = <<', 'a = "${', '/*', 'a = [\n', '"', 'a {', '%{'])(
  '%j a hundred thousand times comes to an end',
  (text) => {
    expect(diagnosticsOf(text.repeat(100_000)).length).toBeGreaterThan(0)
  },
)
