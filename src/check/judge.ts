import type { Bucket, Graph, Policy, Role } from '../aws/graph/graph.ts'
import { decide } from '../aws/iam/decide.ts'
import type { Decision, NearMissDetail, StatementMatch } from '../aws/iam/decision.ts'
import { formatText, type Text } from '../source/text.ts'
import { equalTexts } from '../terraform/value/equality.ts'
import type { AccessCause, Judgement, Write } from './access.ts'
import { type ManagedPolicies, onlyPolicy, policiesOf, possiblePoliciesOf } from './role-policies.ts'

const nothing = { cause: null, reason: null, nearest: null, unattached: null, by: [] } as const

export const undetermined = (cause: AccessCause, reason: string): Judgement => ({
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

const findUnattached = (write: Write, role: Role, graph: Graph, managed: ManagedPolicies): Policy | null =>
  graph.policies.find(
    (policy) =>
      policy.kind === 'customer-managed' &&
      !policy.attachedTo.includes(role.address) &&
      decide({ action: write.action, resource: write.resource }, onlyPolicy(policy, managed)).outcome === 'allow',
  ) ?? null

const missing = (write: Write, role: Role, decision: Decision, graph: Graph, managed: ManagedPolicies): Judgement => {
  const nearest = decision.nearest[0] ?? null
  const cause = nearest ? causeOfMiss(nearest.detail) : 'no-statement'
  const base = { ...nothing, verdict: 'missing' as const }
  if (decision.missingIn === 'boundary') return { ...base, verdict: 'denied', cause: 'boundary', nearest }
  if (MEANT.includes(cause)) return { ...base, cause, nearest }
  const unattached = findUnattached(write, role, graph, managed)
  return unattached ? { ...base, cause: 'policy-not-attached', unattached } : { ...base, cause, nearest }
}

const causeOfDeny = (by: readonly StatementMatch[]): AccessCause => {
  switch (by[0]?.policy.kind) {
    case 'bucket-policy':
      return 'bucket-policy-deny'
    case 'boundary':
      return 'boundary'
    default:
      return 'explicit-deny'
  }
}

/** The first part of a text that is not known, where the text as a whole matters. */
const unknownIn = (text: Text): string | undefined =>
  text.map((part) => (typeof part === 'string' ? undefined : part.reason)).find((reason) => reason !== undefined)

const blocked = (write: Write, role: Role, decision: Decision): Judgement => {
  const nearest = decision.nearest[0] ?? null
  const base = { ...nothing, verdict: 'undetermined' as const, nearest, by: decision.by }
  const why = decision.blockedOn[0]?.reason
  const bucketUnknown = write.bucket ? undefined : unknownIn(write.bucketName)
  if (bucketUnknown !== undefined)
    return { ...base, cause: 'bucket-unresolved', reason: `the bucket is not known: ${bucketUnknown}` }
  if (role.unresolved[0] && decision.denied === 'no')
    return { ...base, cause: 'policy-unresolved', reason: role.unresolved[0].reason }
  if (nearest?.detail === 'condition')
    return { ...base, cause: 'condition-unmet', reason: why ?? 'it is granted only under a condition' }
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

const isGrantedKey = (key: Text, role: Role, managed: ManagedPolicies): boolean =>
  decide({ action: 'kms:GenerateDataKey', resource: key, principal: role.arn }, policiesOf(role, null, managed)).outcome === 'allow'

/** Encryption with a customer's key asks for more than the write itself. */
const encrypted = (write: Write, role: Role, managed: ManagedPolicies, granted: Judgement): Judgement => {
  const { bucket, encryptionKeys } = write
  const keys = encryptionKeys.length > 0 ? encryptionKeys : bucket?.customerKey ? [bucket.customerKey.key] : []
  const key = keys.find((each) => !isGrantedKey(each, role, managed))
  if (!key) return granted
  const what = encryptionKeys.length > 0 || !bucket ? 'the object' : bucket.address
  return undetermined(
    'kms-not-granted',
    `${what} is encrypted with the KMS key "${formatText(key)}", ${role.address} is not granted kms:GenerateDataKey on it by its own policies, and whether the key's policy grants it is not decided here`,
  )
}

/** The buckets that the name may be one of. */
const possibleBuckets = ({ bucket, bucketName }: Write, graph: Graph): readonly Bucket[] =>
  bucket ? [] : graph.buckets.filter(({ name }) => equalTexts(name, bucketName) !== 'no')

/** Policies that may be attached, or may exist: do they change the answer? */
const unsettledBy = (
  write: Write,
  role: Role,
  policies: Parameters<typeof decide>[1],
  settled: Decision,
  graph: Graph,
  managed: ManagedPolicies,
): Judgement | null => {
  const possible = possiblePoliciesOf(role, write.bucket, possibleBuckets(write, graph), managed)
  if (possible.length === 0) return null
  const request = { action: write.action, resource: write.resource, principal: role.arn }
  const other = decide(request, [...policies, ...possible])
  if (other.outcome === settled.outcome) return null
  const deciding = possible.find((policy) => decide(request, [...policies, policy]).outcome !== settled.outcome) ?? possible[0]
  const what = deciding?.kind === 'bucket-policy' ? 'is the policy of the bucket' : `is attached to ${role.address}`
  return undetermined('policy-unresolved', `whether "${deciding?.name}" ${what} is not known until apply`)
}

/** What AWS will answer to a write, as far as the configuration says it. */
export const judge = (write: Write, graph: Graph, managed: ManagedPolicies): Judgement => {
  const link = write.lambda.role
  if (link.kind === 'unresolved') return undetermined('role-unresolved', link.reason)
  const { role } = link
  const policies = policiesOf(role, write.bucket, managed)
  const decision = decide({ action: write.action, resource: write.resource, principal: role.arn }, policies)
  const unsettled = unsettledBy(write, role, policies, decision, graph, managed)
  if (unsettled) return unsettled
  switch (decision.outcome) {
    case 'allow':
      return encrypted(write, role, managed, { ...nothing, verdict: 'granted', by: decision.by })
    case 'explicit-deny':
      return { ...nothing, verdict: 'denied', cause: causeOfDeny(decision.by), by: decision.by }
    case 'implicit-deny':
      if (role.mayHaveMore[0] && decision.missingIn !== 'boundary')
        return undetermined(
          'policy-unresolved',
          `${role.address} is not granted ${write.action} by what is known, but ${role.mayHaveMore[0].reason}`,
        )
      return missing(write, role, decision, graph, managed)
    case 'unknown':
      return blocked(write, role, decision)
  }
}
