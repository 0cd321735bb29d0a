import type { PlanLink, PlanLinks } from '../../terraform/plan/plan-instances.ts'

const ROLES = { types: ['aws_iam_role', 'data.aws_iam_role'] }
const DOCUMENTS = { types: ['data.aws_iam_policy_document'], attributes: ['json', 'minified_json'] } as const
const TARGETS = {
  types: ['aws_lambda_function', 'aws_lambda_alias', 'aws_sqs_queue', 'aws_sns_topic', 'aws_sfn_state_machine'],
  attributes: ['arn', 'qualified_arn', 'id'],
} as const
const POLICIES = { types: ['aws_iam_policy', 'data.aws_iam_policy'], attributes: ['arn', 'id'] } as const

const ROUTE_TABLES = { types: ['aws_route_table', 'aws_default_route_table', 'data.aws_route_table'], attributes: ['id'] } as const

/** What a plan alone does not say of arguments: what they refer to. */
export const planLinks: PlanLinks = {
  arguments: new Map<string, PlanLink>([
    ['role', { ...ROLES, attributes: ['arn', 'name', 'id'] }],
    ['role_name', { ...ROLES, attributes: ['name', 'id'] }],
    ['roles', { ...ROLES, attributes: ['name', 'id'] }],
    ['policy', DOCUMENTS],
    ['source_policy_documents', DOCUMENTS],
    ['override_policy_documents', DOCUMENTS],
    ['source_json', DOCUMENTS],
    ['override_json', DOCUMENTS],
    ['policy_arn', POLICIES],
    ['policy_arns', POLICIES],
    ['managed_policy_arns', POLICIES],
    ['permissions_boundary', POLICIES],
    ['bucket', { types: ['aws_s3_bucket', 'data.aws_s3_bucket'], attributes: ['id', 'bucket'] }],
    ['layers', { types: ['aws_lambda_layer_version'], attributes: ['arn', 'id'] }],
    ...[
      'lambda_function_arn',
      'queue_arn',
      'topic_arn',
      'arn',
      'endpoint',
      'event_source_arn',
      'source',
      'target',
      'enrichment',
    ].map((name): [string, PlanLink] => [name, TARGETS]),
    ['function_name', { types: ['aws_lambda_function'], attributes: ['function_name', 'arn', 'qualified_arn', 'id'] }],
    ['secret_id', { types: ['aws_secretsmanager_secret'], attributes: ['id', 'arn', 'name'] }],
    ['subnet_ids', { types: ['aws_subnet', 'data.aws_subnet'], attributes: ['id'] }],
    ['subnet_id', { types: ['aws_subnet', 'data.aws_subnet'], attributes: ['id'] }],
    ['security_group_ids', { types: ['aws_security_group', 'data.aws_security_group'], attributes: ['id'] }],
    ['vpc_id', { types: ['aws_vpc', 'data.aws_vpc'], attributes: ['id'] }],
    ['vpc_endpoint_id', { types: ['aws_vpc_endpoint'], attributes: ['id'] }],
    ['route_table_id', ROUTE_TABLES],
    ['route_table_ids', ROUTE_TABLES],
    ['policy_id', { types: ['aws_organizations_policy'], attributes: ['id', 'arn'] }],
    ['rule', { types: ['aws_cloudwatch_event_rule'], attributes: ['name', 'id', 'arn'] }],
  ]),
  readBack: new Set([
    'aws_iam_role.inline_policy',
    'aws_iam_role.managed_policy_arns',
    'aws_s3_bucket.policy',
    'aws_s3_bucket.server_side_encryption_configuration',
    'aws_lambda_function.image_uri',
  ]),
}
