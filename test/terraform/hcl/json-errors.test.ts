import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { parseJsonConfig } from '../../../src/terraform/hcl/json.ts'
import { outline, printed } from './outline.ts'

interface Recorded {
  readonly text: string
  /** Of the first error; null where there is none. */
  readonly summary: string | null
}

const recorded = JSON.parse(
  readFileSync(join(import.meta.dirname, '..', '..', 'fixtures', 'hcl', 'json', 'errors.expected.json'), 'utf8'),
) as readonly Recorded[]

const parse = (text: string) => parseJsonConfig({ path: 'main.tf.json', text })

// Recorded from `terraform validate` of a file of that text.
test.each(recorded)('$text is "$summary", as Terraform says', ({ text, summary }) => {
  expect(parse(text).diagnostics[0]?.summary ?? null).toBe(summary)
})

test('an error is reported once, with what would be right, and what stands beside it is read', () => {
  const { value, diagnostics } = parse(`{
  "locals": { "a": tru, "b": "\\x", "c": 1 "d": [1 2], "e": 3 },
  "output": { "o": { "value": "x
    } },
  "variable": { "v": {} }
}`)
  expect(printed(diagnostics)).toMatchInlineSnapshot(`
    "main.tf.json:2:20: error: Invalid JSON keyword
      "tru" is not a valid JSON keyword. Did you mean "true"?
    main.tf.json:2:30: error: Invalid JSON string
      There is a syntax error in the given JSON string.
    main.tf.json:2:43: error: Missing attribute seperator comma
      A comma must appear between each property definition in an object.
    main.tf.json:2:51: error: Missing attribute seperator comma
      A comma must appear between each value in an array.
    main.tf.json:3:31: error: Invalid JSON string
      There is a syntax error in the given JSON string.
    "
  `)
  expect(outline(value.body)).toBe('locals { a!, b!, c, d!, e }, output o { value! }, variable v {  }')
})

test('an argument in which anything is broken is not taken for a whole one', () => {
  const { value } = parse('{ "output": { "o": { "value": { "a": 1, b: 2 } }, "p": { "value": [1, "${"] } } }')
  expect(outline(value.body)).toBe('output o { value! }, output p { value }')
  expect(value.body.blocks[1]?.body.attributes[0]?.value).toMatchObject({
    elements: [{ kind: 'literal' }, { parts: [{ value: { kind: 'invalid' } }] }],
  })
})

test('the same name twice is an error, except where it may be two blocks', () => {
  const bucket = (content: string) => printed(parse(`{ "resource": { "aws_s3_bucket": { "a": { ${content} } } } }`).diagnostics)
  expect(bucket('"bucket": "a", "bucket": "b"')).toContain('Duplicate argument')
  expect(bucket('"tags": { "a": 1, "a": 2 }')).toContain('Duplicate object attribute')
  expect(bucket('"rule": { "a": 1 }, "rule": { "a": 2 }')).toBe('')
})

test.each([
  ['objects', '{"a":'],
  ['arrays', '['],
])('%s that are nested too deeply are not read', (_, open) => {
  const { diagnostics } = parse(`{"locals": {"a": ${open.repeat(100_000)}`)
  expect(diagnostics.map(({ summary }) => summary)).toEqual(['Nested too deeply'])
})

test('a file that is nothing like JSON is told in a few errors', () => {
  expect(parse('{'.repeat(3).concat('x,'.repeat(100_000))).diagnostics.length).toBeLessThanOrEqual(50)
})
