import { formatText, type Part } from '../../../source/text.ts'
import type { EvaluatedBody } from '../../../terraform/evaluate/body.ts'
import type { ResourceInstance, ResourceModel } from '../../../terraform/evaluate/resource-model.ts'
import { stringOf } from '../../../terraform/value/construct.ts'
import { elementsOf, knownString, toText } from '../../../terraform/value/convert.ts'
import type { Value } from '../../../terraform/value/value.ts'

const ofProvider = (instance: ResourceInstance): string => (instance.provider.alias === '' ? 'current' : instance.provider.alias)

const knownArgument = (body: EvaluatedBody | null | undefined, name: string): string | undefined => {
  const value = body?.argument(name)
  return value && knownString(value)
}

/** A resource's own region counts before that of its provider (provider version 6). */
const regionOf = (instance: ResourceInstance): string | undefined =>
  instance.body.argument('region') ? knownArgument(instance.body, 'region') : knownArgument(instance.provider.body, 'region')

/** The role that the provider acts as: its partition and its account are those of the resources. */
const assumedRole = ({ provider }: ResourceInstance): { readonly partition: string; readonly account: string } | undefined => {
  const blocks = provider.body
    ? [...provider.body.blocks('assume_role'), ...provider.body.blocks('assume_role_with_web_identity')]
    : []
  // Of several roles the last one is acted as.
  const [, partition, account] = /^arn:([\w-]+):iam::(\d{12}):role\//.exec(knownArgument(blocks.at(-1), 'role_arn') ?? '') ?? []
  return partition !== undefined && account !== undefined ? { partition, account } : undefined
}

/** By what the names of their regions begin with. https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html */
const PARTITIONS: readonly (readonly [string, string])[] = [
  ['cn-', 'aws-cn'],
  ['us-gov-', 'aws-us-gov'],
  ['us-iso-', 'aws-iso'],
  ['us-isob-', 'aws-iso-b'],
  ['eu-isoe-', 'aws-iso-e'],
  ['us-isof-', 'aws-iso-f'],
  ['eusc-', 'aws-eusc'],
]

const partitionOfRegion = (region: string): string => PARTITIONS.find(([prefix]) => region.startsWith(prefix))?.[1] ?? 'aws'

const DNS_SUFFIXES: ReadonlyMap<string, string> = new Map([
  ['aws', 'amazonaws.com'],
  ['aws-us-gov', 'amazonaws.com'],
  ['aws-cn', 'amazonaws.com.cn'],
])

const knownPartition = (instance: ResourceInstance): string | undefined => {
  const region = regionOf(instance) ?? knownArgument(instance.provider.body, 'region')
  return region === undefined ? assumedRole(instance)?.partition : partitionOfRegion(region)
}

/** The partition that an instance's ARNs are in, as far as the provider says it. */
export const partitionOf = (instance: ResourceInstance): Part =>
  knownPartition(instance) ?? {
    kind: 'unknown',
    id: `data.aws_partition.${ofProvider(instance)}.partition`,
    reason: 'the region of the provider is not known',
    domain: 'partition',
  }

/** The only account that the provider may be used with. */
const allowedAccount = ({ provider }: ResourceInstance): string | undefined => {
  const allowed = elementsOf(provider.body?.argument('allowed_account_ids') ?? { kind: 'null' })
  const [only] = allowed ?? []
  const account = only && allowed?.length === 1 ? knownString(only) : undefined
  return account !== undefined && /^\d{12}$/.test(account) ? account : undefined
}

/** What else than its region a provider is configured with that decides whose account it works in. */
const CREDENTIALS = ['access_key', 'shared_config_files', 'shared_credentials_files', 'shared_credentials_file', 'token']

/** Providers that differ in their regions alone work in one account; those with credentials of their own may not. */
const credentialsOf = (instance: ResourceInstance): string => {
  const { body } = instance.provider
  if (!body || CREDENTIALS.some((name) => body.argument(name))) return ofProvider(instance)
  const roles = ['assume_role', 'assume_role_with_web_identity'].flatMap(
    (type) => body.blocks(type).at(-1)?.argument('role_arn') ?? [],
  )
  const given = [...roles, body.argument('profile')].flatMap((value) => (value ? [formatText(toText(value) ?? [])] : []))
  return given[0] ?? 'current'
}

/** The account in the ARN of the role that the provider acts as, be it known or not: that of an account made here. */
const accountInArn = ({ provider }: ResourceInstance): Part | undefined => {
  const arn = provider.body?.blocks('assume_role').at(-1)?.argument('role_arn')
  const [first, account, rest] = (arn && toText(arn)) ?? []
  const isArn =
    typeof first === 'string' && /^arn:[\w-]+:iam::$/.test(first) && typeof rest === 'string' && rest.startsWith(':role/')
  return isArn && typeof account === 'object' && account.kind === 'unknown' ? { ...account, domain: 'account' } : undefined
}

/** The same account for every data source of a provider, in whatever module it is. */
export const accountOf = (instance: ResourceInstance): Part =>
  allowedAccount(instance) ??
  assumedRole(instance)?.account ??
  accountInArn(instance) ?? {
    kind: 'unknown',
    id: `data.aws_caller_identity.${credentialsOf(instance)}.account_id`,
    reason: 'the account is not known before Terraform runs',
    domain: 'account',
  }

/** The region that an instance is in, as far as it or its provider says it. */
export const regionPart = (instance: ResourceInstance): Part =>
  regionOf(instance) ?? {
    kind: 'unknown',
    id: `data.aws_region.${ofProvider(instance)}.name`,
    reason: 'the region of the provider is not known',
    domain: 'region',
  }

const region = (instance: ResourceInstance): Value => stringOf([regionPart(instance)])

const account = (instance: ResourceInstance): Value => stringOf([accountOf(instance)])

export const callerIdentity: ResourceModel = {
  attributes: new Map([
    ['account_id', account],
    ['id', account],
  ]),
}

const ownPartition = (instance: ResourceInstance): Value => stringOf([partitionOf(instance)])

export const partition: ResourceModel = {
  attributes: new Map<string, (instance: ResourceInstance) => Value | undefined>([
    ['partition', ownPartition],
    ['id', ownPartition],
    [
      'dns_suffix',
      (instance) => {
        const suffix = DNS_SUFFIXES.get(knownPartition(instance) ?? '')
        return suffix === undefined ? undefined : stringOf([suffix])
      },
    ],
  ]),
}

export const currentRegion: ResourceModel = {
  attributes: new Map([
    ['name', region],
    ['id', region],
    ['region', region],
  ]),
}
