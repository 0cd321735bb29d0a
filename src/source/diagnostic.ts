import type { Location } from './source-file.ts'

/** Trouble with the input. The summary never contains a name, so that it can be recognised and counted. */
export interface Diagnostic {
  readonly severity: 'error' | 'warning' | 'note'
  readonly summary: string
  readonly detail: string
  readonly location?: Location
}
