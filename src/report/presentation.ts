import type { SourceFile } from '../source/source-file.ts'
import type { Report } from './report.ts'

/** How a report is to be shown; a format for machines has no use for it. */
export interface Presentation {
  readonly colour: boolean
  /** In columns. */
  readonly width: number
  /** By path as in `Range.file`, to show lines of them. */
  readonly sources: ReadonlyMap<string, SourceFile>
}

export type Render = (report: Report, presentation: Presentation) => string
