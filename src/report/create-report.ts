import { createHash } from 'node:crypto'
import type { Graph } from '../aws/graph/graph.ts'
import type { Access, FunctionAccesses } from '../check/access.ts'
import type { Finding as CheckedFinding, Fix as CheckedFix } from '../check/finding.ts'
import { helpOf } from '../check/rules.ts'
import type { TraceStep } from '../code/storage-call.ts'
import type { Diagnostic } from '../source/diagnostic.ts'
import { type Location, type Range, rangeOf } from '../source/source-file.ts'
import { formatText, knownText } from '../source/text.ts'
import type {
  AccessReport,
  Finding,
  Fix,
  FunctionReport,
  Report,
  ReportedDiagnostic,
  Severity,
  Summary,
  TraceEntry,
  Verdict,
} from './report.ts'
import { tool } from './tool.generated.ts'

/** What the stages of a scan found out, of one root. */
export interface Scanned {
  /** The folder of the root module, as it is shown. */
  readonly root: string
  readonly files: number
  readonly graph: Graph
  readonly functions: readonly FunctionAccesses[]
  readonly findings: readonly CheckedFinding[]
  readonly diagnostics: readonly Diagnostic[]
}

const worst: readonly Verdict[] = ['no-writes', 'granted', 'undetermined', 'missing', 'denied']

const verdictOf = ({ accesses, analysis }: FunctionAccesses): Verdict => {
  const verdicts = accesses.map(({ verdict }) => worst.indexOf(verdict))
  if (verdicts.length === 0) return analysis.completeness === 'complete' ? 'no-writes' : 'undetermined'
  return worst[Math.max(...verdicts)] ?? 'undetermined'
}

const entry = ({ message, location }: TraceStep): TraceEntry => ({ message, location: rangeOf(location) })

export const accessReport = (access: Access): AccessReport => ({
  operation: access.call.operation,
  call: access.call.call,
  location: rangeOf(access.call.location),
  bucket: { address: access.bucket?.address ?? null, name: knownText(access.bucketName) ?? null },
  key: formatText(access.key),
  verdict: access.verdict,
  cause: access.cause,
  trace: [
    ...access.trace.map(entry),
    ...(access.reason === null ? [] : [{ message: `It cannot be told, because ${access.reason}`, location: null }]),
  ],
})

export const functionReport = (each: FunctionAccesses, root: string): FunctionReport => ({
  address: each.lambda.address,
  root,
  role: each.lambda.role.kind === 'role' ? each.lambda.role.role.address : null,
  verdict: verdictOf(each),
  analysis: each.analysis.completeness,
  reason: each.analysis.reason,
  location: rangeOf(each.lambda.location),
  accesses: each.accesses.map(accessReport).sort(byPlace),
})

const compareRanges = (a: Range | null, b: Range | null): number =>
  compareStrings(a?.file ?? '', b?.file ?? '') || (a?.line ?? 0) - (b?.line ?? 0) || (a?.column ?? 0) - (b?.column ?? 0)

const compareStrings = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

const byPlace = (a: AccessReport, b: AccessReport): number =>
  compareRanges(a.location, b.location) || compareStrings(a.bucket.name ?? '', b.bucket.name ?? '') || compareStrings(a.key, b.key)

const fingerprint = (identity: readonly string[]): string =>
  createHash('sha256').update(JSON.stringify(identity)).digest('hex').slice(0, 32)

const severityRank = (severity: Severity): number => ['error', 'warning', 'note'].indexOf(severity)

const reportedFinding =
  (severityOf: (ruleId: string) => Severity) =>
  (finding: CheckedFinding): Finding => ({
    ruleId: finding.ruleId,
    severity: finding.severity ?? severityOf(finding.ruleId),
    certainty: finding.certainty,
    message: finding.message,
    address: finding.address,
    location: rangeOf(finding.location),
    related: finding.related.map(entry),
    fingerprint: fingerprint(finding.identity),
    help: helpOf(finding.ruleId, finding.access?.cause ?? null),
    fix: finding.fix && reportedFix(finding.fix),
  })

const reportedFix = ({ description, edits, location, statement }: CheckedFix): Fix => ({
  description,
  statement,
  location: placeOf(location),
  edits: edits?.map((edit) => ({ range: rangeOf(edit), text: edit.text })) ?? null,
})

const placeOf = (location: Location | null | undefined): Range | null => (location ? rangeOf(location) : null)

export const reportedDiagnostic = ({ severity, summary, detail, location }: Diagnostic): ReportedDiagnostic => ({
  severity,
  summary,
  detail,
  location: placeOf(location),
})

/** A module that several roots call is wrong in the same way each time. */
const distinct = (diagnostics: readonly ReportedDiagnostic[]): ReportedDiagnostic[] => [
  ...new Map(diagnostics.map((diagnostic) => [JSON.stringify(diagnostic), diagnostic])).values(),
]

const summaryOf = (functions: readonly FunctionReport[], scanned: readonly Scanned[]): Summary => {
  const read = functions.filter(({ analysis }) => analysis !== 'none')
  const count = (verdict: Verdict): number => read.filter((each) => each.verdict === verdict).length
  const sum = (of: (each: Scanned) => number): number => scanned.reduce((total, each) => total + of(each), 0)
  return {
    functions: functions.length,
    granted: count('granted'),
    missing: count('missing'),
    denied: count('denied'),
    undetermined: count('undetermined'),
    noWrites: count('no-writes'),
    unanalyzed: functions.length - read.length,
    policies: sum(({ graph }) => graph.policies.length),
    buckets: sum(({ graph }) => graph.buckets.length),
    files: sum(({ files }) => files),
  }
}

/** A scan that looked at nothing says so; that there is no configuration at all has been said. */
const nothingChecked = (functions: readonly FunctionReport[], scanned: readonly Scanned[]): readonly Diagnostic[] =>
  functions.length > 0 || scanned.length === 0
    ? []
    : [{ severity: 'warning', summary: 'No Lambda function', detail: 'No aws_lambda_function was found: nothing was checked.' }]

/** Brings what was found into the form and the order in which it is printed. */
export const createReport = (
  scanned: readonly Scanned[],
  input: Report['input'],
  trouble: readonly Diagnostic[],
  severityOf: (ruleId: string) => Severity,
): Report => {
  const functions = scanned
    .flatMap((each) => each.functions.map((lambda) => functionReport(lambda, each.root)))
    .sort((a, b) => compareStrings(a.address, b.address) || compareRanges(a.location, b.location) || compareStrings(a.root, b.root))
  const findings = scanned
    .flatMap((each) => each.findings.map(reportedFinding(severityOf)))
    .sort(
      (a, b) =>
        severityRank(a.severity) - severityRank(b.severity) ||
        compareRanges(a.location, b.location) ||
        compareStrings(a.message, b.message),
    )
  const diagnostics = distinct(
    [...trouble, ...scanned.flatMap((each) => each.diagnostics), ...nothingChecked(functions, scanned)].map(reportedDiagnostic),
  ).sort(
    (a, b) =>
      severityRank(a.severity) - severityRank(b.severity) ||
      compareRanges(a.location, b.location) ||
      compareStrings(a.detail, b.detail),
  )
  return {
    schemaVersion: 1,
    tool,
    input,
    functions,
    findings,
    summary: summaryOf(functions, scanned),
    diagnostics,
  }
}
