import type { Bucket, Policy, ResourcePolicy, Role } from '../aws/graph/graph.ts'
import type { NearMiss, StatementMatch } from '../aws/iam/decision.ts'
import type { Statement } from '../aws/iam/policy-document.ts'
import type { Access, JudgedRequirement } from '../check/access.ts'
import type { Edit } from '../source/edit.ts'
import { formatText, knownText } from '../source/text.ts'
import { addAction, addResource, addStatement, exceptPrincipal, replaceResource } from './change-document.ts'
import { literalsOf } from './document.ts'
import { referenceTo, resourceIn } from './home.ts'
import type { Missing, Repair } from './missing.ts'
import { argumentsOfModule } from './module-call.ts'
import { attachPolicy, newRolePolicy } from './new-policy.ts'
import { isOnlyOf, type PlacedPolicy, placePolicy, type Repairing, writtenStatement } from './placed-policy.ts'
import type { Parts } from './render.ts'

/** The smallest change that can be placed exactly; null if there is none. */
export const repairOf = (access: Access, repairing: Repairing): Repair | null => {
  if (access.lambda.role.kind !== 'role' || (access.verdict !== 'missing' && access.verdict !== 'denied')) return null
  const requirement = access.requirements.find(
    ({ action, cause, verdict }) => action === access.action && verdict === access.verdict && cause === access.cause,
  )
  const decision = requirement?.decided?.decision
  if (!requirement || !decision) return null
  // Who assumes a role asks for that itself; what is written is asked for by the role that is assumed.
  const role = requirement.step?.from ?? access.lambda.role.role
  const missing: Missing = { access, role, requirement, actions: missingWith(requirement, access) }
  if (requirement.step && requirement.cause === 'trust-policy')
    return decision.outcome === 'implicit-deny' ? trust(missing, requirement.step.to, repairing) : null
  switch (decision.outcome) {
    case 'explicit-deny':
      return exceptRole(missing, decision.by, repairing)
    case 'implicit-deny':
      switch (decision.missingIn) {
        case null:
        case 'policies':
          return grant(missing, repairing)
        case 'boundary':
          return widenBoundary(missing, repairing)
        case 'resource-policy':
          return allowByKey(missing, repairing)
        default:
          return null
      }
    case 'allow':
    case 'unknown':
      return null
  }
}

/** The actions that are missing on the same resource for the same reason: one statement grants them all. */
const missingWith = (requirement: JudgedRequirement, { requirements }: Access): readonly string[] => {
  const isSame = (other: JudgedRequirement): boolean =>
    other.on === requirement.on &&
    other.verdict === requirement.verdict &&
    other.decided?.decision.outcome === 'implicit-deny' &&
    other.decided.decision.missingIn === requirement.decided?.decision.missingIn &&
    formatText(other.resource) === formatText(requirement.resource)
  return [...new Set([requirement, ...requirements.filter(isSame)].map(({ action }) => action))]
}

/** A policy of the role that is missing something: the likeliest place first. */
const grant = (missing: Missing, repairing: Repairing): Repair | null => {
  const { access, requirement, role } = missing
  const near = nearPolicy(requirement.nearest, role, repairing)
  // A condition stands there for a reason, which is not known here.
  if (requirement.cause === 'condition-unmet' || requirement.nearest?.detail === 'condition') return null
  if (requirement.cause === 'policy-not-attached')
    return access.unattached ? attachPolicy(access.unattached, role, repairing) : null
  return (
    (near && changeNearest(missing, near, repairing)) ??
    addToOwn(missing, near?.policy ?? null, repairing) ??
    newRolePolicy(missing, repairing) ??
    argumentsOfModule(missing, repairing)
  )
}

interface Near {
  readonly miss: NearMiss
  readonly policy: Policy
  readonly placed: PlacedPolicy
  readonly isOwn: boolean
}

const nearPolicy = (miss: NearMiss | null, role: Role, repairing: Repairing): Near | null => {
  const policy = miss && role.policies.find(({ document }) => document === miss.policy.document)
  const placed = policy && placePolicy(policy, repairing)
  return placed ? { miss, policy, placed, isOwn: isOnlyOf(policy, placed, role, repairing) } : null
}

/** Actions that ask for objects only: a grant of them on a bucket has no effect. */
const OF_OBJECTS =
  /^s3:(?:(?:Get|Put|Delete)Object(?:Version)?(?:Acl|Tagging|Retention|LegalHold|Attributes)?|AbortMultipartUpload|ListMultipartUploadParts|RestoreObject)$/i

/** What goes with writing an object, and grants nothing else. */
const OF_WRITES = /^s3:(?:AbortMultipartUpload|ListMultipartUploadParts)$/i

const changeNearest = (missing: Missing, { isOwn, miss, placed }: Near, repairing: Repairing): Repair | null => {
  const { document, home } = placed
  const { statement } = miss
  const written = writtenStatement(placed, statement)
  const resource = resourceIn(home, missing.requirement, missing.access, repairing.graph, repairing.sources)
  if (!written || !resource || statement.resources?.excluded) return null
  const actions = literalsOf(written.actions, document.file) ?? []
  switch (miss.detail) {
    case 'bucket-level-arn': {
      const index = patternIndex(statement, miss)
      if (index === null) return null
      const isReplaced = actions.length > 0 && actions.every((action) => OF_OBJECTS.test(action))
      const edit = isReplaced ? replaceResource(document, written, index, resource) : addResource(document, written, resource)
      return repair(`Let the statement of "${placed.address}" grant it on objects of the bucket:`, edit)
    }
    case 'prefix': {
      const isExact = actions.length > 0 && actions.every((action) => missing.actions.includes(action) || OF_WRITES.test(action))
      if (!isOwn || !isExact) return null
      return repair(
        `Add the keys that are written to the statement of "${placed.address}":`,
        addResource(document, written, resource),
      )
    }
    case 'action': {
      const [action, ...others] = missing.actions
      if (!isOwn || !action || others.length > 0 || statement.conditions.length > 0 || !coversExactly(statement, missing))
        return null
      return repair(`Add ${action} to the statement of "${placed.address}":`, addAction(document, written, action))
    }
    default:
      return null
  }
}

const repair = (description: string, edit: Edit | null): Repair | null => edit && { description, edits: [edit] }

/** Which of a statement's resources it was; null where they are not all written one by one. */
const patternIndex = ({ resources }: Statement, { pattern }: NearMiss): number | null => {
  if (!resources || !pattern || resources.unknowns.length > 0) return null
  const index = resources.patterns.indexOf(pattern)
  return index === -1 ? null : index
}

/** Whether a statement is about what is asked for and nothing else; a bucket beside it says nothing of objects. */
const coversExactly = ({ resources }: Statement, { requirement }: Missing): boolean => {
  if (!resources || resources.excluded || resources.unknowns.length > 0) return false
  const asked = formatText(requirement.resource)
  const texts = resources.patterns.map(({ text }) => formatText(text))
  const isBucket = (text: string): boolean => requirement.on === 'object' && !text.includes('/') && !text.includes('*')
  return texts.includes(asked) && texts.every((text) => text === asked || isBucket(text))
}

/** A statement more in a policy that this role alone has: in the one that came nearest, or one of its own. */
const addToOwn = (missing: Missing, first: Policy | null, repairing: Repairing): Repair | null => {
  const { role } = missing
  const others = role.policies.filter((policy) => policy !== first && policy.kind !== 'aws-managed')
  for (const policy of [...(first ? [first] : []), ...others]) {
    const placed = placePolicy(policy, repairing)
    if (!placed || !isOnlyOf(policy, placed, role, repairing)) continue
    const edit = statementIn(placed, missing, null, repairing)
    if (edit) return repair(`Add a statement to "${policy.address}":`, edit)
  }
  return null
}

const statementIn = (
  { document, home }: PlacedPolicy,
  { access, actions, requirement }: Missing,
  principal: Parts | null,
  { graph, sources }: Repairing,
): Edit | null => {
  const resource = resourceIn(home, requirement, access, graph, sources)
  return resource && addStatement(document, { actions, resource, principal })
}

/** A boundary grants nothing by itself: it only has to leave room for what the role's policies grant. */
const widenBoundary = (missing: Missing, repairing: Repairing): Repair | null => {
  const { boundary } = missing.role
  const placed = boundary && 'document' in boundary ? placePolicy(boundary, repairing) : null
  return (
    placed && repair(`Let the permissions boundary "${placed.address}" allow it:`, statementIn(placed, missing, null, repairing))
  )
}

/** In a key policy, `*` is the key that it is the policy of. */
const allowByKey = ({ actions, requirement, role }: Missing, repairing: Repairing): Repair | null => {
  const { kmsKey } = requirement
  for (const policy of requirement.on === 'key' ? (kmsKey?.policies ?? []) : []) {
    const placed = placePolicy(policy, repairing)
    const principal = placed && roleIn(placed, role, repairing)
    const edit = principal && addStatement(placed.document, { actions, resource: ['*'], principal })
    if (edit) return repair(`Let the policy of ${kmsKey?.address} allow it to the role:`, edit)
  }
  return null
}

/** A trust policy is about the role that it is of, and names no resource. */
const trust = ({ actions, role }: Missing, assumed: Role, repairing: Repairing): Repair | null => {
  const { document, location } = assumed.trust()
  const placed = placePolicy({ address: assumed.address, document, location }, repairing, 'assume_role_policy')
  const principal = placed && placed.home.each === null ? roleIn(placed, role, repairing) : null
  const edit = placed && principal && addStatement(placed.document, { actions, resource: null, principal })
  return edit && repair(`Let the trust policy of ${assumed.address} name the role:`, edit)
}

/** The role's ARN as it is written there; null where Terraform would have to make each before the other. */
const roleIn = ({ block, home }: PlacedPolicy, role: Role, { sources }: Repairing): Parts | null => {
  const owner = block.node.labels.map(({ value }) => value).join('.')
  if (mentions(role, owner)) return null
  const reference = referenceTo(role.address, 'arn', home, sources)
  if (reference !== null) return [{ reference }]
  const arn = knownText(role.arn)
  return arn === undefined ? null : [arn]
}

const mentions = ({ policies, location }: Role, owner: string): boolean =>
  policies.some((policy) => policy.location?.file === location.file && policy.location.start === location.start) ||
  location.file.text.slice(location.start, location.file.text.indexOf('\n}', location.start)).includes(owner)

/** Only where a statement is for everybody, or leaves out roles by name already, is one more exception all that changes. */
const exceptRole = (missing: Missing, by: readonly StatementMatch[], repairing: Repairing): Repair | null => {
  const { access, requirement, role } = missing
  const [first] = by
  if (first?.match !== 'yes' || !isForEverybody(first.statement)) return null
  const policies: readonly ResourcePolicy[] =
    requirement.on === 'key' ? (requirement.kmsKey?.policies ?? []) : (bucketOf(access)?.policies ?? [])
  const policy = policies.find(({ document }) => document === first.policy.document)
  const placed = policy && placePolicy(policy, repairing)
  const written = placed && writtenStatement(placed, first.statement)
  const principal = placed && roleIn(placed, role, repairing)
  return written && principal
    ? repair(`Except the role from the Deny of "${placed.address}":`, exceptPrincipal(placed.document, written, principal))
    : null
}

const bucketOf = ({ bucket }: Access): Bucket | null => bucket

const isForEverybody = ({ principals }: Statement): boolean =>
  principals !== null &&
  !principals.excluded &&
  principals.unknowns.length === 0 &&
  principals.principals.some((each) => each.type === '*' || (each.type === 'AWS' && knownText(each.text) === '*'))
