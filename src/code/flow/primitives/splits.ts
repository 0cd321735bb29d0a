import { argumentAt } from '../calls/arguments.ts'
import { isEvent, knownString, partOfEvent } from '../values/expression.ts'
import { boundedList, mapOptions } from '../values/join.ts'
import { list, literalText, opaque, type Value } from '../values/value.ts'
import type { PrimitiveCall } from './primitive.ts'
import { changed } from './texts.ts'

/** The parts of texts, as each language counts them. */

/** Null if the text cannot be cut in this way. */
type Cut = (text: string, separator: string, limit: number | undefined) => readonly string[] | null

const cutBy =
  (cut: Cut) =>
  (call: PrimitiveCall): Value =>
    mapOptions(call.receiver, (option) => {
      const text = knownString(option)
      const separator = knownString(argumentAt(call.args, 0) ?? call.args.named.get('sep'))
      const count = argumentAt(call.args, 1) ?? call.args.named.get('maxsplit')
      const limit = count?.kind === 'constant' && typeof count.value === 'number' ? count.value : undefined
      const isKnown =
        text !== undefined && separator !== undefined && separator !== '' && (count === undefined || limit !== undefined)
      const parts = isKnown ? cut(text, separator, limit) : null
      if (parts) return boundedList(parts.map((part) => literalText(part, call.site.location)))
      return isEvent(option) ? list([], partOfEvent(option)) : list([], changed(call, option, ' in parts'))
    })

/** JavaScript: no more than `limit` parts, and what is left is dropped. */
export const split = cutBy((text, separator, limit) => text.split(separator, limit))

/** Python: the last part has what is left after `limit` cuts. */
export const splitTimes = cutBy((text, separator, limit) => {
  const parts = text.split(separator)
  if (limit === undefined || limit < 0 || parts.length <= limit + 1) return parts
  return [...parts.slice(0, limit), parts.slice(limit).join(separator)]
})

export const splitTimesFromEnd = cutBy((text, separator, limit) => {
  const parts = text.split(separator)
  if (limit === undefined || limit < 0 || parts.length <= limit + 1) return parts
  const first = parts.length - limit
  return [parts.slice(0, first).join(separator), ...parts.slice(first)]
})

/** Java: the separator is a pattern, and empty parts at the end are left out. */
export const splitPattern = cutBy((text, pattern, limit) => {
  const separator = /^(?:\\[^\w\s]|[^\\^$.|?*+()[\]{}])+$/.test(pattern) ? pattern.replaceAll('\\', '') : null
  if (separator === null) return null
  const parts = text.split(separator)
  if (limit !== undefined && limit > 0)
    return parts.length <= limit ? parts : [...parts.slice(0, limit - 1), parts.slice(limit - 1).join(separator)]
  return limit === undefined || limit === 0 ? parts.slice(0, parts.findLastIndex((part) => part !== '') + 1) : parts
})

/** `text.partition(".")`: what is before the separator, the separator, and the rest. */
export const partition = cutBy((text, separator) => {
  const at = text.indexOf(separator)
  return at < 0 ? [text, '', ''] : [text.slice(0, at), separator, text.slice(at + separator.length)]
})

export const partitionFromEnd = cutBy((text, separator) => {
  const at = text.lastIndexOf(separator)
  return at < 0 ? ['', '', text] : [text.slice(0, at), separator, text.slice(at + separator.length)]
})

/** `textwrap.dedent(text)`: without the white space that all lines begin with. */
export const dedent = (call: PrimitiveCall): Value =>
  mapOptions(argumentAt(call.args, 0) ?? opaque('it is not given'), (option) => {
    const text = knownString(option)
    if (text === undefined) return changed(call, option, ' without its indentation')
    const indents = text.split('\n').flatMap((line) => (line.trim() === '' ? [] : [line.length - line.trimStart().length]))
    const common = indents.length === 0 ? 0 : Math.min(...indents)
    return literalText(
      text
        .split('\n')
        .map((line) => (line.trim() === '' ? '' : line.slice(common)))
        .join('\n'),
      call.site.location,
    )
  })
