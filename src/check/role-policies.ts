import type { Bucket, BucketPolicy, Lambda, Policy, Role, Unresolved } from '../aws/graph/graph.ts'
import type { AttachedPolicy } from '../aws/iam/decision.ts'
import type { PolicyDocument } from '../aws/iam/policy-document.ts'

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

/** What decides for a role: its own policies with those that are not known, its boundary, and the bucket's policies. */
export const policiesOf = (role: Role, bucket: Bucket | null, managed: ManagedPolicies): readonly AttachedPolicy[] => {
  const { boundary } = role
  return [
    ...role.policies.map((policy) => attached(policy, managed)),
    ...role.unresolved.map(unresolved),
    ...(boundary === null
      ? []
      : 'document' in boundary
        ? [attached(boundary, managed, 'boundary')]
        : [{ ...unresolved(boundary), kind: 'boundary' as const }]),
    ...(bucket?.policies ?? []).map(protecting),
  ]
}

const protecting = ({ address, document, location }: BucketPolicy): AttachedPolicy => ({
  name: address,
  kind: 'bucket-policy',
  document,
  location,
})

/** What may decide as well: policies that may be the role's, or that of the bucket, which may be any of `possible`. */
export const possiblePoliciesOf = (
  role: Role,
  bucket: Bucket | null,
  possible: readonly Bucket[],
  managed: ManagedPolicies,
): readonly AttachedPolicy[] => [
  ...role.possiblePolicies.map((policy) => attached(policy, managed)),
  ...(bucket?.possiblePolicies ?? []).map(protecting),
  ...possible.flatMap(({ policies, possiblePolicies }) => [...policies, ...possiblePolicies].map(protecting)),
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
