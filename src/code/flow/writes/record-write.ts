import { locate } from '../../../source/source-file.ts'
import type { ArgumentPath, Fixed, WriteRow } from '../../catalog/catalog.ts'
import type { Expression, StorageCall } from '../../storage-call.ts'
import { argumentOf, givenArgument } from '../calls/argument-path.ts'
import type { Arguments, CallSite, Machine } from '../machine.ts'
import { alternatives, concat, keyOf as textOf, toExpression } from '../values/expression.ts'
import { isGuarded } from '../values/guards.ts'
import type { ExternalValue } from '../values/value.ts'
import { credentialsOf, noteCredentials } from './credentials.ts'
import { splitUri } from './storage-uri.ts'
import { traceOf } from './trace.ts'
import { parametersOf } from './write-parameters.ts'

/** Notes a call that writes, and gives its keys in `machine.calls`; `not meant` if the arguments are not those of such a call. */
export const recordWrite = (
  machine: Machine,
  row: WriteRow,
  callee: ExternalValue,
  args: Arguments,
  site: CallSite,
  isGuess: boolean,
  { bindings }: Pick<ExternalValue, 'bindings'> = callee,
): readonly string[] | 'not meant' => {
  if ((row.needs ?? []).some((path) => argumentOf(machine, path, args, callee) === undefined)) return 'not meant'
  if ((row.given ?? []).some((path) => givenArgument(machine, path, args, callee) === undefined)) return 'not meant'
  const place = placesOf(machine, row, callee, args)
  if (place === null) return 'not meant'
  const name = callee.type.slice(Math.max(callee.type.lastIndexOf('.'), callee.type.lastIndexOf('\\')) + 1)
  const key = keyOfCall(machine, site, `${row.operation} ${name}`)
  const known = machine.calls.get(key)
  noteCredentials(machine, key, 'made', credentialsOf({ bindings }))
  const isPossible =
    row.certainty === 'possible' ||
    place.isGuess ||
    machine.certainty === 'possible' ||
    isGuess ||
    isGuarded(machine, [place.bucket, place.key])
  const made: StorageCall = {
    operation: row.operation === '=' ? operationOf(name) : row.operation,
    call: name,
    sdk: row.sdk,
    location: locate(site.location.file, { start: site.nameLocation.start, end: site.location.end }),
    bucket: place.bucket,
    ...(row.uri !== undefined && { bucketMayHold: 'place' as const }),
    ...(row.bucketMayHoldFolder && { bucketMayHold: 'folder' as const }),
    key: place.key,
    ...parametersOf(machine, row, args, callee),
    certainty: isPossible ? 'possible' : 'certain',
    deferred: row.deferred ?? false,
    trace: known?.trace ?? traceOf(machine, place.bucket, place.key, name, site),
  }
  machine.calls.set(key, known ? bothCalls(known, made) : made)
  return [key]
}

/** What is known of a place that is called more than once in the same way. */
const bothCalls = (known: StorageCall, made: StorageCall): StorageCall => {
  const isSame = [...known.parameters.keys(), ...made.parameters.keys()].every((name) => {
    const [one, other] = [known.parameters.get(name), made.parameters.get(name)]
    return one && other && textOf(one) === textOf(other)
  })
  return {
    ...made,
    bucket: alternatives([known.bucket, made.bucket]),
    key: alternatives([known.key, made.key]),
    ...((known.parametersAreOpen || !isSame) && { parametersAreOpen: true }),
  }
}

const missing = (what: string, { unsaid }: WriteRow): Expression => ({
  kind: 'opaque',
  why: unsaid ?? `the call does not say its ${what}`,
})

const placesOf = (
  machine: Machine,
  row: WriteRow,
  callee: ExternalValue,
  args: Arguments,
): { readonly bucket: Expression; readonly key: Expression; readonly isGuess: boolean } | null => {
  if (row.uri === undefined) {
    const bucket = row.bucket === undefined ? undefined : given(machine, row.bucket, args, callee)
    const key = row.key === undefined ? undefined : given(machine, row.key, args, callee)
    return { bucket: bucket ?? missing('bucket', row), key: keyOf(key, row, callee), isGuess: false }
  }
  const uri = given(machine, row.uri, args, callee)
  if (uri === undefined) return row.isAlwaysS3 ? { bucket: missing('path', row), key: missing('path', row), isGuess: false } : null
  const place = splitUri(uri, row.isAlwaysS3 ?? false)
  if (place === null) return null
  if (row.key === undefined) return { ...place, key: keyOf(place.key, row, callee) }
  const bucket = withoutQuery(place.bucket)
  return { bucket, key: keyOf(given(machine, row.key, args, callee), row, callee), isGuess: place.isGuess }
}

/** Of `s3://bucket?region=eu-west-1`, the bucket. */
const withoutQuery = (bucket: Expression): Expression => {
  const parts = bucket.kind === 'concat' ? bucket.parts : [bucket]
  const at = parts.findIndex((part) => part.kind === 'literal' && part.text.includes('?'))
  const last = parts[at]
  return last?.kind === 'literal' ? concat([...parts.slice(0, at), { ...last, text: last.text.replace(/\?.*$/s, '') }]) : bucket
}

const given = (machine: Machine, path: ArgumentPath | Fixed, args: Arguments, callee: ExternalValue): Expression | undefined => {
  if (typeof path !== 'string')
    return 'env' in path ? { kind: 'env', name: path.env, otherwise: null } : { kind: 'literal', text: path.text }
  const value = argumentOf(machine, path, args, callee)
  return value && toExpression(value.kind === 'external' ? (value.bindings.get('Path') ?? value) : value)
}

const keyOf = (key: Expression | undefined, row: WriteRow, callee: ExternalValue): Expression => {
  const { keyIs } = row
  if (keyIs === undefined) return key ?? missing('key', row)
  const rest: Expression = { kind: 'opaque', why: `it is named by ${callee.label}` }
  if (key === undefined || key.kind === 'opaque') return rest
  if (keyIs === 'folder') return concat([...asFolder(key), rest])
  const last = key.kind === 'concat' ? key.parts.at(-1) : key
  const isName = keyIs === 'name' && last?.kind === 'literal' && !last.text.endsWith('/')
  return isName ? key : concat([key, rest])
}

/** With one `/` at its end, unless it is empty. */
const asFolder = (key: Expression): readonly Expression[] => {
  const parts = key.kind === 'concat' ? key.parts : [key]
  const last = parts.at(-1)
  const slash: Expression = { kind: 'literal', text: '/' }
  if (last === undefined || (last.kind === 'literal' && /(?:^|\/)$/.test(last.text))) return parts
  if (last.kind === 'literal' || last.kind === 'opaque') return [...parts, slash]
  return [...parts.slice(0, -1), { kind: 'stripped', of: last, end: 'end', characters: '/' }, slash]
}

/** A place that is called by more ways than this is told once. */
const mostWays = 200

const keyOfCall = (machine: Machine, site: CallSite, what: string): string => {
  const place = `${site.location.file.path}:${site.location.start} ${what}`
  const ways = (machine.ways.get(place) ?? 0) + 1
  machine.ways.set(place, ways)
  if (ways > mostWays) return place
  const path = machine.frames.map((frame) => `${frame.site?.file.path}:${frame.site?.start}${frame.round}`)
  return [...path, site.context.round, place].join('>')
}

/** `put_object` and `PutObjectCommand` are `PutObject`. */
const operationOf = (name: string): string => {
  const plain = name.replace(/Command$/, '')
  return plain
    .split('_')
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join('')
}
