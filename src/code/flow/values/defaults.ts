import { defaultOf, knownString, toExpression } from './expression.ts'
import { join } from './join.ts'
import type { Value } from './value.ts'

/** The value, or another one if it is a variable, or a field of JSON, that is not set. */
export const withDefault = (value: Value, otherwise: Value): Value => {
  if (value.kind === 'alternatives') return join(value.options.map((option) => withDefault(option, otherwise)))
  if (knownString(value)) return value
  if (value.kind !== 'text' || (value.expression.kind !== 'env' && value.expression.kind !== 'field'))
    return join([value, otherwise])
  const usual = defaultOf(otherwise)
  if (usual === null) return value
  const before = value.expression.otherwise
  // Of `A or B or x`, `x` is what `B` has for it.
  if (before?.kind === 'env' || before?.kind === 'field') {
    const inner = withDefault({ kind: 'text', expression: before }, otherwise)
    return { kind: 'text', expression: { ...value.expression, otherwise: toExpression(inner) } }
  }
  if (before?.kind === 'literal' && before.text !== '') return value
  return before ? join([value, otherwise]) : { kind: 'text', expression: { ...value.expression, otherwise: usual } }
}
