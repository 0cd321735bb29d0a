import { bool, nullValue, string } from '../value/construct.ts'
import { integerOf, parseNumber } from '../value/number.ts'
import type { Value } from '../value/value.ts'
import { goQuote } from './go-quote.ts'

const constants: ReadonlyMap<string, Value> = new Map<string, Value>([
  ...['y', 'Y', 'yes', 'Yes', 'YES', 'true', 'True', 'TRUE', 'on', 'On', 'ON'].map((word) => [word, bool(true)] as const),
  ...['n', 'N', 'no', 'No', 'NO', 'false', 'False', 'FALSE', 'off', 'Off', 'OFF'].map((word) => [word, bool(false)] as const),
  ...['', '~', 'null', 'Null', 'NULL'].map((word) => [word, nullValue] as const),
  ...['.inf', '.Inf', '.INF', '+.inf', '+.Inf', '+.INF'].map((word) => [word, infinity(1)] as const),
  ...['-.inf', '-.Inf', '-.INF'].map((word) => [word, infinity(-1)] as const),
])

function infinity(sign: 1 | -1): Value {
  return { kind: 'number', value: sign * Number.POSITIVE_INFINITY }
}

const decimal = /^[-+]?(?:\.\d+|\d+(?:\.\d*)?)(?:[eE][-+]?\d+)?$/
const integer = /^(?:[-+]?\d+|0o[0-7]+|0x[0-9a-fA-F]+)$/

const TAG = 'tag:yaml.org,2002:'

/**
 * A scalar by its tag, or by how it looks: the words of YAML 1.1 and the numbers of YAML 1.2, as Terraform has them. A string says
 * what is wrong.
 * https://github.com/zclconf/go-cty-yaml/blob/main/resolve.go
 */
export const resolveScalar = (tag: string | undefined, source: string, isQuoted: boolean): Value | string => {
  const name = tag?.startsWith(TAG) ? tag.slice(TAG.length) : tag
  if (name !== undefined && !['str', 'bool', 'int', 'float', 'null', 'timestamp', 'binary'].includes(name))
    return `unsupported tag ${goQuote(tag ?? '')}`
  const looksSpecial = source === '' || /^[-+\d.yYnNtTfFoO~]/.test(source)
  let kind = name
  if (looksSpecial && name !== 'str' && name !== 'binary') {
    if (isQuoted) return string(source)
    const constant = constants.get(source)
    if (constant) return constant
    if (name === undefined && /^\.(?:nan|NaN|NAN)$/.test(source)) return 'floating point NaN is not supported'
    if (source.startsWith('.')) {
      const parsed = parseNumber(source)
      if (typeof parsed === 'object') return parsed
    } else if (/^[-+\d]/.test(source)) {
      const moment = name === undefined || name === 'timestamp' ? timestamp(source) : undefined
      if (moment !== undefined) return string(moment)
      if (integer.test(source)) kind = 'int'
      else if (decimal.test(source)) kind = 'float'
    }
  }
  return ofKind(kind, source)
}

const ofKind = (kind: string | undefined, source: string): Value | string => {
  const unfit = `cannot parse ${goQuote(source)} as !!${kind}`
  switch (kind) {
    case undefined:
    case 'str':
      return string(source)
    case 'binary':
      return isBase64(source) ? string(source) : `${unfit}: not valid base64`
    case 'bool': {
      const constant = constants.get(source)
      return constant?.kind === 'bool' ? constant : unfit
    }
    case 'int':
    case 'float':
      return numberOf(source.replaceAll('_', '')) ?? unfit
    case 'timestamp': {
      const moment = timestamp(source)
      return moment === undefined ? unfit : string(moment)
    }
    default:
      return nullValue
  }
}

const isBase64 = (source: string): boolean =>
  /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/.test(source.replace(/[\r\n]/g, ''))

const numberOf = (source: string): Value | undefined => {
  const parsed = parseNumber(source)
  if (typeof parsed === 'object') return parsed
  const [, sign, digits] = /^([-+]?)(0[xX][0-9a-fA-F]+|0[oO][0-7]+|0[bB][01]+)$/.exec(source) ?? []
  if (digits === undefined) return undefined
  const size = BigInt(digits)
  const isNegative = sign === '-'
  return size < (isNegative ? 2n ** 63n + 1n : 2n ** 64n) ? integerOf(isNegative ? -size : size) : undefined
}

const date = /^(\d{4})-(\d\d?)-(\d\d?)(?:(?:([Tt])| )(\d\d?):(\d\d?):(\d\d?)(?:\.\d+)?(Z|[+-]\d\d:\d\d)?)?$/

/** In RFC 3339; only a time after `T` has a zone. */
const timestamp = (source: string): string | undefined => {
  const [, year = '', month = '', day = '', letter, hour = '0', minute = '0', second = '0', zone] = date.exec(source) ?? []
  if (year === '') return undefined
  const hasTime = source.length > 10 && /[Tt ]/.test(source)
  if (hasTime && (letter === undefined) !== (zone === undefined)) return undefined
  const lastDay = new Date(Date.UTC(2000, Number(month), 0)).getUTCDate()
  const leap = Number(month) !== 2 || new Date(Date.UTC(Number(year), 2, 0)).getUTCDate() === 29
  const isDate = Number(month) >= 1 && Number(month) <= 12 && Number(day) >= 1 && Number(day) <= lastDay - (leap ? 0 : 1)
  if (!isDate || Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59) return undefined
  const two = (part: string): string => part.padStart(2, '0')
  const written = zone === undefined || /^[+-]00:00$/.test(zone) ? 'Z' : zone
  return `${year}-${two(month)}-${two(day)}T${two(hour)}:${two(minute)}:${two(second)}${written}`
}
