import type { Role } from '../aws/graph/graph.ts'
import type { Access, JudgedRequirement } from '../check/access.ts'
import type { Edit } from '../source/edit.ts'

/** A change of the configuration, and what it does in a sentence that ends with a colon. */
export interface Repair {
  readonly description: string
  readonly edits: readonly Edit[]
}

/** What is missing: actions on what one requirement asks for. */
export interface Missing {
  readonly access: Access
  readonly role: Role
  readonly requirement: JudgedRequirement
  readonly actions: readonly string[]
}
