import { number } from '../value/construct.ts'
import { knownString } from '../value/convert.ts'
import type { Value } from '../value/value.ts'
import { anyParameter, type FunctionDefinition, type FunctionTable, failure, numberParameter, type Result } from './definition.ts'

const numeral = (value: Value | undefined): number => (value?.kind === 'number' ? value.value : Number.NaN)

const ofNumber = (change: (value: number) => number): FunctionDefinition => ({
  parameters: [numberParameter('num')],
  call: ([value]) => number(change(numeral(value))),
})

const ofNumbers = (names: readonly [string, string], change: (a: number, b: number) => number): FunctionDefinition => ({
  parameters: names.map(numberParameter),
  call: ([a, b]) => {
    const result = change(numeral(a), numeral(b))
    return Number.isFinite(result) ? number(result) : failure('the result is not a finite number')
  },
})

const extreme = (pick: (a: number, b: number) => number): FunctionDefinition => ({
  parameters: [],
  rest: numberParameter('numbers'),
  call: (args) => (args.length === 0 ? failure('must pass at least one number') : number(args.map(numeral).reduce(pick))),
})

const logarithm = (value: number, base: number): number => Math.log(value) / Math.log(base)

const parseInteger = ([text, baseValue]: readonly Value[]): Result => {
  const base = numeral(baseValue)
  if (text?.kind === 'number' || text?.kind === 'bool')
    return failure(`first argument must be a string, not ${text.kind}`, 'number')
  const digits = (text && knownString(text)) ?? ''
  if (!Number.isInteger(base) || base < 2 || base > 62)
    return failure('base must be a whole number between 2 and 62 inclusive', 'base')
  const match = /^([+-]?)([0-9a-zA-Z]+)$/.exec(digits)
  const places = [...(match?.[2] ?? '')].map((digit) => digitValue(digit, base))
  if (!match || places.some((place) => place >= base))
    return failure(`cannot parse ${JSON.stringify(digits)} as a base ${base} integer`, 'number')
  return number(places.reduce((sum, place) => sum * base + place, 0) * (match[1] === '-' ? -1 : 1))
}

/** Up to base 36 letters of either case are the same digit; beyond, capitals come after small letters. */
const digitValue = (digit: string, base: number): number => {
  if (digit >= '0' && digit <= '9') return Number(digit)
  if (digit >= 'a') return digit.charCodeAt(0) - 87
  return digit.charCodeAt(0) - (base <= 36 ? 55 : 29)
}

const withoutNegativeZero = (value: number): number => (value === 0 ? 0 : value)

/** https://developer.hashicorp.com/terraform/language/functions/abs and the others of its group. */
export const numericFunctions: FunctionTable = {
  abs: ofNumber(Math.abs),
  ceil: ofNumber((value) => withoutNegativeZero(Math.ceil(value))),
  floor: ofNumber(Math.floor),
  signum: ofNumber(Math.sign),
  log: ofNumbers(['num', 'base'], logarithm),
  pow: ofNumbers(['num', 'power'], (value, power) => value ** power),
  max: extreme((a, b) => Math.max(a, b)),
  min: extreme((a, b) => Math.min(a, b)),
  parseint: { parameters: [anyParameter('number'), numberParameter('base')], call: parseInteger },
}
