/** Kleene's three-valued logic. `unknown` never turns into an answer by being combined, only by being decided otherwise. */
export type Ternary = 'yes' | 'no' | 'unknown'

export const ternary = (value: boolean): Ternary => (value ? 'yes' : 'no')

export const not = (value: Ternary): Ternary => (value === 'yes' ? 'no' : value === 'no' ? 'yes' : 'unknown')

/** `no` if any is `no`, else `unknown` if any is `unknown`, else `yes`; `yes` for none. */
export const every = (values: readonly Ternary[]): Ternary =>
  values.includes('no') ? 'no' : values.includes('unknown') ? 'unknown' : 'yes'

/** `yes` if any is `yes`, else `unknown` if any is `unknown`, else `no`; `no` for none. */
export const some = (values: readonly Ternary[]): Ternary => not(every(values.map(not)))
