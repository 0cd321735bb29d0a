import type { Expression } from '../../storage-call.ts'
import { elementsOf } from '../values/entries.ts'
import { concat, fromExpression, knownString, toExpression } from '../values/expression.ts'
import { join, mapOptions } from '../values/join.ts'
import { list, literalText, opaque, type Value } from '../values/value.ts'
import type { PrimitiveCall } from './primitive.ts'

/** Functions that change nothing that they are given. */

/** A list with more elements: `append(xs, x)`. */
export const withElements = ({ args, machine, receiver }: PrimitiveCall): Value =>
  mapOptions(receiver, (option) => {
    const known = option.kind === 'constant' ? [] : elementsOf(machine, option, 'elements')
    const before = 'kind' in known ? { elements: [], rest: [known] } : { elements: known, rest: [] }
    const unknown = option.kind === 'record' && 'kind' in known ? [...option.slots.values()] : before.rest
    const rest = [...unknown, ...(args.rest ? [args.rest] : [])]
    const elements = [...before.elements, ...args.positional]
    return elements.length > 32 || 'kind' in known
      ? list([], join([...rest, ...elements]))
      : list(elements, rest.length > 0 ? join(rest) : undefined)
  })

const trim =
  (end: 0 | -1, cut: (text: string, affix: string) => string, how: string) =>
  ({ args, receiver, site }: PrimitiveCall): Value => {
    const affix = knownString(args.positional[0])
    return mapOptions(receiver, (option) => {
      const text = knownString(option)
      if (text !== undefined && affix !== undefined) return literalText(cut(text, affix), site.location)
      const expression = toExpression(option)
      const outer = expression.kind === 'concat' ? expression.parts.at(end) : undefined
      if (expression.kind === 'concat' && outer?.kind === 'literal' && affix !== undefined && outer.text.length >= affix.length) {
        const part = { ...outer, text: cut(outer.text, affix) }
        return fromExpression(concat(end === 0 ? [part, ...expression.parts.slice(1)] : [...expression.parts.slice(0, -1), part]))
      }
      const of = expression.kind === 'opaque' ? expression.why.replace(/^it is /, '') : 'a text'
      return opaque(`it is ${of} ${how}`.slice(0, 160), site.location)
    })
  }

export const trimStart = trim(
  0,
  (text, affix) => (text.startsWith(affix) ? text.slice(affix.length) : text),
  'without its beginning',
)

export const trimEnd = trim(
  -1,
  (text, affix) => (affix !== '' && text.endsWith(affix) ? text.slice(0, -affix.length) : text),
  'without its end',
)

/** One `/` between all parts, and none at the end: an absolute part is joined like any other. */
export const joinAllPaths = ({ args }: PrimitiveCall): Value => {
  const parts = [...args.positional, ...(args.rest ? [opaque('it is joined from a list of unknown length')] : [])]
  const segments: (string | Expression)[] = []
  let isAbsolute = false
  for (const [index, part] of parts.map(toExpression).entries()) {
    if (part.kind !== 'literal') {
      segments.push(part)
      continue
    }
    if (index === 0) isAbsolute = part.text.startsWith('/')
    for (const segment of part.text.split('/')) {
      if (segment === '..' && typeof segments.at(-1) === 'string' && segments.at(-1) !== '..') segments.pop()
      else if (segment !== '' && segment !== '.') segments.push(segment)
    }
  }
  const joined = segments.flatMap((segment, index): Expression[] => [
    ...(index > 0 || isAbsolute ? [{ kind: 'literal', text: '/' } as const] : []),
    typeof segment === 'string' ? { kind: 'literal', text: segment } : segment,
  ])
  return fromExpression(concat(joined))
}
