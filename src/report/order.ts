import type { Range } from '../source/source-file.ts'
import type { AccessReport, Finding, Fix, FunctionReport, Report, ReportedDiagnostic, Summary, TraceEntry } from './report.ts'

/** The same report with its keys in the order in which they are documented, and no others. */
export const order = (report: Report): Report => ({
  schemaVersion: report.schemaVersion,
  tool: { name: report.tool.name, version: report.tool.version },
  input: { kind: report.input.kind, root: report.input.root },
  functions: report.functions.map(orderFunction),
  findings: report.findings.map(orderFinding),
  summary: orderSummary(report.summary),
  diagnostics: report.diagnostics.map(orderDiagnostic),
})

const orderFunction = (lambda: FunctionReport): FunctionReport => ({
  address: lambda.address,
  root: lambda.root,
  role: lambda.role,
  verdict: lambda.verdict,
  analysis: lambda.analysis,
  reason: lambda.reason,
  location: orderRange(lambda.location),
  accesses: lambda.accesses.map(orderAccess),
})

const orderAccess = (access: AccessReport): AccessReport => ({
  operation: access.operation,
  call: access.call,
  location: orderRange(access.location),
  bucket: { address: access.bucket.address, name: access.bucket.name },
  key: access.key,
  verdict: access.verdict,
  cause: access.cause,
  trace: access.trace.map(orderTraceEntry),
})

const orderFinding = (finding: Finding): Finding => ({
  ruleId: finding.ruleId,
  severity: finding.severity,
  certainty: finding.certainty,
  message: finding.message,
  address: finding.address,
  location: orderRange(finding.location),
  related: finding.related.map(orderTraceEntry),
  fingerprint: finding.fingerprint,
  help: finding.help,
  fix: finding.fix && orderFix(finding.fix),
})

const orderFix = (fix: Fix): Fix => ({
  description: fix.description,
  statement: fix.statement,
  location: fix.location && orderRange(fix.location),
  edits: fix.edits?.map(({ range, text }) => ({ range: orderRange(range), text })) ?? null,
})

const orderSummary = (summary: Summary): Summary => ({
  functions: summary.functions,
  granted: summary.granted,
  missing: summary.missing,
  denied: summary.denied,
  undetermined: summary.undetermined,
  noWrites: summary.noWrites,
  unanalyzed: summary.unanalyzed,
  policies: summary.policies,
  buckets: summary.buckets,
  files: summary.files,
})

const orderDiagnostic = (diagnostic: ReportedDiagnostic): ReportedDiagnostic => ({
  severity: diagnostic.severity,
  summary: diagnostic.summary,
  detail: diagnostic.detail,
  location: diagnostic.location && orderRange(diagnostic.location),
})

const orderTraceEntry = ({ message, location }: TraceEntry): TraceEntry => ({ message, location: location && orderRange(location) })

const orderRange = ({ file, line, column, endLine, endColumn }: Range): Range => ({ file, line, column, endLine, endColumn })
