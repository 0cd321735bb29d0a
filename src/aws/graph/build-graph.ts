import type { Diagnostic } from '../../source/diagnostic.ts'
import type { Outcome } from '../../source/outcome.ts'
import { formatText } from '../../source/text.ts'
import type { Evaluated } from '../../terraform/evaluate/evaluate.ts'
import type { ResourceInstance } from '../../terraform/evaluate/resource-model.ts'
import { knownString, toText } from '../../terraform/value/convert.ts'
import { buildRoles } from './build-roles.ts'
import type { Bucket, BucketPolicy, Graph, Lambda, Role, RoleLink } from './graph.ts'
import { existsBeside, instancesNamed } from './link.ts'
import { ATTACHING_TYPES } from './resources/attachments.ts'
import { bucketOf, readCustomerKey, readTriggered } from './resources/bucket-settings.ts'
import { type CodeResources, readCode, readEnvironment, readNames, readRole } from './resources/lambda-function.ts'
import { partitionOf } from './resources/partition.ts'
import { type Report, readDocument } from './resources/policies.ts'
import { readParameter } from './resources/ssm-parameter.ts'

const BUCKET_ATTRIBUTES = ['id', 'bucket', 'arn']

const typeOf = ({ address }: ResourceInstance): string => `${address.mode === 'data' ? 'data.' : ''}${address.type}`

type Settings = readonly ResourceInstance[]

/** The settings of this kind that are certainly the bucket's, and those that may be. */
const settingsOf = (bucket: ResourceInstance, settings: Settings): { readonly certain: Settings; readonly possible: Settings } => {
  const certain: ResourceInstance[] = []
  const possible: ResourceInstance[] = []
  for (const setting of settings) {
    const named = bucketOf(setting)
    const found = named && instancesNamed(named, [bucket], BUCKET_ATTRIBUTES)
    if (found?.certain.length) (existsBeside(setting, bucket) ? certain : possible).push(setting)
    else if (found?.possible.length) possible.push(setting)
  }
  return { certain, possible }
}

const bucketPolicies = (holders: Settings, report: Report): readonly BucketPolicy[] =>
  holders.flatMap((holder) => {
    const policy = holder.body.argument('policy')
    return policy
      ? [{ address: holder.id, document: readDocument(policy, holder.location, report), location: holder.location }]
      : []
  })

const buildBucket = (
  bucket: ResourceInstance,
  policies: readonly ResourceInstance[],
  encryptions: readonly ResourceInstance[],
  report: Report,
): Bucket => {
  const { certain, possible } = settingsOf(bucket, policies)
  const encrypting = settingsOf(bucket, encryptions)
  return {
    address: bucket.id,
    location: bucket.location,
    name: toText(bucket.attribute('bucket')) ?? [],
    policies: bucketPolicies([bucket, ...certain], report),
    possiblePolicies: bucketPolicies(possible, report),
    customerKey: [bucket, ...encrypting.certain, ...encrypting.possible].map(readCustomerKey).find((key) => key !== null) ?? null,
  }
}

const roleLink = (lambda: ResourceInstance, instances: readonly ResourceInstance[], roles: ReadonlyMap<string, Role>): RoleLink => {
  const { value, location } = readRole(lambda)
  if (!value) return { kind: 'unresolved', reason: 'the function has no "role"', location }
  const { certain } = instancesNamed(value, instances, ['arn', 'id', 'name'])
  const role = certain[0] && roles.get(certain[0].id)
  if (role) return { kind: 'role', role }
  const named = knownString(value)?.split('/').at(-1)
  const byName = [...roles.values()].find(({ name }) => named !== undefined && formatText(name) === named)
  if (byName) return { kind: 'role', role: byName }
  return { kind: 'unresolved', reason: `its role "${formatText(toText(value) ?? [])}" is not in this configuration`, location }
}

/** What the instances mean to AWS: the functions with their roles, the policies of these, and the buckets. */
export const buildGraph = ({ instances, elsewhere }: Evaluated): Outcome<Graph> => {
  const diagnostics: Diagnostic[] = []
  const report: Report = (diagnostic) => diagnostics.push(diagnostic)
  const of = (...types: readonly string[]): readonly ResourceInstance[] =>
    instances.filter((instance) => types.includes(typeOf(instance)))

  const roleInstances = of('aws_iam_role', 'data.aws_iam_role')
  const { roles, policies } = buildRoles(roleInstances, of('aws_iam_policy'), of(...ATTACHING_TYPES), elsewhere, report)
  const roleByAddress = new Map(roles.map((role) => [role.address, role]))

  const bucketInstances = of('aws_s3_bucket', 'data.aws_s3_bucket')
  const [protecting, encrypting] = [of('aws_s3_bucket_policy'), of('aws_s3_bucket_server_side_encryption_configuration')]
  const buckets = bucketInstances.map((bucket) => buildBucket(bucket, protecting, encrypting, report))

  const lambdaInstances = of('aws_lambda_function')
  const triggers = new Map<string, Bucket[]>()
  for (const notification of of('aws_s3_bucket_notification')) {
    const named = bucketOf(notification)
    const triggering = named ? instancesNamed(named, bucketInstances, BUCKET_ATTRIBUTES).certain : []
    for (const arn of readTriggered(notification))
      for (const { id } of instancesNamed(arn, lambdaInstances, ['arn', 'qualified_arn', 'invoke_arn']).certain)
        triggers.set(id, [
          ...(triggers.get(id) ?? []),
          ...buckets.filter(({ address }) => triggering.some((each) => each.id === address)),
        ])
  }

  const resources: CodeResources = {
    archives: of('archive_file', 'data.archive_file'),
    builds: of('data.external'),
    objects: of('aws_s3_object', 'aws_s3_bucket_object'),
    layers: of('aws_lambda_layer_version'),
  }
  const lambdas = lambdaInstances.map(
    (instance): Lambda => ({
      address: instance.id,
      location: instance.location,
      role: roleLink(instance, roleInstances, roleByAddress),
      environment: readEnvironment(instance),
      code: readCode(instance, resources),
      triggers: triggers.get(instance.id) ?? [],
      partition: partitionOf(instance),
      names: readNames(instance),
    }),
  )
  return { value: { lambdas, roles, policies, buckets, parameters: of('aws_ssm_parameter').flatMap(readParameter) }, diagnostics }
}
