import type { Range } from '../source/source-file.ts'
import { excerpt } from './excerpt.ts'
import type { Presentation } from './presentation.ts'
import { printable } from './printable.ts'
import type { Finding, Fix, FunctionReport, Report, ReportedDiagnostic, Severity, TraceEntry } from './report.ts'
import { type Paint, paintWith } from './style.ts'
import { formatSummary } from './summary.ts'
import { type Segment, wrap } from './wrap.ts'

interface Page extends Presentation {
  readonly paint: Paint
}

/**
 * The report for people: each finding with its lines of source, the way from the handler to the statement that almost
 * matched, and what to change; then what could not be decided, what could not be read, and what was covered.
 */
export const renderText = (report: Report, presentation: Presentation): string => {
  const page: Page = { ...presentation, paint: paintWith(presentation.colour) }
  const problems = report.findings.filter(({ severity }) => severity !== 'note')
  const notes = report.findings.filter(({ severity }) => severity === 'note')
  const reported = new Set(report.findings.map(({ address }) => address))
  const unexplained = report.functions.filter(({ verdict, address }) => verdict === 'undetermined' && !reported.has(address))
  const blocks = [
    ...problems.map((finding) => renderFinding(finding, page)),
    [
      ...notes.flatMap((finding) => renderNote(finding, page)),
      ...unexplained.flatMap((lambda) => renderUndetermined(lambda, page)),
    ],
    ...report.diagnostics.map((diagnostic) => renderDiagnostic(diagnostic, page)),
    [formatSummary(report.summary)],
  ]
  return `${blocks
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')}\n`
}

const renderFinding = (finding: Finding, page: Page): readonly string[] => {
  const { severity, location, message, ruleId, related, fix } = finding
  const gutter = gutterOf([location, ...related.map((entry) => entry.location)])
  const lines = [
    header(severity, location, [{ text: printable(message) }, { text: `[${printable(ruleId)}]`, style: 'rule' }], page),
    ...excerptOf(location, gutter, page),
  ]
  let shown: Range = location
  for (const entry of related) {
    lines.push(renderTraceEntry(entry, page))
    if (entry.location && !startsAt(entry.location, shown)) lines.push(...excerptOf(entry.location, gutter, page))
    shown = entry.location ?? shown
  }
  if (fix) lines.push(...renderFix(fix, shown, gutter, page))
  return lines
}

const renderNote = ({ severity, location, message, ruleId, related }: Finding, page: Page): readonly string[] => [
  header(severity, location, [{ text: printable(message) }, { text: `[${printable(ruleId)}]`, style: 'rule' }], page),
  ...related.map((entry) => renderTraceEntry(entry, page)),
]

const renderUndetermined = ({ address, reason, location, accesses }: FunctionReport, page: Page): readonly string[] => [
  header('note', location, [{ text: printable(`${address} is undetermined${reason === null ? '.' : `: ${reason}`}`) }], page),
  ...accesses
    .filter(({ verdict }) => verdict === 'undetermined')
    .flatMap((access) => [
      renderTraceEntry(
        { message: `${access.operation} is undetermined${access.cause ? ` (${access.cause})` : ''}`, ...access },
        page,
      ),
      ...access.trace.map((entry) => renderTraceEntry(entry, page)),
    ]),
]

const renderDiagnostic = ({ severity, summary, detail, location }: ReportedDiagnostic, page: Page): readonly string[] => [
  header(severity, location, [{ text: printable(summary) }], page),
  ...detail
    .split('\n')
    .filter((paragraph) => paragraph.trim() !== '')
    .map((paragraph) => wrap([{ text: printable(paragraph) }], { width: page.width, indent: 2, hanging: 2 }, page.paint)),
  ...(location && severity === 'error' ? excerptOf(location, gutterOf([location]), page) : []),
]

const renderFix = ({ description, statement, location }: Fix, shown: Range, gutter: number, page: Page): readonly string[] => {
  const bar = page.paint('gutter', `  ${' '.repeat(gutter)} |`)
  const place: readonly Segment[] =
    location && !startsAt(location, shown) ? [{ text: `${placeOf(location)}:`, style: 'place' }] : []
  return [
    wrap(
      [...place, { text: 'fix:', style: 'mark' }, { text: printable(description) }],
      { width: page.width, indent: 2, hanging: 4 },
      page.paint,
    ),
    ...(statement === null
      ? []
      : statement
          .trimEnd()
          .split('\n')
          .map((line) => `${bar} ${page.paint('mark', printable(line.replaceAll('\t', '  ')))}`)),
  ]
}

const header = (severity: Severity, location: Range | null, segments: readonly Segment[], { width, paint }: Page): string => {
  const place: readonly Segment[] = location ? [{ text: `${placeOf(location)}:`, style: 'place' }] : []
  return wrap([...place, { text: `${severity}:`, style: severity }, ...segments], { width, indent: 0, hanging: 2 }, paint)
}

const renderTraceEntry = ({ message, location }: TraceEntry, { width, paint }: Page): string => {
  const place: readonly Segment[] = location ? [{ text: `${placeOf(location)}:`, style: 'place' }] : []
  return wrap([...place, { text: printable(message) }], { width, indent: 2, hanging: 4 }, paint)
}

const placeOf = ({ file, line, column }: Range): string => `${printable(file)}:${line}:${column}`

const excerptOf = (location: Range, gutter: number, { sources, width, paint }: Page): readonly string[] => {
  const file = sources.get(location.file)
  return file ? excerpt(file, location, { width, gutter }, paint) : []
}

const startsAt = (a: Range, b: Range): boolean => a.file === b.file && a.line === b.line && a.column === b.column

const gutterOf = (ranges: readonly (Range | null)[]): number =>
  Math.max(...ranges.map((range) => (range ? `${range.endLine}`.length : 1)))
