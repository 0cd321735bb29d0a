import type { Bucket, Graph, Policy, Role } from '../aws/graph/graph.ts'
import { decide } from '../aws/iam/decide.ts'
import type { AttachedPolicy, Decision, NearMissDetail, StatementMatch } from '../aws/iam/decision.ts'
import { mayAssumeRoles } from '../aws/iam/managed-policies.ts'
import { accountOf } from '../aws/iam/principal.ts'
import { formatText, type Text } from '../source/text.ts'
import { equalTexts } from '../terraform/value/equality.ts'
import type { AccessCause, Judgement, Requirement, Write } from './access.ts'
import { type Limits, limitsOf } from './limits.ts'
import { requestOf, resourceAccountOf } from './request.ts'
import { keyLabel } from './require-keys.ts'
import {
  type ManagedPolicies,
  onlyPolicy,
  policiesOfAccessPoint,
  policiesOfBucket,
  policiesOfKey,
  policiesOfRole,
  policiesOfTrust,
  possiblePoliciesOf,
} from './role-policies.ts'

const nothing = { cause: null, reason: null, nearest: null, unattached: null, by: [], decided: null } as const

/** A requirement with all that its answer depends on. */
interface Asked {
  readonly requirement: Requirement
  readonly write: Write
  readonly role: Role
  readonly graph: Graph
  readonly managed: ManagedPolicies
}

const undetermined = (cause: AccessCause, reason: string): Judgement => ({
  ...nothing,
  verdict: 'undetermined',
  cause,
  reason,
})

const causeOfMiss = (detail: NearMissDetail): AccessCause => {
  switch (detail) {
    case 'bucket-level-arn':
      return 'bucket-level-arn'
    case 'prefix':
    case 'excluded-resource':
      return 'prefix-mismatch'
    case 'wrong-bucket':
    case 'partition':
      return 'wrong-bucket'
    case 'action':
      return 'action-mismatch'
    case 'condition':
      return 'condition-unmet'
    case 'effect':
      return 'policy-unresolved'
  }
}

/** A statement this near is what was meant; a policy that would do and is not attached is the likelier mistake otherwise. */
const MEANT: readonly AccessCause[] = ['bucket-level-arn', 'prefix-mismatch']

const findUnattached = ({ graph, managed, requirement, role, write }: Asked): Policy | null =>
  graph.policies.find(
    (policy) =>
      policy.kind === 'customer-managed' &&
      !policy.attachedTo.includes(role.address) &&
      decide(requestOf(requirement, write, role, graph), onlyPolicy(policy, managed)).outcome === 'allow',
  ) ?? null

const missing = (asked: Asked, decision: Decision): Judgement => {
  const nearest = decision.nearest[0] ?? null
  const cause = nearest ? causeOfMiss(nearest.detail) : 'no-statement'
  const base = { ...nothing, verdict: 'missing' as const }
  if (decision.missingIn === 'boundary') return { ...base, verdict: 'denied', cause: 'boundary', nearest }
  const limit = limitCause(decision)
  if (limit) return { ...base, verdict: 'denied', cause: limit, nearest }
  if (decision.missingIn === 'resource-policy' && isOfBucket(asked)) return { ...base, cause: 'cross-account', nearest }
  if (decision.missingIn === 'session-policy') return { ...base, verdict: 'denied', cause: 'session-policy', nearest }
  const { cause: called, on } = asked.requirement
  // The write itself is granted, and AWS denies it for the key.
  if (called) return { ...base, verdict: on === 'key' ? 'denied' : 'missing', cause: called, nearest }
  if (MEANT.includes(cause)) return { ...base, cause, nearest }
  const unattached = findUnattached(asked)
  return unattached ? { ...base, cause: 'policy-not-attached', unattached } : { ...base, cause, nearest }
}

const limitCause = ({ missingIn }: Decision): AccessCause | null =>
  missingIn === 'endpoint-policy' || missingIn === 'scp' || missingIn === 'rcp' ? missingIn : null

/** It is asked of a bucket itself, and not through an access point. */
const isOfBucket = ({ requirement: { behind, cause, on } }: Asked): boolean =>
  (on === 'object' || on === 'source' || on === 'bucket') && behind === undefined && cause === null

const causeOfDeny = (by: readonly StatementMatch[]): AccessCause => {
  switch (by[0]?.policy.kind) {
    case 'bucket-policy':
    case 'access-point-policy':
      return 'bucket-policy-deny'
    case 'endpoint-policy':
    case 'scp':
    case 'rcp':
      return by[0].policy.kind
    case 'boundary':
      return 'boundary'
    case 'session-policy':
      return 'session-policy'
    case 'trust-policy':
      return 'trust-policy'
    default:
      return 'explicit-deny'
  }
}

/** The first part of a text that is not known, where the text as a whole matters. */
const unknownIn = (text: Text): string | undefined =>
  text.map((part) => (typeof part === 'string' ? undefined : part.reason)).find((reason) => reason !== undefined)

/** Whether it is asked for on what has the keys in its ARN. */
const isOfKeys = ({ on }: Requirement): boolean => on === 'object' || on === 'source' || on === 'access-point'

/** The bucket that is asked for: most often the one that is written to. */
const placeOf = ({ requirement: { place }, write }: Asked): { readonly node: Bucket | null; readonly name: Text } =>
  place ?? { node: write.bucket, name: write.bucketName }

const blocked = (asked: Asked, decision: Decision): Judgement => {
  const { role, write } = asked
  const nearest = decision.nearest[0] ?? null
  const base = { ...nothing, verdict: 'undetermined' as const, nearest, by: decision.by }
  const why = decision.blockedOn[0]?.reason
  const { name, node } = placeOf(asked)
  const bucketUnknown = node || asked.requirement.on === 'role' ? undefined : unknownIn(name)
  if (bucketUnknown !== undefined)
    return { ...base, cause: 'bucket-unresolved', reason: `the bucket is not known: ${bucketUnknown}` }
  const limit = decision.allowed === 'unknown' && limitCause(decision)
  if (limit && why !== undefined) return { ...base, cause: limit, reason: why }
  const account =
    isOfKeys(asked.requirement) || asked.requirement.on === 'bucket' ? resourceAccountOf(asked.requirement, write) : null
  if (why === undefined && account && equalTexts(accountOf(role.arn) ?? [], account) === 'unknown')
    return {
      ...base,
      cause: 'cross-account',
      reason: `whether ${node?.address ?? 'what it asks for'} is in the account of ${role.address} is not known`,
    }
  if (role.unresolved[0] && decision.denied === 'no')
    return { ...base, cause: 'policy-unresolved', reason: role.unresolved[0].reason }
  if (nearest?.detail === 'condition')
    return { ...base, cause: 'condition-unmet', reason: why ?? 'it is granted only under a condition' }
  const resourceUnknown = isOfKeys(asked.requirement) ? undefined : unknownIn(asked.requirement.resource)
  if (resourceUnknown !== undefined) return { ...base, cause: 'policy-unresolved', reason: resourceUnknown }
  if (decision.leftOut) {
    const keys = `only some of the keys that it writes are ${decision.denied === 'no' ? 'granted' : 'free of a Deny'}: "${formatText(decision.leftOut)}" is not`
    const varies = unknownIn(write.key)
    return {
      ...base,
      cause: 'prefix-mismatch',
      reason: varies === undefined ? keys : `${keys}, and the key is not known: ${varies}`,
    }
  }
  return { ...base, cause: 'policy-unresolved', reason: why ?? 'a policy is not known' }
}

/**
 * What AWS answers where the key's policy is not in the configuration: most often it leaves the key to the account, and then the
 * role's own policies decide. Where these do not allow it, it may name the role itself.
 * https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-default.html
 */
const judgeKey = ({ requirement, role, write }: Asked, decision: Decision): Judgement => {
  if (decision.outcome === 'allow') return { ...nothing, verdict: 'granted', by: decision.by }
  if (decision.outcome === 'explicit-deny') return { ...nothing, verdict: 'denied', cause: 'kms-not-granted', by: decision.by }
  if (decision.missingIn === 'boundary' && decision.outcome === 'implicit-deny')
    return { ...nothing, verdict: 'denied', cause: 'boundary', nearest: decision.nearest[0] ?? null }
  const isOfCall = (write.parameters.get('SSEKMSKeyId') ?? []).length > 0 || !write.bucket
  const what = isOfCall ? 'the object' : write.bucket.address
  return undetermined(
    'kms-not-granted',
    `${what} is encrypted with the KMS key ${keyLabel(requirement)}, ${role.address} is not granted ${requirement.action} on it by its own policies, and the key's policy, which may grant it, is not in this configuration`,
  )
}

/** The buckets that the name may be one of. */
const possibleBuckets = (asked: Asked): readonly Bucket[] => {
  const place = placeOf(asked)
  return place.node ? [] : asked.graph.buckets.filter(({ name }) => equalTexts(name, place.name) !== 'no')
}

/** Policies that may be attached, or may exist: do they change the answer? */
const unsettledBy = (asked: Asked, policies: readonly AttachedPolicy[], settled: Decision): Judgement | null => {
  const { graph, managed, requirement, role, write } = asked
  const possible =
    requirement.on === 'key' || requirement.on === 'access-point' || requirement.on === 'role'
      ? possiblePoliciesOf(role, null, [], managed)
      : possiblePoliciesOf(role, placeOf(asked).node, possibleBuckets(asked), managed)
  if (possible.length === 0) return null
  const request = requestOf(requirement, write, role, graph)
  const other = decide(request, [...policies, ...possible])
  if (other.outcome === settled.outcome) return null
  const deciding = possible.find((policy) => decide(request, [...policies, policy]).outcome !== settled.outcome) ?? possible[0]
  const what = deciding?.kind === 'bucket-policy' ? 'is the policy of the bucket' : `is attached to ${role.address}`
  return undetermined('policy-unresolved', `whether "${deciding?.name}" ${what} is not known until apply`)
}

const settledJudgement = ({ cause, settled }: Requirement): Judgement =>
  settled?.verdict === 'undetermined' && cause
    ? undetermined(cause, settled.why)
    : { ...nothing, verdict: settled?.verdict ?? 'granted', cause: settled?.verdict === 'denied' ? cause : null }

/** What AWS will answer to what a write asks of it, as far as the configuration says it. */
export const judge = (requirement: Requirement, write: Write, graph: Graph, managed: ManagedPolicies): Judgement => {
  const link = write.lambda.role
  if (link.kind === 'unresolved') return undetermined('role-unresolved', link.reason)
  const { role } = link
  if (requirement.settled) return settledJudgement(requirement)
  const asked: Asked = { requirement, write, role, graph, managed }
  const limits = limitsOf(requirement, write, role, graph)
  const policies = [
    ...policiesOfRole(role, managed),
    ...(write.assumed?.session.limits ?? []),
    ...policiesOfResource(asked),
    ...limits.certain,
  ]
  const request = requestOf(requirement, write, role, graph)
  const decision = decide(request, policies)
  return { ...limitedBy(judgementOf(asked, policies, decision), asked, policies, limits), decided: { request, decision, policies } }
}

/** What is granted by all that is known may be limited by what is not known to count. */
const limitedBy = (
  judgement: Judgement,
  { graph, requirement, role, write }: Asked,
  policies: readonly AttachedPolicy[],
  { possible }: Limits,
): Judgement => {
  if (judgement.verdict !== 'granted' || possible.length === 0) return judgement
  const request = requestOf(requirement, write, role, graph)
  const limit = possible.find((each) => decide(request, [...policies, ...each.policies]).outcome !== 'allow')
  return limit ? undetermined(limit.cause, limit.reason) : judgement
}

const policiesOfResource = (asked: Asked): readonly AttachedPolicy[] => {
  const { requirement, role } = asked
  switch (requirement.on) {
    case 'object':
    case 'source':
    case 'bucket':
      return policiesOfBucket(placeOf(asked).node)
    case 'access-point':
      return requirement.accessPoint ? policiesOfAccessPoint(requirement.accessPoint) : []
    case 'key':
      return requirement.kmsKey ? policiesOfKey(requirement.kmsKey, role) : []
    case 'role':
      return requirement.step ? policiesOfTrust(requirement.step.to) : []
  }
}

const judgementOf = (asked: Asked, policies: readonly AttachedPolicy[], decision: Decision): Judgement => {
  const { cause, mayBeAllowed, onlyAtTimes } = asked.requirement
  const judgement = answerOf(asked, policies, decision)
  if (judgement.verdict === 'granted' || judgement.verdict === 'undetermined') return judgement
  const isOpen = mayBeAllowed !== undefined && decision.outcome === 'implicit-deny' && !needsDelegation(asked)
  const reason = onlyAtTimes ?? (isOpen ? mayBeAllowed : undefined)
  return reason === undefined ? judgement : { ...judgement, verdict: 'undetermined', cause: cause ?? 'policy-unresolved', reason }
}

/**
 * What the policy of an access point alone allows, its bucket must allow too.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-points-policies.html
 */
const needsDelegation = ({ graph, managed, requirement: { behind, place }, role, write }: Asked): boolean =>
  behind !== undefined &&
  place?.node?.isLookedUp === false &&
  place.node.possiblePolicies.length === 0 &&
  role.possiblePolicies.length === 0 &&
  role.mayHaveMore.length === 0 &&
  decide(requestOf(behind, write, role, graph), policiesOfRole(role, managed)).outcome === 'implicit-deny'

/** Where a further policy of the role would be enough. */
const OF_IDENTITY: readonly Decision['missingIn'][] = ['policies', null]

/** The table of AWS managed policies says only what they allow of these services. */
const isInTable = (action: string, name: string): boolean =>
  /^(?:s3|kms):/i.test(action) || (action === 'sts:AssumeRole' && !mayAssumeRoles(name))

const isOfAws = ({ document }: AttachedPolicy, managed: ManagedPolicies): boolean =>
  [...managed.values()].some((each) => each === document)

const answerOf = (asked: Asked, policies: readonly AttachedPolicy[], decision: Decision): Judgement => {
  const { managed, requirement, role } = asked
  const unsettled = unsettledBy(asked, policies, decision)
  if (unsettled) return unsettled
  if (requirement.on === 'key' && requirement.kmsKey?.kind !== 'declared') return judgeKey(asked, decision)
  switch (decision.outcome) {
    case 'allow':
      return { ...nothing, verdict: 'granted', by: decision.by }
    case 'explicit-deny':
      return { ...nothing, verdict: 'denied', cause: causeOfDeny(decision.by), by: decision.by }
    case 'implicit-deny': {
      const fromTable = policies.find((policy) => isOfAws(policy, managed) && !isInTable(requirement.action, policy.name))
      if (fromTable && decision.missingIn === 'policies')
        return undetermined('policy-unresolved', `what "${fromTable.name}" says of ${requirement.action} is not known here`)
      if (requirement.kmsKey?.mayHaveGrants)
        return undetermined(
          'kms-not-granted',
          `whether a grant on ${requirement.kmsKey.address} is for this role is not known until apply`,
        )
      if (role.mayHaveMore[0] && OF_IDENTITY.includes(decision.missingIn))
        return undetermined(
          'policy-unresolved',
          `${role.address} is not granted ${requirement.action} by what is known, but ${role.mayHaveMore[0].reason}`,
        )
      return missing(asked, decision)
    }
    case 'unknown':
      return blocked(asked, decision)
  }
}
