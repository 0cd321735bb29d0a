import type { TraceStep } from '../code/storage-call.ts'
import type { Edit } from '../source/edit.ts'
import type { Location } from '../source/source-file.ts'
import type { Access } from './access.ts'
import type { rules } from './rules.generated.ts'

/** A rule's verdict on one function, or on a policy. */
export interface Finding {
  readonly ruleId: RuleId
  /** Where it matters less than its rule says. Absent: as the rule says. */
  readonly severity?: 'note'
  readonly certainty: 'certain' | 'possible'
  /** Sentences with the user's own names in them. */
  readonly message: string
  /** Of the function, or of the policy. */
  readonly address: string
  readonly location: Location
  /** The way from the handler to the statement that almost matched. */
  readonly related: readonly TraceStep[]
  readonly fix: Fix | null
  /** The write that it is about. */
  readonly access?: Access
  /** What makes it the same finding after lines moved and files were renamed. */
  readonly identity: readonly string[]
}

/** A folder of `rules/`. */
export type RuleId = (typeof rules)[number]['id']

/** What to change: a sentence, and Terraform to write. */
export interface Fix {
  readonly description: string
  readonly statement: string | null
  readonly location: Location | null
  /** The change itself, where it could be placed exactly. */
  readonly edits?: readonly Edit[]
}
