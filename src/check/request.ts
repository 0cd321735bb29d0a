import type { Graph, Role } from '../aws/graph/graph.ts'
import { type ContextValue, type RequestContext, sdkCallContext } from '../aws/iam/context.ts'
import type { Request } from '../aws/iam/decision.ts'
import { accountOf } from '../aws/iam/principal.ts'
import type { Text } from '../source/text.ts'
import type { Requirement, Write } from './access.ts'
import { headersOf, type Keys, knowsTags } from './request/headers.ts'
import { networkKeys, regionKeys, serviceKeys } from './request/network.ts'
import { organizationOf, principalKeys } from './request/principal.ts'

/** A requirement as it is asked of AWS, by the session of a role: the execution role's is named as the function is. */
export const requestOf = (requirement: Requirement, write: Write, role: Role, graph: Graph): Request => {
  const account = resourceAccountOf(requirement, write)
  const name = sessionOf(requirement, write)
  return {
    action: requirement.action,
    resource: requirement.resource,
    principal: role.arn,
    ...(role.uniqueId.length > 0 && { principalId: role.uniqueId }),
    ...(name && { session: name }),
    ...(account && { resourceAccount: account }),
    context: contextOf(requirement, write, role, graph, name),
  }
}

/** Lambda calls the execution role's session as the function; null if it is not known. */
const sessionOf = (requirement: Requirement, { assumed, lambda }: Write): Text | null => {
  const session = requirement.step ? requirement.step.as : (assumed?.session ?? null)
  return session ? session.name : lambda.name
}

const isExecutionRole = ({ step }: Requirement, { assumed }: Write): boolean => (step ? step.as === null : !assumed)

/** Of a bucket that is only looked up, or is not in the configuration, it is taken to be the role's own. */
export const resourceAccountOf = ({ account, kmsKey, on, place, resource }: Requirement, { bucket }: Write): Text | null => {
  if (account) return account
  switch (on) {
    case 'object':
    case 'source':
    case 'bucket': {
      const node = place ? place.node : bucket
      return node && !node.isLookedUp ? [node.account] : null
    }
    case 'key': {
      const named = accountOf(kmsKey?.arn ?? resource)
      return named && /^\d{12}$/.test(named.length === 1 && typeof named[0] === 'string' ? named[0] : '') ? named : null
    }
    case 'access-point':
    case 'role':
      return null
  }
}

const contexts = new WeakMap<Requirement, WeakMap<Role, RequestContext>>()

/**
 * What is known of the condition keys that the request carries; any other depends on what is not in the configuration.
 * https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazons3.html#amazons3-policy-keys
 */
const contextOf = (requirement: Requirement, write: Write, role: Role, graph: Graph, session: Text | null): RequestContext => {
  const byRole = contexts.get(requirement) ?? new WeakMap<Role, RequestContext>()
  const known = byRole.get(role) ?? makeContext(requirement, write, role, graph, session)
  contexts.set(requirement, byRole.set(role, known))
  return known
}

const makeContext = (requirement: Requirement, write: Write, role: Role, graph: Graph, session: Text | null): RequestContext => {
  const lambda = isExecutionRole(requirement, write) ? write.lambda : null
  const isOnObject = requirement.on === 'object' || requirement.on === 'access-point'
  const isOfS3 = requirement.on !== 'key' && requirement.on !== 'role'
  return {
    ...sdkCallContext,
    keys: new Map<string, ContextValue>([
      ...sdkCallContext.keys,
      ...principalKeys(role, session, lambda, graph),
      ...resourceKeys(requirement, write, graph),
      ...(isOfS3 ? [...networkKeys(write), ...serviceKeys(write), ...regionKeys(write)] : []),
      ...(isOnObject ? headersOf(write, graph) : []),
      ...(requirement.context ?? []),
    ]),
    ...(isOnObject && knowsTags(write) && { absentUnder: ['s3:requestobjecttag/'] }),
  }
}

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-resource-properties */
const resourceKeys = (requirement: Requirement, write: Write, graph: Graph): Keys => {
  const account = resourceAccountOf(requirement, write)
  if (!account) return []
  const value: ContextValue = { kind: 'values', values: [account] }
  return [
    ['aws:resourceaccount', value],
    ['s3:resourceaccount', value],
    ['aws:resourceorgid', organizationOf(account, graph)],
  ]
}
