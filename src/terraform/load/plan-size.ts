export const MEBIBYTE = 1024 * 1024

/** In bytes, of the plans that are read if nothing else is said. */
export const DEFAULT_PLAN_SIZE = 256 * MEBIBYTE

/** The longest text that Node can hold is a little longer. */
export const LARGEST_PLAN_SIZE = 511 * MEBIBYTE
