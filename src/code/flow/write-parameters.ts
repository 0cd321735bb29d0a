import type { WriteRow } from '../catalog/catalog.ts'
import type { Expression } from '../storage-call.ts'
import { argumentOf, givenArgument } from './argument-path.ts'
import { concat, isNull, toExpression } from './expression.ts'
import { optionsOf } from './join.ts'
import type { Arguments, Machine } from './machine.ts'
import { parameterName } from './parameter-names.ts'
import { anyKey, type ExternalValue, type Value } from './value.ts'

/** The parameters that a call gives beside its place, by the API's names. */
export const parametersOf = (
  machine: Machine,
  row: WriteRow,
  args: Arguments,
  callee: ExternalValue,
): ReadonlyMap<string, Expression> => {
  const parameters = new Map<string, Expression>()
  const add = (written: string, value: Value): void => {
    const known = row.names && Object.hasOwn(row.names, written) ? row.names[written] : parameterName(written)
    const name = known ?? anyKey
    if (name !== anyKey && !isPlace.has(name) && isGiven(value))
      parameters.set(name, name === 'CopySource' ? sourceOf(machine, value) : toExpression(value))
  }
  for (const [name, path] of Object.entries(row.named ?? {})) {
    const value = givenArgument(machine, path, args, callee)
    if (value) add(name, value)
  }
  for (const path of row.parameters ?? []) {
    if (path === '**') for (const [name, value] of args.named) add(name, value)
    const value = path === '**' ? undefined : argumentOf(machine, path, args, callee)
    for (const option of value ? optionsOf(value) : []) {
      if (option.kind === 'record') for (const [name, entry] of option.slots) add(name, entry)
    }
  }
  return withSource(parameters)
}

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
