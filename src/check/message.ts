import type { NearMiss, StatementMatch } from '../aws/iam/decision.ts'
import { operationNamed } from '../aws/s3/operations.ts'
import type { TraceStep } from '../code/storage-call.ts'
import { formatText } from '../source/text.ts'
import type { Access, JudgedRequirement } from './access.ts'
import { asRole, whyNotAssumed } from './assumption-message.ts'
import { whyCrossAccount, whyLimited } from './limit-message.ts'
import { bucketLabel, roleLabel } from './naming.ts'
import { keyLabel } from './require-keys.ts'

const writes = (access: Access): string => {
  const { deferred, operation } = access.call
  const { service } = operationNamed(operation)
  const on = service === undefined ? 'on' : `, with which ${service} writes with its role's permissions to`
  return `${access.lambda.address} ${deferred ? 'signs a URL for' : 'calls'} ${operation}${service === undefined ? ' ' : ''}${on} ${bucketLabel(access)}${asRole(access)}`
}

/** The requirement that decides, where it is not the write itself. */
const deciding = ({ action, cause, requirements, verdict }: Access): JudgedRequirement | undefined =>
  requirements.find((each) => each.verdict === verdict && each.cause === cause && each.action === action)

/** What is not granted, where that is not the write itself. */
const needed = (access: Access): string => {
  const requirement =
    deciding(access) ?? access.requirements.find((each) => each.verdict === access.verdict && each.action === access.action)
  if (requirement?.on === 'access-point')
    return `${access.action} on "${formatText(requirement.resource)}", which is what a request through ${requirement.accessPoint?.address ?? 'the access point'} needs`
  const place = requirement?.place?.node?.address ?? `"${formatText(requirement?.resource ?? [])}"`
  switch (access.cause) {
    case 'copy-source-not-granted':
      return `${access.action} on the object of ${place} that it copies`
    case 'bucket-not-delegated':
      return `${access.action} on the objects of ${place}, the bucket of the access point`
    default:
      return access.action
  }
}

const statementName = ({ policy, statement }: StatementMatch): string =>
  `${statement.sid === null ? 'a statement' : `statement "${statement.sid}"`} of "${policy.name}"`

const whyMissing = (access: Access): string => {
  const { cause, nearest, unattached } = access
  if (cause === 'policy-not-attached' && unattached) {
    const others = unattached.attachedTo
    return `${unattached.address} would grant it, and is attached to ${others.length === 0 ? 'no role' : `${others.join(', ')} only`}.`
  }
  if (cause === 'cross-account') return whyCrossAccount(access)
  if (cause === 'bucket-not-delegated')
    return `Only the policy of ${access.accessPoint?.address ?? 'the access point'} allows it, and that counts where the bucket's policy leaves access to the access point (s3:DataAccessPointAccount) or allows it too.`
  return nearest?.explanation ?? `No statement of its policies allows ${access.action} anywhere, or anything else on this bucket.`
}

const whyDenied = (access: Access): string => {
  const [first] = access.by
  if (access.cause === 'kms-not-granted') return whyKeyDenied(access)
  const limited = whyLimited(access)
  if (limited) return limited
  const settled = deciding(access)?.settled
  if (settled && access.cause === 'access-point-network') return `${settled.why}.`
  if (settled) return `${settled.why}. The write fails unless the call leaves its ACL out.`
  if (access.cause === 'session-policy' && !first)
    return `the session policy with which the program assumes ${roleLabel(access)} does not allow ${access.action} there.`
  if (access.cause === 'boundary' && !first)
    return `${boundaryName(access)}the permissions boundary of ${roleLabel(access)}, does not allow ${access.action} there. What it does not allow, no policy can grant.`
  return first
    ? `${statementName(first)} denies ${access.action} there${onlyIf(first)}. A Deny wins over every Allow.${whoseItIs(first)}`
    : 'an explicit Deny stands in the way.'
}

/** The name of the policy that is the boundary, which the role of a plan alone may not tell. */
const boundaryName = ({ requirements }: Access): string => {
  const limits = requirements.flatMap(({ decided }) => decided?.policies.filter(({ kind }) => kind === 'boundary') ?? [])
  return limits[0] ? `"${limits[0].name}", ` : ''
}

/** Whose policy it is, where the function's own configuration is not the place to change it. */
const whoseItIs = ({ policy }: StatementMatch): string => {
  switch (policy.kind) {
    case 'scp':
      return " It is a service control policy of the function's account: who manages the organization can change it."
    case 'rcp':
      return " It is a resource control policy of the bucket's account: who manages the organization can change it."
    default:
      return ''
  }
}

/** The conditions of a Deny, which the call meets: what it would have to do otherwise. */
const onlyIf = ({ statement: { conditions } }: StatementMatch): string => {
  const named = conditions.map(({ key, operator, values }) =>
    'reason' in values
      ? `${operator} on ${key}`
      : `${operator} on ${key} (${values.map((value) => `"${formatText(value)}"`).join(' or ')})`,
  )
  return named.length === 0 ? '' : ` under its condition ${named.join(' and ')}, which this call meets`
}

const whyKeyDenied = (access: Access): string => {
  const requirement = access.requirements.find(({ on, verdict }) => on === 'key' && verdict === 'denied')
  const key = requirement ? keyLabel(requirement) : 'a KMS key'
  const [denying] = access.by
  const why = denying
    ? `${statementName(denying)} denies ${access.action} on it`
    : requirement?.decided?.decision.missingIn === 'resource-policy'
      ? `the key's policy neither names ${roleLabel(access)} nor leaves it to the account to grant ${access.action}`
      : `neither the policies of ${roleLabel(access)} nor the key's policy allow ${access.action} on it`
  return `S3 encrypts the object with ${key}: ${why}.`
}

/** What is wrong with a write, in sentences. */
export const messageOf = (access: Access): string => {
  const notAssumed = whyNotAssumed(access, statementName)
  if (notAssumed) return `${writes(access)}, and ${notAssumed}`
  switch (access.verdict) {
    case 'missing':
      return `${writes(access)}, and ${roleLabel(access)} is not granted ${needed(access)}. ${whyMissing(access)}`
    case 'denied':
      return `${writes(access)}, and ${whyDenied(access)}`
    case 'undetermined':
      return `${writes(access)}, and whether this is granted cannot be told, because ${access.reason}.`
    case 'granted':
      return `${writes(access)}, and ${roleLabel(access)} is granted ${access.action}.`
  }
}

export const widenessMessage = (access: Access, match: StatementMatch, pattern: string, needed: string): string =>
  `${access.lambda.address} may write to ${bucketLabel(access)} only because ${statementName(match)} allows ${access.action} on "${pattern}", which is every bucket of the account. It needs ${needed}.`

/** What is wrong with the nearest statement, said at its place. */
const shortcoming = ({ detail }: NearMiss, action: string): string => {
  switch (detail) {
    case 'bucket-level-arn':
      return `this allows ${action} on the bucket, not on its objects`
    case 'prefix':
    case 'excluded-resource':
      return `this allows ${action} on other keys`
    case 'wrong-bucket':
      return `this allows ${action} on another bucket`
    case 'partition':
      return `this allows ${action} in another partition`
    case 'action':
      return `this does not allow ${action}`
    case 'condition':
      return `this allows ${action} under a condition`
    case 'effect':
      return 'whether this allows or denies is not known'
  }
}

/** The way on from the call's own trace: the role, and the statement that almost granted it, or that denies it. */
export const pathToStatement = (access: Access): readonly TraceStep[] => {
  const { role } = access.lambda
  const steps: TraceStep[] = []
  if (role.kind === 'role' && !access.assumed)
    steps.push({ message: `${role.role.address} is the execution role`, location: role.role.location })
  const near = access.nearest?.pattern?.location ?? access.nearest?.statement.location ?? access.nearest?.policy.location
  if (access.nearest && near) steps.push({ message: shortcoming(access.nearest, access.action), location: near })
  if (access.unattached?.location)
    steps.push({ message: `${access.unattached.address} is not attached to this role`, location: access.unattached.location })
  if (access.verdict === 'denied')
    for (const match of access.by) {
      const at = match.statement.location ?? match.policy.location
      if (at) steps.push({ message: `${statementName(match)} denies it`, location: at })
    }
  return steps
}
