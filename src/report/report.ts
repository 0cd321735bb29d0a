import type { AccessCause } from '../check/access.ts'
import type { Range } from '../source/source-file.ts'

/** What a scan says. It is what `--format json` prints; `schemaVersion` changes when a field changes its meaning. */
export interface Report {
  readonly schemaVersion: 1
  readonly tool: { readonly name: 'tf-s3-guard'; readonly version: string }
  readonly input: { readonly kind: 'configuration' | 'plan'; readonly root: string }
  readonly functions: readonly FunctionReport[]
  readonly findings: readonly Finding[]
  readonly summary: Summary
  readonly diagnostics: readonly ReportedDiagnostic[]
}

/** From the worst to the best: `denied`, `missing`, `undetermined`, `granted`, `no-writes`. */
export type Verdict = 'denied' | 'missing' | 'undetermined' | 'granted' | 'no-writes'

export interface FunctionReport {
  readonly address: string
  /** The folder of the root module that it belongs to. */
  readonly root: string
  readonly role: string | null
  /** The worst of its accesses; `undetermined` if none was found in a program that could not be read in full. */
  readonly verdict: Verdict
  readonly analysis: 'complete' | 'partial' | 'none'
  /** Why the analysis is not complete. */
  readonly reason: string | null
  readonly location: Range
  readonly accesses: readonly AccessReport[]
}

export interface AccessReport {
  readonly operation: string
  readonly call: string
  readonly location: Range
  readonly bucket: { readonly address: string | null; readonly name: string | null }
  /** With `*` for what differs from run to run, `${…}` for what is not known until apply. */
  readonly key: string
  readonly verdict: Exclude<Verdict, 'no-writes'>
  readonly cause: Cause | null
  readonly trace: readonly TraceEntry[]
}

export type Cause = AccessCause

export interface TraceEntry {
  readonly message: string
  readonly location: Range | null
}

export interface Finding {
  readonly ruleId: string
  readonly severity: Severity
  readonly certainty: 'certain' | 'possible'
  /** One sentence with the user's own names in it; may have further sentences on what would be right. */
  readonly message: string
  readonly address: string
  readonly location: Range
  readonly related: readonly TraceEntry[]
  /** Stable under moved lines and renamed files: rule, function, bucket and role. */
  readonly fingerprint: string
  /** The page that explains it, in the package, at its cause: `rules/ungranted-write/README.md#bucket-level-arn`. */
  readonly help: string
  readonly fix: Fix | null
}

export type Severity = 'error' | 'warning' | 'note'

/** What to change, for a person: a sentence, and the lines to write. */
export interface Fix {
  readonly description: string
  readonly statement: string | null
  readonly location: Range | null
  /** The change itself, as `scan --fix` writes it; null where it cannot be placed exactly. */
  readonly edits: readonly FixEdit[] | null
}

/** A stretch of a file, and what is written instead; an empty one is where it is put in. */
export interface FixEdit {
  readonly range: Range
  readonly text: string
}

export interface Summary {
  readonly functions: number
  readonly granted: number
  readonly missing: number
  readonly denied: number
  readonly undetermined: number
  readonly noWrites: number
  readonly unanalyzed: number
  readonly policies: number
  readonly buckets: number
  readonly files: number
}

export interface ReportedDiagnostic {
  readonly severity: Severity
  readonly summary: string
  readonly detail: string
  readonly location: Range | null
}
