import { type BigFloat, bitLength } from './big-float.ts'

/** A decimal number without a sign: 0.`digits` × 10^`point`. Zero has no digits. */
export interface Decimal {
  readonly digits: string
  readonly point: number
}

export const ZERO: Decimal = { digits: '', point: 0 }

const withoutEndingZeros = (digits: string): string => {
  let end = digits.length
  while (end > 0 && digits.charCodeAt(end - 1) === 48) end--
  return digits.slice(0, end)
}

const decimalOf = (mantissa: bigint, exponent: number): Decimal => {
  if (mantissa === 0n) return ZERO
  const scaled = exponent >= 0 ? mantissa << BigInt(exponent) : mantissa * 5n ** BigInt(-exponent)
  const digits = scaled.toString()
  return { digits: withoutEndingZeros(digits), point: digits.length + Math.min(exponent, 0) }
}

/** All the digits of its size. */
export const exactDecimal = ({ mantissa, exponent }: BigFloat): Decimal => decimalOf(mantissa < 0n ? -mantissa : mantissa, exponent)

/** The first so many digits, rounded to the nearest, halves to even. */
export const roundDecimal = (decimal: Decimal, count: number): Decimal => {
  const { digits } = decimal
  if (count < 0) return ZERO
  if (count >= digits.length) return decimal
  const next = digits.charCodeAt(count) - 48
  const isHalf = next === 5 && count + 1 === digits.length
  const up = isHalf ? count > 0 && (digits.charCodeAt(count - 1) - 48) % 2 === 1 : next >= 5
  return up ? roundUp(decimal, count) : roundDown(decimal, count)
}

const roundDown = ({ digits, point }: Decimal, count: number): Decimal => {
  const kept = withoutEndingZeros(digits.slice(0, count))
  return kept === '' ? ZERO : { digits: kept, point }
}

const roundUp = ({ digits, point }: Decimal, count: number): Decimal => {
  let last = count - 1
  while (last >= 0 && digits[last] === '9') last--
  if (last < 0) return { digits: '1', point: point + 1 }
  return { digits: digits.slice(0, last) + String(digits.charCodeAt(last) - 47), point }
}

/**
 * The fewest digits that are nearer to this number than to any other of that precision, in bits, as Go's `big.Float.Text` with
 * the precision -1 finds them.
 */
export const shortestDecimal = (value: BigFloat, precision: number): Decimal => {
  const exact = exactDecimal(value)
  const size = value.mantissa < 0n ? -value.mantissa : value.mantissa
  const shift = precision + 1 - bitLength(size)
  const [mantissa, exponent] = [size << BigInt(shift), value.exponent - shift]
  const [lower, upper] = [decimalOf(mantissa - 1n, exponent).digits, decimalOf(mantissa + 1n, exponent).digits]
  const inclusive = (mantissa & 2n) === 0n
  for (let at = 0; at < exact.digits.length; at++) {
    const digit = exact.digits[at] ?? '0'
    const [below, above] = [lower[at] ?? '0', upper[at] ?? '0']
    const down = below !== digit || (inclusive && at + 1 === lower.length)
    const isBelowAbove = inclusive || digit.charCodeAt(0) + 1 < above.charCodeAt(0) || at + 1 < upper.length
    const up = digit !== above && isBelowAbove
    if (down && up) return roundDecimal(exact, at + 1)
    if (down) return roundDown(exact, at + 1)
    if (up) return roundUp(exact, at + 1)
  }
  return exact
}

/** With so many digits after the point, and no exponent: Go's `%f`. */
export const writeFixed = ({ digits, point }: Decimal, places: number): string => {
  const whole = point > 0 ? digits.slice(0, point).padEnd(point, '0') : '0'
  if (places <= 0) return whole
  const fraction = '0'.repeat(Math.min(places, Math.max(0, -point))) + digits.slice(Math.max(0, point))
  return `${whole}.${fraction.slice(0, places).padEnd(places, '0')}`
}

/** With one digit before the point, so many after it, and an exponent: Go's `%e`. */
export const writeScientific = ({ digits, point }: Decimal, places: number): string => {
  const first = digits[0] ?? '0'
  const rest = places > 0 ? `.${digits.slice(1, 1 + places).padEnd(places, '0')}` : ''
  const exponent = digits === '' ? 0 : point - 1
  return `${first}${rest}e${exponent < 0 ? '-' : '+'}${String(Math.abs(exponent)).padStart(2, '0')}`
}
