import type { StatementMatch } from '../aws/iam/decision.ts'
import { formatText } from '../source/text.ts'
import type { Access, JudgedRequirement } from './access.ts'
import type { Step } from './assumed-role.ts'

/** `, as the role, which another assumes`: nothing for the execution role. */
export const asRole = ({ assumed }: Pick<Access, 'assumed'>): string => {
  if (!assumed) return ''
  const [first, ...others] = assumed.steps
  const through = others.length === 0 ? '' : ` through ${others.map(({ from }) => from.address).join(' and ')}`
  return ` as ${assumed.role.address}, which ${first?.from.address ?? 'the program'} assumes${through}`
}

/** The step that fails, if the roles on the way are why a write does. */
const failing = ({ action, cause, requirements, verdict }: Access): (JudgedRequirement & { readonly step: Step }) | undefined =>
  requirements.flatMap(({ step, ...each }) =>
    step && each.verdict === verdict && each.cause === cause && each.action === action ? [{ ...each, step }] : [],
  )[0]

/** Why a role cannot be assumed, as the end of a sentence and what belongs to it; null where that is not what is wrong. */
export const whyNotAssumed = (access: Access, nameOf: (match: StatementMatch) => string): string | null => {
  const found = failing(access)
  if (!found || access.verdict === 'undetermined') return null
  const { by, cause, nearest, step } = found
  const { from, to } = step
  const [denying] = by
  if (denying) {
    const what = cause === 'trust-policy' ? `${statementOf(denying)} of its trust policy` : nameOf(denying)
    return `${what} denies ${from.address} to assume ${to.address}, and an explicit Deny wins over every Allow.`
  }
  switch (cause) {
    case 'trust-policy':
      return `the trust policy of ${to.address} does not let ${from.address} assume it. ${
        nearest?.detail === 'condition' ? nearest.explanation : trusted(step)
      }`
    case 'boundary':
      return `the permissions boundary of ${from.address} does not allow sts:AssumeRole on ${to.address}.`
    case 'session-policy':
      return `the session policy with which the program assumes ${from.address} does not allow sts:AssumeRole on ${to.address}.`
    default:
      return `${from.address} is not granted sts:AssumeRole on ${to.address}. ${
        nearest?.detail === 'condition' ? nearest.explanation : othersGranted(found)
      }`
  }
}

const statementOf = ({ statement: { sid } }: StatementMatch): string => (sid === null ? 'a statement' : `statement "${sid}"`)

/** Whom a trust policy names. */
const trusted = ({ to }: Step): string => {
  const principals = to
    .trust()
    .document.statements.flatMap((each) =>
      each.effect === 'Allow' && !each.principals?.excluded ? (each.principals?.principals ?? []) : [],
    )
  const named = [...new Set(principals.map((each) => (each.type === '*' ? '*' : formatText(each.text))))]
  return named.length === 0 ? 'It lets nobody.' : `It names ${named.map((each) => `"${each}"`).join(', ')} only.`
}

/** What a role may assume instead. */
const othersGranted = ({ decided, step: { from } }: JudgedRequirement & { readonly step: Step }): string => {
  const policies = decided?.policies.filter(({ kind }) => IDENTITY.includes(kind)) ?? []
  const patterns = policies.flatMap(({ document }) =>
    document.statements.flatMap(({ actions, effect, resources }) =>
      effect === 'Allow' && actions.patterns.some(({ text }) => /^sts:/i.test(formatText(text))) ? (resources?.patterns ?? []) : [],
    ),
  )
  const named = [...new Set(patterns.map(({ text }) => formatText(text)))]
  return named.length === 0
    ? `No statement of the policies of ${from.address} allows it.`
    : `Its policies allow it on ${named.map((each) => `"${each}"`).join(', ')} only.`
}

const IDENTITY: readonly string[] = ['inline', 'customer-managed', 'aws-managed']
