import { describe, expect, test } from 'vitest'
import {
  fromJs,
  map,
  markSensitive,
  nullValue,
  number,
  set,
  string,
  stringOf,
  tuple,
  unknown,
} from '../../../src/terraform/value/construct.ts'
import {
  entriesOf,
  isKnown,
  isSensitive,
  toBool,
  toNumber,
  toStringValue,
  unknownsIn,
} from '../../../src/terraform/value/convert.ts'
import { formatValue } from '../../../src/terraform/value/format.ts'
import { formatNumber } from '../../../src/terraform/value/number.ts'

const stage = unknown('var.stage', 'it has no default')

describe('conversion', () => {
  test('prints numbers without an exponent', () => {
    expect([0, -0, 1.5, -2, 1e21, 1.25e22, 1e-7, -1.5e-8, 123456789012].map((value) => formatNumber(number(value)))).toEqual([
      '0',
      '-0',
      '1.5',
      '-2',
      '1000000000000000000000',
      '12500000000000000000000',
      '0.0000001',
      '-0.000000015',
      '123456789012',
    ])
  })

  test('is what Terraform does between primitive types', () => {
    expect(toStringValue(number(1.5))).toEqual(string('1.5'))
    expect(toNumber(string('1e3'))).toEqual(number(1000))
    expect(toNumber(string('0x10'))).toBeUndefined()
    expect(toNumber(string(''))).toBeUndefined()
    expect(toBool(string('1'))).toMatchObject({ value: true })
    expect(toBool(string('yes'))).toBeUndefined()
    expect(toBool(number(1))).toBeUndefined()
    expect(toStringValue(tuple([]))).toBeUndefined()
    expect(toNumber(nullValue)).toEqual(nullValue)
    expect(toNumber(stringOf(['1', stage]))).toMatchObject({ kind: 'unknown', id: 'tonumber("1${var.stage}")' })
  })

  test('keeps sensitivity', () => {
    expect(toStringValue(markSensitive(number(1)))).toEqual({ ...string('1'), sensitive: true })
    expect(isSensitive(tuple([markSensitive(number(1))]))).toBe(true)
    expect(formatValue(markSensitive(number(1)))).toBe('(sensitive value)')
  })

  test('iterates keys and sets by code point', () => {
    const keys = ['b', 'B', 'a', '\u{1f600}', '\uffee']
    expect(entriesOf(map(keys.map((key) => [key, nullValue]))).map(([key]) => key)).toEqual(['B', 'a', 'b', '\uffee', '\u{1f600}'])
    expect(set([stage, string('b'), string('a'), string('b'), stage])).toEqual(set([string('a'), string('b'), stage]))
    expect(set([number(10), number(9)]).elements).toEqual([number(9), number(10)])
  })

  test('finds unknowns at any depth, each once', () => {
    const value = tuple([stage, map([['a', stringOf(['x', stage])]]), fromJs({ b: 1 })])
    expect(unknownsIn(value)).toEqual([stage])
    expect(isKnown(value)).toBe(false)
    expect(isKnown(fromJs({ b: [1, 'x'] }))).toBe(true)
  })

  test('reads plain data without minding its prototype', () => {
    expect(formatValue(fromJs(JSON.parse('{"__proto__": {"a": null}, "b c": "${x}"}')))).toBe(
      '{ __proto__ = { a = null }, "b c" = "$${x}" }',
    )
  })
})
