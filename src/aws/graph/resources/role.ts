import type { ResourceInstance, ResourceModel } from '../../../terraform/evaluate/resource-model.ts'
import { partOf } from '../../../terraform/value/construct.ts'
import type { Value } from '../../../terraform/value/value.ts'
import { iamArn } from './iam-arn.ts'

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html#identifiers-prefixes */
const uniqueId = (instance: ResourceInstance): Value =>
  instance.unknownAttribute('unique_id', { expansion: ['AROA', partOf(instance.unknownAttribute('unique_id_suffix'))] })

/** A role's id is its name. https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/iam_role */
export const role: ResourceModel = {
  attributes: new Map<string, (instance: ResourceInstance) => Value | undefined>([
    ['id', (instance) => instance.attribute('name')],
    ['arn', iamArn('role')],
    ['unique_id', uniqueId],
  ]),
}
