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

const units: Readonly<Record<string, number>> = { h: 3_600_000, m: 60_000, s: 1000, ms: 1, us: 0.001, µs: 0.001, ns: 0.000001 }

/** Milliseconds of a Go duration such as `-1h30m`. */
const parseDuration = (text: string): number | undefined => {
  if (!/^[+-]?(?:0|(?:(?:\d+\.?\d*|\.\d+)(?:h|ms|m|s|us|\u00b5s|\u03bcs|ns))+)$/.test(text)) return undefined
  const total = [...text.matchAll(/(\d+\.?\d*|\.\d+)(h|ms|m|s|us|\u00b5s|\u03bcs|ns)/g)].reduce(
    (sum, [, count, unit]) => sum + Number(count) * (units[unit ?? ''] ?? 0),
    0,
  )
  return text.startsWith('-') ? -total : total
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
