import type { Text } from '../../source/text.ts'
import type { ResourceInstance } from '../../terraform/evaluate/resource-model.ts'
import { knownString, toText } from '../../terraform/value/convert.ts'
import type { Value } from '../../terraform/value/value.ts'
import type { Guardrail } from './graph.ts'
import { existsBeside, instancesNamed } from './link.ts'
import { accountOf } from './resources/partition.ts'
import { type Report, readDocument } from './resources/policies.ts'

type Instances = readonly ResourceInstance[]

export interface OrganizationResources {
  readonly organizations: Instances
  readonly units: Instances
  readonly accounts: Instances
  readonly policies: Instances
  readonly attachments: Instances
}

const KINDS: ReadonlyMap<string, Guardrail['kind']> = new Map([
  ['SERVICE_CONTROL_POLICY', 'scp'],
  ['RESOURCE_CONTROL_POLICY', 'rcp'],
])

/** https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/organizations_policy#type */
const kindOf = ({ body }: ResourceInstance): Guardrail['kind'] | undefined => {
  const type = body.argument('type')
  return KINDS.get((type ? knownString(type) : 'SERVICE_CONTROL_POLICY') ?? '')
}

/** Units in units: https://docs.aws.amazon.com/organizations/latest/userguide/orgs_reference_limits.html */
const DEEPEST = 8

/** `aws_organizations_organization.this.roots[0].id` */
const isRootOf = (value: Value, { id }: ResourceInstance): boolean => value.kind === 'unknown' && value.id.startsWith(`${id}.roots`)

/** The root, a unit or an account, as far as it is one of the configuration. */
interface Target {
  readonly level: string
  readonly accounts: readonly Text[]
  readonly isOpen: boolean
}

const targetOf = (value: Value, { accounts, organizations, units }: OrganizationResources): Target => {
  const text = toText(value) ?? []
  const [account] = instancesNamed(value, accounts, ['id']).certain
  if (account) return { level: account.id, accounts: [text], isOpen: false }
  const [unit] = instancesNamed(value, units, ['id']).certain
  const organization = organizations.find((each) => isRootOf(value, each))
  const level = unit?.id ?? organization?.id ?? levelName(text)
  if (isAccount(text)) return { level, accounts: [text], isOpen: false }
  const isBelow = (member: ResourceInstance, depth = 0): boolean => {
    const parent = member.body.argument('parent_id')
    // An account without a parent is below the root.
    if (!parent) return organization !== undefined
    const above = instancesNamed(parent, units, ['id']).certain[0]
    if (unit && above === unit) return true
    if (organization && !above) return isRootOf(parent, organization)
    return above !== undefined && depth < DEEPEST && isBelow(above, depth + 1)
  }
  const below = accounts.filter((member) => isBelow(member))
  return { level, accounts: below.map((member) => toText(member.attribute('id')) ?? []), isOpen: true }
}

const levelName = (text: Text): string =>
  text.map((part) => (typeof part === 'string' ? part : part.kind === 'unknown' ? part.id : '*')).join('')

const isAccount = ([only, ...others]: Text): boolean =>
  others.length === 0 && (typeof only === 'string' ? /^\d{12}$/.test(only) : only?.kind === 'unknown' && only.domain === 'account')

/** The policies of the organization, once for each thing that they are attached to. */
export const buildGuardrails = (resources: OrganizationResources, report: Report): readonly Guardrail[] =>
  resources.attachments.flatMap((attachment) => {
    const [named, target] = [attachment.body.argument('policy_id'), attachment.body.argument('target_id')]
    const policy = named && instancesNamed(named, resources.policies, ['id', 'arn']).certain[0]
    const kind = policy && kindOf(policy)
    if (!policy || !kind || !target) return []
    const [organization] = resources.organizations.filter(({ address }) => address.mode === 'managed')
    const { isOpen, ...found } = targetOf(target, resources)
    return [
      {
        ...found,
        kind,
        address: policy.id,
        document: readDocument(policy.body.argument('content'), policy.location, report),
        location: policy.location,
        isOpen: isOpen || !existsBeside(attachment, policy),
        manager: organization ? [accountOf(organization)] : null,
      },
    ]
  })
