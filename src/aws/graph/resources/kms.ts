import type { Text } from '../../../source/text.ts'
import type { ResourceInstance, ResourceModel } from '../../../terraform/evaluate/resource-model.ts'
import { elementsOf, knownString, toText } from '../../../terraform/value/convert.ts'
import type { Value } from '../../../terraform/value/value.ts'
import type { KeyGrant } from '../graph.ts'

/** The id of a key is its `key_id`. https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/kms_key */
export const kmsKey: ResourceModel = {
  attributes: new Map([['id', (instance: ResourceInstance): Value => instance.attribute('key_id')]]),
}

/** What a key may be called by, of its own and of its aliases. */
export const KEY_ATTRIBUTES = ['arn', 'key_id', 'id']
export const ALIAS_ATTRIBUTES = ['name', 'arn', 'target_key_arn']

/** The key that an alias, a policy or a grant is of. */
export const keyNamedBy = ({ address, body }: ResourceInstance): Value | undefined =>
  body.argument(address.type === 'aws_kms_alias' ? 'target_key_id' : 'key_id')

/** https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/kms_grant */
export const readGrant = ({ body, id, location }: ResourceInstance): KeyGrant => {
  const operations = elementsOf(body.argument('operations') ?? { kind: 'null' })?.map(knownString)
  return {
    address: id,
    location,
    grantee: textOf(body.argument('grantee_principal')),
    operations: operations?.every((each) => each !== undefined) ? operations : null,
    isConstrained: body.blocks('constraints').length > 0,
  }
}

const textOf = (value: Value | undefined): Text | null => (value && toText(value)) ?? null

export const textsOf = (instance: ResourceInstance, attributes: readonly string[]): readonly Text[] =>
  attributes.flatMap((name) => {
    const text = toText(instance.attribute(name))
    return text ? [text] : []
  })
