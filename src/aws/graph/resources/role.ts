import type { ResourceInstance, ResourceModel } from '../../../terraform/evaluate/resource-model.ts'
import { stringOf } from '../../../terraform/value/construct.ts'
import { toText } from '../../../terraform/value/convert.ts'
import type { Value } from '../../../terraform/value/value.ts'
import { accountOf, partitionOf } from './partition.ts'

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html#identifiers-arns */
const arn = (instance: ResourceInstance): Value | undefined => {
  const path = toText(instance.body.argument('path') ?? stringOf(['/']))
  const name = toText(instance.attribute('name'))
  return path && name && stringOf(['arn:', partitionOf(instance), ':iam::', accountOf(instance), ':role', ...path, ...name])
}

/** A role's id is its name. https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/iam_role */
export const role: ResourceModel = {
  attributes: new Map<string, (instance: ResourceInstance) => Value | undefined>([
    ['id', (instance) => instance.attribute('name')],
    ['arn', arn],
  ]),
}
