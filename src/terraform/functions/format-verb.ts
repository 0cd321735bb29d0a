import { knownText, type Text } from '../../source/text.ts'
import { string, stringOf } from '../value/construct.ts'
import { toBool, toNumber, toStringValue, toText, unknownsIn } from '../value/convert.ts'
import { formatValue } from '../value/format.ts'
import { encodeJson, escapeJson } from '../value/json.ts'
import { callId } from '../value/symbol.ts'
import type { Value } from '../value/value.ts'
import { type Failure, failure } from './definition.ts'
import { formatNumberVerb, shortestNumber } from './format-number.ts'
import { MAX_WIDTH, type Verb } from './verb.ts'

/** One argument as its verb wants it; an unknown one stands for what the verb will make of it. */
export const formatVerb = (verb: Verb, arg: Value): Text | Failure => {
  const written = write(verb, arg)
  if ('kind' in written) return written
  if (verb.letter === 't' || 'bdoxXeEfgG'.includes(verb.letter)) return written
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
      const formatted = formatNumberVerb(verb, converted)
      return typeof formatted === 'string' ? [formatted] : formatted
    }
  }
}

const writeAny = (verb: Verb, arg: Value): Text => {
  if (arg.kind === 'unknown' && !arg.domain && !arg.expansion) return unknownVerb(verb, arg)
  if (arg.kind === 'number' && !verb.flags.includes('#')) return [shortestNumber(arg)]
  if ((arg.kind === 'string' || arg.kind === 'unknown') && !verb.flags.includes('#')) return toText(arg) ?? []
  const encoded = encodeJson(arg)
  return encoded.kind === 'string' ? encoded.parts : unknownVerb(verb, arg)
}

const writeQuoted = (verb: Verb, arg: Value): Text | Failure => {
  const converted = toStringValue(arg)
  if (!converted) return failure('string required')
  const known = knownText(truncate(verb, toText(converted) ?? []))
  return known === undefined ? unknownVerb(verb, arg) : [`"${escapeJson(known)}"`]
}

const graphemes = (text: string): string[] => [...new Intl.Segmenter().segment(text)].map(({ segment }) => segment)

const truncate = (verb: Verb, parts: Text): Text => {
  const known = knownText(parts)
  return known === undefined || !verb.precision ? parts : [graphemes(known).slice(0, verb.precision).join('')]
}

const pad = ({ flags, width }: Verb, text: string): string => {
  const missing = width === 0 ? 0 : Math.min(width, MAX_WIDTH) - graphemes(text).length
  if (missing <= 0) return text
  const padding = (flags.includes('0') ? '0' : ' ').repeat(missing)
  return flags.includes('-') ? text + padding : padding + text
}
