import { describe, expect, test } from 'vitest'
import { locate } from '../../../src/source/source-file.ts'
import { formatText } from '../../../src/source/text.ts'
import {
  fromJs,
  markSensitive,
  nullValue,
  number,
  object,
  string,
  stringOf,
  tuple,
  unknown,
} from '../../../src/terraform/value/construct.ts'
import { formatValue } from '../../../src/terraform/value/format.ts'
import { decodeJson, encodeJson } from '../../../src/terraform/value/json.ts'
import type { StringValue } from '../../../src/terraform/value/value.ts'

const reports = unknown('aws_s3_bucket.reports.bucket', 'it is set at apply', { domain: 'bucket' })
const statements = unknown('var.statements', 'it has no default')

const encoded = (value: Parameters<typeof encodeJson>[0]): string => {
  const result = encodeJson(value)
  return result.kind === 'string' ? formatText(result.parts) : result.id
}

const decoded = (...parts: Parameters<typeof stringOf>[0]): string => {
  const result = decodeJson(stringOf(parts) as StringValue)
  return result.ok ? formatValue(result.value) : `${result.offset}: ${result.message}`
}

describe('jsonencode', () => {
  test('sorts keys and escapes as Terraform does', () => {
    expect(encoded(fromJs({ b: '<a & b>', a: [1, true, null, 'x"\\\n\u0001\u007f\u2028'] }))).toBe(
      '{"a":[1,true,null,"x\\"\\\\\\n\\u0001\u007f\\u2028"],"b":"\\u003ca \\u0026 b\\u003e"}',
    )
  })

  test('keeps unknown parts in their place', () => {
    const value = object([['Resource', stringOf(['arn:aws:s3:::', reports, '/*'])]])
    expect(encoded(value)).toBe('{"Resource":"arn:aws:s3:::${aws_s3_bucket.reports.bucket}/*"}')
    expect(encodeJson(value)).toMatchObject({ json: value })
  })

  test('quotes an unknown that is certainly a string, and no other', () => {
    expect(encoded(tuple([reports, statements]))).toBe('["${aws_s3_bucket.reports.bucket}",${jsonencode(var.statements)}]')
  })

  test('is sensitive when anything inside is', () => {
    expect(encodeJson(tuple([markSensitive(string('secret'))])).sensitive).toBe(true)
  })
})

describe('jsondecode', () => {
  test('gives back what jsonencode was given', () => {
    const value = tuple([statements])
    const encodedValue = encodeJson(value) as StringValue
    expect(decodeJson(encodedValue)).toEqual({ ok: true, value })
    expect(decoded(...encodedValue.parts)).toBe('[var.statements]')
  })

  test('reads an unknown inside a string as a part of it', () => {
    expect(decoded('{"Resource": ["arn:aws:s3:::', reports, '/*"]}')).toBe(
      '{ Resource = ["arn:aws:s3:::${aws_s3_bucket.reports.bucket}/*"] }',
    )
    expect(decoded('"', reports, '"')).toBe('aws_s3_bucket.reports.bucket')
  })

  test('reads an unknown in the place of a value as a value', () => {
    expect(decoded('{"Statement": ', statements, '}')).toBe('{ Statement = jsondecode(var.statements) }')
  })

  test('reads an unknown amid elements as an element, with or without commas of its own', () => {
    expect(decoded('[ ', statements, ' ]')).toBe('[jsondecode(var.statements)[*]]')
    expect(decoded('[1, ', statements, ']')).toBe('[1, jsondecode(var.statements)[*]]')
    expect(decoded('[1 ', statements, ' 2]')).toBe('[1, jsondecode(var.statements)[*], 2]')
  })

  test('does not know an object of which a key is not known', () => {
    expect(decoded('[{"a": 1, ', statements, '}, 2]')).toBe('[jsondecode({"a": 1, ${var.statements}})[*], 2]')
    expect(decoded('{"', reports, '": {"a": 1}, "b": 2}')).toMatch(/^jsondecode\(/)
  })

  test('does not know a number of which a part is not known', () => {
    expect(decoded('{"a": 1', statements, '}')).toBe('{ a = jsondecode(1${var.statements}) }')
  })

  test('says where it stops being JSON', () => {
    expect(decoded('{"a": ', statements, ', "b" 1}')).toBe('13: Expected a colon after an object key.')
    expect(decoded('[1,]')).toBe('3: Unexpected ] in JSON.')
    expect(decoded('{"a":1,}')).toBe('7: Expected a quoted object key.')
    expect(decoded('[1 2]')).toBe('3: Expected a comma or ] after an array element.')
    expect(decoded('"a')).toBe('0: Unterminated string in JSON.')
    expect(decoded('"\\x"')).toBe('1: Invalid escape sequence in a JSON string.')
    expect(decoded('"a\nb"')).toBe('2: A control character in a JSON string must be escaped.')
    expect(decoded('01')).toBe('0: Expected a JSON value.')
    expect(decoded('1 2')).toBe('2: Extraneous data after the JSON value.')
    expect(decoded('')).toBe('0: Unexpected end of JSON.')
  })

  test('is not led astray by depth, prototypes or placeholders', () => {
    expect(decoded('['.repeat(100_000))).toBe('200: JSON is nested deeper than 200 levels.')
    expect(decoded('{"__proto__": {"a": 1}}')).toBe('{ __proto__ = { a = 1 } }')
    expect(decoded('"\ufffc', reports, '"')).toBe('"\ufffc${aws_s3_bucket.reports.bucket}"')
  })

  test('takes the last of duplicate keys and resolves escapes', () => {
    expect(decoded('{"a": 1, "a": "\\u00e9\\ud83d\\ude00\\/\\t"}')).toBe('{ a = "é😀/\\t" }')
  })

  test('says where each value was written', () => {
    const file = { path: 'policy.json', text: '{"a": [10, null]}' }
    const result = decodeJson(string(file.text), (offset) => locate(file, { start: offset, end: offset + 1 }))
    const a = (start: number, end: number) => ({ origin: { file, start, end } })
    expect(result).toMatchObject({ ok: true, value: a(0, 17) })
    const elements = [
      { ...number(10), ...a(7, 9) },
      { ...nullValue, ...a(11, 15) },
    ]
    expect(result).toEqual({ ok: true, value: { ...object([['a', { ...tuple(elements), ...a(6, 16) }]]), ...a(0, 17) } })
  })
})
