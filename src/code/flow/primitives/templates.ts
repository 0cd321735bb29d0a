import type { Expression } from '../../storage-call.ts'
import { argumentAt } from '../calls/arguments.ts'
import { type Arguments, noArguments } from '../machine.ts'
import { elementsOf } from '../values/entries.ts'
import { concat, fromExpression, knownString, toExpression } from '../values/expression.ts'
import { mapOptions } from '../values/join.ts'
import { opaque, type Value } from '../values/value.ts'
import type { PrimitiveCall } from './primitive.ts'
import { changed, format } from './texts.ts'

/** Texts with places to fill in. */

const named = (source: Value): Arguments => ({ ...noArguments, namedFrom: source })

/** `"{a}".format_map(d)`. */
export const formatMap = (call: PrimitiveCall): Value =>
  format({ ...call, args: named(argumentAt(call.args, 0) ?? opaque('it is not given')) })

/** `Template("$a/${b}").substitute(d, b=c)`. */
export const substitute = (call: PrimitiveCall): Value => {
  const { args, machine, receiver } = call
  const template = receiver.kind === 'external' ? receiver.bindings.get('Template') : receiver
  const from = argumentAt(args, 0) ?? args.namedFrom
  return mapOptions(template ?? opaque('it is not given'), (option) => {
    const text = knownString(option)
    if (text === undefined) return changed(call, option, ' with replacements')
    return fillIn(text, /\$(?:(\$)|(\w+)|\{(\w+)\})/g, ([, isEscape, plain, braced]) => {
      const name = plain ?? braced ?? ''
      if (isEscape !== undefined) return { kind: 'literal', text: '$' }
      return toExpression(args.named.get(name) ?? (from ? machine.entryOf(from, name, undefined) : opaque(`it is $${name}`)))
    })
  })
}

/** `os.path.expandvars("$A/${B}")`: what is not set stays as it is written. */
export const expandVariables = (call: PrimitiveCall): Value =>
  mapOptions(argumentAt(call.args, 0) ?? opaque('it is not given'), (option) => {
    const text = knownString(option)
    if (text === undefined) return changed(call, option, ' with its variables')
    return fillIn(text, /\$(?:(\w+)|\{(\w+)\})/g, ([written, plain, braced]) => ({
      kind: 'env',
      name: plain ?? braced ?? '',
      otherwise: { kind: 'literal', text: written ?? '' },
      location: call.site.location,
    }))
  })

const fillIn = (text: string, places: RegExp, give: (match: readonly (string | undefined)[]) => Expression): Value => {
  const parts: Expression[] = []
  let end = 0
  for (const match of text.matchAll(places)) {
    parts.push({ kind: 'literal', text: text.slice(end, match.index) }, give(match))
    end = match.index + match[0].length
  }
  return fromExpression(concat([...parts, { kind: 'literal', text: text.slice(end) }]))
}

/** A tag that joins: `` String.raw`a/${b}` `` is called with the texts and the values between them. */
export const interleave = ({ args, machine }: PrimitiveCall): Value => {
  const first = argumentAt(args, 0)
  const strings = first?.kind === 'record' && first.shape === 'object' ? machine.entryOf(first, 'raw', undefined) : first
  const texts = strings ? elementsOf(machine, strings, 'elements') : []
  if ('kind' in texts) return opaque('it is joined from a template that is not known')
  return fromExpression(
    concat(
      texts.flatMap((text, index) => {
        const value = index < texts.length - 1 ? argumentAt(args, index + 1) : undefined
        return value ? [toExpression(text), toExpression(value)] : [toExpression(text)]
      }),
    ),
  )
}
