import type { CallRow } from '../../catalog/catalog.ts'
import { type Arguments, type CallSite, type Machine, noArguments } from '../machine.ts'
import { isNull } from '../values/expression.ts'
import { optionsOf } from '../values/join.ts'
import { type ExternalValue, external, type RecordValue, record, type Value } from '../values/value.ts'
import { credentialsIn } from '../writes/credentials.ts'
import { argumentOf, givenArgument } from './argument-path.ts'

/** What the result of a call keeps: what its callee kept, and what the row says of the arguments. */
export const keptArguments = (
  machine: Machine,
  row: CallRow,
  callee: ExternalValue,
  args: Arguments,
  site: CallSite,
): Map<string, Value> => {
  const kept = new Map(row.makes === undefined ? [] : copied(row.makes, site.receiver))
  for (const [name, value] of callee.bindings) kept.set(name, value)
  for (const [name, path] of Object.entries(row.binds ?? {})) {
    const value = givenArgument(machine, path, args, callee)
    if (value) kept.set(name, value)
  }
  const credentials = row.client && usedCredentials(machine, row.client, args, callee)
  if (credentials) kept.set('credentials', credentials)
  if (!row.configures) return kept
  const { binds, type } = row.configures
  const made = objectOf(type)
  for (const fn of args.positional)
    if (fn.kind === 'function') machine.call(fn, { ...noArguments, positional: [made] }, { ...site, receiver: null, isNew: false })
  for (const [name, field] of Object.entries(binds)) {
    const value = made.slots.get(field)
    if (value) kept.set(name, value)
  }
  return kept
}

/** What makes an object of the type that it is called on makes a copy of that. */
const copied = (type: string, receiver: Value | null): Iterable<readonly [string, Value]> =>
  receiver?.kind === 'record' && receiver.parent?.kind === 'external' && receiver.parent.type === type ? receiver.slots : []

/** Those of the first of several clients that has any. */
const usedCredentials = (machine: Machine, paths: string, args: Arguments, callee: ExternalValue): Value | undefined => {
  const clients = paths.split('|').flatMap((path) => argumentOf(machine, path, args, callee) ?? [])
  const given = clients.map(credentialsIn)
  return given.find((each) => optionsOf(each).some((option) => !isNull(option))) ?? given[0]
}

/** An object of a library that rows on the type may set: a builder. */
export const objectOf = (type: string, entries: ReadonlyMap<string, Value> = new Map()): RecordValue => ({
  ...record('object', entries),
  parent: external(type, type.slice(type.lastIndexOf('.') + 1)),
})
