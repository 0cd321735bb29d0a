import type { Graph } from '../../aws/graph/graph.ts'
import type { SourceFile } from '../../source/source-file.ts'
import type { FunctionAccesses } from '../access.ts'
import type { Finding } from '../finding.ts'

/** All that rules judge by. */
export interface Checked {
  readonly functions: readonly FunctionAccesses[]
  readonly graph: Graph
  /** The configuration's files; none where only a plan is known. */
  readonly files: readonly SourceFile[]
}

/** What a folder of `rules/` says of what was found. */
export type Rule = (checked: Checked) => readonly Finding[]
