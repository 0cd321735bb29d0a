import type { ResourceInstance, ResourceModel } from '../../../terraform/evaluate/resource-model.ts'
import type { Value } from '../../../terraform/value/value.ts'
import { iamArn } from './iam-arn.ts'

/** A role's id is its name. https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/iam_role */
export const role: ResourceModel = {
  attributes: new Map<string, (instance: ResourceInstance) => Value | undefined>([
    ['id', (instance) => instance.attribute('name')],
    ['arn', iamArn('role')],
  ]),
}
