import type { TraceStep } from '../code/storage-call.ts'
import type { Location } from '../source/source-file.ts'

/** A rule's verdict on one function. */
export interface Finding {
  readonly ruleId: RuleId
  readonly certainty: 'certain' | 'possible'
  /** Sentences with the user's own names in them. */
  readonly message: string
  /** Of the function. */
  readonly address: string
  readonly location: Location
  /** The way from the handler to the statement that almost matched. */
  readonly related: readonly TraceStep[]
  readonly fix: Fix | null
  /** What makes it the same finding after lines moved and files were renamed. */
  readonly identity: readonly string[]
}

export type RuleId = 'ungranted-write' | 'denied-write' | 'undetermined-write' | 'unanalyzed-function' | 'wildcard-write-grant'

/** What to change: a sentence, and Terraform to write. */
export interface Fix {
  readonly description: string
  readonly statement: string | null
  readonly location: Location | null
}
