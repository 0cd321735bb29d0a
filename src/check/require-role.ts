import type { Graph } from '../aws/graph/graph.ts'
import { accountOf } from '../aws/iam/principal.ts'
import type { JudgedRequirement, Judgement, Requirement, Write } from './access.ts'
import type { Step } from './assumed-role.ts'
import { judge } from './judge.ts'
import type { ManagedPolicies } from './role-policies.ts'

/**
 * What it takes to write as a role that is assumed: each role on the way must be let assume the next, by its own policies and by
 * the trust policy of that. https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_permissions-to-switch.html
 */
export const judgeAssumption = (write: Write, graph: Graph, managed: ManagedPolicies): readonly JudgedRequirement[] =>
  (write.assumed?.steps ?? []).map((step) => {
    const requirement = requirementOf(step)
    const { assumed: _, ...asked } = write
    const asking: Write = {
      ...asked,
      lambda: { ...write.lambda, role: { kind: 'role', role: step.from } },
      ...(step.as && { assumed: { role: step.from, session: step.as, steps: [] } }),
    }
    return { ...requirement, ...named(judge(requirement, asking, graph, managed)) }
  })

const requirementOf = (step: Step): Requirement => {
  const account = accountOf(step.to.arn)
  return {
    action: 'sts:AssumeRole',
    resource: step.to.arn,
    on: 'role',
    step,
    ...(account && { account }),
    context: step.context,
    cause: 'assume-role-not-granted',
  }
}

/** Where the trust policy is what stands in the way, whatever the policies of the role that asks say. */
const named = (judgement: Judgement): Judgement => {
  const { cause, decided } = judgement
  const isShut = cause === 'assume-role-not-granted' && decided?.decision.missingIn === 'resource-policy'
  return isShut ? { ...judgement, cause: 'trust-policy' } : judgement
}
