import type { Text } from '../../../source/text.ts'
import type { ResourceInstance, ResourceModel } from '../../../terraform/evaluate/resource-model.ts'
import { stringOf } from '../../../terraform/value/construct.ts'
import { elementsOf, knownString, toText } from '../../../terraform/value/convert.ts'
import type { Value } from '../../../terraform/value/value.ts'
import type { KeyGrant } from '../graph.ts'
import { accountOf, partitionOf, regionPart } from './partition.ts'

/** Keys that a configuration declares: a replica of a multi-Region key is a key of its own, with a policy of its own. */
export const KEY_TYPES = ['aws_kms_key', 'aws_kms_replica_key', 'aws_kms_external_key', 'aws_kms_replica_external_key']

/** The id of a key is its `key_id`. https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/kms_key */
export const kmsKey: ResourceModel = {
  attributes: new Map([['id', (instance: ResourceInstance): Value => instance.attribute('key_id')]]),
}

/** What is asked for may be an alias: what it stands for is not known. */
const ownId = (instance: ResourceInstance): Value => instance.unknownAttribute('id')

/** https://registry.terraform.io/providers/hashicorp/aws/latest/docs/data-sources/kms_key */
export const lookedUpKey: ResourceModel = { attributes: new Map([['id', ownId]]) }

const aliasArn = (instance: ResourceInstance): Value => {
  const name = instance.body.argument('name')
  const region = regionPart(instance)
  const before = ['arn:', partitionOf(instance), ':kms:', region, ':', accountOf(instance), ':']
  return stringOf([...before, ...((name && toText(name)) ?? [])])
}

/** https://registry.terraform.io/providers/hashicorp/aws/latest/docs/data-sources/kms_alias */
export const lookedUpAlias: ResourceModel = {
  attributes: new Map([
    ['arn', aliasArn],
    ['id', aliasArn],
  ]),
}

/** What a key may be called by, of its own and of its aliases. */
export const KEY_ATTRIBUTES = ['arn', 'key_id', 'id']
export const ALIAS_ATTRIBUTES = ['name', 'arn', 'target_key_arn', 'id']
/** What a key or alias that is looked up is referred to by, beside what it is looked up by. */
export const LOOKED_UP_ATTRIBUTES = ['arn', 'id', 'target_key_arn', 'target_key_id']

/** What a data source looks a key up by: its ARN, id or alias. */
export const lookedUpBy = ({ address, body }: ResourceInstance): Value | undefined =>
  body.argument(address.type === 'aws_kms_alias' ? 'name' : 'key_id')

/** The key that an alias, a policy or a grant is of. */
export const keyNamedBy = ({ address, body }: ResourceInstance): Value | undefined =>
  body.argument(address.type === 'aws_kms_alias' ? 'target_key_id' : 'key_id')

/** https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/kms_grant */
export const readGrant = ({ body, id, location }: ResourceInstance): KeyGrant => {
  const operations = elementsOf(body.argument('operations') ?? { kind: 'null' })?.map(knownString)
  const constraints = body.blocks('constraints')
  const equal = constraints.map((block) => block.argument('encryption_context_equals')).filter((each) => each !== undefined)
  const subset = constraints.map((block) => block.argument('encryption_context_subset')).filter((each) => each !== undefined)
  return {
    address: id,
    location,
    grantee: textOf(body.argument('grantee_principal')),
    operations: operations?.every((each) => each !== undefined) ? operations : null,
    contexts: contextsOf([...equal, ...subset]),
    isExact: equal.length > 0,
  }
}

const contextsOf = (maps: readonly Value[]): KeyGrant['contexts'] => {
  const found: { readonly key: string; readonly value: Text }[] = []
  for (const map of maps) {
    if (map.kind === 'null') continue
    if (map.kind !== 'map' && map.kind !== 'object') return null
    for (const [key, value] of map.entries) {
      const text = toText(value)
      if (!text) return null
      found.push({ key, value: text })
    }
  }
  return found
}

const textOf = (value: Value | undefined): Text | null => (value && toText(value)) ?? null

export const textsOf = (instance: ResourceInstance, attributes: readonly string[]): readonly Text[] =>
  attributes.flatMap((name) => {
    const text = toText(instance.attribute(name))
    return text ? [text] : []
  })
