import { list } from '../value/construct.ts'
import { elementsOf, knownString, toNumber } from '../value/convert.ts'
import {
  addNumbers,
  asInteger,
  compareNumbers,
  double,
  fromDecimalDouble,
  integer,
  integerOf,
  roundNumber,
  sizeOf,
} from '../value/number.ts'
import type { NumberValue, Value } from '../value/value.ts'
import {
  anyParameter,
  type FunctionDefinition,
  type FunctionTable,
  failure,
  numberParameter,
  type Result,
  sequenceParameter,
  undecided,
} from './definition.ts'
import { goQuote } from './go-quote.ts'
import { wholeNumber } from './whole-number.ts'

/** A number, which a call of a function with number parameters always has. */
const numberIn = (value: Value | undefined): NumberValue => (value?.kind === 'number' ? value : fromDecimalDouble(0))

const TOO_LARGE = undecided('its result is too large to be computed')

const ofNumber = (change: (value: NumberValue) => Result): FunctionDefinition => ({
  parameters: [numberParameter('num')],
  call: ([value]) => change(numberIn(value)),
})

/** These are computed with doubles. */
const ofDoubles = (names: readonly [string, string], change: (a: number, b: number) => number): FunctionDefinition => ({
  parameters: names.map(numberParameter),
  call: (args) => {
    const [a, b] = args.map(numberIn)
    if (!a || !b) return undefined
    if ([a, b].some(({ value, exact }) => exact && !Number.isFinite(value))) {
      const most = `${BigInt(Number.MAX_VALUE)}.000000`
      return failure(`value must be between -${most} and ${most} inclusive`)
    }
    const result = change(a.value, b.value)
    return Number.isNaN(result) ? failure('result is not a number') : double(result)
  },
})

const extreme = (isBetter: (comparison: number) => boolean): FunctionDefinition => ({
  parameters: [],
  rest: numberParameter('numbers'),
  call: (args) =>
    args.length === 0
      ? failure('must pass at least one number')
      : args.map(numberIn).reduce((best, each) => (isBetter(compareNumbers(each, best)) ? each : best)),
})

const sign = (value: NumberValue): Result => {
  const whole = wholeNumber(value)
  return typeof whole === 'object' ? whole : integer(Math.sign(whole))
}

const parseInteger = ([text, baseValue]: readonly Value[]): Result => {
  if (text?.kind !== 'string') return failure(`first argument must be a string, not ${text?.kind ?? 'dynamic'}`, 'number')
  const base = wholeNumber(baseValue, 'base')
  if (typeof base === 'object') return base
  if (base < 2 || base > 62) return failure('base must be a whole number between 2 and 62 inclusive', 'base')
  const digits = knownString(text) ?? ''
  const [, minus, written = ''] = /^([+-]?)([0-9a-zA-Z]+)$/.exec(digits) ?? []
  const places = [...written].map((digit) => digitValue(digit, base))
  if (written === '' || places.some((place) => place >= base))
    return failure(`cannot parse ${goQuote(digits)} as a base ${base} integer`, 'number')
  if (written.length > MAX_DIGITS) return TOO_LARGE
  const size = places.reduce((sum, place) => sum * BigInt(base) + BigInt(place), 0n)
  return integerOf(minus === '-' ? -size : size) ?? TOO_LARGE
}

const MAX_DIGITS = 5000

/** Up to base 36 letters of either case are the same digit; beyond, capitals come after small letters. */
const digitValue = (digit: string, base: number): number => {
  if (digit >= '0' && digit <= '9') return Number(digit)
  if (digit >= 'a') return digit.charCodeAt(0) - 87
  return digit.charCodeAt(0) - (base <= 36 ? 55 : 29)
}

const sum = ([value]: readonly Value[]): Result => {
  const elements = (value && elementsOf(value)) ?? []
  if (elements.length === 0) return failure('cannot sum an empty list', 'list')
  let total: NumberValue | undefined
  for (const element of elements) {
    const number = toNumber(element)
    if (number?.kind !== 'number') return failure('argument must be list, set, or tuple of number values', 'list')
    total = total ? addNumbers(total, number) : number
    if (!total) return TOO_LARGE
  }
  return total
}

const MAX_RANGE = 1024

const range = (args: readonly Value[]): Result => {
  if (args.length === 0 || args.length > 3) return failure('must have one, two, or three arguments')
  const [first, second, third] = args.map(numberIn)
  const [start, limit] = second ? [first, second] : [integer(0), first]
  if (!start || !limit) return undefined
  const down = compareNumbers(limit, start) < 0
  const step = third ?? integer(down ? -1 : 1)
  const direction = compareNumbers(step, integer(0))
  if (direction > 0 && down) return failure('end must be greater than start when step is positive', 'params')
  if (direction < 0 && compareNumbers(limit, start) > 0)
    return failure('end must be less than start when step is negative', 'params')
  // As Terraform does, which takes a step of zero for one that goes up or down by the ends.
  const towards = direction || (down ? -1 : 1)
  const elements: Value[] = []
  let at: NumberValue | undefined = start
  while (at && compareNumbers(at, limit) * towards < 0) {
    if (elements.length >= MAX_RANGE) {
      return failure(
        `more than ${MAX_RANGE} values were generated; either decrease the difference between start and end or use a smaller step`,
      )
    }
    elements.push(at)
    at = addNumbers(at, step)
  }
  return at ? list(elements) : TOO_LARGE
}

/** The greatest integer below, or the least one above; infinities stay what they are. */
const rounded = (direction: 'down' | 'up') =>
  ofNumber((value) => (asInteger(value) === undefined ? roundNumber(value, direction) : value))

/** https://developer.hashicorp.com/terraform/language/functions/abs and the others of its group. */
export const numericFunctions: FunctionTable = {
  abs: ofNumber(sizeOf),
  ceil: rounded('up'),
  floor: rounded('down'),
  signum: ofNumber(sign),
  log: ofDoubles(['num', 'base'], (value, base) => Math.log(value) / Math.log(base)),
  pow: ofDoubles(['num', 'power'], (value, power) => value ** power),
  max: extreme((comparison) => comparison > 0),
  min: extreme((comparison) => comparison < 0),
  parseint: { parameters: [anyParameter('number'), numberParameter('base')], call: parseInteger },
  range: { parameters: [], rest: numberParameter('params'), call: range },
  sum: { parameters: [{ ...sequenceParameter('list'), required: 'cannot sum noniterable' }], call: sum },
}
