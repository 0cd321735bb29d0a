import { string, unknown } from '../value/construct.ts'
import { knownString } from '../value/convert.ts'
import { integer } from '../value/number.ts'
import type { Value } from '../value/value.ts'
import type { FunctionContext } from './context.ts'
import { anyParameter, type FunctionDefinition, type FunctionTable, failure, type Result, stringParameter } from './definition.ts'
import { formatDate } from './format-date.ts'
import { parseTimestamp, type Timestamp } from './timestamp.ts'

/** Gives something else at each call: every call is a symbol of its own. */
const perCall = (name: string, definition: Omit<FunctionDefinition, 'call'>, reason: string): FunctionDefinition => ({
  ...definition,
  partial: true,
  call: (_, context) => unknown(`${name}()#${countCall(name, context)}`, reason),
})

const countCall = (name: string, { symbols }: FunctionContext): number => {
  const count = (symbols.calls.get(name) ?? 0) + 1
  symbols.calls.set(name, count)
  return count
}

const invalid = (value: Value | undefined): string =>
  `not a valid RFC3339 timestamp: ${JSON.stringify((value && knownString(value)) ?? '')}`

const timestampOf = (value: Value | undefined): Timestamp | undefined => parseTimestamp((value && knownString(value)) ?? '')

const MINUTE = 60_000_000_000

/** In nanoseconds. */
const units: Readonly<Record<string, number>> = {
  h: 60 * MINUTE,
  m: MINUTE,
  s: 1_000_000_000,
  ms: 1_000_000,
  us: 1000,
  '\u00b5s': 1000,
  '\u03bcs': 1000,
  ns: 1,
}

/** More would not fit into the 64 bits of Go's duration. */
const MAX_DURATION = 2n ** 63n

/** Milliseconds of a Go duration such as `-1h30m`, rounded down. */
const parseDuration = (text: string): number | undefined => {
  if (!/^[+-]?(?:0|(?:(?:\d+\.?\d*|\.\d+)(?:h|ms|m|s|us|\u00b5s|\u03bcs|ns))+)$/.test(text)) return undefined
  const isNegative = text.startsWith('-')
  let total = 0n
  for (const [, written = '', fraction = '', unit = ''] of text.matchAll(/(\d*)(\.\d*)?(h|ms|m|s|us|\u00b5s|\u03bcs|ns)/g)) {
    const whole = written.replace(/^0+/, '')
    if (whole.length > 19) return undefined
    const nanoseconds = units[unit] ?? 0
    total += BigInt(whole) * BigInt(nanoseconds) + BigInt(Math.trunc(Number(`0${fraction}`) * nanoseconds))
    if (total > MAX_DURATION) return undefined
  }
  if (total === MAX_DURATION && !isNegative) return undefined
  return isNegative ? -Number((total + 999_999n) / 1_000_000n) : Number(total / 1_000_000n)
}

const timeAdd = ([timestampValue, durationValue]: readonly Value[]): Result => {
  const timestamp = timestampOf(timestampValue)
  const duration = parseDuration((durationValue && knownString(durationValue)) ?? '')
  if (!timestamp) return failure(invalid(timestampValue))
  if (duration === undefined)
    return failure(`time: invalid duration ${JSON.stringify((durationValue && knownString(durationValue)) ?? '')}`)
  const moment = new Date(timestamp.time + duration + timestamp.offset * 60_000)
  if (Number.isNaN(moment.getTime())) return failure('the result is out of range', 'duration')
  return string(
    `${moment
      .toISOString()
      .replace(/^\+0(\d{5})/, '$1')
      .replace(/\.\d+Z$/, '')}${formatDate('ZZZZZ', timestamp).replace('+00:00', 'Z')}`,
  )
}

const timeCompare = ([a, b]: readonly Value[]): Result => {
  const [left, right] = [timestampOf(a), timestampOf(b)]
  if (!left) return failure(invalid(a), 'timestamp_a')
  if (!right) return failure(invalid(b), 'timestamp_b')
  return integer(Math.sign(left.time - right.time))
}

const dateFormat = ([spec, value]: readonly Value[]): Result => {
  const timestamp = timestampOf(value)
  if (!timestamp) return failure(invalid(value), 'time')
  const formatted = formatDate((spec && knownString(spec)) ?? '', timestamp)
  return typeof formatted === 'string' ? string(formatted) : failure(formatted.error, 'format')
}

/** https://developer.hashicorp.com/terraform/language/functions/timestamp and the others of its group. */
export const dateFunctions: FunctionTable = {
  timestamp: perCall('timestamp', { parameters: [] }, 'it is the time of the apply, which is not known before'),
  plantimestamp: {
    parameters: [],
    call: () => unknown('plantimestamp()', 'it is the time of the plan, which is not known before'),
  },
  uuid: perCall('uuid', { parameters: [] }, 'it is made at apply, and not known before'),
  bcrypt: perCall(
    'bcrypt',
    { parameters: [stringParameter('str')], rest: anyParameter('cost') },
    'it is salted at random at apply, and not known before',
  ),
  formatdate: { parameters: [stringParameter('format'), stringParameter('time')], call: dateFormat },
  timeadd: { parameters: [stringParameter('timestamp'), stringParameter('duration')], call: timeAdd },
  timecmp: { parameters: [stringParameter('timestamp_a'), stringParameter('timestamp_b')], call: timeCompare },
}
