import type { Location } from '../../source/source-file.ts'
import type { Elsewhere, ResourceInstance } from '../../terraform/evaluate/resource-model.ts'
import { toText } from '../../terraform/value/convert.ts'
import type { Value } from '../../terraform/value/value.ts'
import type { PolicyDocument } from '../iam/policy-document.ts'
import type { Policy, ResourcePolicy, Role, Unresolved } from './graph.ts'
import { existsBeside, instancesNamed, notFound } from './link.ts'
import { once } from './once.ts'
import { type Attachment, readAttachments } from './resources/attachments.ts'
import { managedPolicyName, type Report, readDocument } from './resources/policies.ts'
import { readTags } from './resources/tags.ts'

const ROLE_ATTRIBUTES = ['name', 'id', 'arn']
const POLICY_ATTRIBUTES = ['arn', 'id']

/** An attachment with the roles that it certainly or possibly means. */
interface Edge {
  readonly attachment: Attachment
  readonly certain: readonly string[]
  readonly possible: readonly string[]
}

const surelyExists = ({ instance, repeated }: Attachment, role: ResourceInstance): boolean =>
  !repeated && existsBeside(instance, role)

const edgeOf = (attachment: Attachment, roles: readonly ResourceInstance[]): Edge => {
  const { certain, possible } = instancesNamed(attachment.role, roles, ROLE_ATTRIBUTES)
  const sure = certain.filter((role) => surelyExists(attachment, role))
  const unsure = [...certain.filter((role) => !surelyExists(attachment, role)), ...possible]
  return { attachment, certain: sure.map(({ id }) => id), possible: unsure.map(({ id }) => id) }
}

/** The edges by the address of each role that they lead to. */
const byRole = (edges: readonly Edge[], rolesOf: (edge: Edge) => readonly string[]): ReadonlyMap<string, readonly Edge[]> => {
  const found = new Map<string, Edge[]>()
  for (const edge of edges) {
    for (const id of new Set(rolesOf(edge))) {
      const known = found.get(id)
      if (known) known.push(edge)
      else found.set(id, [edge])
    }
  }
  return found
}

/** Where more may be attached to a role than is known here. */
const attachedElsewhere = (elsewhere: readonly Elsewhere[]): ((role: string) => readonly Elsewhere[]) => {
  const toAny = elsewhere.filter(({ references }) => references === null)
  const to = new Map<string, Elsewhere[]>()
  for (const each of elsewhere) {
    for (const id of each.references ?? []) {
      const known = to.get(id)
      if (known) known.push(each)
      else to.set(id, [...toAny, each])
    }
  }
  return (role) => to.get(role) ?? toAny
}

const unresolvedPolicy = (value: Value, location: Location): Unresolved => ({
  reason: notFound('the policy', value),
  location,
})

interface Library {
  readonly declared: readonly ResourceInstance[]
  /** By the address of the resource that declares it. */
  readonly policies: Map<string, Policy>
}

/** The policy that an ARN means: one that is declared here, or one that AWS manages. */
const policyOfArn = (value: Value, location: Location, library: Library): Policy | Unresolved => {
  const name = managedPolicyName(toText(value) ?? [])
  if (name !== undefined) return { address: name, kind: 'aws-managed', document: null, location, attachedTo: [] }
  const { certain } = instancesNamed(value, library.declared, POLICY_ATTRIBUTES)
  return (certain[0] && library.policies.get(certain[0].id)) ?? unresolvedPolicy(value, location)
}

/** By the address of a policy that is declared here: those of the roles that it is attached to. */
const rolesByPolicy = (edges: readonly Edge[], declared: readonly ResourceInstance[]): ReadonlyMap<string, ReadonlySet<string>> => {
  const roles = new Map<string, Set<string>>()
  for (const { attachment, certain } of edges) {
    const { policy } = attachment
    if (policy.kind !== 'arn' || managedPolicyName(toText(policy.value) ?? []) !== undefined) continue
    for (const { id } of instancesNamed(policy.value, declared, POLICY_ATTRIBUTES).certain) {
      const known = roles.get(id) ?? new Set<string>()
      for (const role of certain) known.add(role)
      roles.set(id, known)
    }
  }
  return roles
}

/** Who may assume a role. https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_update-role-trust-policy.html */
const trustOf = (instance: ResourceInstance, report: Report): ResourcePolicy => {
  const { address, id, location } = instance
  const written = instance.body.argument('assume_role_policy')
  if (address.mode === 'managed' && written) return { address: id, document: readDocument(written, location, report), location }
  const reason = `${id} is only looked up here, and its trust policy is declared elsewhere`
  return { address: id, document: { id: null, version: '2012-10-17', statements: [], unknowns: [{ reason, location }] }, location }
}

const isPolicy = (found: Policy | Unresolved): found is Policy => 'document' in found

/** Most policies belong to functions that write nothing, so a document is read when it is first looked at. */
const withDocument = (policy: Omit<Policy, 'document'>, read: () => PolicyDocument): Policy => {
  let document: PolicyDocument | undefined
  return {
    ...policy,
    get document() {
      document ??= read()
      return document
    },
  }
}

/** The roles with all policies that are attached to them, and the policies with the roles that they are attached to. */
export const buildRoles = (
  roles: readonly ResourceInstance[],
  declared: readonly ResourceInstance[],
  attachingInstances: readonly ResourceInstance[],
  elsewhere: readonly Elsewhere[],
  report: Report,
): { readonly roles: readonly Role[]; readonly policies: readonly Policy[] } => {
  const edges = attachingInstances.flatMap(readAttachments).map((attachment) => edgeOf(attachment, roles))
  const attaching = rolesByPolicy(edges, declared)
  const library: Library = { declared, policies: new Map() }
  for (const instance of declared) {
    const attachedTo = [...(attaching.get(instance.id) ?? [])]
    const read = (): PolicyDocument => readDocument(instance.body.argument('policy'), instance.location, report)
    const { id: address, location } = instance
    library.policies.set(address, withDocument({ address, kind: 'customer-managed', location, attachedTo }, read))
  }
  const inline = new Map<Attachment, Policy>()
  for (const { attachment, certain } of edges) {
    if (attachment.policy.kind !== 'document') continue
    const { address, read: value } = attachment.policy
    const { location } = attachment
    const read = (): PolicyDocument => readDocument(value(), location, report)
    inline.set(attachment, withDocument({ address, kind: 'inline', location, attachedTo: certain }, read))
  }
  const policyOf = ({ attachment }: Edge): Policy | Unresolved =>
    inline.get(attachment) ??
    (attachment.policy.kind === 'arn'
      ? policyOfArn(attachment.policy.value, attachment.location, library)
      : { reason: 'its document is not known', location: attachment.location })

  const mayAttachTo = attachedElsewhere(elsewhere)
  const [certainOf, possibleOf] = [byRole(edges, ({ certain }) => certain), byRole(edges, ({ possible }) => possible)]

  const roleOf = (instance: ResourceInstance): Role => {
    const attached = (certainOf.get(instance.id) ?? []).map(policyOf)
    const possible = (possibleOf.get(instance.id) ?? []).map(policyOf)
    const boundary = instance.body.argument('permissions_boundary')
    const lookedUp: readonly Unresolved[] =
      instance.address.mode === 'data'
        ? [
            {
              reason: `${instance.id} is only looked up here, and its policies are declared elsewhere`,
              location: instance.location,
            },
          ]
        : []
    return {
      address: instance.id,
      location: instance.location,
      arn: toText(instance.attribute('arn')) ?? [],
      name: toText(instance.attribute('name')) ?? [],
      uniqueId: toText(instance.attribute('unique_id')) ?? [],
      tags: readTags(instance),
      policies: attached.filter(isPolicy),
      possiblePolicies: possible.filter(isPolicy),
      unresolved: [...lookedUp, ...[...attached, ...possible].filter((found): found is Unresolved => !isPolicy(found))],
      mayHaveMore: mayAttachTo(instance.id),
      trust: once(() => trustOf(instance, report)),
      boundary: boundary ? policyOfArn(boundary, instance.body.argumentLocation('permissions_boundary'), library) : null,
    }
  }
  return { roles: roles.map(roleOf), policies: [...library.policies.values(), ...inline.values()] }
}
