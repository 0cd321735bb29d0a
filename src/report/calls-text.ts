import type { CallReport, CallsReport, PlaceReport } from './calls-report.ts'
import { excerpt } from './excerpt.ts'
import type { Presentation } from './presentation.ts'
import { printable } from './printable.ts'
import type { TraceEntry } from './report.ts'
import { type Paint, paintWith } from './style.ts'
import { wrap } from './wrap.ts'

interface Page extends Presentation {
  readonly paint: Paint
}

/** The calls for people: each with its line, what is known of its bucket and key, and where that comes from. */
export const renderCallsText = (report: CallsReport, presentation: Presentation): string => {
  const page: Page = { ...presentation, paint: paintWith(presentation.colour) }
  const blocks = [
    ...report.calls.map((call) => renderCall(call, page)),
    ...report.diagnostics.map(({ severity, summary, detail }) =>
      wrap(
        [{ text: `${severity}:`, style: severity }, { text: printable(`${summary}. ${detail}`) }],
        { width: page.width, indent: 0, hanging: 2 },
        page.paint,
      ),
    ),
    wrap([{ text: summaryOf(report) }], { width: page.width, indent: 0, hanging: 0 }, page.paint),
  ]
  return `${blocks.join('\n\n')}\n`
}

const renderCall = (call: CallReport, page: Page): string => {
  const { bucket, certainty, deferred, key, location, operation, parameters, sdk, trace } = call
  const file = page.sources.get(location.file)
  const facts = [
    sdk,
    ...(certainty === 'possible' ? ['only possible'] : []),
    ...(deferred ? ['when the presigned URL is used'] : []),
  ]
  const values: readonly (readonly [string, PlaceReport])[] = [
    ['bucket', bucket],
    ['key', key],
    ...parameters.map((parameter) => [parameter.name, parameter] as const),
  ]
  const longest = Math.max(...values.map(([name]) => name.length))
  return [
    wrap(
      [
        { text: `${printable(location.file)}:${location.line}:${location.column}:`, style: 'place' },
        { text: printable(operation), style: 'mark' },
        { text: `(${facts.map(printable).join(', ')})` },
      ],
      { width: page.width, indent: 0, hanging: 2 },
      page.paint,
    ),
    ...(file ? excerpt(file, location, { width: page.width, gutter: `${location.endLine}`.length }, page.paint) : []),
    ...values.map(([name, { text }]) => `  ${printable(name).padEnd(longest)}  ${page.paint('mark', printable(text))}`),
    ...(trace.length > 1 ? trace.map((entry) => renderTrace(entry, page)) : []),
  ].join('\n')
}

const renderTrace = ({ location, message }: TraceEntry, { paint, width }: Page): string =>
  wrap(
    [
      ...(location ? [{ text: `${printable(location.file)}:${location.line}:${location.column}:`, style: 'place' as const }] : []),
      { text: printable(message) },
    ],
    { width, indent: 2, hanging: 4 },
    paint,
  )

const summaryOf = ({ analysis, calls, handler, reason }: CallsReport): string => {
  const files = new Set(calls.map(({ location }) => location.file)).size
  const from = handler === null ? '' : ` that "${printable(handler)}" can reach`
  const count =
    calls.length === 0
      ? `No write to S3${from} was found.`
      : `${calls.length} ${calls.length === 1 ? 'write' : 'writes'} to S3${from}, in ${files} ${files === 1 ? 'file' : 'files'}.`
  return analysis === 'complete' || reason === null ? count : `${count} ${printable(reason)}`
}
