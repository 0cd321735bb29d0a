import type { Text } from '../../source/text.ts'
import type { ResourceInstance } from '../../terraform/evaluate/resource-model.ts'
import { toText } from '../../terraform/value/convert.ts'
import { equalTexts } from '../../terraform/value/equality.ts'
import { isManagedAlias } from '../s3/managed-key.ts'
import type { Key, ResourcePolicy } from './graph.ts'
import { existsBeside, instancesNamed } from './link.ts'
import {
  ALIAS_ATTRIBUTES,
  KEY_ATTRIBUTES,
  keyNamedBy,
  LOOKED_UP_ATTRIBUTES,
  lookedUpBy,
  readGrant,
  textsOf,
} from './resources/kms.ts'
import { type Report, readDocument } from './resources/policies.ts'

type Instances = readonly ResourceInstance[]

export interface KeyResources {
  readonly keys: Instances
  /** Data sources of keys and aliases. */
  readonly lookedUp: Instances
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
 * The KMS keys of a configuration, with what decides who may use them. One that is only looked up may be one of these: then it
 * is a further name of it.
 * https://docs.aws.amazon.com/kms/latest/developerguide/control-access.html
 */
export const buildKeys = (resources: KeyResources, report: Report): readonly Key[] => {
  const { aliases, grants, keys, lookedUp, policies } = resources
  const known = new Set<ResourceInstance>()
  const declared = keys.map((key): Key => {
    const own = ofKey(key, keys, policies)
    const written = own.certain.length > 0 ? own.certain.flatMap((holder) => policyIn(holder, report)) : policyIn(key, report)
    const called = ofKey(key, keys, aliases).certain
    const names = [...textsOf(key, KEY_ATTRIBUTES), ...called.flatMap((alias) => textsOf(alias, ALIAS_ATTRIBUTES))]
    const found = lookedUp.filter((each) => isLookedUpBy(each, names))
    for (const each of found) known.add(each)
    const granted = ofKey(key, keys, grants)
    return {
      address: key.id,
      kind: 'declared',
      location: key.location,
      arn: toText(key.attribute('arn')) ?? [],
      names: [...names, ...found.flatMap((each) => textsOf(each, LOOKED_UP_ATTRIBUTES))],
      policies: written,
      possiblePolicies: own.possible.flatMap((holder) => policyIn(holder, report)),
      grants: granted.certain.map(readGrant),
      mayHaveGrants: granted.possible.length > 0,
    }
  })
  return [...declared, ...lookedUp.filter((each) => !known.has(each)).map((each) => buildLookedUp(each, grants))]
}

const lookedUpName = (instance: ResourceInstance): Text => {
  const value = lookedUpBy(instance)
  return (value && toText(value)) ?? []
}

const isLookedUpBy = (instance: ResourceInstance, names: readonly Text[]): boolean => {
  const name = lookedUpName(instance)
  return names.some((each) => equalTexts(each, name) === 'yes')
}

/** A key that is not in the configuration: its policy is not known, but grants may be. */
const buildLookedUp = (instance: ResourceInstance, grants: Instances): Key => {
  const name = lookedUpName(instance)
  const names = [name, ...textsOf(instance, LOOKED_UP_ATTRIBUTES)]
  const granted = grants.filter((grant) => {
    const value = keyNamedBy(grant)
    const of = value && toText(value)
    return value?.reference === instance.id || (of && names.some((each) => equalTexts(each, of) === 'yes'))
  })
  const isAlias = instance.address.type === 'aws_kms_alias'
  return {
    address: instance.id,
    kind: isManagedAlias(name) ? 'aws-managed' : 'looked-up',
    location: instance.location,
    arn: toText(instance.attribute(isAlias ? 'target_key_arn' : 'arn')) ?? [],
    names,
    policies: [],
    possiblePolicies: [],
    grants: granted.map(readGrant),
    mayHaveGrants: false,
  }
}
