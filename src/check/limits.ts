import type { Endpoint, Graph, Guardrail, ResourcePolicy, Role } from '../aws/graph/graph.ts'
import type { AttachedPolicy } from '../aws/iam/decision.ts'
import type { PolicyDocument } from '../aws/iam/policy-document.ts'
import { accountOf } from '../aws/iam/principal.ts'
import { every, some, type Ternary } from '../source/ternary.ts'
import type { Text } from '../source/text.ts'
import { equalTexts } from '../terraform/value/equality.ts'
import type { AccessCause, Requirement, Write } from './access.ts'
import { waysOf } from './request/network.ts'
import { resourceAccountOf } from './request.ts'

/** What limits a request beside the policies of who asks and of what is asked for. */
export interface Limits {
  readonly certain: readonly AttachedPolicy[]
  /** What may limit it too, each by itself. */
  readonly possible: readonly PossibleLimit[]
}

export interface PossibleLimit {
  readonly policies: readonly AttachedPolicy[]
  readonly cause: AccessCause
  /** The end of "… because …". */
  readonly reason: string
}

export const limitsOf = (requirement: Requirement, write: Write, role: Role, graph: Graph): Limits => {
  const all = [endpointLimits(requirement, write), guardrailLimits(requirement, write, role, graph)]
  return { certain: all.flatMap(({ certain }) => certain), possible: all.flatMap(({ possible }) => possible) }
}

const NONE: Limits = { certain: [], possible: [] }

/** https://docs.aws.amazon.com/vpc/latest/privatelink/vpc-endpoints-access.html */
const endpointLimits = ({ on }: Requirement, write: Write): Limits => {
  if (on === 'key' || on === 'role') return NONE
  const { possible, taken } = waysOf(write)
  const isSettled = taken && taken.possiblePolicies.length === 0 && !(taken.type === 'Interface' && namesSomebody(taken))
  const uncertain = isSettled ? [] : [...(taken ? [taken] : []), ...possible]
  return {
    certain: isSettled ? taken.policies.map(ofEndpoint(taken)) : [],
    possible: uncertain.flatMap((endpoint) => possibleOf(endpoint, taken === endpoint, write)),
  }
}

/**
 * Whether an account in the policy of an interface endpoint stands for its roles is not documented: of a gateway endpoint it does not.
 * https://docs.aws.amazon.com/vpc/latest/privatelink/vpc-endpoints-access.html#vpc-endpoint-policy-considerations
 */
const namesSomebody = ({ policies }: Endpoint): boolean =>
  policies.some(({ document }) =>
    document.statements.some(({ principals }) => principals?.principals.some(({ type }) => type === 'AWS')),
  )

const ofEndpoint =
  (endpoint: Endpoint) =>
  ({ address, document, location }: ResourcePolicy): AttachedPolicy => ({
    name: address,
    kind: 'endpoint-policy',
    level: endpoint.address,
    document,
    location,
  })

const possibleOf = (endpoint: Endpoint, isTaken: boolean, { lambda }: Write): readonly PossibleLimit[] =>
  [endpoint.policies, ...endpoint.possiblePolicies.map((policy) => [policy])].map((policies) => ({
    policies: policies.map(ofEndpoint(endpoint)),
    cause: 'endpoint-policy',
    reason: isTaken
      ? `whether "${policies[0]?.address}" is the policy of ${endpoint.address} is not known until apply`
      : `whether the requests of ${lambda.address} go through ${endpoint.address}, whose policy does not allow it, is not known`,
  }))

/**
 * Policies of the organization: those for services limit the role's account, those for resources the one of what is asked for.
 * https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps.html
 * https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_rcps.html
 */
const guardrailLimits = (requirement: Requirement, write: Write, role: Role, { guardrails }: Graph): Limits => {
  if (guardrails.length === 0) return NONE
  const own = accountOf(role.arn)
  const accounts = { scp: own, rcp: resourceAccountOf(requirement, write) ?? own }
  const found = guardrails.map((guardrail) => ({ guardrail, applies: appliesTo(guardrail, accounts[guardrail.kind]) }))
  const certain = found.filter(({ applies }) => applies === 'yes').map(({ guardrail }) => guardrail)
  const open = found.filter(({ applies }) => applies === 'unknown').map(({ guardrail }) => guardrail)
  const levels = [...new Set(certain.map(levelOf))].map((level) => certain.filter((each) => levelOf(each) === level))
  return {
    certain: levels.flatMap((level) => [...level.map(attached), ...defaultOf(level)]),
    possible: [
      ...open.map((guardrail) => ({
        policies: [attached(guardrail), ...defaultOf([guardrail])],
        cause: guardrail.kind,
        reason: `whether ${guardrail.address} limits the account of ${guardrail.kind === 'scp' ? role.address : 'the bucket'}, through ${guardrail.level}, is not known`,
      })),
      ...levels.filter(isAllowList).map((level) => ({
        policies: level.map((each) => ({ ...attached(each), level: `${each.level} alone` })),
        cause: 'scp' as const,
        reason: `whether FullAWSAccess is still attached to ${level[0]?.level} beside ${level.map(({ address }) => address).join(', ')} is not known`,
      })),
    ],
  }
}

const levelOf = ({ kind, level }: Guardrail): string => `${kind} ${level}`

const attached = ({ address, document, kind, level, location }: Guardrail): AttachedPolicy => ({
  name: address,
  kind,
  level: levelOf({ kind, level } as Guardrail),
  document,
  location,
})

const appliesTo = ({ accounts, isOpen, manager }: Guardrail, account: Text | null): Ternary => {
  if (accounts === null) return 'yes'
  if (!account) return 'unknown'
  // The account that manages the organization is not limited.
  const isManager = manager ? equalTexts(manager, account) : 'no'
  if (isManager === 'yes') return 'no'
  const isNamed = some(accounts.map((each) => equalTexts(each, account)))
  const isBelow = isNamed === 'yes' ? 'yes' : isOpen ? 'unknown' : isNamed
  return isManager === 'unknown' && isNamed !== 'yes' ? every([isBelow, 'unknown']) : isBelow
}

const allows = ({ document }: Guardrail): boolean =>
  document.unknowns.length > 0 || document.statements.some(({ effect }) => effect !== 'Deny')

/** Policies in files are all that there are at their level. */
const isGiven = ({ accounts }: Guardrail): boolean => accounts === null

const isAllowList = (level: readonly Guardrail[]): boolean =>
  level.some((each) => each.kind === 'scp' && !isGiven(each) && allows(each))

/**
 * AWS attaches a policy that allows everything to every level: for resources it cannot be detached, and for services it is where
 * there are no others, as nothing could be done without any that allows.
 */
const defaultOf = (level: readonly Guardrail[]): readonly AttachedPolicy[] => {
  const [first] = level
  if (!first || (first.kind === 'scp' && level.some((each) => isGiven(each) && allows(each)))) return []
  const name = first.kind === 'scp' ? 'FullAWSAccess' : 'RCPFullAWSAccess'
  return [{ name, kind: first.kind, level: levelOf(first), document: EVERYTHING, location: null }]
}

const any = { excluded: false, patterns: [{ text: ['*'], location: null }], unknowns: [] } as const

const EVERYTHING: PolicyDocument = {
  id: null,
  version: '2012-10-17',
  statements: [{ sid: null, effect: 'Allow', actions: any, resources: any, principals: null, conditions: [], location: null }],
  unknowns: [],
}
