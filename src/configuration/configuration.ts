import type { AddedCall } from '../code/catalog/added-call.ts'
import type { SourceFile, Span } from '../source/source-file.ts'
import type { CodeFolder } from './code-folders.ts'

/** What the configuration file says; nothing if there is none. */
export interface Configuration {
  readonly file: SourceFile | null
  readonly code: readonly CodeFolder[]
  /** Calls of libraries of the user's own. */
  readonly calls: readonly AddedCall[]
}

export const noConfiguration: Configuration = { file: null, code: [], calls: [] }

/** A mistake in the file: a sentence, and where. */
export interface Mistake extends Span {
  readonly message: string
}
