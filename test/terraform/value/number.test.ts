import { describe, expect, test } from 'vitest'
import { number } from '../../../src/terraform/value/construct.ts'
import { equals } from '../../../src/terraform/value/equality.ts'
import {
  addNumbers,
  compareNumbers,
  divideNumbers,
  double,
  formatNumber,
  integer,
  multiplyNumbers,
  parseNumber,
  remainder,
} from '../../../src/terraform/value/number.ts'
import type { NumberValue } from '../../../src/terraform/value/value.ts'

const parse = (text: string): NumberValue => {
  const parsed = parseNumber(text)
  if (typeof parsed === 'string') throw new Error(`${text} is ${parsed}`)
  return parsed
}

const written = (value: NumberValue | undefined): string => (value ? formatNumber(value) : 'beyond')

describe('numbers', () => {
  test('have 512 bits where they are written in decimal', () => {
    expect(written(addNumbers(parse('0.1'), parse('0.2')))).toBe('0.3')
    expect(written(divideNumbers(number(1), number(3)))).toMatch(/^0\.3{150,}5$/)
    expect(written(multiplyNumbers(parse('123456789012345678901234567890'), number(10)))).toBe('1234567890123456789012345678900')
    expect(equals(parse('9007199254740993'), parse('9007199254740992'))).toBe('no')
  })

  test('have 64 bits where they count, and 53 where they were doubles', () => {
    expect(written(divideNumbers(integer(1), integer(3)))).toBe('0.33333333333333333334')
    expect(written(divideNumbers(integer(1), number(3)))).toBe(written(divideNumbers(number(1), number(3))))
    expect(written(double(0.1))).toBe('0.1')
    expect(compareNumbers(double(0.1), parse('0.1'))).toBe(1)
  })

  test('that are small integers stay plain', () => {
    expect(addNumbers(number(1), number(2))).toEqual({ kind: 'number', value: 3 })
    expect(remainder(number(-7), number(3))).toEqual({ kind: 'number', value: -1 })
    expect(number(0.5)).toEqual({ kind: 'number', value: 0.5 })
    expect(number(0.1)).toMatchObject({ value: 0.1, exact: {} })
  })

  test('too large to be computed with are said to be, in no time', () => {
    expect(['1e999999999', '1e-999999999', '9'.repeat(1_000_000), '1p99999999'].map(parseNumber)).toEqual(Array(4).fill('beyond'))
    const large = parse('1e100000')
    expect(multiplyNumbers(large, large)).toBeUndefined()
  })

  test('are read as Go reads them', () => {
    expect(['0x10', '1_000', ' 1', '', '.', '1e', '--1'].map(parseNumber)).toEqual(Array(7).fill('invalid'))
    expect(['1p3', '+5', '.5', '5.', '1E2', '-0'].map((text) => written(parse(text)))).toEqual(['8', '5', '0.5', '5', '100', '-0'])
  })
})
