import { decide } from '../aws/iam/decide.ts'
import type { AttachedPolicy } from '../aws/iam/decision.ts'
import { accountOf } from '../aws/iam/principal.ts'
import { formatText } from '../source/text.ts'
import type { Access, Decided, JudgedRequirement } from './access.ts'
import { bucketLabel, roleLabel } from './naming.ts'

/** Why a write fails that what is around the function's account or its network does not allow; null for other causes. */
export const whyLimited = (access: Access): string | null => {
  const requirement = access.requirements.find(({ cause, verdict }) => cause === access.cause && verdict === access.verdict)
  if (!requirement || access.by.length > 0) return null
  const { action } = requirement
  switch (access.cause) {
    case 'endpoint-policy':
      return `its requests go through ${levels(requirement, 'endpoint-policy')}, and the policy of this VPC endpoint, ${names(requirement, 'endpoint-policy')}, does not allow ${action} there. Add a statement to it that does.`
    case 'scp':
      return `no service control policy ${at(requirement, 'scp')} allows ${action} there (${names(requirement, 'scp')}). What the organization does not allow, no policy of the role can grant.`
    case 'rcp':
      return `no resource control policy ${at(requirement, 'rcp')} allows ${action} there (${names(requirement, 'rcp')}).`
    default:
      return null
  }
}

/** Two accounts have to agree. */
export const whyCrossAccount = (access: Access): string => {
  const { lambda } = access
  const role = lambda.role.kind === 'role' ? formatText(accountOf(lambda.role.role.arn) ?? []) : ''
  const bucket = access.bucket ? formatText([access.bucket.account]) : ''
  const policies = access.bucket?.policies.map(({ address }) => address).join(', ') ?? ''
  const which = policies === '' ? 'it has no bucket policy' : `no statement of ${policies} does`
  return `${bucketLabel(access)} is in another account (${bucket}) than ${roleLabel(access)} (${role}), so its bucket policy has to allow it too, and ${which}.`
}

type Kind = 'endpoint-policy' | 'scp' | 'rcp'

const ofKind = ({ decided }: JudgedRequirement, kind: Kind) => decided?.policies.filter((policy) => policy.kind === kind) ?? []

/** Those of the levels that do not allow it. */
const short = (requirement: JudgedRequirement, kind: Kind): readonly AttachedPolicy[] => {
  const { decided } = requirement
  const all = ofKind(requirement, kind)
  const among = decided
    ? all.filter(
        ({ level }) =>
          !allowsAt(
            decided,
            all.filter((each) => each.level === level),
          ),
      )
    : all
  return among.length > 0 ? among : all
}

/** A level by itself, with the other policies but none of the other levels. */
const allowsAt = ({ policies, request }: Decided, level: readonly AttachedPolicy[]): boolean => {
  const others = policies.filter(({ kind }) => kind !== level[0]?.kind)
  return decide(request, [...others, ...level]).outcome === 'allow'
}

const names = (requirement: JudgedRequirement, kind: Kind): string =>
  short(requirement, kind)
    .map(({ name }) => name)
    .join(', ')

const levels = (requirement: JudgedRequirement, kind: Kind): string =>
  [...new Set(short(requirement, kind).map(({ level }) => level))].join(', ')

const at = (requirement: JudgedRequirement, kind: Kind): string => {
  const all = [...new Set(short(requirement, kind).map(({ level = '' }) => level.replace(/^[sr]cp /, '')))]
  return all.length === 1 ? `of ${all[0]}` : `of one of ${all.join(', ')}`
}
