import {
  add,
  type BigFloat,
  bitLength,
  compare,
  divide,
  fromDecimal,
  fromDouble,
  multiply,
  roundTo,
  toDouble,
  truncate,
} from './big-float.ts'
import { type Decimal, exactDecimal, shortestDecimal, writeFixed, ZERO } from './decimal.ts'
import type { NumberValue } from './value.ts'

/** What Terraform's literals and strings have, in bits. */
const PRECISION = 512

/** What numbers that count something have. */
const INTEGER_PRECISION = 64

/** Beyond 2^±this a number is not computed: its text would fill the memory. */
const MAX_EXPONENT = 400_000

const precisionOf = (number: NumberValue): number => number.precision ?? PRECISION

const withPrecision = (value: number, precision: number): NumberValue =>
  precision === PRECISION ? { kind: 'number', value } : { kind: 'number', value, precision }

/** Undefined when its size is beyond what is computed. */
const numberOf = (exact: BigFloat | undefined, precision: number): NumberValue | undefined => {
  if (!exact) return withPrecision(0, precision)
  if (Math.abs(exact.exponent + bitLength(exact.mantissa)) > MAX_EXPONENT) return undefined
  const value = toDouble(exact)
  const plain = fromDouble(value)
  const isPlain = plain !== undefined && plain.mantissa === exact.mantissa && plain.exponent === exact.exponent
  const number = withPrecision(value, precision)
  return isPlain ? number : { ...number, exact }
}

/** What it is exactly; undefined for zero and for the infinities. */
const exactOf = (number: NumberValue): BigFloat | undefined => number.exact ?? fromDouble(number.value)

/** An integer that counts something, as `length` gives it. */
export const integer = (value: number): NumberValue => withPrecision(value, INTEGER_PRECISION)

/** Any integer, as `parseint` gives it; undefined when it is too large to be computed with. */
export const integerOf = (value: bigint, precision = Math.max(INTEGER_PRECISION, bitLength(value))): NumberValue | undefined =>
  numberOf(roundTo(precision, value, 0), precision)

/** A double as it is, as `pow` and `yamldecode` give it. */
export const double = (value: number): NumberValue => withPrecision(value, 53)

const decimal = /^([+-]?)(\d*)(?:\.(\d*))?(?:([eEpP])([+-]?\d+))?$/
const MAX_DIGITS = 20_000

/**
 * A number as it is written in decimal: `invalid` when that is no number, `beyond` when it is too large, too small or too long to
 * be computed with. `p` begins an exponent of two.
 */
export const parseNumber = (text: string): NumberValue | 'invalid' | 'beyond' => {
  if (/^\d{1,15}$/.test(text)) return { kind: 'number', value: Number(text) }
  if (/^[+-]?[Ii]nf$/.test(text))
    return { kind: 'number', value: text.startsWith('-') ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY }
  const [, sign, whole = '', fraction = '', letter = '', exponent = '0'] = decimal.exec(text) ?? []
  if (sign === undefined || whole + fraction === '') return 'invalid'
  const power = Number(exponent)
  if (whole.length + fraction.length > MAX_DIGITS || Math.abs(power) > MAX_EXPONENT) return 'beyond'
  const digits = BigInt(whole + fraction)
  if (digits === 0n) return { kind: 'number', value: sign === '-' ? -0 : 0 }
  const isBinary = letter === 'p' || letter === 'P'
  const exact = fromDecimal(
    PRECISION,
    sign === '-' ? -digits : digits,
    power - fraction.length,
    isBinary ? -fraction.length : power - fraction.length,
  )
  return numberOf(exact, PRECISION) ?? 'beyond'
}

/** The number of a double as it is written in decimal: 0.1 is a tenth. */
export const fromDecimalDouble = (value: number): NumberValue => {
  if (Number.isSafeInteger(value) || !Number.isFinite(value)) return { kind: 'number', value }
  const parsed = parseNumber(String(value))
  return typeof parsed === 'string' ? { kind: 'number', value } : parsed
}

const areSmall = (a: NumberValue, b: NumberValue): boolean =>
  a.exact === undefined && b.exact === undefined && Number.isSafeInteger(a.value) && Number.isSafeInteger(b.value)

const commonPrecision = (a: NumberValue, b: NumberValue): number => Math.max(precisionOf(a), precisionOf(b))

/** Undefined when the sum is too large, or that of opposite infinities. */
export const addNumbers = (a: NumberValue, b: NumberValue): NumberValue | undefined => {
  const precision = commonPrecision(a, b)
  const sum = a.value + b.value
  if (areSmall(a, b) && Number.isSafeInteger(sum)) return withPrecision(sum, precision)
  const [left, right] = [exactOf(a), exactOf(b)]
  if (left && right) {
    // One that is far smaller than the other would be written out with all the zeros between them.
    return Math.abs(left.exponent - right.exponent) > 2 * MAX_EXPONENT
      ? undefined
      : numberOf(add(precision, left, right), precision)
  }
  if (!left && !right) return Number.isNaN(sum) ? undefined : withPrecision(sum, precision)
  const other = left ? b : a
  return other.value === 0 ? numberOf(left ?? right, precision) : withPrecision(other.value, precision)
}

export const negate = (number: NumberValue): NumberValue => {
  const { exact } = number
  const negated = withPrecision(-number.value, precisionOf(number))
  return exact ? { ...negated, exact: { ...exact, mantissa: -exact.mantissa } } : negated
}

export const subtractNumbers = (a: NumberValue, b: NumberValue): NumberValue | undefined => addNumbers(a, negate(b))

/** Undefined when the product is too large, or that of zero and an infinity. */
export const multiplyNumbers = (a: NumberValue, b: NumberValue): NumberValue | undefined => {
  const precision = commonPrecision(a, b)
  const product = a.value * b.value
  if (areSmall(a, b) && Number.isSafeInteger(product)) return withPrecision(product, precision)
  const [left, right] = [exactOf(a), exactOf(b)]
  if (!left || !right) return Number.isNaN(product) ? undefined : withPrecision(product, precision)
  // The product keeps the bits that it needs, up to 512, even where neither of its factors has so many.
  const exact = multiply(PRECISION, left, right)
  const needed = Math.max(precision, bitLength(exact.mantissa))
  return numberOf(exact, needed)
}

/** Infinite where the divisor is zero. Undefined when the quotient is too large, or that of two zeros or infinities. */
export const divideNumbers = (a: NumberValue, b: NumberValue): NumberValue | undefined => {
  const precision = commonPrecision(a, b)
  const quotient = a.value / b.value
  if (areSmall(a, b) && Number.isSafeInteger(quotient) && quotient * b.value === a.value) return withPrecision(quotient, precision)
  const [left, right] = [exactOf(a), exactOf(b)]
  if (left && right) return numberOf(divide(precision, left, right), precision)
  if (left) return withPrecision(quotientOfExtremes(left.mantissa < 0n ? -1 : 1, b.value), precision)
  return Number.isNaN(quotient) ? undefined : withPrecision(quotient, precision)
}

/** By zero or by an infinity. */
const quotientOfExtremes = (sign: 1 | -1, divisor: number): number => sign / divisor

/** What an integer division leaves over, with the sign of the dividend. */
export const remainder = (a: NumberValue, b: NumberValue): NumberValue | undefined => {
  const precision = precisionOf(a)
  if (!Number.isFinite(a.value) || !Number.isFinite(b.value)) {
    if (!a.exact && !b.exact) return multiplyNumbers(a, b)
  }
  if (b.value === 0 && !b.exact) return a
  const quotient = divideNumbers(a, b)
  const left = exactOf(a)
  const right = exactOf(b)
  if (!quotient || !right) return undefined
  const exact = exactOf(quotient)
  const whole = exact && roundTo(precision, truncate(exact), 0)
  const product = whole && multiply(precision, right, whole)
  if (!left) return withPrecision(a.value, precision)
  if (!product) return numberOf(left, precision)
  return numberOf(add(precision, left, { ...product, mantissa: -product.mantissa }), precision)
}

/** Negative, zero or positive, as `a` is less than, equal to or greater than `b`. */
export const compareNumbers = (a: NumberValue, b: NumberValue): number => {
  if (a.exact || b.exact) {
    const [left, right] = [exactOf(a), exactOf(b)]
    if (left && right) return compare(left, right)
    // The double of a number that is far from one may be the other.
    if (left) return b.value === 0 || b.value === Number.NEGATIVE_INFINITY ? (b.value === 0 && left.mantissa < 0n ? -1 : 1) : -1
    if (right) return a.value === 0 || a.value === Number.NEGATIVE_INFINITY ? (a.value === 0 && right.mantissa < 0n ? 1 : -1) : 1
  }
  return a.value === b.value ? 0 : a.value < b.value ? -1 : 1
}

/** The integer that it is; undefined for one with a fraction and for the infinities. */
export const asInteger = (number: NumberValue): bigint | undefined => {
  const { exact } = number
  if (exact) return exact.exponent >= 0 ? truncate(exact) : undefined
  return Number.isInteger(number.value) ? BigInt(number.value) : undefined
}

/** The integer below or above it that is next; itself if it is one. */
export const roundNumber = (number: NumberValue, direction: 'down' | 'up'): NumberValue => {
  const exact = exactOf(number)
  if (!exact || exact.exponent >= 0) return number
  const whole = truncate(exact)
  const away = direction === 'down' ? exact.mantissa < 0n : exact.mantissa > 0n
  const rounded = away ? whole + (direction === 'down' ? -1n : 1n) : whole
  return integerOf(rounded, precisionOf(number)) ?? number
}

/** Without its sign. */
export const sizeOf = (number: NumberValue): NumberValue => (isNegative(number) ? negate(number) : number)

/** Less than zero, or the zero below. */
export const isNegative = ({ value, exact }: NumberValue): boolean =>
  exact ? exact.mantissa < 0n : value < 0 || Object.is(value, -0)

/** All its digits, without its sign; undefined for the infinities. */
export const digitsOf = (number: NumberValue): Decimal | undefined => {
  const exact = exactOf(number)
  if (exact) return exactDecimal(exact)
  return number.value === 0 ? ZERO : undefined
}

/** The fewest digits that say which number of its precision it is, without its sign; undefined for the infinities. */
export const shortestDigitsOf = (number: NumberValue): Decimal | undefined => {
  const exact = exactOf(number)
  return exact ? shortestDecimal(exact, precisionOf(number)) : digitsOf(number)
}

/** A number as Terraform prints it: as many digits as its precision needs, never an exponent. */
export const formatNumber = (number: NumberValue): string => {
  const { value, exact } = number
  if (!exact && Number.isSafeInteger(value) && !Object.is(value, -0)) return String(value)
  const digits = shortestDigitsOf(number)
  if (!digits) return value > 0 ? '+Inf' : '-Inf'
  return (isNegative(number) ? '-' : '') + writeFixed(digits, Math.max(0, digits.digits.length - digits.point))
}
