import { isObject, type Json, type JsonObject } from '../json.ts'
import type { Change } from '../resources.ts'
import { type Decoded, decodeMsgpack } from './msgpack.ts'
import { markAt, type Path } from './paths.ts'
import { bytesOf, DAMAGED, type Field, numberOf, readMessage, textOf } from './wire.ts'

/** The message `Plan` of a plan file, as far as it is needed. */
export interface PlanMessage {
  readonly version: number
  readonly terraformVersion: string | undefined
  readonly workspace: string | undefined
  readonly variables: ReadonlyMap<string, Json>
  readonly changes: readonly Change[]
  readonly isErrored: boolean
  readonly targets: number
}

/** The fields of the messages. https://github.com/hashicorp/terraform/blob/main/internal/plans/planproto/planfile.proto */
const PLAN = { version: 1, variables: 2, changes: 3, targets: 5, backend: 13, terraform: 14, errored: 20, deferred: 27 } as const
const INSTANCE = { module: 1, mode: 2, type: 3, name: 4, key: 5, index: 6, deposed: 7, change: 9, address: 13 } as const
const CHANGE = { action: 1, values: 2, sensitiveBefore: 3, sensitiveAfter: 4 } as const

const ACTIONS: ReadonlyMap<number, readonly string[]> = new Map([
  [0, ['no-op']],
  [1, ['create']],
  [2, ['read']],
  [3, ['update']],
  [5, ['delete']],
  [6, ['delete', 'create']],
  [7, ['create', 'delete']],
  [8, ['forget']],
  [9, ['create', 'forget']],
])

const dynamicValue = (bytes: Uint8Array | undefined): Decoded => {
  const [msgpack] = bytes ? bytesOf(readMessage(bytes), 1) : []
  return msgpack ? decodeMsgpack(msgpack) : { value: null, unknown: false }
}

const objectOf = ({ value }: Decoded): JsonObject | null => (isObject(value) ? value : null)

const pathOf = (bytes: Uint8Array): Path =>
  bytesOf(readMessage(bytes), 1).flatMap((each) => {
    const step = readMessage(each)
    const name = textOf(step, 1)
    if (name !== undefined) return [name]
    const { value } = dynamicValue(bytesOf(step, 2)[0])
    // An element of a set has itself for a key: then all of the set is meant.
    return typeof value === 'string' || typeof value === 'number' ? [value] : []
  })

/** Up to Terraform 1.0 there was no whole address. */
const addressOf = (fields: readonly Field[]): string => {
  const whole = textOf(fields, INSTANCE.address)
  if (whole !== undefined) return whole
  const [module, type, name, key] = [INSTANCE.module, INSTANCE.type, INSTANCE.name, INSTANCE.key].map((each) =>
    textOf(fields, each),
  )
  const index = numberOf(fields, INSTANCE.index)
  const step = key !== undefined ? `[${JSON.stringify(key)}]` : index !== undefined ? `[${index}]` : ''
  return `${module ? `${module}.` : ''}${numberOf(fields, INSTANCE.mode) === 1 ? 'data.' : ''}${type}.${name}${step}`
}

const changeOf = (bytes: Uint8Array): Change => {
  const fields = readMessage(bytes)
  const change = readMessage(bytesOf(fields, INSTANCE.change)[0] ?? new Uint8Array())
  const actions = ACTIONS.get(numberOf(change, CHANGE.action) ?? 0) ?? ['update']
  const values = bytesOf(change, CHANGE.values).map(dynamicValue)
  const hasBefore = !['create', 'read'].includes(actions.join())
  const hasAfter = actions.join() !== 'delete' && actions.join() !== 'forget'
  const before = hasBefore ? values[0] : undefined
  const after = hasAfter ? values.at(-1) : undefined
  const paths = bytesOf(change, hasAfter ? CHANGE.sensitiveAfter : CHANGE.sensitiveBefore).map(pathOf)
  return {
    address: addressOf(fields),
    actions,
    before: before ? objectOf(before) : null,
    after: after ? objectOf(after) : null,
    unknown: after?.unknown ?? false,
    sensitive: markAt(paths),
    isDeposed: (textOf(fields, INSTANCE.deposed) ?? '') !== '',
  }
}

const variableOf = (bytes: Uint8Array): readonly [string, Json] => {
  const entry = readMessage(bytes)
  return [textOf(entry, 1) ?? '', dynamicValue(bytesOf(entry, 2)[0]).value]
}

const message = (bytes: Uint8Array | undefined): readonly Field[] => (bytes ? readMessage(bytes) : [])

/** Throws an Error whose message ends "… because …" where it is no plan, or of a format that is not known. */
export const readPlanMessage = (bytes: Uint8Array): PlanMessage => {
  const fields = readMessage(bytes)
  const version = numberOf(fields, PLAN.version)
  if (version === undefined) throw new Error(DAMAGED)
  if (version !== 3) throw new Error(`it has the format version ${version}, and only 3 is known`)
  const deferred = bytesOf(fields, PLAN.deferred).flatMap((each) => bytesOf(readMessage(each), 2))
  return {
    version,
    terraformVersion: textOf(fields, PLAN.terraform),
    workspace: textOf(message(bytesOf(fields, PLAN.backend)[0]), 3),
    variables: new Map(bytesOf(fields, PLAN.variables).map(variableOf)),
    changes: [...bytesOf(fields, PLAN.changes), ...deferred].map(changeOf),
    isErrored: numberOf(fields, PLAN.errored) === 1,
    targets: bytesOf(fields, PLAN.targets).length,
  }
}
