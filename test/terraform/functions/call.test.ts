import { describe, expect, test } from 'vitest'
import { callFunction } from '../../../src/terraform/functions/index.ts'
import {
  fromJs,
  list,
  map,
  markSensitive,
  number,
  object,
  set,
  string,
  stringOf,
  tuple,
  unknown,
} from '../../../src/terraform/value/construct.ts'
import { formatValue } from '../../../src/terraform/value/format.ts'
import { call, context, result } from './support.ts'

const stage = unknown('var.stage', 'it has no default')
const secret = markSensitive(string('hunter2'))

const detail = (name: string, ...args: Parameters<typeof call>[1][]): string | undefined =>
  call(name, ...args).diagnostics[0]?.detail

describe('a wrong call', () => {
  test('is told in Terraform’s words', () => {
    expect(call('upper').diagnostics[0]).toMatchObject({
      severity: 'error',
      summary: 'Not enough function arguments',
      detail: 'Function "upper" expects 1 argument(s). Missing value for "str".',
    })
    expect(call('upper', string('a'), string('b')).diagnostics[0]?.summary).toBe('Too many function arguments')
    expect(detail('upper', fromJs(null))).toBe('Invalid value for "str" parameter: argument must not be null.')
    expect(detail('upper', tuple([]))).toBe('Invalid value for "str" parameter: string required.')
    expect(detail('join', string(','), tuple([string('a'), fromJs(null)]))).toBe(
      'Invalid value for "lists" parameter: element 1 is null; cannot concatenate null values.',
    )
    expect(detail('element', tuple([]), number(0))).toBe(
      'Call to function "element" failed: cannot use element function with an empty list.',
    )
    expect(detail('format', string('%d'), string('x'))).toBe(
      'Call to function "format" failed: unsupported value for "%d" at 0: a number is required.',
    )
    expect(detail('lookup', fromJs({ a: 1 }), string('b'))).toBe(
      'Invalid value for "inputMap" parameter: the given object has no attribute "b".',
    )
    expect(detail('regex', string('a('), string('b'))).toBe(
      'Invalid value for "pattern" parameter: invalid regexp pattern: missing closing ) in a(.',
    )
    expect(detail('tobool', string('yes'))).toBe(
      'Invalid value for "v" parameter: cannot convert "yes" to bool; only the strings "true" or "false" are allowed.',
    )
  })

  test('gives an unknown that says so', () => {
    expect(call('upper', tuple([])).value).toMatchObject({ kind: 'unknown', reason: 'the call of upper is not valid' })
  })

  test('of a function that does not exist offers the nearest name', () => {
    expect(call('jsonencod', string('a')).diagnostics).toMatchObject([
      {
        severity: 'error',
        summary: 'Call to unknown function',
        detail: 'There is no function named "jsonencod". Did you mean "jsonencode"?',
      },
    ])
    expect(detail('constructor')).toBe('There is no function named "constructor".')
  })

  test('is not a call of a function of a provider', () => {
    expect(call('provider::aws::arn_parse', stage)).toMatchObject({
      value: { kind: 'unknown', id: 'provider::aws::arn_parse(var.stage)' },
      diagnostics: [{ severity: 'warning', summary: 'Function of a provider' }],
    })
    expect(call('core::nope').diagnostics).toMatchObject([{ severity: 'error' }])
    expect(result('core::upper', string('a'))).toBe('"A"')
  })
})

describe('sensitivity', () => {
  test('travels with the result', () => {
    expect(call('upper', secret).value.sensitive).toBe(true)
    expect(call('join', string(','), tuple([secret])).value.sensitive).toBe(true)
    expect(call('jsondecode', call('jsonencode', tuple([secret])).value).value.sensitive).toBe(true)
    expect(call('nonsensitive', secret).value.sensitive).toBeUndefined()
    expect(result('issensitive', secret)).toBe('true')
  })

  test('stays with the element that has it', () => {
    const { value } = call('merge', object([['password', secret]]), fromJs({ bucket: 'reports' }))
    expect(formatValue(value)).toBe('{ bucket = "reports", password = (sensitive value) }')
    expect(result('lookup', value, string('bucket'))).toBe('"reports"')
  })

  test('is never shown, in an id or in a message', () => {
    const [first, second] = [secret, markSensitive(string('other'))].map((each) => call('format', stringOf(['%s', stage]), each))
    expect(JSON.stringify([first, second])).not.toMatch(/hunter2|other/)
    const { diagnostics } = call('parseint', secret, number(10))
    expect(diagnostics).toMatchObject([{ severity: 'error' }])
    expect(JSON.stringify(diagnostics)).not.toContain('hunter2')
  })

  test('tells different values apart all the same', () => {
    const surroundings = context([])
    const id = (value: string) => callFunction('format', [stage, markSensitive(string(value))], surroundings)
    expect(id('a')).toEqual(id('a'))
    expect(id('a')).not.toEqual(id('b'))
  })
})

describe('the type of a result', () => {
  test.each([
    ['concat of tuples', 'tuple', call('concat', fromJs(['a']), list([string('b')]))],
    ['concat of lists', 'list', call('concat', list([string('a')]), list([string('b')]))],
    ['merge of maps', 'map', call('merge', map([]), map([]))],
    ['merge with an object', 'object', call('merge', map([]), object([]))],
    ['keys of an object', 'tuple', call('keys', fromJs({ a: 1 }))],
    ['keys of a map', 'list', call('keys', map([]))],
    ['flatten', 'tuple', call('flatten', list([]))],
    ['split', 'list', call('split', string(','), string('a'))],
    ['setunion', 'set', call('setunion', fromJs(['a']))],
    ['setproduct of tuples', 'list', call('setproduct', fromJs(['a']), fromJs(['b']))],
    ['zipmap of a tuple', 'object', call('zipmap', fromJs(['a']), fromJs(['b']))],
    ['slice of a tuple', 'tuple', call('slice', fromJs(['a']), number(0), number(1))],
    ['regex with groups', 'tuple', call('regex', string('(a)'), string('a'))],
    ['jsondecode of an array', 'tuple', call('jsondecode', string('[1]'))],
    ['tolist of a set', 'list', call('tolist', set([string('a')]))],
  ])('of %s is a %s', (_, kind, { value }) => {
    expect(value.kind).toBe(kind)
  })
})

describe('files', () => {
  test('are read by whoever evaluates', () => {
    expect(result('file', string('hello.txt'))).toBe('"hello\\n"')
    expect(result('filebase64sha256', string('hello.txt'))).toBe(result('base64sha256', string('hello\n')))
    expect(result('fileexists', string('other.txt'))).toBe('false')
    expect(result('fileset', string('policies'), string('**/*.json'))).toBe('toset(["a.json", "b/c.json"])')
    expect(result('fileset', string('policies'), string('{a,x}.json'))).toBe('toset(["a.json"])')
    expect(result('templatefile', string('hello.txt'), object([['stage', stage]]))).toBe('"hello\\n{ stage = var.stage }"')
  })

  test('that are not there are told, except where only their hash is wanted', () => {
    expect(call('file', string('other.txt')).diagnostics).toMatchObject([
      {
        severity: 'warning',
        summary: 'File not read',
        detail: 'The function "file" needs the file "other.txt": there is no such file.',
      },
    ])
    expect(call('filebase64sha256', string('build/export.zip'))).toMatchObject({
      value: { kind: 'unknown', id: 'filebase64sha256("build/export.zip")', reason: 'there is no such file' },
      diagnostics: [],
    })
  })
})

describe('regular expressions', () => {
  test('take time in proportion to the text', () => {
    const nested = call('regex', string('^(a+)+$'), string(`${'a'.repeat(9000)}!`))
    expect(nested.diagnostics[0]?.detail).toMatch(/did not match/)
    expect(call('regexall', string('a.*b|a'), string('a'.repeat(20_000))).value).toMatchObject({
      kind: 'unknown',
      reason: 'its regular expression takes too long',
    })
    expect(call('regex', string('((a{1000}){1000}){1000}'), string('a')).diagnostics[0]?.detail).toMatch(/invalid repeat count/)
    expect(call('regex', string('a'), string('a'.repeat(1_000_001))).value.kind).toBe('unknown')
  })
})

test('a result is said to have been written where the call is, an element where it was', () => {
  const origin = { file: { path: 'other.tf', text: '"a"' }, start: 0, end: 3 }
  expect(call('upper', string('a')).value.origin).toMatchObject({ file: { path: 'main.tf' } })
  expect(call('element', tuple([{ ...string('a'), origin }]), number(0)).value.origin).toBe(origin)
})
