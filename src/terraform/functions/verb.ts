/** One `%…` of a format string. */
export interface Verb {
  readonly letter: string
  readonly flags: string
  readonly width: number
  readonly precision: number | undefined
  /** As it is written. */
  readonly whole: string
}

/** Wider than this nothing is made. */
export const MAX_WIDTH = 10_000
