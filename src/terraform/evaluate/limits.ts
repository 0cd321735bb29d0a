import type { Span } from '../../source/source-file.ts'
import { unknown } from '../value/construct.ts'
import { fullSizeOf, sizeOf } from '../value/size.ts'
import type { UnknownValue, Value } from '../value/value.ts'
import { failed, locationIn, type Scope } from './scope.ts'

/** Counts what is computed. False when the evaluation has computed as much as it may. */
export const spend = (scope: Scope, at: Span, steps: number): boolean => {
  const { budget } = scope.module.symbols
  budget.steps -= steps
  if (budget.steps >= 0) return true
  if (!budget.isExhausted) {
    budget.isExhausted = true
    budget.onExhausted(locationIn(scope, at))
  }
  return false
}

/** Stands for what is not computed any more. */
export const exhausted = (scope: Scope, at: Span): UnknownValue => ({
  ...unknown(`${scope.file.path}:${at.start}`, 'the configuration takes too long to evaluate'),
  origin: locationIn(scope, at),
})

/** Of a value with everything inside: characters count as well, if less. No account could hold what such a value describes. */
export const MAXIMUM_SIZE = 1_000_000
const MAXIMUM_NESTING = 200

/** Of one string. */
export const MAXIMUM_CHARACTERS = 16_000_000
export const MAXIMUM_PARTS = 100_000

/** The value, unless it is too large to go on with: small texts can describe values that no machine can hold. */
export const bounded = (value: Value, at: Span, scope: Scope): Value => {
  const { size, depth } = sizeOf(value)
  if (depth > MAXIMUM_NESTING)
    return failed(scope, at, 'Value nested too deeply', `This value has more than ${MAXIMUM_NESTING} levels of collections.`)
  return size > MAXIMUM_SIZE ? tooLarge(scope, at) : value
}

/** Functions that look at no more of their arguments than they return: others go through everything that is in them. */
const SHALLOW: ReadonlySet<string> = new Set([
  'coalesce',
  'concat',
  'element',
  'keys',
  'length',
  'lookup',
  'merge',
  'one',
  'reverse',
  'slice',
  'tolist',
  'tomap',
  'values',
  'zipmap',
])

/** What a call has to look at. */
export const sizeOfCall = (name: string, values: readonly Value[]): number => {
  const measure = SHALLOW.has(name) ? sizeOf : fullSizeOf
  return values.reduce((total, value) => total + measure(value).size, 0)
}

/** Whether a value can be gone through, with what is computed when it is asked for. */
export const isManageable = (value: Value): boolean => fullSizeOf(value).size <= MAXIMUM_SIZE

/** Reports a value that is too large to go on with, and stands in for it. */
export const tooLarge = (scope: Scope, at: Span): UnknownValue =>
  failed(scope, at, 'Value too large', 'This value has more elements or characters than this tool computes with.')
