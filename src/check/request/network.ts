import type { Endpoint } from '../../aws/graph/graph.ts'
import type { ContextValue } from '../../aws/iam/context.ts'
import { operationNamed } from '../../aws/s3/operations.ts'
import { every, type Ternary } from '../../source/ternary.ts'
import { equalTexts } from '../../terraform/value/equality.ts'
import type { Write } from '../access.ts'
import type { Keys } from './headers.ts'

const absent: ContextValue = { kind: 'absent' }
const unknown = (reason: string): ContextValue => ({ kind: 'unknown', reason })

/** The VPC endpoints that a write goes through, or may go through. */
export interface Ways {
  /** The one that it certainly goes through. */
  readonly taken: Endpoint | null
  readonly possible: readonly Endpoint[]
}

/** A gateway endpoint leads only to buckets of its region: https://docs.aws.amazon.com/vpc/latest/privatelink/vpc-endpoints-s3.html */
export const waysOf = (write: Write): Ways => {
  const { accessPoint, bucket, call, lambda } = write
  const { network } = lambda
  if (network.kind === 'none' || call.deferred || operationNamed(call.operation).service !== undefined)
    return { taken: null, possible: [] }
  const region = accessPoint ? accessPoint.region : bucket && !bucket.isLookedUp ? bucket.region : null
  const isNamed = ['AWS_ENDPOINT_URL', 'AWS_ENDPOINT_URL_S3'].some((name) => lambda.environment.variables.has(name))
  const found = network.endpoints.map((endpoint) => {
    const isNear: Ternary = region === null ? 'unknown' : equalTexts([region], [endpoint.region])
    return { endpoint, isTaken: every([endpoint.isUsed, isNear, isNamed ? 'unknown' : 'yes']) }
  })
  const taken = found.filter(({ isTaken }) => isTaken === 'yes').map(({ endpoint }) => endpoint)
  if (taken.length === 1 && taken[0]) return { taken: taken[0], possible: [] }
  return { taken: null, possible: found.filter(({ isTaken }) => isTaken !== 'no').map(({ endpoint }) => endpoint) }
}

/**
 * Where a write comes from: a VPC only through an endpoint, and an address only without one.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-network-properties
 */
export const networkKeys = (write: Write): Keys => {
  const { call, lambda } = write
  const { network } = lambda
  const all = (address: ContextValue, vpc: ContextValue, endpoint: ContextValue, inside: ContextValue): Keys => [
    ['aws:sourceip', address],
    ['aws:sourcevpc', vpc],
    ['aws:sourcevpcarn', vpc.kind === 'absent' ? absent : unknown('the ARN of the VPC is not known')],
    ['aws:sourcevpce', endpoint],
    ['aws:vpcsourceip', inside],
  ]
  const same = (reason: string): Keys => all(unknown(reason), unknown(reason), unknown(reason), unknown(reason))
  if (call.deferred) return same('it depends on who uses the URL')
  const { service } = operationNamed(call.operation)
  if (service !== undefined) return same(`${service} makes the request`)
  const outside = unknown('the address that the function has in the internet is not known')
  switch (network.kind) {
    case 'none':
      return all(outside, absent, absent, absent)
    case 'unknown':
      return same(network.reason)
    case 'vpc': {
      const { possible, taken } = waysOf(write)
      if (taken) {
        const [vpc, endpoint] = [network.vpc, taken.id].map((each): ContextValue => ({ kind: 'values', values: [each] }))
        return all(absent, vpc ?? absent, endpoint ?? absent, unknown('the address that the function has in its VPC is not known'))
      }
      return same(
        possible.length === 0
          ? `no S3 endpoint of the VPC of ${lambda.address} is in this configuration`
          : `whether the requests of ${lambda.address} go through ${possible.map(({ address }) => address).join(' or ')} is not known`,
      )
    }
  }
}

/** What another service sends on the caller's behalf is not what an SDK sends. */
export const serviceKeys = ({ call }: Write): Keys => {
  const { service } = operationNamed(call.operation)
  if (service === undefined) return []
  const reason = `${service} makes the request`
  const names = [
    'aws:viaawsservice',
    'aws:calledvia',
    'aws:calledviafirst',
    'aws:calledvialast',
    's3:tlsversion',
    'aws:securetransport',
  ]
  return names.map((name) => [name, unknown(reason)])
}

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-requestedregion */
export const regionKeys = ({ bucket, lambda }: Write): Keys => {
  if (!bucket || bucket.isLookedUp) return []
  const own: ContextValue = { kind: 'values', values: [[bucket.region]] }
  if (equalTexts([bucket.region], [lambda.region]) === 'yes') return [['aws:requestedregion', own]]
  return [['aws:requestedregion', { kind: 'one-of', options: [own, { kind: 'values', values: [[lambda.region]] }] }]]
}
