import type { WriteRow } from '../../catalog/catalog.ts'
import type { Expression, StorageCall } from '../../storage-call.ts'
import { argumentOf, givenArgument } from '../calls/argument-path.ts'
import type { Arguments, Machine } from '../machine.ts'
import { concat, isEvent, isNull, toExpression } from '../values/expression.ts'
import { isThereSometimes } from '../values/heap.ts'
import { optionsOf } from '../values/join.ts'
import { anyKey, type ExternalValue, sourceKey, type Value } from '../values/value.ts'
import { parameterName } from './parameter-names.ts'

/** The parameters that a call gives beside its place. */
export type GivenParameters = Pick<StorageCall, 'parameters' | 'optionalParameters' | 'parametersAreOpen'>

export const parametersOf = (machine: Machine, row: WriteRow, args: Arguments, callee: ExternalValue): GivenParameters => {
  const parameters = new Map<string, Expression>()
  const optional = new Set<string>()
  // What a library without any gives the API by itself is not known.
  let isOpen = row.parameters === undefined
  const add = (written: string, value: Value): void => {
    const known = row.names && Object.hasOwn(row.names, written) ? row.names[written] : parameterName(written)
    const name = known ?? anyKey
    if (written === anyKey || written === sourceKey) isOpen = true
    if (name === anyKey || isPlace.has(name) || !isGiven(value)) return
    parameters.set(name, name === 'CopySource' ? sourceOf(machine, value) : toExpression(value))
    if (isThereSometimes(value) || optionsOf(value).some(isNull)) optional.add(name)
  }
  for (const [name, path] of Object.entries(row.named ?? {})) {
    const value = givenArgument(machine, path, args, callee)
    if (value) add(name, value)
  }
  for (const path of row.parameters ?? []) {
    if (path === '**') {
      for (const [name, value] of args.named) add(name, value)
      if (args.namedRest || args.namedFrom) isOpen = true
    }
    const value = path === '**' ? undefined : argumentOf(machine, path, args, callee)
    const options = value ? optionsOf(value) : []
    for (const option of options) {
      if (option.kind === 'record') for (const [name, entry] of option.slots) add(name, entry)
      if (!isClosed(option)) isOpen = true
    }
    if (new Set(options.map(namesIn)).size > 1) for (const name of parameters.keys()) optional.add(name)
  }
  return {
    parameters: withSource(parameters),
    ...(optional.size > 0 && { optionalParameters: optional }),
    ...(isOpen && { parametersAreOpen: true as const }),
  }
}

/** Whether it has no entries but those that are known. */
const isClosed = (value: Value): boolean => {
  if (value.kind === 'record') return value.parent === null || value.parent.kind === 'external' || value.class !== null
  return isNull(value) || (value.kind === 'text' && !isEvent(value))
}

const namesIn = (value: Value): string => (value.kind === 'record' ? [...value.slots.keys()].sort().join() : '')

/** Some SDKs take the source of a copy apart. */
const withSource = (parameters: Map<string, Expression>): ReadonlyMap<string, Expression> => {
  const parts = ['SourceBucket', 'SourceKey', 'SourceVersionId']
  const [bucket, key, version] = parts.map((name) => parameters.get(name))
  if (!bucket || !key) return parameters
  for (const name of parts) parameters.delete(name)
  return parameters.set('CopySource', sourceText(bucket, key, version))
}

const sourceText = (bucket: Expression, key: Expression, version: Expression | undefined): Expression =>
  concat([
    bucket,
    { kind: 'literal', text: '/' },
    key,
    ...(version ? [{ kind: 'literal', text: '?versionId=' } as const, version] : []),
  ])

/** No tags are none. */
const isGiven = (value: Value): boolean =>
  !isNull(value) && !(value.kind === 'record' && value.shape === 'list' && value.slots.size === 0)

/** `{"Bucket": b, "Key": k, "VersionId": v}` as `b/k?versionId=v`, which the API takes too. */
const sourceOf = (machine: Machine, value: Value): Expression => {
  if (value.kind !== 'record') return toExpression(value)
  const [bucket, key] = ['Bucket', 'Key'].map((name) => toExpression(machine.entryOf(value, name, undefined)))
  if (!bucket || !key) return toExpression(value)
  const version = machine.entryOf(value, 'VersionId', undefined)
  return sourceText(bucket, key, isNull(version) ? undefined : toExpression(version))
}

/** Told by themselves, or as large as what is written. */
const isPlace = new Set([
  'Bucket',
  'Key',
  'key',
  'Body',
  'ExtraArgs',
  'Params',
  'Filename',
  'Fileobj',
  'Metadata',
  'Config',
  'Callback',
])
