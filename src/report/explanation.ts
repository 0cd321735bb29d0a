import type { AttachedPolicy } from '../aws/iam/decision.ts'
import { derive } from '../aws/iam/derivation.ts'
import type { Access, FunctionAccesses, JudgedRequirement } from '../check/access.ts'
import { type Range, rangeOf } from '../source/source-file.ts'
import { formatText, type Part } from '../source/text.ts'
import { accessReport, functionReport } from './create-report.ts'
import type { AccessReport, FunctionReport } from './report.ts'

/** How the verdict on one function comes about. It is what `explain --format json` prints. */
export interface Explanation extends Omit<FunctionReport, 'accesses'> {
  readonly writes: readonly WriteExplanation[]
}

export interface WriteExplanation extends AccessReport {
  /** What it asks of AWS; it succeeds if all are granted. */
  readonly requirements: readonly RequirementExplanation[]
}

export interface RequirementExplanation {
  readonly action: string
  readonly resource: string
  readonly verdict: AccessReport['verdict']
  readonly reason: string | null
  /** What AWS answers: `allow`, `implicit-deny`, `explicit-deny`, `unknown`; null where there is no role to ask for. */
  readonly outcome: string | null
  /** Every policy that counts, in the order in which they are asked. */
  readonly policies: readonly PolicyExplanation[]
}

export interface PolicyExplanation {
  readonly name: string
  readonly kind: AttachedPolicy['kind']
  readonly location: Range | null
  readonly statements: readonly StatementExplanation[]
  /** Why more may stand in it than is known. */
  readonly unknowns: readonly string[]
}

export interface StatementExplanation {
  readonly sid: string | null
  readonly effect: 'Allow' | 'Deny' | null
  readonly location: Range | null
  readonly applies: 'yes' | 'no' | 'unknown'
  /** The element that decides; null where all of them match. */
  readonly decidedBy: string | null
  readonly detail: string
}

const policyExplanation = (policy: AttachedPolicy, request: Parameters<typeof derive>[2]): PolicyExplanation => ({
  name: policy.name,
  kind: policy.kind,
  location: policy.location && rangeOf(policy.location),
  statements: policy.document.statements.map((statement) => {
    const { applies, decidedBy, detail } = derive(statement, policy, request)
    return {
      sid: statement.sid,
      effect: typeof statement.effect === 'string' ? statement.effect : null,
      location: statement.location && rangeOf(statement.location),
      applies,
      decidedBy,
      detail,
    }
  }),
  unknowns: policy.document.unknowns.map(({ reason }) => reason),
})

/** A partition that is not known is taken for the commercial one, as people write ARNs. */
const commonPartition = (part: Part): Part =>
  typeof part !== 'string' && part.kind === 'unknown' && part.domain === 'partition' ? 'aws' : part

const requirementExplanation = ({ action, decided, reason, resource, verdict }: JudgedRequirement): RequirementExplanation => ({
  action,
  resource: formatText(resource.map(commonPartition)),
  verdict,
  reason,
  outcome: decided?.decision.outcome ?? null,
  policies: decided?.policies.map((policy) => policyExplanation(policy, decided.request)) ?? [],
})

const writeExplanation = (access: Access): WriteExplanation => ({
  ...accessReport(access),
  requirements: access.requirements.map(requirementExplanation),
})

export const explanationOf = (accesses: FunctionAccesses, root: string): Explanation => {
  const { accesses: _, ...described } = functionReport(accesses, root)
  return { ...described, writes: accesses.accesses.map(writeExplanation) }
}
