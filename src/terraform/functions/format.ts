import { knownText, type Part, type Text } from '../../source/text.ts'
import { isSpread, list, stringOf } from '../value/construct.ts'
import { toText } from '../value/convert.ts'
import type { SequenceValue, Value } from '../value/value.ts'
import { anyParameter, type Failure, type FunctionTable, failure, type Result, stringParameter } from './definition.ts'
import { formatVerb } from './format-verb.ts'
import { isOrdered } from './order.ts'
import type { Verb } from './verb.ts'

const verbs = /%(?:%|([-+# 0]*)(\d*)(?:\.(\d*))?(?:\[(\d+)\])?([a-zA-Z*])?)/g

/** What `format` gives: literal text, and each argument by its verb. */
const formatText = (spec: string, args: readonly Value[]): Text | Failure => {
  const parts: Part[] = []
  let [from, next, used] = [0, 0, 0]
  for (const match of spec.matchAll(verbs)) {
    const [whole, flags = '', width = '', precision, index, letter] = match
    parts.push(spec.slice(from, match.index))
    from = match.index + whole.length
    if (whole === '%%') {
      parts.push('%')
      continue
    }
    if (!letter || !'vtbdoxXeEfgGsq'.includes(letter)) return unrecognized(spec, from, letter)
    if (index) next = Number(index) - 1
    const arg = args[next]
    const verb: Verb = {
      letter,
      flags,
      width: Number(width),
      precision: precision === undefined ? undefined : Number(precision),
      whole,
    }
    if (!arg)
      return failure(`not enough arguments for "${whole}" at ${match.index}: need index ${next + 1} but have ${args.length} total`)
    const formatted = formatVerb(verb, arg)
    if ('kind' in formatted) return failure(`unsupported value for "${whole}" at ${match.index}: ${formatted.message}`)
    for (const part of formatted) parts.push(part)
    next++
    used = Math.max(used, next)
  }
  parts.push(spec.slice(from))
  if (used < args.length) {
    return failure(`too many arguments; ${used === 0 ? 'no verbs in format string' : `only ${used} used by format string`}`, 'args')
  }
  return parts
}

const unrecognized = (spec: string, end: number, letter: string | undefined): Failure =>
  letter === undefined && end >= spec.length
    ? failure('unexpected end of format string')
    : failure(`unrecognized format character '${letter ?? spec[end] ?? ''}' at offset ${letter === undefined ? end : end - 1}`)

const format = (spec: string, args: readonly Value[]): Result => {
  const formatted = formatText(spec, args)
  return 'kind' in formatted ? formatted : stringOf(formatted)
}

const formatList = (spec: string, args: readonly Value[]): Result => {
  if (args.some((arg) => arg.kind === 'unknown')) return undefined
  const lists = args.filter((arg): arg is SequenceValue => 'elements' in arg)
  if (lists.length === 0) return resultList([format(spec, args)])
  if (lists.some((each) => !isOrdered(each) || each.elements.some(isSpread))) return undefined
  const length = lists[0]?.elements.length ?? 0
  const odd = args.findIndex((arg) => 'elements' in arg && arg.elements.length !== length)
  if (odd !== -1) {
    const first = args.findIndex((arg) => 'elements' in arg)
    const other = (args[odd] as SequenceValue).elements.length
    return failure(
      `argument ${odd + 1} has length ${other}, which is inconsistent with argument ${first + 1} of length ${length}`,
      'args',
    )
  }
  const row = (index: number): Value[] => args.map((arg) => ('elements' in arg ? (arg.elements[index] as Value) : arg))
  return resultList(Array.from({ length }, (_, index) => format(spec, row(index))))
}

const resultList = (results: readonly Result[]): Result => {
  const elements: Value[] = []
  for (const result of results) {
    if (result === undefined || result.kind === 'failure' || result.kind === 'undecided') return result
    elements.push(result)
  }
  return list(elements)
}

const withSpec =
  (call: (spec: string, args: readonly Value[]) => Result) =>
  ([specValue, ...args]: readonly Value[]): Result => {
    const spec = specValue && knownText(toText(specValue) ?? [])
    return spec === undefined ? undefined : call(spec, args)
  }

/** https://developer.hashicorp.com/terraform/language/functions/format */
export const formatFunctions: FunctionTable = {
  format: {
    parameters: [stringParameter('format')],
    rest: { ...anyParameter('args'), nullable: true },
    partial: true,
    call: withSpec(format),
  },
  formatlist: {
    parameters: [stringParameter('format')],
    rest: { ...anyParameter('args'), nullable: true },
    partial: true,
    call: withSpec(formatList),
  },
}
