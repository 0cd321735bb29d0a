import { knownText, type Text } from '../../source/text.ts'
import { string, stringOf } from '../value/construct.ts'
import { toBool, toNumber, toStringValue, toText, unknownsIn } from '../value/convert.ts'
import { formatNumber, formatValue } from '../value/format.ts'
import { encodeJson, escapeJson } from '../value/json.ts'
import { callId } from '../value/symbol.ts'
import type { Value } from '../value/value.ts'
import { type Failure, failure } from './definition.ts'

/** One `%…` of a format string. */
export interface Verb {
  readonly letter: string
  readonly flags: string
  readonly width: number
  readonly precision: number | undefined
  /** As it is written. */
  readonly whole: string
}

/** One argument as its verb wants it; an unknown one stands for what the verb will make of it. */
export const formatVerb = (verb: Verb, arg: Value): Text | Failure => {
  const written = write(verb, arg)
  if ('kind' in written) return written
  const known = knownText(written)
  if (known !== undefined) return [pad(verb, known)]
  if (verb.width === 0 && (verb.precision === undefined || verb.letter === 'v')) return written
  return unknownVerb(verb, stringOf(written))
}

const unknownVerb = (verb: Verb, value: Value): Text => {
  const reason = unknownsIn(value)[0]?.reason ?? 'an argument is not known'
  return [{ kind: 'unknown', id: callId('format', [formatValue(string(verb.whole)), formatValue(value)]), reason }]
}

const write = (verb: Verb, arg: Value): Text | Failure => {
  if (arg.kind === 'null') return verb.letter === 'v' ? ['null'] : failure('null value cannot be formatted')
  switch (verb.letter) {
    case 'v':
      return writeAny(verb, arg)
    case 's': {
      const converted = toStringValue(arg)
      return converted ? truncate(verb, toText(converted) ?? []) : failure('string required')
    }
    case 'q':
      return writeQuoted(verb, arg)
    case 't': {
      const converted = toBool(arg)
      return converted
        ? ((converted.kind === 'unknown' ? unknownVerb(verb, arg) : toText(converted)) ?? [])
        : failure('bool required')
    }
    default: {
      const converted = toNumber(arg)
      if (!converted) return failure('a number is required')
      if (converted.kind !== 'number') return unknownVerb(verb, arg)
      if ('bdoxX'.includes(verb.letter) && !Number.isInteger(converted.value)) return failure('an integer is required')
      return [writeNumber(verb, converted.value)]
    }
  }
}

const writeAny = (verb: Verb, arg: Value): Text => {
  if (arg.kind === 'unknown' && !arg.domain && !arg.expansion) return unknownVerb(verb, arg)
  if (arg.kind === 'number' && !verb.flags.includes('#')) return [writeNumber({ ...verb, letter: 'g' }, arg.value)]
  if ((arg.kind === 'string' || arg.kind === 'unknown') && !verb.flags.includes('#')) return toText(arg) ?? []
  const encoded = encodeJson(arg)
  return encoded.kind === 'string' ? encoded.parts : unknownVerb(verb, arg)
}

const writeQuoted = (verb: Verb, arg: Value): Text | Failure => {
  const converted = toStringValue(arg)
  if (!converted) return failure('string required')
  const known = knownText(toText(converted) ?? [])
  return known === undefined ? unknownVerb(verb, arg) : [`"${escapeJson(known)}"`]
}

const truncate = (verb: Verb, parts: Text): Text => {
  const known = knownText(parts)
  return known === undefined || verb.precision === undefined ? parts : [[...known].slice(0, verb.precision).join('')]
}

const writeNumber = (verb: Verb, value: number): string => {
  const size = Math.abs(value)
  const sign = value < 0 ? '-' : verb.flags.includes('+') ? '+' : verb.flags.includes(' ') ? ' ' : ''
  return sign + writeSize(verb, size)
}

const radixes: Readonly<Record<string, number>> = { b: 2, o: 8, d: 10, x: 16, X: 16 }

const writeSize = ({ letter, precision }: Verb, size: number): string => {
  const radix = radixes[letter]
  if (radix) {
    const digits = BigInt(size).toString(radix)
    return letter === 'X' ? digits.toUpperCase() : digits
  }
  if (letter === 'f') return fixed(size, Math.min(precision ?? 6, 100))
  const text = letter === 'e' || letter === 'E' ? size.toExponential(Math.min(precision ?? 6, 100)) : shortest(size, precision)
  const padded = text.replace(/e([+-])(\d)$/, 'e$10$2')
  return letter === 'E' || letter === 'G' ? padded.toUpperCase() : padded
}

/** Halves are rounded to even, as Go does. */
const fixed = (size: number, digits: number): string => {
  if (size >= 1e21) return formatNumber(size) + (digits > 0 ? `.${'0'.repeat(digits)}` : '')
  const scaled = size * 10 ** digits
  const isHalf = scaled % 1 === 0.5 && Number.isInteger(size * 2 ** (digits + 1))
  return (isHalf && Math.floor(scaled) % 2 === 0 ? Math.floor(scaled) / 10 ** digits : size).toFixed(digits)
}

const shortest = (size: number, precision: number | undefined): string => {
  const scientific = size.toExponential(precision === undefined ? undefined : Math.max(0, Math.min(precision, 100) - 1))
  const exponent = Number(scientific.slice(scientific.indexOf('e') + 1))
  const limit = precision === undefined ? 6 : precision || 1
  if (exponent < -4 || exponent >= limit) return scientific
  return precision === undefined ? formatNumber(size) : formatNumber(Number(scientific))
}

const MAX_WIDTH = 10_000

const pad = ({ flags, width }: Verb, text: string): string => {
  const missing = Math.min(width, MAX_WIDTH) - [...text].length
  if (missing <= 0) return text
  if (flags.includes('-')) return text + ' '.repeat(missing)
  if (!flags.includes('0')) return ' '.repeat(missing) + text
  const sign = /^[+-]/.exec(text)?.[0] ?? ''
  return sign + '0'.repeat(missing) + text.slice(sign.length)
}
