import type { Policy } from '../../aws/graph/graph.ts'
import type { Finding } from '../finding.ts'
import { writeGrantsOf } from './grants.ts'
import { isNamedElsewhere } from './policy-names.ts'
import type { Checked, Rule } from './rule.ts'

/** Told with the write that the policy would grant. */
const isTold = (policy: Policy, { functions }: Checked): boolean =>
  functions.some(({ accesses }) => accesses.some(({ unattached }) => unattached === policy))

const isAttached = (policy: Policy, { graph }: Checked): boolean =>
  policy.attachedTo.length > 0 ||
  graph.roles.some(({ boundary, policies, possiblePolicies }) => [...policies, ...possiblePolicies, boundary].includes(policy))

/** Where nobody is in the configuration to attach it to, or not all is known, it is for somebody elsewhere. */
const isForSomebodyHere = ({ graph }: Checked): boolean =>
  graph.roles.some(({ unresolved }) => unresolved.length === 0) && graph.roles.every(({ mayHaveMore }) => mayHaveMore.length === 0)

const findingOf = (policy: Policy, checked: Checked): readonly Finding[] => {
  const { address, location } = policy
  if (policy.kind !== 'customer-managed' || !location || isAttached(policy, checked) || isTold(policy, checked)) return []
  if (writeGrantsOf(policy).length === 0 || isNamedElsewhere(policy, checked.files)) return []
  return [
    {
      ruleId: 'unattached-policy',
      certainty: 'certain',
      message: `${address} grants s3:PutObject, and nothing in this configuration attaches it to anybody or refers to it, so it grants nothing.`,
      address,
      location,
      related: [],
      fix: {
        description: `Attach it to the role that is to write, by an aws_iam_role_policy_attachment with policy_arn = ${address.split('.').slice(-2).join('.')}.arn; or remove it.`,
        statement: null,
        location: null,
      },
      identity: ['unattached-policy', address],
    },
  ]
}

export const unattachedPolicy: Rule = (checked) =>
  isForSomebodyHere(checked) ? checked.graph.policies.flatMap((policy) => findingOf(policy, checked)) : []
