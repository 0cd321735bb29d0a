import type { ResourceModel, ResourceModels } from '../../terraform/evaluate/resource-model.ts'
import {
  ACCESS_POINT_POLICY_TYPES,
  accessPoint,
  multiRegionAccessPoint,
  objectLambdaAccessPoint,
} from './resources/access-point.ts'
import { ATTACHING_TYPES } from './resources/attachments.ts'
import { directoryBucket, lookedUpBucket, managedBucket } from './resources/bucket.ts'
import { BUCKET_SETTINGS, bucketSetting } from './resources/bucket-settings.ts'
import { BUILDING_TYPES, FILE_TYPES } from './resources/build-command.ts'
import { KEY_TYPES, kmsKey, lookedUpAlias, lookedUpKey } from './resources/kms.ts'
import { callerIdentity, currentRegion, partition } from './resources/partition.ts'
import { declaredPolicy, lookedUpPolicy } from './resources/policies.ts'
import { policyDocument } from './resources/policy-document.ts'
import { role } from './resources/role.ts'
import { secret } from './resources/secret.ts'
import { endpointService } from './resources/vpc.ts'

/** What invokes functions, and what that is told by. */
const INVOKING_TYPES = [
  'aws_cloudwatch_event_rule',
  'aws_cloudwatch_event_target',
  'aws_lambda_alias',
  'aws_lambda_event_source_mapping',
  'aws_lambda_function_url',
  'aws_lambda_invocation',
  'aws_lambda_permission',
  'aws_pipes_pipe',
  'aws_scheduler_schedule',
  'aws_sfn_state_machine',
  'aws_sns_topic',
  'aws_sns_topic_subscription',
  'aws_sqs_queue',
]

/** What is between a function in a VPC and S3, and above its account. */
const AROUND_TYPES = [
  'aws_vpc',
  'data.aws_vpc',
  'aws_subnet',
  'data.aws_subnet',
  'aws_security_group',
  'data.aws_security_group',
  'aws_vpc_endpoint',
  'aws_route_table',
  'aws_default_route_table',
  'data.aws_route_table',
  'aws_route_table_association',
  'aws_vpc_endpoint_route_table_association',
  'aws_organizations_organization',
  'data.aws_organizations_organization',
  'aws_organizations_organizational_unit',
  'aws_organizations_account',
]

const plain: ResourceModel = {}

/** What lets a role do something, or not, wherever it is declared. */
const permission: ResourceModel = { lasts: true }

const LIMITING_TYPES = ['aws_vpc_endpoint_policy', 'aws_organizations_policy', 'aws_organizations_policy_attachment']

/** Every type of resource that the graph is built from, with what its provider computes. */
export const resourceModels: ResourceModels = new Map<string, ResourceModel>([
  ['aws_s3_bucket', managedBucket],
  ['data.aws_s3_bucket', lookedUpBucket],
  ['aws_secretsmanager_secret', secret],
  ['aws_s3_directory_bucket', directoryBucket],
  ['aws_s3_access_point', accessPoint],
  ['aws_s3control_object_lambda_access_point', objectLambdaAccessPoint],
  ['aws_s3control_multi_region_access_point', multiRegionAccessPoint],
  ...KEY_TYPES.map((type) => [type, kmsKey] as const),
  ['data.aws_kms_key', lookedUpKey],
  ['data.aws_kms_alias', lookedUpAlias],
  ['aws_iam_role', role],
  ['data.aws_iam_role', role],
  ['aws_iam_policy', declaredPolicy],
  ['data.aws_iam_policy', lookedUpPolicy],
  ['data.aws_iam_policy_document', policyDocument],
  ['data.aws_caller_identity', callerIdentity],
  ['data.aws_partition', partition],
  ['data.aws_region', currentRegion],
  ['data.aws_vpc_endpoint_service', endpointService],
  ...LIMITING_TYPES.map((type) => [type, permission] as const),
  ...['aws_kms_alias', 'aws_kms_key_policy', 'aws_kms_grant'].map((type) => [type, permission] as const),
  ...[...ACCESS_POINT_POLICY_TYPES, 'aws_s3_account_public_access_block'].map((type) => [type, permission] as const),
  ...BUCKET_SETTINGS.map((type) => [type, bucketSetting] as const),
  ...ATTACHING_TYPES.filter((type) => type !== 'aws_iam_role').map((type) => [type, permission] as const),
  ...[
    'aws_lambda_function',
    'aws_lambda_layer_version',
    'aws_s3_object',
    'aws_s3_bucket_object',
    'aws_ssm_parameter',
    'aws_secretsmanager_secret_version',
    'archive_file',
    'data.archive_file',
    'docker_image',
    'docker_registry_image',
    ...BUILDING_TYPES,
    ...FILE_TYPES,
    ...INVOKING_TYPES,
    ...AROUND_TYPES,
  ].map((type) => [type, plain] as const),
])
