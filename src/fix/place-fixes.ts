import type { Graph } from '../aws/graph/graph.ts'
import type { Finding } from '../check/finding.ts'
import type { SourceFile } from '../source/source-file.ts'
import { withBreaksOf } from './lines.ts'
import type { Repairing } from './placed-policy.ts'
import { repairOf } from './repair.ts'
import { openSources } from './sources.ts'

export interface Configured {
  readonly graph: Graph
  /** The folder of the root module, as paths are shown. */
  readonly root: string
  readonly files: readonly SourceFile[]
  /** Whether a shown path is in the repository of the root module. */
  readonly isInside: (path: string) => boolean
}

/** The findings with the changes that mend them, where these can be placed exactly in the configuration. */
export const placeFixes = (findings: readonly Finding[], { files, graph, isInside, root }: Configured): readonly Finding[] => {
  if (!findings.some(({ access }) => access)) return findings
  const repairing: Repairing = { graph, sources: openSources(root, files, isInside) }
  return findings.map((finding) => placed(finding, repairing))
}

const placed = (finding: Finding, repairing: Repairing): Finding => {
  const { access, fix } = finding
  const repair = access ? repairOf(access, repairing) : null
  if (!repair) return finding
  const edits = repair.edits.map((edit) => ({ ...edit, text: withBreaksOf(edit.file.text, edit.text) }))
  const [first] = edits
  const shown = { description: repair.description, statement: first ? shownText(first.text) : null, location: first ?? null }
  return { ...finding, fix: { ...(fix ?? shown), edits } }
}

/** What is put in, without what joins it to what is there. */
const shownText = (text: string): string => {
  const lines = text
    .replace(/^[,\s]*\n|^, /, '')
    .trimEnd()
    .replace(/\r/g, '')
    .split('\n')
  const indents = lines.filter((line) => line.trim() !== '').map((line) => /^ */.exec(line)?.[0].length ?? 0)
  const indent = Math.min(...indents)
  return lines
    .map((line) => line.slice(indent))
    .join('\n')
    .replace(/,$/, '')
}
