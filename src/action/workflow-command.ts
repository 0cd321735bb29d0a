import type { Finding, Report, ReportedDiagnostic, Severity } from '../report/report.ts'

const levels: Readonly<Record<Severity, string>> = { error: 'error', warning: 'warning', note: 'notice' }

/** GitHub cuts a message at 4096 characters. */
const longestMessage = 4000

/**
 * One annotation for each finding, and for each diagnostic that has a place.
 * https://docs.github.com/actions/reference/workflows-and-actions/workflow-commands
 */
export const annotations = ({ findings, diagnostics }: Report): readonly string[] => [
  ...findings.map(annotateFinding),
  ...diagnostics.flatMap(annotateDiagnostic),
]

const annotateFinding = ({ severity, location, ruleId, message, fix }: Finding): string =>
  annotate(severity, location, ruleId, fix ? `${message}\n${fix.description}` : message)

const annotateDiagnostic = ({ severity, location, summary, detail }: ReportedDiagnostic): readonly string[] =>
  location ? [annotate(severity, location, summary, detail)] : []

const annotate = (severity: Severity, location: Finding['location'], title: string, message: string): string => {
  const { file, line, column, endLine, endColumn } = location
  // Columns are read only for a place within one line.
  const columns = endLine === line ? { col: column, endColumn } : {}
  const properties = Object.entries({ file, line, endLine, ...columns, title }).map(
    ([name, value]) => `${name}=${escapeProperty(`${value}`)}`,
  )
  return `::${levels[severity]} ${properties.join(',')}::${escapeMessage(message.slice(0, longestMessage))}`
}

const escapeMessage = (text: string): string => text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A')

const escapeProperty = (text: string): string => escapeMessage(text).replaceAll(':', '%3A').replaceAll(',', '%2C')
