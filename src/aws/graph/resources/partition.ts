import type { Part } from '../../../source/text.ts'
import type { ResourceInstance, ResourceModel } from '../../../terraform/evaluate/resource-model.ts'
import { stringOf, unknown } from '../../../terraform/value/construct.ts'
import { knownString } from '../../../terraform/value/convert.ts'
import type { Value } from '../../../terraform/value/value.ts'

const ofProvider = (instance: ResourceInstance): string => (instance.provider.alias === '' ? 'current' : instance.provider.alias)

const regionOf = (instance: ResourceInstance): string | undefined => {
  const region = instance.provider.body?.argument('region')
  return region && knownString(region)
}

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html */
const partitionOfRegion = (region: string): string =>
  region.startsWith('cn-') ? 'aws-cn' : region.startsWith('us-gov-') ? 'aws-us-gov' : 'aws'

/** The partition that an instance's ARNs are in, as far as the provider's region says it. */
export const partitionOf = (instance: ResourceInstance): Part => {
  const region = regionOf(instance)
  if (region !== undefined) return partitionOfRegion(region)
  return {
    kind: 'unknown',
    id: `data.aws_partition.${ofProvider(instance)}.partition`,
    reason: 'the region of the provider is not known',
    domain: 'partition',
  }
}

/** The same account for every data source of a provider, in whatever module it is. */
export const accountOf = (instance: ResourceInstance): Part => ({
  kind: 'unknown',
  id: `data.aws_caller_identity.${ofProvider(instance)}.account_id`,
  reason: 'the account is not known before Terraform runs',
  domain: 'account',
})

const region = (instance: ResourceInstance): Value => {
  const known = regionOf(instance)
  if (known !== undefined) return stringOf([known])
  return unknown(`data.aws_region.${ofProvider(instance)}.name`, 'the region of the provider is not known', { domain: 'region' })
}

export const callerIdentity: ResourceModel = {
  attributes: new Map([['account_id', (instance) => stringOf([accountOf(instance)])]]),
}

export const partition: ResourceModel = {
  attributes: new Map<string, (instance: ResourceInstance) => Value>([
    ['partition', (instance) => stringOf([partitionOf(instance)])],
    ['id', (instance) => stringOf([partitionOf(instance)])],
  ]),
}

export const currentRegion: ResourceModel = {
  attributes: new Map([
    ['name', region],
    ['id', region],
    ['region', region],
  ]),
}
