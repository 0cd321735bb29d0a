import type { StorageCall } from '../../storage-call.ts'
import type { Machine } from '../machine.ts'
import { isNull } from '../values/expression.ts'
import { optionsOf } from '../values/join.ts'
import { type ExternalValue, nothing, type Value } from '../values/value.ts'
import { assumedRole, type Credentials, keyOfRole, type NotedCredentials } from './assumed-role.ts'

/** Deeper than programs pass credentials from one client to the next. */
const deepest = 6

/** Those that a client may have. */
export const credentialsOf = ({ bindings }: Pick<ExternalValue, 'bindings'>, depth = 0): readonly Credentials[] => {
  const given = bindings.get('credentials')
  return given === undefined ? [{ kind: 'function' }] : optionsOf(given).flatMap((option) => ofValue(option, depth))
}

const ofValue = (value: Value, depth: number): readonly Credentials[] => {
  if (isNull(value)) return [{ kind: 'function' }]
  if (depth > deepest) return [{ kind: 'other' }]
  switch (value.kind) {
    case 'text':
      return [{ kind: value.expression.kind === 'env' && value.expression.name === 'AWS_ACCESS_KEY_ID' ? 'function' : 'other' }]
    case 'alternatives':
      return value.options.flatMap((option) => ofValue(option, depth + 1))
    case 'record': {
      const id = idNames.map((name) => value.slots.get(name)).find((slot) => slot !== undefined)
      return id ? optionsOf(id).flatMap((option) => ofValue(option, depth + 1)) : ofRole(value, depth)
    }
    case 'external':
      if (value.type === '$credentials.of') return credentialsOf(value, depth + 1)
      return value.type.startsWith('$credentials.default') ? [{ kind: 'function' }] : ofRole(value, depth)
    default:
      return [{ kind: 'other' }]
  }
}

const idNames = ['accessKeyId', 'AccessKeyId', 'AccessKeyID', 'access_key_id']

const ofRole = (value: Value, depth: number): readonly Credentials[] => {
  const role = assumedRole(value, (bindings) => {
    const by = credentialsOf({ bindings }, depth + 1)
    return by.length === 1 ? by[0] : { kind: 'other' }
  })
  return [role ? { kind: 'role', role } : { kind: 'other' }]
}

/** By the name that a configuration has for them; or they are given in place of it, as such or by their id. */
const givenTo = (client: Value): Value | undefined => {
  if (client.kind === 'text') return client
  if (client.kind === 'external') return /^\$(?:role|credentials)\b/.test(client.type) ? client : client.bindings.get('credentials')
  return client.kind === 'record' ? (client.slots.get('Credentials') ?? client.slots.get('credentials')) : undefined
}

/** The credentials that clients were given, where one of them is used: what is not known of a client leaves them as they are. */
export const credentialsIn = (client: Value): Value =>
  optionsOf(client).reduce<Value>(
    (all, option) => {
      const given = givenTo(option) ?? nothing
      return { kind: 'alternatives', options: [...optionsOf(all), ...optionsOf(given)] }
    },
    { kind: 'alternatives', options: [] },
  )

export const noteCredentials = (
  machine: Machine,
  call: string,
  when: keyof NotedCredentials,
  used: readonly Credentials[],
): void => {
  const noted = machine.credentials.get(call) ?? { made: new Map(), sent: new Map() }
  for (const each of used) noted[when].set(each.kind === 'role' ? keyOfRole(each.role) : each.kind, each)
  machine.credentials.set(call, noted)
}

/** A call as it is made with each of the credentials that it may be made with. */
export const callsAs = (machine: Machine, key: string, call: StorageCall): readonly StorageCall[] => {
  const noted = machine.credentials.get(key)
  const ways = noted ? [...(noted.sent.size > 0 ? noted.sent : noted.made).values()] : []
  if (ways.some(({ kind }) => kind === 'other')) return [{ ...call, hasOwnCredentials: true, certainty: 'possible' }]
  if (ways.every(({ kind }) => kind === 'function')) return [call]
  const certainty = ways.length > 1 ? 'possible' : call.certainty
  return ways.map((way) => ({ ...call, certainty, ...(way.kind === 'role' && { assumes: way.role }) }))
}
