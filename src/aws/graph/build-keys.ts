import type { ResourceInstance } from '../../terraform/evaluate/resource-model.ts'
import { toText } from '../../terraform/value/convert.ts'
import type { Key, ResourcePolicy } from './graph.ts'
import { existsBeside, instancesNamed } from './link.ts'
import { ALIAS_ATTRIBUTES, KEY_ATTRIBUTES, keyNamedBy, readGrant, textsOf } from './resources/kms.ts'
import { type Report, readDocument } from './resources/policies.ts'

type Instances = readonly ResourceInstance[]

export interface KeyResources {
  readonly keys: Instances
  readonly aliases: Instances
  readonly policies: Instances
  readonly grants: Instances
}

/** Those of a kind that are certainly of a key, and those that may be. */
const ofKey = (
  key: ResourceInstance,
  keys: Instances,
  others: Instances,
): { readonly certain: Instances; readonly possible: Instances } => {
  const certain: ResourceInstance[] = []
  const possible: ResourceInstance[] = []
  for (const other of others) {
    const value = keyNamedBy(other)
    const named = value && instancesNamed(value, keys, KEY_ATTRIBUTES)
    if (named?.certain.includes(key)) (existsBeside(other, key) ? certain : possible).push(other)
    else if (named?.possible.includes(key)) possible.push(other)
  }
  return { certain, possible }
}

const policyIn = (holder: ResourceInstance, report: Report): readonly ResourcePolicy[] => {
  const policy = holder.body.argument('policy')
  return policy && policy.kind !== 'null'
    ? [{ address: holder.id, document: readDocument(policy, holder.location, report), location: holder.location }]
    : []
}

/**
 * The KMS keys of a configuration, with what decides who may use them.
 * https://docs.aws.amazon.com/kms/latest/developerguide/control-access.html
 */
export const buildKeys = ({ aliases, grants, keys, policies }: KeyResources, report: Report): readonly Key[] =>
  keys.map((key) => {
    const own = ofKey(key, keys, policies)
    const written = own.certain.length > 0 ? own.certain.flatMap((holder) => policyIn(holder, report)) : policyIn(key, report)
    const called = ofKey(key, keys, aliases).certain
    const granted = ofKey(key, keys, grants)
    return {
      address: key.id,
      location: key.location,
      arn: toText(key.attribute('arn')) ?? [],
      names: [...textsOf(key, KEY_ATTRIBUTES), ...called.flatMap((alias) => textsOf(alias, ALIAS_ATTRIBUTES))],
      policies: written,
      possiblePolicies: own.possible.flatMap((holder) => policyIn(holder, report)),
      grants: granted.certain.map(readGrant),
      mayHaveGrants: granted.possible.length > 0,
    }
  })
