import { UsageError } from '../source/usage-error.ts'
import type { DecideArguments } from './command.ts'
import { type Given, valuesOf } from './given.ts'

/** What `decide` is asked. @throws {UsageError} Neither requests on standard input, nor an action and a resource. */
export const readDecideArguments = (given: Given, format: 'text' | 'json'): DecideArguments => {
  const [, input] = given.positionals
  const last = (name: string): string | null => valuesOf(given, name).at(-1) ?? null
  const [action, resource] = [last('action'), last('resource')]
  if (input !== undefined && input !== '-') throw new UsageError(`"${input}" is no input of decide: give - for standard input.`)
  if (input === undefined && (action === null || resource === null))
    throw new UsageError('decide needs --action and --resource, such as --action s3:PutObject --resource arn:aws:s3:::b/k, or -.')
  return {
    fromInput: input === '-',
    action: action ?? '',
    resource: resource ?? '',
    principal: last('principal'),
    resourceAccount: last('resource-account'),
    policies: valuesOf(given, 'policy'),
    boundaries: valuesOf(given, 'boundary'),
    sessionPolicies: valuesOf(given, 'session-policy'),
    endpointPolicies: valuesOf(given, 'endpoint-policy'),
    resourcePolicy: last('bucket-policy'),
    scps: valuesOf(given, 'scp'),
    rcps: valuesOf(given, 'rcp'),
    context: contextOf(valuesOf(given, 'context')),
    format,
  }
}

const contextOf = (given: readonly string[]): ReadonlyMap<string, readonly string[]> => {
  const context = new Map<string, readonly string[]>()
  for (const each of given) {
    const [, key, value = ''] = /^([^=]+)=(.*)$/s.exec(each) ?? []
    if (key === undefined) throw new UsageError(`--context needs a key and a value, such as aws:SourceVpc=vpc-1, not "${each}".`)
    context.set(key, [...(context.get(key) ?? []), value])
  }
  return context
}
