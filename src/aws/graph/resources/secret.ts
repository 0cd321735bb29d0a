import type { ResourceInstance, ResourceModel } from '../../../terraform/evaluate/resource-model.ts'
import type { Value } from '../../../terraform/value/value.ts'
import type { Secret } from '../graph.ts'

/** The id of a secret is its ARN. https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/secretsmanager_secret */
export const secret: ResourceModel = {
  attributes: new Map([['id', (instance: ResourceInstance): Value => instance.attribute('arn')]]),
}

/**
 * A secret whose text the configuration sets, with what programs may call it by.
 * https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/secretsmanager_secret_version
 */
export const readSecret = ({ id, body }: ResourceInstance, secrets: ReadonlyMap<string, ResourceInstance>): readonly Secret[] => {
  const given = body.argument('secret_id')
  const value = body.argument('secret_string')
  if (!given || !value) return []
  const owner = given.reference === undefined ? undefined : secrets.get(given.reference)
  const name = owner?.body.argument('name')
  return [{ address: id, names: [given, ...(owner ? [owner.attribute('arn')] : []), ...(name ? [name] : [])], value }]
}
