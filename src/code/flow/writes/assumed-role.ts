import type { AssumedRole, Expression } from '../../storage-call.ts'
import { jsonText } from '../data/json-text.ts'
import { isNull, keyOf, toExpression } from '../values/expression.ts'
import { anyKey, opaque, type RecordValue, type Value } from '../values/value.ts'

/** Whose credentials a call is made with: the execution role's, which Lambda gives in the environment, or others. */
export type Credentials = { readonly kind: 'function' | 'other' } | { readonly kind: 'role'; readonly role: AssumedRole }

/** The credentials that a call may be made with, by what tells them apart: when its request is made, and when it is sent. */
export interface NotedCredentials {
  readonly made: Map<string, Credentials>
  readonly sent: Map<string, Credentials>
}

/**
 * The role that credentials are of, which the catalogue calls `$role…` and which keep what it was asked for by; or an object
 * with these names, made by a builder. Undefined for other credentials, and for those that are asked for by others still.
 */
export const assumedRole = (
  value: Value,
  credentialsBy: (bindings: ReadonlyMap<string, Value>) => Credentials | undefined,
): AssumedRole | undefined => {
  const asked = askedWith(value)
  const arn = asked?.get('RoleArn')
  if (!asked || !arn || isNull(arn)) return undefined
  const by = credentialsBy(asked)
  if (by?.kind !== 'function' && by?.kind !== 'role') return undefined
  const policy = given(asked.get('Policy'))
  const name = given(asked.get('RoleSessionName'))
  const externalId = given(asked.get('ExternalId'))
  return {
    role: toExpression(arn),
    ...(name && { sessionName: toExpression(name) }),
    ...(externalId && { externalId: toExpression(externalId) }),
    ...(policy && { policy: policy.kind === 'record' ? jsonText(policy) : toExpression(policy) }),
    policyArns: arnsIn(given(asked.get('PolicyArns'))),
    ...(by.kind === 'role' && { by: by.role }),
  }
}

const askedWith = (value: Value): ReadonlyMap<string, Value> | undefined => {
  if (value.kind === 'external') return value.type.startsWith('$role') ? value.bindings : undefined
  if (value.kind !== 'record') return undefined
  const { parent, slots } = value
  if (parent?.kind !== 'external' || !parent.type.startsWith('$role')) return undefined
  const [request, client] = [slots.get('Request'), slots.get('Client')]
  const credentials = client?.kind === 'external' ? client.bindings.get('credentials') : client && opaque('its client is not known')
  return new Map([
    ...slots,
    ...(request?.kind === 'record' ? request.slots : []),
    ...(credentials ? [['credentials', credentials] as const] : []),
  ])
}

const given = (value: Value | undefined): Value | undefined => (value && !isNull(value) ? value : undefined)

/** `[{ arn: "…" }]`, or the ARNs themselves. */
const arnsIn = (value: Value | undefined): readonly Expression[] => {
  if (value === undefined) return []
  if (value.kind !== 'record' || value.shape !== 'list' || value.slots.has(anyKey)) return [toExpression(value)]
  return [...value.slots.values()].map((each) => toExpression(each.kind === 'record' ? (arnOf(each) ?? each) : each))
}

const arnOf = ({ slots }: RecordValue): Value | undefined => slots.get('arn') ?? slots.get('Arn')

/** Equal for the same role with the same limits. */
export const keyOfRole = ({ by, externalId, policy, policyArns, role, sessionName }: AssumedRole): string => {
  const said = [role, sessionName, externalId, policy].map((each) => (each ? keyOf(each) : ''))
  return JSON.stringify([...said, policyArns.map(keyOf), by ? keyOfRole(by) : ''])
}
