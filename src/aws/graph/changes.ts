import type { ResourceInstance } from '../../terraform/evaluate/resource-model.ts'
import { instancesNamed } from './link.ts'
import { ATTACHING_TYPES, readAttachments } from './resources/attachments.ts'
import { bucketOf } from './resources/bucket-settings.ts'

/** What a plan changes, by what it is a change of: an attachment is one of its role, a bucket policy one of its bucket. */
export interface Changes {
  readonly lambdas: ReadonlySet<string>
  readonly roles: ReadonlySet<string>
  readonly policies: ReadonlySet<string>
  readonly buckets: ReadonlySet<string>
}

const BUCKET_SETTINGS = new Set([
  'aws_s3_bucket_policy',
  'aws_s3_bucket_server_side_encryption_configuration',
  'aws_s3_bucket_notification',
  'aws_s3_bucket_ownership_controls',
  'aws_s3_bucket_public_access_block',
  'aws_s3_access_point',
])

/** `changed` may be among the instances, or be removed. */
export const readChanges = (instances: readonly ResourceInstance[], changed: readonly ResourceInstance[]): Changes => {
  const managed = instances.filter(({ address }) => address.mode === 'managed')
  const roleInstances = managed.filter(({ address }) => address.type === 'aws_iam_role')
  const bucketInstances = managed.filter(({ address }) => address.type === 'aws_s3_bucket')
  const [lambdas, roles, policies, buckets] = [new Set<string>(), new Set<string>(), new Set<string>(), new Set<string>()]
  for (const instance of changed) {
    const { type } = instance.address
    if (type === 'aws_lambda_function') lambdas.add(instance.id)
    if (type === 'aws_iam_role') roles.add(instance.id)
    if (type === 'aws_iam_policy') policies.add(instance.id)
    if (type === 'aws_s3_bucket') buckets.add(instance.id)
    if (type !== 'aws_iam_role' && ATTACHING_TYPES.includes(type))
      for (const { role } of readAttachments(instance)) {
        const { certain, possible } = instancesNamed(role, roleInstances, ['name', 'id', 'arn'])
        for (const { id } of [...certain, ...possible]) roles.add(id)
      }
    const bucket = BUCKET_SETTINGS.has(type) ? bucketOf(instance) : undefined
    if (bucket) {
      const { certain, possible } = instancesNamed(bucket, bucketInstances, ['id', 'bucket', 'arn'])
      for (const { id } of [...certain, ...possible]) buckets.add(id)
    }
  }
  return { lambdas, roles, policies, buckets }
}
