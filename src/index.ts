/** The public API: `scan` a folder, and print its report. */
export { formats } from './report/format.ts'
export type { Presentation, Render } from './report/presentation.ts'
export type {
  AccessReport,
  Cause,
  Finding,
  Fix,
  FunctionReport,
  Report,
  ReportedDiagnostic,
  Severity,
  Summary,
  TraceEntry,
  Verdict,
} from './report/report.ts'
export { type ScanOptions, type ScanResult, scan } from './scan.ts'
export type { Range, SourceFile } from './source/source-file.ts'
export { UsageError } from './source/usage-error.ts'
export type { RootInputs } from './terraform/load/root-inputs.ts'
export type { VariableArgument, VariableInputs } from './terraform/load/variables.ts'
