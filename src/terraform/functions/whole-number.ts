import { asInteger } from '../value/number.ts'
import type { Value } from '../value/value.ts'
import { type Failure, failure } from './definition.ts'

const LEAST = -(2n ** 63n)
const MOST = 2n ** 63n - 1n

/** A number where a function counts: whole, and of 64 bits. */
export const wholeNumber = (value: Value | undefined, parameter?: string): number | Failure => {
  const whole = value?.kind === 'number' ? asInteger(value) : undefined
  return whole === undefined || whole < LEAST || whole > MOST
    ? failure(`value must be a whole number, between ${LEAST} and ${MOST}`, parameter)
    : Number(whole)
}
