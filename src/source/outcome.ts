import type { Diagnostic } from './diagnostic.ts'

/** What a stage returns: a product that is usable, and beside it what could not be understood. */
export interface Outcome<T> {
  readonly value: T
  readonly diagnostics: readonly Diagnostic[]
}
