import type { Catalog } from './catalog.ts'
import { java } from './java.ts'
import { kotlinSdk } from './kotlin/sdk.ts'
import { eventField, fieldOfGetter, methods, standard } from './kotlin/standard.ts'

/** What Kotlin programs call: all that Java's do, and what is Kotlin's own. Packages are written with `/`, as there. */
export const kotlin: Catalog = {
  calls: [...kotlinSdk.calls, ...standard.calls, ...java.calls],
  members: [...kotlinSdk.members, ...java.members],
  methods,
  membersAreEntries: false,
  nullIsAnArgument: true,
  mentions: java.mentions,
  storing: java.storing,
  notStoring: new RegExp(`^(?:aws/sdk|aws/smithy|kotlinx?)\\b|${java.notStoring.source}`, 'i'),
  eventField,
  fieldOfGetter,
}
