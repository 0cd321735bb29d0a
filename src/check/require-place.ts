import type { Graph } from '../aws/graph/graph.ts'
import { value } from '../aws/iam/context.ts'
import { bucketKind } from '../aws/s3/bucket.ts'
import { requiredActions } from '../aws/s3/operations.ts'
import type { StorageCall } from '../code/storage-call.ts'
import { type Part, type Text, text } from '../source/text.ts'
import type { Requirement, Write } from './access.ts'
import { accessPointRequirements, directly } from './require-access-point.ts'

/** What is asked for on the place itself, which is more than a bucket where the name is another thing's. */
export const placeRequirements = (write: Write, call: StorageCall, graph: Graph): readonly Requirement[] => {
  const kind = bucketKind(write.bucketName)
  const actions = requiredActions(call.operation, new Set(call.parameters.keys()))
  switch (kind.kind) {
    case 'ordinary':
      if (write.accessPoint) return accessPointRequirements(write, actions, graph)
      return actions.map(({ action, cause }) => ({ action, cause, resource: write.resource, on: 'object', context: directly }))
    case 'directory':
      return [sessionOf(write)]
    case 'access-point':
    case 'access-point-alias':
    case 'multi-region-access-point':
    case 'object-lambda':
    case 'outposts':
      return accessPointRequirements(write, actions, graph)
    case 'table':
    case 'not-a-name':
      return [
        {
          action: 's3:PutObject',
          cause: 'bucket-unresolved',
          resource: write.resource,
          on: 'object',
          settled: { verdict: 'undetermined', why: kind.reason },
        },
      ]
  }
}

/**
 * SDKs open a session to write to a directory bucket, and s3:PutObject is not asked for. Without a mode it is one for reading
 * and writing.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/s3-express-security-iam.html
 */
const sessionOf = ({ bucket, bucketName, lambda }: Write): Requirement => ({
  action: 's3express:CreateSession',
  cause: null,
  resource: bucket?.directoryArn ?? directoryArn(lambda.partition, bucketName),
  on: 'bucket',
  context: new Map([['s3express:sessionmode', value('ReadWrite')]]),
})

const directoryArn = (partition: Part, name: Text): Text =>
  text(...['arn:', partition, ':s3express:', unknownOf(name, 'region'), ':', unknownOf(name, 'account'), ':bucket/'], ...name)

const unknownOf = (name: Text, domain: 'region' | 'account'): Part => ({
  kind: 'unknown',
  id: `the ${domain} of ${JSON.stringify(name)}`,
  reason: `the ${domain} of the bucket is not in this configuration`,
  domain,
})
