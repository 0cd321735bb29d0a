import type { Ternary } from '../../../source/ternary.ts'
import { knownText, type Text } from '../../../source/text.ts'
import type { ResourceInstance, ResourceModel } from '../../../terraform/evaluate/resource-model.ts'
import { stringOf } from '../../../terraform/value/construct.ts'
import { elementsOf, knownString, toText } from '../../../terraform/value/convert.ts'
import type { Value } from '../../../terraform/value/value.ts'
import type { Endpoint } from '../graph.ts'
import { regionPart } from './partition.ts'

const elements = (value: Value | undefined): readonly Value[] => (value ? (elementsOf(value) ?? [value]) : [])

/** https://registry.terraform.io/providers/hashicorp/aws/latest/docs/data-sources/vpc_endpoint_service */
export const endpointService: ResourceModel = {
  attributes: new Map([
    [
      'service_name',
      (instance: ResourceInstance): Value | undefined => {
        const service = instance.body.argument('service')
        const name = service && toText(service)
        return name && stringOf(['com.amazonaws.', regionPart(instance), '.', ...name])
      },
    ],
  ]),
}

/** What a function says of its VPC; null where it has none. */
export interface VpcSettings {
  readonly subnets: readonly Value[]
  readonly securityGroups: readonly Value[]
  /** Whether a `dynamic` block that is not known makes them. */
  readonly isOpen: boolean
}

/** https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/lambda_function#vpc_config-configuration-block */
export const readVpcSettings = ({ body }: ResourceInstance): VpcSettings | null => {
  const blocks = body.blocks('vpc_config')
  const [block] = blocks
  if (!block) return null
  const subnets = elements(block.argument('subnet_ids'))
  const securityGroups = elements(block.argument('security_group_ids'))
  const isOpen = blocks.some(({ repeated }) => repeated)
  return subnets.length === 0 && securityGroups.length === 0 && !isOpen ? null : { subnets, securityGroups, isOpen }
}

/** `com.amazonaws.eu-west-1.s3`; the endpoint of `s3express` is another one. */
export const isOfS3 = ({ body }: ResourceInstance): Ternary => {
  const service = body.argument('service_name')
  const text: Text = (service && toText(service)) ?? []
  const known = knownText(text)
  if (known !== undefined) return /^com\.amazonaws\.[\w-]+\.s3$/.test(known) ? 'yes' : 'no'
  const last = text.at(-1)
  if (typeof last === 'string') return last.endsWith('.s3') ? 'yes' : 'no'
  return 'unknown'
}

export const typeOfEndpoint = ({ body }: ResourceInstance): Endpoint['type'] => {
  const type = body.argument('vpc_endpoint_type')
  const known = type ? knownString(type) : 'Gateway'
  return known === 'Gateway' || known === 'Interface' ? known : 'unknown'
}

/** The route tables of a gateway endpoint itself; null if they are not all known. */
export const routeTablesOf = ({ body }: ResourceInstance): readonly Value[] | null => {
  const tables = body.argument('route_table_ids')
  return tables ? (elementsOf(tables) ?? null) : []
}

/**
 * Whether S3's own names lead to an interface endpoint inside its VPC: with private DNS, and not only for what comes from
 * outside. https://docs.aws.amazon.com/AmazonS3/latest/userguide/privatelink-interface-endpoints.html#private-dns
 */
export const takesNames = ({ body }: ResourceInstance): Ternary => {
  const hasNames = body.argument('private_dns_enabled')
  const onlyOutside = body.blocks('dns_options')[0]?.argument('private_dns_only_for_inbound_resolver_endpoint')
  if (hasNames?.kind !== 'bool' || !hasNames.value) return 'unknown'
  return onlyOutside?.kind === 'bool' ? (onlyOutside.value ? 'no' : 'yes') : 'unknown'
}
