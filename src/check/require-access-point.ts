import type { AccessPoint, Graph } from '../aws/graph/graph.ts'
import { type ContextValue, value } from '../aws/iam/context.ts'
import { accountOf } from '../aws/iam/principal.ts'
import { bucketKind, objectArn, objectBehind } from '../aws/s3/bucket.ts'
import { operationNamed, type RequiredAction } from '../aws/s3/operations.ts'
import type { Ternary } from '../source/ternary.ts'
import { formatText, type Part, type Text, text } from '../source/text.ts'
import { equalTexts } from '../terraform/value/equality.ts'
import type { Requirement, Write } from './access.ts'
import { waysOf } from './request/network.ts'
import { bucketOf } from './resolve.ts'

type Context = NonNullable<Requirement['context']>

const absent: ContextValue = { kind: 'absent' }

/** What requests to a bucket itself do not carry. */
export const directly: Context = new Map([
  ['s3:dataaccesspointarn', absent],
  ['s3:dataaccesspointaccount', absent],
  ['s3:accesspointnetworkorigin', absent],
])

/** The access point of the configuration that a `Bucket` parameter names, by its ARN or alias. */
export const accessPointNamed = (name: Text, { accessPoints }: Graph): AccessPoint | undefined =>
  accessPoints.find(({ names }) => names.some((each) => equalTexts(each, name) === 'yes'))

/** An access point of which no more may be known than how it is called. */
interface Point {
  readonly node: AccessPoint | undefined
  readonly arn: Text
  readonly name: Text
}

/**
 * Both the access point and its bucket must permit the request; one before a Lambda function must permit it too, by an action of
 * its own, and those on Outposts have their own actions.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-points-policies.html,
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/MultiRegionAccessPointPermissions.html,
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/olap-policies.html,
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/S3OutpostsIAM.html
 */
export const accessPointRequirements = (write: Write, actions: readonly RequiredAction[], graph: Graph): readonly Requirement[] => {
  const point = pointOf(write.bucketName, write.accessPoint, write)
  const kind = bucketKind(write.bucketName).kind
  return actions.flatMap((action): readonly Requirement[] => {
    if (kind === 'outposts') return [onOutpost(point, action, write)]
    if (kind !== 'object-lambda' && write.accessPoint?.kind !== 'object-lambda')
      return through(point, action, write, graph, new Map())
    const supporting = write.accessPoint?.supporting ?? [unknown(write.bucketName, 'supporting access point')]
    const behind = pointOf(supporting, accessPointNamed(supporting, graph), write)
    return [onObjectLambda(point, action), ...through(behind, action, write, graph, calledViaObjectLambda)]
  })
}

const pointOf = (name: Text, node: AccessPoint | undefined, { lambda }: Write): Point => {
  if (node) return { node, arn: node.arn, name }
  return { node, arn: formatText(name).startsWith('arn:') ? name : arnOfAlias(name, lambda.partition), name }
}

/** An alias says neither the region nor the account, and of the name only how it may begin. */
const arnOfAlias = (alias: Text, partition: Part): Text =>
  text(
    ...['arn:', partition, ':s3:', unknown(alias, 'region'), ':', unknown(alias, 'account'), ':accesspoint/'],
    unknown(alias, 'name'),
  )

const unknown = (name: Text, what: string): Part => ({
  kind: 'unknown',
  id: `the ${what} of ${formatText(name)}`,
  reason: `the access point "${formatText(name)}" is not in this configuration`,
  ...((what === 'region' || what === 'account' || what === 'bucket') && { domain: what }),
})

const notHere = ({ name }: Point): string => `the policy of "${formatText(name)}", which may allow it, is not in this configuration`

const policyOf = (point: Point): Pick<Requirement, 'on' | 'accessPoint' | 'mayBeAllowed' | 'account'> => ({
  on: 'access-point',
  ...(point.node ? { accessPoint: point.node } : { mayBeAllowed: notHere(point) }),
  ...accountIn(point),
})

const accountIn = ({ arn, node }: Point): Pick<Requirement, 'account'> => {
  const account = node?.account ?? accountOf(arn)
  return account ? { account } : {}
}

const through = (
  point: Point,
  { action, cause }: RequiredAction,
  write: Write,
  graph: Graph,
  called: Context,
): readonly Requirement[] => {
  const context: Context = new Map([...contextOf(point), ...called])
  const asked: Requirement = { action, cause, resource: objectBehind(point.arn, write.key), context, ...policyOf(point) }
  const buckets = point.node && point.node.buckets.length > 0 ? point.node.buckets : [[unknown(point.name, 'bucket')]]
  return [
    ...(point.node?.vpc ? fromVpc(asked, point.node, write) : []),
    asked,
    ...buckets.map((name): Requirement => {
      const node = bucketOf({ text: name, reference: null, trace: [] }, graph)
      const bucket = node?.address ?? `"${formatText(name)}"`
      return {
        action,
        cause: 'bucket-not-delegated',
        resource: objectArn(write.lambda.partition, node?.name ?? name, write.key),
        on: 'object',
        place: { node, name: node?.name ?? name },
        context,
        behind: asked,
        mayBeAllowed: `${point.node?.address ?? `"${formatText(point.name)}"`} allows it, and nothing says that its bucket ${bucket} does: no policy of the bucket leaves access to the access point, and the role is not granted it on the bucket's own objects`,
        ...(buckets.length > 1 && { onlyAtTimes: `S3 may send the request to ${bucket}, which does not allow it` }),
      }
    }),
  ]
}

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-points-policies.html#access-points-condition-keys */
const contextOf = ({ arn, node }: Point): Context => {
  const account = node?.account ?? accountOf(arn)
  const origin: ContextValue = !node
    ? { kind: 'unknown', reason: 'the access point is not in this configuration' }
    : node.kind === 'multi-region'
      ? { kind: 'unknown', reason: 'it is a Multi-Region Access Point' }
      : value(node.vpc ? 'VPC' : 'Internet')
  return new Map<string, ContextValue>([
    ['s3:dataaccesspointarn', { kind: 'values', values: [arn] }],
    ['s3:dataaccesspointaccount', account ? { kind: 'values', values: [account] } : absent],
    ['s3:accesspointnetworkorigin', origin],
  ])
}

/**
 * An access point for a VPC takes no request that does not come from there, through an endpoint of it.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-points-vpc.html
 */
const fromVpc = (asked: Requirement, { address, vpc }: AccessPoint, write: Write): readonly Requirement[] => {
  const { network } = write.lambda
  const name = formatText(vpc ?? [])
  const isInside: Ternary =
    network.kind === 'none' ? 'no' : network.kind === 'unknown' ? 'unknown' : equalTexts(network.vpc, vpc ?? [])
  if (isInside === 'yes' && waysOf(write).taken) return []
  const isOutside = isInside === 'no' && !write.call.deferred && operationNamed(write.call.operation).service === undefined
  const where = network.kind === 'none' ? 'is in none' : 'is in another one'
  return [
    {
      ...asked,
      cause: 'access-point-network',
      settled: isOutside
        ? { verdict: 'denied', why: `${address} takes requests only from the VPC "${name}", and the function ${where}` }
        : {
            verdict: 'undetermined',
            why: `${address} takes requests only from the VPC "${name}", and whether this one comes from there cannot be told`,
          },
    },
  ]
}

const calledViaObjectLambda: Context = new Map([
  ['aws:calledvia', value('s3-object-lambda.amazonaws.com')],
  ['aws:calledviafirst', value('s3-object-lambda.amazonaws.com')],
  ['aws:calledvialast', value('s3-object-lambda.amazonaws.com')],
  ['aws:viaawsservice', value('true')],
])

const onObjectLambda = (point: Point, { action, cause }: RequiredAction): Requirement => ({
  action: action.replace(/^s3:/, 's3-object-lambda:'),
  cause,
  resource: point.arn,
  ...policyOf(point),
})

const onOutpost = (point: Point, { action, cause }: RequiredAction, write: Write): Requirement => ({
  action: action.replace(/^s3:/, 's3-outposts:'),
  cause,
  resource: objectBehind(point.arn, write.key),
  ...policyOf(point),
})
