import { cutEnd } from '../../../source/text.ts'
import type { Expression } from '../../storage-call.ts'
import { concat, fromExpression, isEvent, knownString, partOfEvent } from '../values/expression.ts'
import { mapOptions } from '../values/join.ts'
import { opaque, type Value } from '../values/value.ts'
import type { PrimitiveCall } from './primitive.ts'

/** Texts without certain characters at their ends; of a text that is known in part, the end that is known is cut. */

type End = 'start' | 'end'

const strippedAt =
  (ends: readonly End[]) =>
  ({ args, receiver, site }: PrimitiveCall): Value => {
    const [given] = args.positional
    const characters = given && knownString(given)
    return mapOptions(receiver, (option) => {
      if (isEvent(option)) return given ? partOfEvent(option) : option
      if (option.kind !== 'text') return option
      if (given && characters === undefined) return opaque('it is a text without some characters at its ends', site.location)
      return fromExpression(ends.reduce<Expression>((text, end) => without(text, end, characters), option.expression))
    })
  }

const without = (text: Expression, end: End, characters: string | undefined): Expression => {
  const parts = text.kind === 'concat' ? text.parts : [text]
  const outer = parts.at(end === 'start' ? 0 : -1)
  const others = end === 'start' ? parts.slice(1) : parts.slice(0, -1)
  const together = (part: Expression): Expression => concat(end === 'start' ? [part, ...others] : [...others, part])
  if (outer?.kind === 'literal') {
    const left = cutEnd(outer.text, end, characters ?? null)
    return left === '' && others.length > 0 ? without(concat(others), end, characters) : together({ ...outer, text: left })
  }
  // What the configuration gives is cut when it is known.
  if (outer?.kind === 'env' || outer?.kind === 'ssm' || outer?.kind === 'secret' || outer?.kind === 'stripped')
    return together({ kind: 'stripped', of: outer, end, characters: characters ?? null })
  return text
}

/** `text.lstrip("/")`: without all leading characters that are among these; without white space if none are given. */
export const stripStart = strippedAt(['start'])
export const stripEnd = strippedAt(['end'])
export const strip = strippedAt(['start', 'end'])
