import { locate } from '../../source/source-file.ts'
import { knownText, type Part } from '../../source/text.ts'
import type { Template, TemplatePart } from '../hcl/ast.ts'
import { partOf, stringOf, unknown } from '../value/construct.ts'
import { isSensitive, toBool, toText } from '../value/convert.ts'
import type { Piece, Value } from '../value/value.ts'
import { anyElement, iterate } from './access.ts'
import { evaluateExpression } from './expression.ts'
import { MAXIMUM_CHARACTERS, MAXIMUM_PARTS, spend, tooLarge } from './limits.ts'
import { describe, reasonOf } from './operators.ts'
import { anonymousId, failed, locationIn, type Scope, withNames } from './scope.ts'

/** A string under construction: its parts, how many units they are, and where each stretch was written. */
interface Draft {
  readonly parts: Part[]
  readonly pieces: Piece[]
  units: number
  sensitive: boolean
}

/** More than this tool computes with: nothing is appended any more. */
const isFull = ({ parts, units }: Draft): boolean => units > MAXIMUM_CHARACTERS || parts.length > MAXIMUM_PARTS

const append = (draft: Draft, scope: Scope, part: Part, written: { start: number; end: number }): void => {
  if (isFull(draft)) return
  draft.parts.push(part)
  if (typeof part === 'string') draft.pieces.push({ offset: draft.units, text: part, location: locate(scope.file, written) })
  draft.units += typeof part === 'string' ? part.length : 1
}

const appendValue = (draft: Draft, scope: Scope, value: Value, part: TemplatePart): void => {
  if (isSensitive(value)) draft.sensitive = true
  const parts = toText(value)
  if (parts) for (const each of parts) append(draft, scope, each, part)
  else if (value.kind === 'null') {
    const detail = 'The expression result is null. Cannot include a null value in a string template.'
    append(draft, scope, partOf(failed(scope, part, 'Invalid template interpolation value', detail)), part)
  } else {
    const detail = `Cannot include the given value in a string template: string required, and this is a ${value.kind}.`
    append(draft, scope, partOf(failed(scope, part, 'Invalid template interpolation value', detail)), part)
  }
}

const appendParts = (draft: Draft, scope: Scope, parts: readonly TemplatePart[]): void => {
  for (const part of parts) {
    switch (part.kind) {
      case 'text':
        append(draft, scope, part.value, part)
        break
      case 'interpolation':
        appendValue(draft, scope, evaluateExpression(part.value, scope), part)
        break
      case 'if': {
        const condition = toBool(evaluateExpression(part.condition, scope))
        if (condition?.kind === 'bool') appendParts(draft, scope, condition.value ? part.then : part.else)
        else if (condition?.kind === 'unknown')
          append(draft, scope, partOf(unknown(anonymousId(scope, `%{if ${describe(condition)}}`), condition.reason)), part)
        else
          append(
            draft,
            scope,
            partOf(failed(scope, part, 'Incorrect condition type', 'The condition of %{if} must be a bool.')),
            part,
          )
        break
      }
      case 'for': {
        const collection = evaluateExpression(part.collection, scope)
        const elements = iterate(collection)
        if (elements) {
          for (const [key, value] of elements) {
            if (isFull(draft) || !spend(scope, part, 1)) break
            appendParts(
              draft,
              withNames(scope, [...(part.keyName ? [[part.keyName, key] as const] : []), [part.valueName, value]]),
              part.body,
            )
          }
        } else if (collection.kind === 'unknown')
          append(
            draft,
            scope,
            partOf(unknown(anonymousId(scope, `%{for ${describe(anyElement(collection))}}`), reasonOf(collection))),
            part,
          )
        else
          append(
            draft,
            scope,
            partOf(failed(scope, part, 'Iteration over non-iterable value', `A value of type ${collection.kind} is not iterable.`)),
            part,
          )
        break
      }
    }
  }
}

/** One interpolation and nothing else is that value itself; anything else is a string. */
export const evaluateTemplate = (template: Template, scope: Scope): Value => {
  const [only] = template.parts
  if (template.parts.length === 1 && only?.kind === 'interpolation' && !template.heredoc)
    return evaluateExpression(only.value, scope)
  const draft: Draft = { parts: [], pieces: [], units: 0, sensitive: false }
  appendParts(draft, scope, template.parts)
  if (isFull(draft)) return tooLarge(scope, template)
  const value = stringOf(draft.parts)
  const long = value.kind === 'string' && (template.heredoc || knownText(value.parts)?.includes('\n') !== false)
  return {
    ...value,
    origin: locationIn(scope, template),
    ...(long && { pieces: draft.pieces }),
    ...(draft.sensitive && { sensitive: true as const }),
  }
}
