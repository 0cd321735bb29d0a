import { knownText, type Part, type Text, text } from '../../../source/text.ts'
import type { ResourceInstance, ResourceModel } from '../../../terraform/evaluate/resource-model.ts'
import { partOf, stringOf } from '../../../terraform/value/construct.ts'
import { toText } from '../../../terraform/value/convert.ts'
import type { Value } from '../../../terraform/value/value.ts'
import type { AccessPoint } from '../graph.ts'
import { accountOf, partitionOf, regionPart } from './partition.ts'

type Model = (instance: ResourceInstance) => Value | undefined

/** Of the account of the provider, unless it says another one. */
const accessPointAccount = (instance: ResourceInstance): Text => {
  const written = instance.body.argument('account_id')
  return (written && toText(written)) ?? [accountOf(instance)]
}

/** An access point of this ending, whose alias has the ending of all of them. */
const modelOf = (arn: (instance: ResourceInstance) => Text, name: Model, ending: string): ResourceModel => ({
  attributes: new Map<string, Model>([
    ['arn', (instance) => stringOf(arn(instance))],
    ['alias', (instance) => aliasOf(instance, ending)],
    ['id', (instance) => stringOf(text(...accessPointAccount(instance), ':', ...(toText(name(instance) ?? stringOf([])) ?? [])))],
  ]),
})

/** S3 makes it up. https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-points-naming.html#access-points-alias */
const aliasOf = (instance: ResourceInstance, ending: string): Value =>
  instance.unknownAttribute('alias', {
    domain: 'bucket',
    expansion: [partOf(instance.unknownAttribute('alias_prefix')), ending],
  })

const nameOf = (instance: ResourceInstance): Text => {
  const name = instance.body.argument('name')
  return (name && toText(name)) ?? [partOf(instance.unknownAttribute('name'))]
}

const regional =
  (service: Part) =>
  (instance: ResourceInstance): Text =>
    text(
      ...['arn:', partitionOf(instance), ':', service, ':', regionPart(instance), ':'],
      ...accessPointAccount(instance),
      ':accesspoint/',
      ...nameOf(instance),
    )

const multiRegionArn = (instance: ResourceInstance): Text =>
  text(
    ...['arn:', partitionOf(instance), ':s3::'],
    ...accessPointAccount(instance),
    ':accesspoint/',
    ...(toText(aliasOf(instance, '.mrap')) ?? []),
  )

const detailsOf = ({ body }: ResourceInstance) => body.blocks('details')

/** https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/s3_access_point */
export const accessPoint = modelOf(regional('s3'), ({ body }) => body.argument('name'), '-s3alias')

/** https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/s3control_object_lambda_access_point */
export const objectLambdaAccessPoint = modelOf(regional('s3-object-lambda'), ({ body }) => body.argument('name'), '--ol-s3')

/** https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/s3control_multi_region_access_point */
export const multiRegionAccessPoint = modelOf(multiRegionArn, (instance) => detailsOf(instance)[0]?.argument('name'), '.mrap')

const KINDS: Readonly<Record<string, AccessPoint['kind']>> = {
  aws_s3_access_point: 'access-point',
  aws_s3control_object_lambda_access_point: 'object-lambda',
  aws_s3control_multi_region_access_point: 'multi-region',
}

export const ACCESS_POINT_TYPES = Object.keys(KINDS)

/** Types of the policies of access points that are resources of their own. */
export const ACCESS_POINT_POLICY_TYPES = [
  'aws_s3control_access_point_policy',
  'aws_s3control_object_lambda_access_point_policy',
  'aws_s3control_multi_region_access_point_policy',
]

const valuesOf = (instance: ResourceInstance): readonly (Value | undefined)[] => {
  switch (KINDS[instance.address.type]) {
    case 'multi-region':
      return detailsOf(instance).flatMap((details) => details.blocks('region').map((region) => region.argument('bucket')))
    case 'access-point':
      return [instance.body.argument('bucket')]
    default:
      return []
  }
}

const textsOf = (values: readonly (Value | undefined)[]): readonly Text[] =>
  values.flatMap((value) => {
    const known = value && toText(value)
    return known ? [known] : []
  })

/** What the arguments of an access point say; its policies are found by others. */
export const readAccessPoint = (instance: ResourceInstance): Omit<AccessPoint, 'policies' | 'possiblePolicies'> => {
  const { body, id, location } = instance
  const configuration = body.blocks('configuration')
  return {
    address: id,
    location,
    kind: KINDS[instance.address.type] ?? 'access-point',
    arn: toText(instance.attribute('arn')) ?? [],
    names: textsOf([instance.attribute('arn'), instance.attribute('alias')]),
    account: accessPointAccount(instance),
    region: KINDS[instance.address.type] === 'multi-region' ? null : regionPart(instance),
    buckets: textsOf(valuesOf(instance)),
    supporting: textsOf(configuration.map((block) => block.argument('supporting_access_point')))[0] ?? null,
    vpc: textsOf(body.blocks('vpc_configuration').map((block) => block.argument('vpc_id')))[0] ?? null,
  }
}

/** What the policy of an access point is written in, and what it says of whose it is: its ARN, or its name. */
export const readAccessPointPolicy = (
  instance: ResourceInstance,
): { readonly of: Value | undefined; readonly policy: Value | undefined } => {
  const { body } = instance
  switch (instance.address.type) {
    case 'aws_s3control_access_point_policy':
      return { of: body.argument('access_point_arn'), policy: body.argument('policy') }
    case 'aws_s3control_multi_region_access_point_policy': {
      const [details] = detailsOf(instance)
      return { of: details?.argument('name'), policy: details?.argument('policy') }
    }
    default:
      return { of: body.argument('name'), policy: body.argument('policy') }
  }
}

/** The name by which a policy may say whose it is. */
export const namedAs = (instance: ResourceInstance): Text =>
  knownText(nameOf(instance)) === undefined && KINDS[instance.address.type] === 'multi-region'
    ? (textsOf([detailsOf(instance)[0]?.argument('name')])[0] ?? [])
    : nameOf(instance)
