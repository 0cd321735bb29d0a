import type { Span } from '../../source/source-file.ts'
import { unknown } from '../value/construct.ts'
import { sizeOf } from '../value/size.ts'
import type { UnknownValue, Value } from '../value/value.ts'
import { failed, locationIn, type Scope } from './scope.ts'

/** Counts what is computed. False when the evaluation has computed as much as it may. */
export const spend = (scope: Scope, at: Span, steps: number): boolean => {
  const { budget } = scope.module.symbols
  budget.steps -= steps
  if (budget.steps >= 0) return true
  budget.exhaustedAt ??= locationIn(scope, at)
  return false
}

/** Stands for what is not computed any more. */
export const exhausted = (scope: Scope, at: Span): UnknownValue => ({
  ...unknown(`${scope.file.path}:${at.start}`, 'the configuration takes too long to evaluate'),
  origin: locationIn(scope, at),
})

/** Of a value with everything inside: characters count as well, if less. No account could hold what such a value describes. */
export const MAXIMUM_SIZE = 4_000_000
const MAXIMUM_NESTING = 200

/** The value, unless it is too large to go on with: small texts can describe values that no machine can hold. */
export const bounded = (value: Value, at: Span, scope: Scope): Value => {
  const { size, depth } = sizeOf(value)
  if (depth > MAXIMUM_NESTING)
    return failed(scope, at, 'Value nested too deeply', `This value has more than ${MAXIMUM_NESTING} levels of collections.`)
  return size > MAXIMUM_SIZE ? tooLarge(scope, at) : value
}

/** What a computation with all of these has to look at. */
export const totalSize = (values: readonly Value[]): number => values.reduce((total, value) => total + sizeOf(value).size, 0)

export const tooLarge = (scope: Scope, at: Span): UnknownValue =>
  failed(scope, at, 'Value too large', 'This value has more elements or characters than this tool computes with.')
