import type { ResourceInstance } from '../../../terraform/evaluate/resource-model.ts'
import { stringOf } from '../../../terraform/value/construct.ts'
import { toText } from '../../../terraform/value/convert.ts'
import type { Value } from '../../../terraform/value/value.ts'
import { accountOf, partitionOf } from './partition.ts'

/**
 * The ARN of a role or policy, with its path and as much of its name as is known.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html#identifiers-arns
 */
export const iamArn =
  (kind: 'role' | 'policy') =>
  (instance: ResourceInstance): Value | undefined => {
    const path = toText(instance.body.argument('path') ?? stringOf(['/']))
    const name = toText(instance.attribute('name'))
    return path && name && stringOf(['arn:', partitionOf(instance), ':iam::', accountOf(instance), `:${kind}`, ...path, ...name])
  }
