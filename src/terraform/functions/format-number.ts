import { type Decimal, roundDecimal, writeFixed, writeScientific } from '../value/decimal.ts'
import { asInteger, digitsOf, isNegative, shortestDigitsOf } from '../value/number.ts'
import type { NumberValue } from '../value/value.ts'
import { type Failure, failure } from './definition.ts'
import { MAX_WIDTH, type Verb } from './verb.ts'

const MAX_PRECISION = 10_000

const radixes: Readonly<Record<string, number>> = { b: 2, o: 8, d: 10, x: 16, X: 16 }

const infinity = (number: NumberValue): string => (number.value < 0 ? '-Inf' : '+Inf')

/** A number as `%v` writes it: all its digits, with an exponent if that is shorter. */
export const shortestNumber = (number: NumberValue): string => {
  const digits = shortestDigitsOf(number)
  return digits ? (isNegative(number) ? '-' : '') + general(digits, undefined) : infinity(number)
}

/** A number as `%d`, `%x`, `%e`, `%f`, `%g` and the like write it. https://pkg.go.dev/math/big#Float.Format */
export const formatNumberVerb = (verb: Verb, number: NumberValue): string | Failure => {
  const radix = radixes[verb.letter]
  if (radix === undefined) return padded(verb, isNegative(number), fractional(verb, number))
  const whole = asInteger(number)
  if (whole === undefined) return failure('an integer is required')
  const digits = (whole < 0n ? -whole : whole).toString(radix)
  const prefix = verb.flags.includes('#') ? ({ b: '0b', o: '0', x: '0x', X: '0X' }[verb.letter] ?? '') : ''
  const zeros = '0'.repeat(Math.max(0, Math.min(verb.precision ?? 0, MAX_PRECISION) - digits.length))
  const text = verb.precision === 0 && whole === 0n ? '' : prefix + zeros + (verb.letter === 'X' ? digits.toUpperCase() : digits)
  const flags = verb.precision === undefined ? verb.flags : verb.flags.replaceAll('0', '')
  return padded({ ...verb, flags }, whole < 0n, text)
}

/** Zeros stand between the sign and the digits, spaces before the sign. */
const padded = ({ flags, width }: Verb, negative: boolean, digits: string): string => {
  const isInfinite = digits.endsWith('Inf')
  const sign = negative ? '-' : flags.includes('+') ? '+' : flags.includes(' ') ? ' ' : isInfinite ? '+' : ''
  const size = isInfinite ? 'Inf' : digits
  const missing = Math.max(0, Math.min(width, MAX_WIDTH) - sign.length - size.length)
  if (flags.includes('-')) return sign + size + ' '.repeat(missing)
  return flags.includes('0') && !isInfinite ? sign + '0'.repeat(missing) + size : ' '.repeat(missing) + sign + size
}

const fractional = ({ letter, precision }: Verb, number: NumberValue): string => {
  const limited = precision === undefined ? undefined : Math.min(precision, MAX_PRECISION)
  const digits = digitsOf(number)
  if (!digits) return 'Inf'
  switch (letter) {
    case 'f':
      return writeFixed(roundDecimal(digits, digits.point + (limited ?? 6)), limited ?? 6)
    case 'e':
    case 'E': {
      const text = writeScientific(roundDecimal(digits, 1 + (limited ?? 6)), limited ?? 6)
      return letter === 'E' ? text.toUpperCase() : text
    }
    default: {
      const text =
        limited === undefined
          ? general(shortestDigitsOf(number) ?? digits, undefined)
          : general(roundDecimal(digits, Math.max(1, limited)), Math.max(1, limited))
      return letter === 'G' ? text.toUpperCase() : text
    }
  }
}

/** As `%f` or `%e`, whichever is shorter. */
const general = (decimal: Decimal, precision: number | undefined): string => {
  const count = decimal.digits.length
  const most = precision ?? count
  const limit = precision === undefined ? 6 : precision > count && count >= decimal.point ? count : precision
  const exponent = decimal.point - 1
  if (exponent < -4 || exponent >= limit) return writeScientific(decimal, Math.min(most, count) - 1)
  const places = most > decimal.point ? count : most
  return writeFixed(decimal, Math.max(places - decimal.point, 0))
}
