import type { Ternary } from '../../../source/ternary.ts'
import type { EvaluatedBody } from '../../../terraform/evaluate/body.ts'
import type { ResourceInstance, ResourceModel } from '../../../terraform/evaluate/resource-model.ts'
import { knownString, toText } from '../../../terraform/value/convert.ts'
import type { Value } from '../../../terraform/value/value.ts'
import type { BucketSetting, CustomerKey } from '../graph.ts'

/** Types of what is set of a bucket by a resource of its own. */
export const BUCKET_SETTINGS: readonly string[] = [
  'aws_s3_bucket_notification',
  'aws_s3_bucket_ownership_controls',
  'aws_s3_bucket_policy',
  'aws_s3_bucket_public_access_block',
  'aws_s3_bucket_server_side_encryption_configuration',
  'aws_s3_bucket_versioning',
]

/**
 * The id is the bucket's name, with its owner where one is expected.
 * https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/s3_bucket_policy
 */
export const bucketSetting: ResourceModel = {
  attributes: new Map([['id', ({ body }) => (body.argument('expected_bucket_owner') ? undefined : body.argument('bucket'))]]),
}

/** What S3 uses where KMS is asked for and no key is named. */
const MANAGED_KEY = ['alias/aws/s3']

const customerKey = (rules: readonly EvaluatedBody[]): CustomerKey | null => {
  for (const rule of rules)
    for (const defaults of rule.blocks('apply_server_side_encryption_by_default')) {
      const algorithm = defaults.argument('sse_algorithm')
      const key = defaults.argument('kms_master_key_id')
      const named = algorithm && knownString(algorithm)
      const text = (key && toText(key)) ?? (named?.startsWith('aws:kms') ? MANAGED_KEY : undefined)
      if (named === 'AES256' || !text) continue
      return { key: text, location: defaults.location, hasBucketKey: isTrue(rule.argument('bucket_key_enabled')) }
    }
  return null
}

/** What is not set is not so. */
const isTrue = (value: Value | undefined): Ternary => {
  if (!value || value.kind === 'null') return 'no'
  if (value.kind === 'bool') return value.value ? 'yes' : 'no'
  const known = knownString(value)
  return known === 'true' ? 'yes' : known === 'false' ? 'no' : 'unknown'
}

/** The default encryption of a bucket: of its own, or of an `aws_s3_bucket_server_side_encryption_configuration`. */
export const readCustomerKey = (holder: ResourceInstance): CustomerKey | null => {
  const inline = holder.body.blocks('server_side_encryption_configuration').flatMap((block) => block.blocks('rule'))
  return customerKey([...inline, ...holder.body.blocks('rule')])
}

/** Whether a setting that is a resource of its own is this bucket's. */
export const bucketOf = ({ body }: ResourceInstance): Value | undefined => body.argument('bucket')

/**
 * What `aws_s3_bucket_ownership_controls` say of ACLs.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/about-object-ownership.html
 */
export const readOwnership = ({ body, id }: ResourceInstance): BucketSetting => {
  const [rule] = body.blocks('rule')
  const ownership = rule?.argument('object_ownership')
  const known = ownership && knownString(ownership)
  return { is: known === undefined ? 'unknown' : known === 'BucketOwnerEnforced' ? 'yes' : 'no', by: id }
}

/** Of a bucket, or of all that are in the account. https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html */
export const readPublicAccessBlock = ({ body, id }: ResourceInstance): BucketSetting => ({
  is: isTrue(body.argument('block_public_acls')),
  by: id,
})
