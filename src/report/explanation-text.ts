import type {
  Explanation,
  PolicyExplanation,
  RequirementExplanation,
  StatementExplanation,
  WriteExplanation,
} from './explanation.ts'
import type { Presentation } from './presentation.ts'
import { printable } from './printable.ts'
import type { TraceEntry } from './report.ts'
import { type Paint, paintWith, type Style } from './style.ts'
import { type Segment, wrap } from './wrap.ts'

interface Page extends Pick<Presentation, 'width'> {
  readonly paint: Paint
}

/** The way from each write to its verdict: what it asks for, and what each statement of each policy says to that. */
export const renderExplanation = (explanation: Explanation, { colour, width }: Presentation): string => {
  const page: Page = { width, paint: paintWith(colour) }
  const { address, analysis, location, reason, role, verdict, writes } = explanation
  const runsAs = role === null ? 'whose role is not known' : `runs as ${role}`
  const read = analysis === 'complete' || reason === null ? [] : [line(0, [{ text: printable(reason) }], page)]
  return `${[
    line(0, [...place(location), { text: printable(`${address} ${runsAs}:`) }, verdictOf(verdict, null)], page),
    ...read,
    ...(writes.length === 0 && analysis === 'complete' ? [line(0, [{ text: 'It writes no S3 object.' }], page)] : []),
    ...writes.map((write) => renderWrite(write, page)),
  ].join('\n\n')}\n`
}

const renderWrite = (write: WriteExplanation, page: Page): string => {
  const { cause, fix, key, location, message, operation, requirements, to, trace, verdict } = write
  return [
    line(0, [...place(location), { text: printable(`${operation} on ${to}, key "${key}":`) }, verdictOf(verdict, cause)], page),
    ...(message === null ? [] : [line(2, [{ text: printable(message) }], page)]),
    ...(fix === null ? [] : renderFix(fix, page)),
    // What has no place is the reason, which the message ends with.
    ...trace.filter((entry) => entry.location !== null).map((entry) => renderTrace(entry, page)),
    ...requirements.flatMap((requirement) => renderRequirement(requirement, page)),
  ].join('\n')
}

const renderFix = ({ description, statement }: NonNullable<WriteExplanation['fix']>, page: Page): readonly string[] => [
  line(2, [{ text: 'fix:', style: 'mark' }, { text: printable(description) }], page),
  ...(statement === null
    ? []
    : statement
        .trimEnd()
        .split('\n')
        .map((each) => `    ${page.paint('mark', printable(each))}`)),
]

const renderTrace = ({ location, message }: TraceEntry, page: Page): string =>
  line(2, [...place(location), { text: printable(message) }], page)

const renderRequirement = (requirement: RequirementExplanation, page: Page): readonly string[] => {
  const { action, policies, reason, resource, setting, verdict } = requirement
  if (setting !== null)
    return [
      line(
        2,
        [
          { text: 'needs the settings to take it:', style: 'place' },
          { text: verdict, style: styleOf(verdict) },
        ],
        page,
      ),
      line(4, [{ text: printable(`because ${setting}.`) }], page),
    ]
  return [
    line(
      2,
      [
        { text: printable(`needs ${action} on ${resource}:`), style: 'place' },
        { text: verdict, style: styleOf(verdict) },
      ],
      page,
    ),
    ...(reason === null ? [] : [line(4, [{ text: printable(`It cannot be told, because ${reason}.`) }], page)]),
    ...policies.flatMap((policy) => renderPolicy(policy, page)),
  ]
}

const kinds: Readonly<Record<PolicyExplanation['kind'], string>> = {
  inline: 'inline policy of the role',
  'customer-managed': 'policy that is attached to the role',
  'aws-managed': 'AWS managed policy that is attached to the role',
  boundary: 'permissions boundary of the role',
  'bucket-policy': 'policy of the bucket',
  'access-point-policy': 'policy of the access point',
  'key-policy': 'policy of the KMS key',
  'trust-policy': 'trust policy of the role that is assumed',
  'resource-policy': 'policy of the resource',
  'session-policy': 'session policy',
  'endpoint-policy': 'policy of the VPC endpoint',
  scp: 'service control policy',
  rcp: 'resource control policy',
}

/** Statements on other services, of which a policy may have many, are counted. */
const renderPolicy = ({ kind, location, name, statements, unknowns }: PolicyExplanation, page: Page): readonly string[] => {
  const shown = statements.filter(({ isOfOthers }) => !isOfOthers)
  const others = statements.length - shown.length
  return [
    line(4, [...place(location), { text: printable(`${name}, ${kinds[kind]}`) }], page),
    ...shown.map((statement) => renderStatement(statement, page)),
    ...(others === 0
      ? []
      : [
          line(
            6,
            [{ text: `${others} ${others === 1 ? 'statement is' : 'statements are'} about other services`, style: 'gutter' }],
            page,
          ),
        ]),
    ...unknowns.map((unknown) => line(6, [{ text: printable(`more may stand in it: ${unknown}`) }], page)),
  ]
}

const renderStatement = ({ applies, detail, effect, location, sid }: StatementExplanation, page: Page): string => {
  const name = `${effect ?? 'Allow or Deny'}${sid === null ? '' : ` "${sid}"`}:`
  const answer = applies === 'unknown' ? 'may apply' : applies === 'yes' ? 'applies' : 'does not apply'
  return line(
    6,
    [...place(location), { text: printable(name) }, { text: printable(detail === '' ? answer : `${answer}: ${detail}`) }],
    page,
  )
}

const styleOf = (verdict: string): Style =>
  verdict === 'granted' || verdict === 'no-writes' ? 'mark' : verdict === 'undetermined' ? 'warning' : 'error'

const verdictOf = (verdict: string, cause: string | null): Segment => ({
  text: cause === null ? verdict : `${verdict} (${cause})`,
  style: styleOf(verdict),
})

const place = (at: TraceEntry['location']): readonly Segment[] =>
  at ? [{ text: `${printable(at.file)}:${at.line}:${at.column}:`, style: 'place' }] : []

const line = (indent: number, segments: readonly Segment[], { paint, width }: Page): string =>
  wrap(segments, { width, indent, hanging: indent + 2 }, paint)
