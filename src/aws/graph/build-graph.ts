import type { Diagnostic } from '../../source/diagnostic.ts'
import type { Outcome } from '../../source/outcome.ts'
import { formatText } from '../../source/text.ts'
import { formatType } from '../../terraform/address/address.ts'
import type { Evaluated } from '../../terraform/evaluate/evaluate.ts'
import type { ResourceInstance } from '../../terraform/evaluate/resource-model.ts'
import { knownString, toText } from '../../terraform/value/convert.ts'
import { buildAccessPoints } from './build-access-points.ts'
import { buildGuardrails } from './build-guardrails.ts'
import { buildKeys } from './build-keys.ts'
import { networkReader } from './build-networks.ts'
import { buildRoles } from './build-roles.ts'
import type { Bucket, BucketSetting, Graph, Lambda, ResourcePolicy, Role, RoleLink } from './graph.ts'
import { openInvocations } from './invocations/open-invocations.ts'
import { existsBeside, instancesNamed, notFound } from './link.ts'
import { once } from './once.ts'
import { ACCESS_POINT_POLICY_TYPES, ACCESS_POINT_TYPES } from './resources/access-point.ts'
import { ATTACHING_TYPES } from './resources/attachments.ts'
import { bucketOf, readCustomerKey, readOwnership, readPublicAccessBlock } from './resources/bucket-settings.ts'
import { BUILDING_TYPES, FILE_TYPES, readCommands, readWrittenFile } from './resources/build-command.ts'
import { KEY_TYPES } from './resources/kms.ts'
import { type CodeResources, readCode, readEnvironment, readNames, readRole } from './resources/lambda-function.ts'
import { accountOf, partitionOf, regionPart } from './resources/partition.ts'
import { type Report, readDocument } from './resources/policies.ts'
import { readSecret } from './resources/secret.ts'
import { readParameter } from './resources/ssm-parameter.ts'

const BUCKET_ATTRIBUTES = ['id', 'bucket', 'arn']

type Settings = readonly ResourceInstance[]

/** The settings of one kind that are certainly a bucket's, and those that may be. */
interface BucketSettings {
  readonly certain: ResourceInstance[]
  readonly possible: ResourceInstance[]
}

const NO_SETTINGS: BucketSettings = { certain: [], possible: [] }

/** Several buckets whose keys are not known have one address, `[*]`. */
const add = (settings: ResourceInstance[], setting: ResourceInstance): void => {
  if (settings.at(-1) !== setting) settings.push(setting)
}

/** By the address of each bucket that has any. */
const settingsByBucket = (settings: Settings, buckets: Settings): ReadonlyMap<string, BucketSettings> => {
  const found = new Map<string, BucketSettings>()
  const settingsOf = ({ id }: ResourceInstance): BucketSettings => {
    const known = found.get(id) ?? { certain: [], possible: [] }
    found.set(id, known)
    return known
  }
  for (const setting of settings) {
    const bucket = bucketOf(setting)
    const named = bucket && instancesNamed(bucket, buckets, BUCKET_ATTRIBUTES)
    for (const each of named?.certain ?? []) add(settingsOf(each)[existsBeside(setting, each) ? 'certain' : 'possible'], setting)
    for (const each of named?.possible ?? []) add(settingsOf(each).possible, setting)
  }
  return found
}

const bucketPolicies = (holders: Settings, report: Report): readonly ResourcePolicy[] =>
  holders.flatMap((holder) => {
    const policy = holder.body.argument('policy')
    return policy
      ? [{ address: holder.id, document: readDocument(policy, holder.location, report), location: holder.location }]
      : []
  })

/** What decides about a bucket, each by resources of their own. */
interface SettingsOfBucket {
  readonly protecting: BucketSettings
  readonly encrypting: BucketSettings
  readonly owning: BucketSettings
  readonly blocking: BucketSettings
}

/** Nothing says it: it is as it was when the bucket was made. */
const UNSAID: BucketSetting = { is: 'unknown', by: null }

/** What is said of a bucket, or may be said of it. */
const settingOf = ({ certain, possible }: BucketSettings, read: (setting: ResourceInstance) => BucketSetting): BucketSetting => {
  const [setting] = certain
  if (setting) return read(setting)
  return possible[0] ? { is: 'unknown', by: possible[0].id } : UNSAID
}

/** The account turns away what any of its buckets would take. */
const blockedBy = (own: BucketSetting, accounts: Settings, bucket: ResourceInstance): BucketSetting => {
  const ofAccount = accounts.filter((account) => accountOf(account) === accountOf(bucket) || isSameProvider(account, bucket))
  const said = ofAccount.map((account) => (existsBeside(account, bucket) ? readPublicAccessBlock(account) : UNSAID))
  return said.find(({ is }) => is === 'yes') ?? (own.is === 'yes' ? own : (said.find(({ is }) => is === 'unknown') ?? own))
}

const isSameProvider = ({ provider }: ResourceInstance, other: ResourceInstance): boolean =>
  provider.alias === other.provider.alias && provider.body === other.provider.body

const buildBucket = (
  bucket: ResourceInstance,
  { blocking, encrypting, owning, protecting: { certain, possible } }: SettingsOfBucket,
  accounts: Settings,
  report: Report,
): Bucket => ({
  address: bucket.id,
  location: bucket.location,
  name: toText(bucket.attribute('bucket')) ?? [],
  policies: bucketPolicies([bucket, ...certain], report),
  possiblePolicies: bucketPolicies(possible, report),
  customerKey: [bucket, ...encrypting.certain, ...encrypting.possible].map(readCustomerKey).find((key) => key !== null) ?? null,
  isLookedUp: bucket.address.mode === 'data',
  directoryArn: bucket.address.type === 'aws_s3_directory_bucket' ? (toText(bucket.attribute('arn')) ?? null) : null,
  region: regionPart(bucket),
  account: accountOf(bucket),
  enforcesOwner: settingOf(owning, readOwnership),
  blocksPublicAcls: blockedBy(settingOf(blocking, readPublicAccessBlock), accounts, bucket),
})

const roleLink = (lambda: ResourceInstance, instances: readonly ResourceInstance[], roles: Roles): RoleLink => {
  const { value, location } = readRole(lambda)
  if (!value) return { kind: 'unresolved', reason: 'the function has no "role"', location }
  const { certain } = instancesNamed(value, instances, ['arn', 'id', 'name'])
  const role = certain[0] && roles.byAddress.get(certain[0].id)
  if (role) return { kind: 'role', role }
  const byName = roles.byName.get(knownString(value)?.split('/').at(-1) ?? '')
  if (byName) return { kind: 'role', role: byName }
  return { kind: 'unresolved', reason: notFound('its role', value), location }
}

interface Roles {
  readonly byAddress: ReadonlyMap<string, Role>
  readonly byName: ReadonlyMap<string, Role>
}

/** Of several roles of one name it is the first. */
const indexRoles = (roles: readonly Role[]): Roles => ({
  byAddress: new Map(roles.map((role) => [role.address, role])),
  byName: new Map([...roles].reverse().map((role) => [formatText(role.name), role])),
})

const byType = (instances: readonly ResourceInstance[]): ReadonlyMap<string, readonly ResourceInstance[]> => {
  const found = new Map<string, ResourceInstance[]>()
  for (const instance of instances) {
    const type = formatType(instance.address)
    const known = found.get(type)
    if (known) known.push(instance)
    else found.set(type, [instance])
  }
  return found
}

/** What the instances mean to AWS: the functions with their roles, the policies of these, and the buckets. */
export const buildGraph = ({ instances, elsewhere }: Evaluated): Outcome<Graph> => {
  const diagnostics: Diagnostic[] = []
  const report: Report = (diagnostic) => diagnostics.push(diagnostic)
  const groups = byType(instances)
  const of = (...types: readonly string[]): readonly ResourceInstance[] => types.flatMap((type) => groups.get(type) ?? [])

  const roleInstances = of('aws_iam_role', 'data.aws_iam_role')
  const { roles, policies } = buildRoles(roleInstances, of('aws_iam_policy'), of(...ATTACHING_TYPES), elsewhere, report)
  const roleIndex = indexRoles(roles)

  const bucketInstances = of('aws_s3_bucket', 'data.aws_s3_bucket', 'aws_s3_directory_bucket')
  const settingsOf = (type: string): ReadonlyMap<string, BucketSettings> => settingsByBucket(of(type), bucketInstances)
  const protecting = settingsOf('aws_s3_bucket_policy')
  const encrypting = settingsOf('aws_s3_bucket_server_side_encryption_configuration')
  const settingsIn = (by: ReadonlyMap<string, BucketSettings>, { id }: ResourceInstance): BucketSettings =>
    by.get(id) ?? NO_SETTINGS
  const owning = settingsOf('aws_s3_bucket_ownership_controls')
  const blocking = settingsOf('aws_s3_bucket_public_access_block')
  const blockingAccounts = of('aws_s3_account_public_access_block')
  const buckets = bucketInstances.map((bucket) =>
    buildBucket(
      bucket,
      {
        protecting: settingsIn(protecting, bucket),
        encrypting: settingsIn(encrypting, bucket),
        owning: settingsIn(owning, bucket),
        blocking: settingsIn(blocking, bucket),
      },
      blockingAccounts,
      report,
    ),
  )
  const accessPoints = buildAccessPoints(of(...ACCESS_POINT_TYPES), of(...ACCESS_POINT_POLICY_TYPES), report)

  const keys = buildKeys(
    {
      keys: of(...KEY_TYPES),
      lookedUp: of('data.aws_kms_key', 'data.aws_kms_alias'),
      aliases: of('aws_kms_alias'),
      policies: of('aws_kms_key_policy'),
      grants: of('aws_kms_grant'),
    },
    report,
  )

  const networkOf = networkReader(
    {
      vpcs: of('aws_vpc', 'data.aws_vpc'),
      subnets: of('aws_subnet', 'data.aws_subnet'),
      securityGroups: of('aws_security_group', 'data.aws_security_group'),
      endpoints: of('aws_vpc_endpoint'),
      endpointPolicies: of('aws_vpc_endpoint_policy'),
      routeTables: of('aws_route_table', 'aws_default_route_table', 'data.aws_route_table'),
      routeAssociations: of('aws_route_table_association'),
      endpointAssociations: of('aws_vpc_endpoint_route_table_association'),
    },
    report,
  )
  const guardrails = buildGuardrails(
    {
      organizations: of('aws_organizations_organization', 'data.aws_organizations_organization'),
      units: of('aws_organizations_organizational_unit'),
      accounts: of('aws_organizations_account'),
      policies: of('aws_organizations_policy'),
      attachments: of('aws_organizations_policy_attachment'),
    },
    report,
  )

  const organizations = of('aws_organizations_organization', 'data.aws_organizations_organization').map((instance) => ({
    id: toText(instance.attribute('id')) ?? [],
    account: accountOf(instance),
  }))

  const lambdaInstances = of('aws_lambda_function')
  const invocationsOf = openInvocations(of)

  const resources: CodeResources = {
    archives: of('archive_file', 'data.archive_file'),
    builds: of('data.external'),
    objects: of('aws_s3_object', 'aws_s3_bucket_object'),
    layers: of('aws_lambda_layer_version'),
    files: of(...FILE_TYPES).flatMap((instance) => readWrittenFile(instance) ?? []),
    images: of('docker_image'),
    registryImages: of('docker_registry_image'),
    commands: of(...BUILDING_TYPES).flatMap(readCommands),
  }
  const lambdas = lambdaInstances.map(
    (instance): Lambda => ({
      address: instance.id,
      location: instance.location,
      role: roleLink(instance, roleInstances, roleIndex),
      environment: readEnvironment(instance),
      code: readCode(instance, resources),
      invocations: once(() => invocationsOf(instance)),
      partition: partitionOf(instance),
      region: regionPart(instance),
      account: accountOf(instance),
      name: toText(instance.attribute('function_name')) ?? [],
      network: networkOf(instance),
      names: readNames(instance),
    }),
  )
  const parameters = of('aws_ssm_parameter').flatMap(readParameter)
  const secretInstances = new Map(of('aws_secretsmanager_secret').map((instance) => [instance.id, instance]))
  const secrets = of('aws_secretsmanager_secret_version').flatMap((instance) => readSecret(instance, secretInstances))
  return {
    value: { lambdas, roles, policies, buckets, keys, accessPoints, guardrails, organizations, parameters, secrets },
    diagnostics,
  }
}
