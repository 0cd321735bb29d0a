import type { ResourceModel } from '../../../terraform/evaluate/resource-model.ts'

/** A role's id is its name. https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/iam_role */
export const role: ResourceModel = {
  attributes: new Map([['id', (instance) => instance.attribute('name')]]),
}
