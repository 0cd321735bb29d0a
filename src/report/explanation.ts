import type { AttachedPolicy } from '../aws/iam/decision.ts'
import { derive } from '../aws/iam/derivation.ts'
import { formatArn } from '../aws/iam/format-arn.ts'
import type { Access, FunctionAccesses, JudgedRequirement } from '../check/access.ts'
import { fixOf } from '../check/fix.ts'
import { messageOf } from '../check/message.ts'
import { bucketLabel } from '../check/naming.ts'
import { type Range, rangeOf } from '../source/source-file.ts'
import { accessReport, functionReport } from './create-report.ts'
import type { AccessReport, FunctionReport } from './report.ts'

/** How the verdict on one function comes about. It is what `explain --format json` prints. */
export interface Explanation extends Omit<FunctionReport, 'accesses'> {
  readonly writes: readonly WriteExplanation[]
}

export interface WriteExplanation extends AccessReport {
  /** What is wrong, as the finding says it; null where it is granted. */
  readonly message: string | null
  /** What to change, where that can be told. */
  readonly fix: { readonly description: string; readonly statement: string | null } | null
  /** How messages call what it writes to. */
  readonly to: string
  /** What it asks of AWS; it succeeds if all are granted. */
  readonly requirements: readonly RequirementExplanation[]
}

export interface RequirementExplanation {
  readonly action: string
  readonly resource: string
  readonly verdict: AccessReport['verdict']
  readonly reason: string | null
  /** What S3 answers by what is set of the bucket, whatever the policies say; null where these decide. */
  readonly setting: string | null
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
  /** Whether it is about other services altogether. */
  readonly isOfOthers: boolean
}

const policyExplanation = (policy: AttachedPolicy, request: Parameters<typeof derive>[2]): PolicyExplanation => ({
  name: policy.name,
  kind: policy.kind,
  location: policy.location && rangeOf(policy.location),
  statements: policy.document.statements.map((statement) => {
    const { applies, decidedBy, detail, isOfOthers } = derive(statement, policy, request)
    return {
      sid: statement.sid,
      effect: typeof statement.effect === 'string' ? statement.effect : null,
      location: statement.location && rangeOf(statement.location),
      applies,
      decidedBy,
      detail,
      isOfOthers,
    }
  }),
  unknowns: policy.document.unknowns.map(({ reason }) => reason),
})

const requirementExplanation = ({
  action,
  decided,
  reason,
  resource,
  settled,
  verdict,
}: JudgedRequirement): RequirementExplanation => ({
  action,
  resource: formatArn(resource),
  verdict,
  reason,
  setting: settled?.why ?? null,
  outcome: decided?.decision.outcome ?? null,
  policies: decided?.policies.map((policy) => policyExplanation(policy, decided.request)) ?? [],
})

const changeFor = (access: Access): WriteExplanation['fix'] => {
  const fix = fixOf(access)
  return fix && { description: fix.description, statement: fix.statement }
}

const writeExplanation = (access: Access): WriteExplanation => ({
  ...accessReport(access),
  message: access.verdict === 'granted' ? null : messageOf(access),
  fix: changeFor(access),
  to: bucketLabel(access),
  requirements: access.requirements.map(requirementExplanation),
})

export const explanationOf = (accesses: FunctionAccesses, root: string): Explanation => {
  const { accesses: _, ...described } = functionReport(accesses, root)
  return { ...described, writes: accesses.accesses.map(writeExplanation) }
}
