import { knownText, type Text } from '../../../source/text.ts'
import type { EvaluatedBody } from '../../../terraform/evaluate/body.ts'
import type { ResourceInstance, ResourceModel } from '../../../terraform/evaluate/resource-model.ts'
import { knownString, toText } from '../../../terraform/value/convert.ts'
import type { Value } from '../../../terraform/value/value.ts'
import type { Bucket } from '../graph.ts'

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

/** `alias/aws/s3`, or no key at all: S3 uses a key that every principal of the account may use through it. */
const isManagedKey = (key: Text): boolean => knownText(key)?.endsWith('alias/aws/s3') ?? false

const customerKey = (rules: readonly EvaluatedBody[]): Bucket['customerKey'] => {
  for (const defaults of rules.flatMap((rule) => rule.blocks('apply_server_side_encryption_by_default'))) {
    const algorithm = defaults.argument('sse_algorithm')
    const key = defaults.argument('kms_master_key_id')
    const text = key && toText(key)
    if ((algorithm && knownString(algorithm)) === 'AES256' || !text || isManagedKey(text)) continue
    return { key: text, location: defaults.location }
  }
  return null
}

/** The default encryption of a bucket: of its own, or of an `aws_s3_bucket_server_side_encryption_configuration`. */
export const readCustomerKey = (holder: ResourceInstance): Bucket['customerKey'] => {
  const inline = holder.body.blocks('server_side_encryption_configuration').flatMap((block) => block.blocks('rule'))
  return customerKey([...inline, ...holder.body.blocks('rule')])
}

/** Whether a setting that is a resource of its own is this bucket's. */
export const bucketOf = ({ body }: ResourceInstance): Value | undefined => body.argument('bucket')
