import type { AccessPoint, Bucket, Key, KeyGrant, Lambda, Policy, ResourcePolicy, Role, Unresolved } from '../aws/graph/graph.ts'
import type { AttachedPolicy, ResourceKind } from '../aws/iam/decision.ts'
import type { Condition, PolicyDocument, Statement } from '../aws/iam/policy-document.ts'
import { accountOf } from '../aws/iam/principal.ts'
import type { Text } from '../source/text.ts'

/** The documents of the policies that AWS manages, by their names. */
export type ManagedPolicies = ReadonlyMap<string, PolicyDocument>

const unknownDocument = ({ reason, location }: Unresolved): PolicyDocument => ({
  id: null,
  version: '2012-10-17',
  statements: [],
  unknowns: [{ reason, location }],
})

const unresolved = (each: Unresolved): AttachedPolicy => ({
  name: 'a policy that is not known',
  kind: 'customer-managed',
  document: unknownDocument(each),
  location: each.location,
})

/** A policy that `data.aws_iam_policy` looks up by its name has no path; AWS's own have one that goes before it. */
const managedDocument = (name: string, managed: ManagedPolicies): PolicyDocument | undefined => {
  const exact = managed.get(name)
  if (exact || name.includes('/')) return exact
  const found = [...managed.keys()].filter((key) => key.endsWith(`/${name}`))
  return found.length === 1 ? managed.get(found[0] as string) : undefined
}

const attached = (policy: Policy, managed: ManagedPolicies, kind: AttachedPolicy['kind'] = policy.kind): AttachedPolicy => {
  const written = policy.document
  const copied = written === null ? policy.address : written.copyOf
  const document = copied === undefined ? written : managedDocument(copied, managed)
  if (document) return { name: policy.address, kind, document, location: policy.location }
  const reason = `"${copied}" is not among the AWS managed policies that are known here`
  return { name: policy.address, kind, document: unknownDocument({ reason, location: policy.location }), location: policy.location }
}

/** What decides for a role, whatever it asks for: its own policies with those that are not known, and its boundary. */
export const policiesOfRole = (role: Role, managed: ManagedPolicies): readonly AttachedPolicy[] => {
  const { boundary } = role
  return [
    ...role.policies.map((policy) => attached(policy, managed)),
    ...role.unresolved.map(unresolved),
    ...(boundary === null
      ? []
      : 'document' in boundary
        ? [attached(boundary, managed, 'boundary')]
        : [{ ...unresolved(boundary), kind: 'boundary' as const }]),
  ]
}

const protecting =
  (kind: ResourceKind) =>
  ({ address, document, location }: ResourcePolicy): AttachedPolicy => ({ name: address, kind, document, location })

export const policiesOfBucket = (bucket: Bucket | null): readonly AttachedPolicy[] =>
  (bucket?.policies ?? []).map(protecting('bucket-policy'))

/** Every statement of a trust policy is about the role itself, and names no resource. */
const ofRoleItself = (document: PolicyDocument): PolicyDocument => ({
  ...document,
  statements: document.statements.map((each) => ({ ...each, resources: each.resources ?? everything })),
})

/** Who may assume a role. */
export const policiesOfTrust = ({ trust }: Role): readonly AttachedPolicy[] => {
  const policy = trust()
  return [protecting('trust-policy')({ ...policy, document: ofRoleItself(policy.document) })]
}

/** A policy that a session is limited by. */
export const limitBy = (policy: Policy, managed: ManagedPolicies): AttachedPolicy => attached(policy, managed, 'session-policy')

/** Of which those that may be its policy are not known to be. */
export const policiesOfAccessPoint = ({ address, policies, possiblePolicies }: AccessPoint): readonly AttachedPolicy[] => [
  ...policies.map(protecting('access-point-policy')),
  ...possiblePolicies.map(({ address: name, location }): AttachedPolicy => {
    const reason = `whether "${name}" is the policy of ${address} is not known until apply`
    return { name, kind: 'access-point-policy', document: unknownDocument({ reason, location }), location }
  }),
]

/**
 * What decides about a key: its policy, or the one that AWS gives a key that has none; and its grants. Of a key that is only
 * looked up the policy is not here, which most often leaves it to the account: then only the grants are added to what the
 * account says.
 */
export const policiesOfKey = (key: Key, role: Role): readonly AttachedPolicy[] =>
  key.kind === 'declared'
    ? [...policiesOfDeclared(key, role), ...key.grants.map((grant) => granting(grant, 'key-policy'))]
    : key.grants.map((grant) => granting(grant, 'resource-policy'))

const policiesOfDeclared = (key: Key, role: Role): readonly AttachedPolicy[] => [
  ...(key.policies.length > 0 ? key.policies.map(protecting('key-policy')) : [defaultKeyPolicy(key, role)]),
  ...key.possiblePolicies.map(({ address, location }): AttachedPolicy => {
    const reason = `whether "${address}" is the policy of ${key.address} is not known until apply`
    return { name: address, kind: 'key-policy', document: unknownDocument({ reason, location }), location }
  }),
]

const everything: Statement['resources'] = { excluded: false, patterns: [{ text: ['*'], location: null }], unknowns: [] }

const statement = (principal: Text, actions: readonly string[]): Statement => ({
  sid: null,
  effect: 'Allow',
  actions: { excluded: false, patterns: actions.map((action) => ({ text: [action], location: null })), unknowns: [] },
  resources: everything,
  principals: { excluded: false, principals: [{ type: 'AWS', text: principal, location: null }], unknowns: [] },
  conditions: [],
  location: null,
})

const documentOf = (statements: readonly Statement[]): PolicyDocument => ({
  id: null,
  version: '2012-10-17',
  statements,
  unknowns: [],
})

/** https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-default.html */
const defaultKeyPolicy = ({ address, location }: Key, role: Role): AttachedPolicy => ({
  name: address,
  kind: 'key-policy',
  document: documentOf([statement(accountOf(role.arn) ?? [], ['kms:*'])]),
  location,
})

const granting = ({ address, contexts, grantee, isExact, location, operations }: KeyGrant, kind: ResourceKind): AttachedPolicy => {
  const reason = `what "${address}" grants is not known`
  const document =
    grantee !== null && operations !== null && contexts !== null
      ? documentOf([
          {
            ...statement(
              grantee,
              operations.map((operation) => `kms:${operation}`),
            ),
            conditions: contextConditions(contexts, isExact),
          },
        ])
      : unknownDocument({ reason, location })
  return { name: address, kind, document, location }
}

/** https://docs.aws.amazon.com/kms/latest/APIReference/API_GrantConstraints.html */
const contextConditions = (contexts: NonNullable<KeyGrant['contexts']>, isExact: boolean): readonly Condition[] => [
  ...contexts.map(({ key, value }) => ({
    operator: 'StringEquals',
    key: `kms:EncryptionContext:${key}`,
    values: [value],
    location: null,
  })),
  ...(isExact
    ? [
        {
          operator: 'ForAllValues:StringEquals',
          key: 'kms:EncryptionContextKeys',
          values: contexts.map(({ key }) => [key]),
          location: null,
        },
      ]
    : []),
]

/** What may decide as well: policies that may be the role's, or that of the bucket, which may be any of `possible`. */
export const possiblePoliciesOf = (
  role: Role,
  bucket: Bucket | null,
  possible: readonly Bucket[],
  managed: ManagedPolicies,
): readonly AttachedPolicy[] => [
  ...role.possiblePolicies.map((policy) => attached(policy, managed)),
  ...(bucket?.possiblePolicies ?? []).map(protecting('bucket-policy')),
  ...possible.flatMap(({ policies, possiblePolicies }) => [...policies, ...possiblePolicies].map(protecting('bucket-policy'))),
]

/** Whether any of the functions' roles has a policy that AWS manages. */
export const usesManagedPolicies = (lambdas: readonly Lambda[]): boolean =>
  lambdas.some(
    ({ role }) =>
      role.kind === 'role' &&
      [...role.role.policies, ...role.role.possiblePolicies, role.role.boundary].some(
        (policy) => policy !== null && 'kind' in policy && (policy.kind === 'aws-managed' || policy.document?.copyOf !== undefined),
      ),
  )

export const onlyPolicy = (policy: Policy, managed: ManagedPolicies): readonly AttachedPolicy[] => [attached(policy, managed)]
