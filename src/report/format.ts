import type { SourceFile } from '../source/source-file.ts'
import { renderJson } from './json.ts'
import type { Report } from './report.ts'
import { renderText } from './text.ts'

/** How a report is to be shown; a format for machines has no use for it. */
export interface Presentation {
  readonly colour: boolean
  /** In columns. */
  readonly width: number
  /** By path as in `Range.file`, to show lines of them. */
  readonly sources: ReadonlyMap<string, SourceFile>
}

export type Render = (report: Report, presentation: Presentation) => string

/** Every format by the name that `--format` knows it by. */
export const formats: ReadonlyMap<string, Render> = new Map([
  ['text', renderText],
  ['json', renderJson],
])
