import type { Expression, ProgramAnalysis, StorageCall } from '../code/storage-call.ts'
import type { Outcome } from '../source/outcome.ts'
import { type Location, type Range, rangeOf, type SourceFile } from '../source/source-file.ts'
import { reportedDiagnostic } from './create-report.ts'
import { formatExpression } from './format-expression.ts'
import type { ReportedDiagnostic, TraceEntry } from './report.ts'

/** What the programs at a path write. It is what `calls --format json` prints. */
export interface CallsReport {
  readonly schemaVersion: 1
  /** Relative to where it was asked. */
  readonly path: string
  /** Null for every function of every program. */
  readonly handler: string | null
  readonly calls: readonly CallReport[]
  readonly analysis: 'complete' | 'partial' | 'none'
  /** Why the analysis is not complete. */
  readonly reason: string | null
  readonly diagnostics: readonly ReportedDiagnostic[]
}

export interface CallReport {
  readonly operation: string
  readonly call: string
  readonly sdk: string
  readonly location: Range
  readonly bucket: PlaceReport
  readonly key: PlaceReport
  /** By the API's own names. */
  readonly parameters: readonly ({ readonly name: string } & PlaceReport)[]
  /** `possible`: whether the call is made depends on what could not be followed. */
  readonly certainty: 'certain' | 'possible'
  /** A presigned URL: the permission is needed when the URL is used. */
  readonly deferred: boolean
  readonly trace: readonly TraceEntry[]
}

export interface PlaceReport {
  readonly kind: PlaceKind
  /** As `formatExpression` writes it. */
  readonly text: string
}

/** Where a text comes from; `text` if from several, `alternatives` if from one of several. */
export type PlaceKind = 'literal' | 'env' | 'event' | 'ssm' | 'secret' | 'parameter' | 'text' | 'alternatives' | 'unknown'

const kindOf = (expression: Expression): PlaceKind => {
  switch (expression.kind) {
    case 'concat':
      return 'text'
    case 'stripped':
    case 'field':
      return kindOf(expression.of)
    case 'opaque':
      return expression.parameter === undefined ? 'unknown' : 'parameter'
    case 'literal':
    case 'env':
    case 'event':
    case 'ssm':
    case 'secret':
    case 'alternatives':
      return expression.kind
  }
}

const placeReport = (expression: Expression): PlaceReport => ({ kind: kindOf(expression), text: formatExpression(expression) })

const callReport = (call: StorageCall): CallReport => ({
  operation: call.operation,
  call: call.call,
  sdk: call.sdk,
  location: rangeOf(call.location),
  bucket: placeReport(call.bucket),
  key: placeReport(call.key),
  parameters: [...call.parameters]
    .map(([name, value]) => ({ name, ...placeReport(value) }))
    .sort((one, other) => (one.name < other.name ? -1 : 1)),
  certainty: call.certainty,
  deferred: call.deferred,
  trace: call.trace.map(({ message, location }) => ({ message, location: rangeOf(location) })),
})

export interface CreatedCallsReport {
  readonly report: CallsReport
  /** The files that the report points into, by their paths in it. */
  readonly sources: ReadonlyMap<string, SourceFile>
}

export const createCallsReport = (
  { value, diagnostics }: Outcome<ProgramAnalysis>,
  asked: Pick<CallsReport, 'path' | 'handler'>,
): CreatedCallsReport => {
  const locations: readonly Location[] = value.calls.flatMap((call) => [call, ...call.trace].map(({ location }) => location))
  return {
    report: {
      schemaVersion: 1,
      ...asked,
      calls: value.calls.map(callReport),
      analysis: value.completeness,
      reason: value.reason,
      diagnostics: diagnostics.map(reportedDiagnostic),
    },
    sources: new Map(locations.map(({ file }) => [file.path, file])),
  }
}
