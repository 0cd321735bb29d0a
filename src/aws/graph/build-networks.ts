import { every, some, type Ternary } from '../../source/ternary.ts'
import type { ResourceInstance } from '../../terraform/evaluate/resource-model.ts'
import { toText } from '../../terraform/value/convert.ts'
import { equals } from '../../terraform/value/equality.ts'
import type { Value } from '../../terraform/value/value.ts'
import type { Endpoint, Network, ResourcePolicy } from './graph.ts'
import { existsBeside, instancesNamed } from './link.ts'
import { regionPart } from './resources/partition.ts'
import { type Report, readDocument } from './resources/policies.ts'
import { isOfS3, readVpcSettings, routeTablesOf, takesNames, typeOfEndpoint, type VpcSettings } from './resources/vpc.ts'

type Instances = readonly ResourceInstance[]

export interface NetworkResources {
  readonly vpcs: Instances
  readonly subnets: Instances
  readonly securityGroups: Instances
  readonly endpoints: Instances
  readonly endpointPolicies: Instances
  readonly routeTables: Instances
  /** Of subnets with route tables, and of route tables with endpoints. */
  readonly routeAssociations: Instances
  readonly endpointAssociations: Instances
}

/** Whether two values name one resource: the same instance, or else the same id. */
const isSame = (one: Value, other: Value, among: Instances): Ternary => {
  const [first, second] = [one, other].map((value) => instancesNamed(value, among, ['id']).certain[0])
  if (first && second) return first === second ? 'yes' : 'no'
  return equals(one, other)
}

const referred = (value: Value, among: Instances): ResourceInstance | undefined => instancesNamed(value, among, ['id']).certain[0]

/** The VPC that a subnet or a security group is in. */
const vpcOf = (value: Value, among: Instances): Value | undefined => referred(value, among)?.body.argument('vpc_id')

/**
 * The way that each function's requests take to S3: inside a VPC, through the endpoint that its subnets have a route to.
 * https://docs.aws.amazon.com/vpc/latest/privatelink/vpc-endpoints-s3.html
 */
export const networkReader = (resources: NetworkResources, report: Report): ((lambda: ResourceInstance) => Network) => {
  const endpoints = resources.endpoints.filter((endpoint) => isOfS3(endpoint) !== 'no')
  return (lambda) => {
    const settings = readVpcSettings(lambda)
    if (!settings) return { kind: 'none' }
    const vpc = [
      ...settings.subnets.map((subnet) => vpcOf(subnet, resources.subnets)),
      ...settings.securityGroups.map((group) => vpcOf(group, resources.securityGroups)),
    ].find((value) => value !== undefined)
    const made = (endpoint: ResourceInstance, isUsed: Ternary): Endpoint => endpointOf(endpoint, isUsed, resources, report)
    const id = vpc && toText(vpc)
    if (!vpc || !id || settings.isOpen) {
      const reason = `the VPC of ${lambda.id} is not known`
      return { kind: 'unknown', reason, endpoints: endpoints.map((endpoint) => made(endpoint, 'unknown')) }
    }
    return {
      kind: 'vpc',
      vpc: id,
      endpoints: endpoints.flatMap((endpoint) => {
        const of = endpoint.body.argument('vpc_id')
        const isUsed = every([
          of ? isSame(of, vpc, resources.vpcs) : 'unknown',
          isOfS3(endpoint),
          existsBeside(endpoint, lambda) ? 'yes' : 'unknown',
          isReached(endpoint, settings, resources),
        ])
        return isUsed === 'no' ? [] : [made(endpoint, isUsed)]
      }),
    }
  }
}

const isReached = (endpoint: ResourceInstance, settings: VpcSettings, resources: NetworkResources): Ternary => {
  switch (typeOfEndpoint(endpoint)) {
    case 'Gateway':
      return settings.subnets.length === 0
        ? 'unknown'
        : every(settings.subnets.map((subnet) => hasRoute(subnet, endpoint, resources)))
    case 'Interface':
      return takesNames(endpoint)
    case 'unknown':
      return 'unknown'
  }
}

/** A subnet without a route table of its own has the main one of its VPC, which is seldom told. */
const hasRoute = (subnet: Value, endpoint: ResourceInstance, resources: NetworkResources): Ternary => {
  const { endpointAssociations, endpoints, routeAssociations, routeTables, subnets } = resources
  const of = (association: ResourceInstance, name: string): Value | undefined => association.body.argument(name)
  const own = routeAssociations.find((association) => {
    const named = of(association, 'subnet_id')
    return named && isSame(named, subnet, subnets) === 'yes'
  })
  const table = own && of(own, 'route_table_id')
  const written = routeTablesOf(endpoint)
  const associated = endpointAssociations.flatMap((association) => {
    const [named, routes] = [of(association, 'vpc_endpoint_id'), of(association, 'route_table_id')]
    const isOfIt = named ? isSame(named, endpoint.attribute('id'), endpoints) : 'unknown'
    return isOfIt === 'no' || !routes ? [] : [{ routes, isOfIt }]
  })
  if (!table) return 'unknown'
  return some([
    ...(written ?? []).map((routes) => isSame(routes, table, routeTables)),
    ...associated.map(({ isOfIt, routes }) => every([isOfIt, isSame(routes, table, routeTables)])),
    ...(written === null ? ['unknown' as const] : []),
  ])
}

const policyIn = (holder: ResourceInstance, report: Report): readonly ResourcePolicy[] => {
  const policy = holder.body.argument('policy')
  return policy ? [{ address: holder.id, document: readDocument(policy, holder.location, report), location: holder.location }] : []
}

const endpointOf = (
  endpoint: ResourceInstance,
  isUsed: Ternary,
  { endpointPolicies, endpoints }: NetworkResources,
  report: Report,
): Endpoint => {
  const policies = endpointPolicies.map((policy) => {
    const named = policy.body.argument('vpc_endpoint_id')
    const isOfIt = named ? isSame(named, endpoint.attribute('id'), endpoints) : 'unknown'
    return { policy, isOfIt: every([isOfIt, existsBeside(policy, endpoint) ? 'yes' : 'unknown']) }
  })
  const own = policies.filter(({ isOfIt }) => isOfIt === 'yes').flatMap(({ policy }) => policyIn(policy, report))
  return {
    address: endpoint.id,
    id: toText(endpoint.attribute('id')) ?? [],
    type: typeOfEndpoint(endpoint),
    region: regionPart(endpoint),
    isUsed,
    policies: own.length > 0 ? own : policyIn(endpoint, report),
    possiblePolicies: policies.filter(({ isOfIt }) => isOfIt === 'unknown').flatMap(({ policy }) => policyIn(policy, report)),
  }
}
