/**
 * A binary floating-point number that is finite and not zero: `mantissa` × 2^`exponent`, the mantissa odd. Terraform's numbers
 * are Go's `big.Float`, whose operations round to the nearest number of so many bits, halves to even; so do these.
 * https://pkg.go.dev/math/big#Float
 */
export interface BigFloat {
  readonly mantissa: bigint
  readonly exponent: number
}

/** How many bits an integer has, without its sign. */
export const bitLength = (integer: bigint): number => {
  const hex = (integer < 0n ? -integer : integer).toString(16)
  return hex === '0' ? 0 : (hex.length - 1) * 4 + (32 - Math.clz32(Number.parseInt(hex[0] ?? '0', 16)))
}

const magnitudeOf = (integer: bigint): bigint => (integer < 0n ? -integer : integer)

/** The nearest to `mantissa` × 2^`exponent` of that precision, in bits; undefined for zero. */
export const roundTo = (precision: number, mantissa: bigint, exponent: number): BigFloat | undefined => {
  if (mantissa === 0n) return undefined
  const size = magnitudeOf(mantissa)
  const excess = bitLength(size) - precision
  if (excess <= 0) return normalize(mantissa, exponent)
  const bits = BigInt(excess)
  const [kept, rest, half] = [size >> bits, size & ((1n << bits) - 1n), 1n << (bits - 1n)]
  const rounded = rest > half || (rest === half && (kept & 1n) === 1n) ? kept + 1n : kept
  return normalize(mantissa < 0n ? -rounded : rounded, exponent + excess)
}

const normalize = (mantissa: bigint, exponent: number): BigFloat => {
  if ((mantissa & 1n) === 1n) return { mantissa, exponent }
  const zeros = bitLength(mantissa & -mantissa) - 1
  return { mantissa: mantissa >> BigInt(zeros), exponent: exponent + zeros }
}

const view = new DataView(new ArrayBuffer(8))

/** A double exactly; undefined for zero, and for what is not finite. */
export const fromDouble = (value: number): BigFloat | undefined => {
  if (value === 0 || !Number.isFinite(value)) return undefined
  if (Number.isSafeInteger(value)) return normalize(BigInt(value), 0)
  view.setFloat64(0, Math.abs(value))
  const bits = view.getBigUint64(0)
  const biased = Number(bits >> 52n)
  const fraction = bits & ((1n << 52n) - 1n)
  const mantissa = biased === 0 ? fraction : fraction | (1n << 52n)
  return normalize(value < 0 ? -mantissa : mantissa, Math.max(biased, 1) - 1075)
}

/** The nearest double, infinite where the number is too large for one. */
export const toDouble = ({ mantissa, exponent }: BigFloat): number => {
  const top = bitLength(mantissa) + exponent
  if (top > 1024) return mantissa < 0n ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY
  // A double below 2^-1021 has fewer bits; all of them are multiples of 2^-1074.
  const rounded = roundTo(Math.max(0, Math.min(53, top + 1074)), mantissa, exponent)
  if (!rounded || top < -1074) return mantissa < 0n ? -0 : 0
  const step = Math.trunc(rounded.exponent / 2)
  return Number(rounded.mantissa) * 2 ** step * 2 ** (rounded.exponent - step)
}

export const add = (precision: number, a: BigFloat, b: BigFloat): BigFloat | undefined => {
  const exponent = Math.min(a.exponent, b.exponent)
  return roundTo(precision, (a.mantissa << BigInt(a.exponent - exponent)) + (b.mantissa << BigInt(b.exponent - exponent)), exponent)
}

export const multiply = (precision: number, a: BigFloat, b: BigFloat): BigFloat =>
  roundTo(precision, a.mantissa * b.mantissa, a.exponent + b.exponent) as BigFloat

export const divide = (precision: number, a: BigFloat, b: BigFloat): BigFloat => {
  const shift = Math.max(0, precision + 2 + bitLength(b.mantissa) - bitLength(a.mantissa))
  const dividend = magnitudeOf(a.mantissa) << BigInt(shift)
  const divisor = magnitudeOf(b.mantissa)
  // A bit that stands for all that is cut off decides between a half and more than a half.
  const quotient = ((dividend / divisor) << 1n) | (dividend % divisor === 0n ? 0n : 1n)
  const negative = a.mantissa < 0n !== b.mantissa < 0n
  return roundTo(precision, negative ? -quotient : quotient, a.exponent - b.exponent - shift - 1) as BigFloat
}

/** The integer that is left without the fraction. */
export const truncate = ({ mantissa, exponent }: BigFloat): bigint => {
  if (exponent >= 0) return mantissa << BigInt(exponent)
  const size = magnitudeOf(mantissa) >> BigInt(-exponent)
  return mantissa < 0n ? -size : size
}

/** Negative, zero or positive, as `a` is less than, equal to or greater than `b`. */
export const compare = (a: BigFloat, b: BigFloat): number => {
  if (a.mantissa < 0n !== b.mantissa < 0n) return a.mantissa < 0n ? -1 : 1
  const [left, right] = [bitLength(a.mantissa) + a.exponent, bitLength(b.mantissa) + b.exponent]
  if (left !== right) return left < right === a.mantissa > 0n ? -1 : 1
  const exponent = Math.min(a.exponent, b.exponent)
  const difference = (a.mantissa << BigInt(a.exponent - exponent)) - (b.mantissa << BigInt(b.exponent - exponent))
  return difference === 0n ? 0 : difference < 0n ? -1 : 1
}

/** 5^`power`, by the steps in which Go computes it, since each of them rounds. */
const powerOfFive = (precision: number, power: number): BigFloat => {
  const exact = 27
  let result: BigFloat = { mantissa: 5n ** BigInt(Math.min(power, exact)), exponent: 0 }
  let factor: BigFloat = { mantissa: 5n, exponent: 0 }
  for (let rest = power - exact; rest > 0; rest = Math.floor(rest / 2)) {
    if (rest % 2 === 1) result = multiply(precision, result, factor)
    factor = multiply(precision + 64, factor, factor)
  }
  return result
}

/** `digits` × 2^`exponent2` × 5^`exponent5`, rounded as Go's `big.ParseFloat` does; undefined for zero. */
export const fromDecimal = (precision: number, digits: bigint, exponent2: number, exponent5: number): BigFloat | undefined => {
  const mantissa = roundTo(precision, digits, exponent2)
  if (!mantissa || exponent5 === 0) return mantissa
  const power = powerOfFive(precision + 64, Math.abs(exponent5))
  return exponent5 < 0 ? divide(precision, mantissa, power) : multiply(precision, mantissa, power)
}
