import type { AddedCall } from '../code/catalog/added-call.ts'
import type { Location, SourceFile, Span } from '../source/source-file.ts'
import type { FunctionPattern } from './function-pattern.ts'

/** What the configuration file says; nothing if there is none. */
export interface Configuration {
  readonly file: SourceFile | null
  readonly code: readonly CodeFolder[]
  /** Calls of libraries of the user's own. */
  readonly calls: readonly AddedCall[]
}

export const noConfiguration: Configuration = { file: null, code: [], calls: [] }

/** Where the code of functions is, by the user's own word. */
export interface CodeFolder {
  /** As it is written. */
  readonly address: string
  readonly functions: FunctionPattern
  /** Absolute. */
  readonly path: string
  /** In place of the function's own; null to keep that. */
  readonly handler: string | null
  readonly runtime: string | null
  readonly location: Location
}

/** A mistake in the file: a sentence, and where. */
export interface Mistake extends Span {
  readonly message: string
}
