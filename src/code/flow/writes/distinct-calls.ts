import type { StorageCall } from '../../storage-call.ts'
import { alternatives, keyOf } from '../values/expression.ts'
import { keyOfRole } from './assumed-role.ts'

/** One place in the program is told apart by so many buckets and keys; more are joined. */
const mostOfOnePlace = 32

/** The same call on the same object is told once, by its shortest trace; sorted by where they are written. */
export const distinctCalls = (calls: readonly StorageCall[]): readonly StorageCall[] => {
  const distinct = new Map<string, StorageCall>()
  for (const call of [...calls].sort((a, b) => a.trace.length - b.trace.length)) {
    const key = [placeOf(call), keyOf(call.bucket), keyOf(call.key), call.deferred].join('\u0000')
    const known = distinct.get(key)
    if (!known) distinct.set(key, call)
    else if (known.certainty === 'possible' && call.certainty === 'certain') distinct.set(key, { ...known, certainty: 'certain' })
  }
  const places = new Map<string, StorageCall[]>()
  for (const call of distinct.values()) places.set(placeOf(call), [...(places.get(placeOf(call)) ?? []), call])
  return [...places.values()].flatMap((same) => (same.length > mostOfOnePlace ? [joined(same)] : same)).sort(inOrder)
}

const placeOf = (call: StorageCall): string =>
  [call.location.file.path, call.location.start, call.operation, credentialsOf(call)].join('\u0000')

/** What tells calls apart that are made with different credentials. */
const credentialsOf = ({ assumes, hasOwnCredentials }: StorageCall): string =>
  assumes ? keyOfRole(assumes) : hasOwnCredentials ? 'other' : ''

const joined = (calls: readonly StorageCall[]): StorageCall => ({
  ...(calls[0] as StorageCall),
  bucket: alternatives(calls.map((call) => call.bucket)),
  key: alternatives(calls.map((call) => call.key)),
})

const inOrder = (a: StorageCall, b: StorageCall): number => {
  if (a.location.file.path !== b.location.file.path) return a.location.file.path < b.location.file.path ? -1 : 1
  if (a.location.start !== b.location.start) return a.location.start - b.location.start
  const [left, right] = [a, b].map((call) => `${call.operation} ${keyOf(call.bucket)} ${keyOf(call.key)} ${credentialsOf(call)}`)
  return (left as string) < (right as string) ? -1 : 1
}
