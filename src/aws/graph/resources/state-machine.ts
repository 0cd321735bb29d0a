import type { Location } from '../../../source/source-file.ts'
import type { ResourceInstance } from '../../../terraform/evaluate/resource-model.ts'
import { elementsOf, knownString, toText } from '../../../terraform/value/convert.ts'
import type { Value } from '../../../terraform/value/value.ts'
import { type EventPart, listPart, objectPart, openPart, valuePart } from '../invocations/event.ts'
import { decodePolicyJson } from '../policy-json.ts'
import { pathPart } from './event-rule.ts'

/** A state that invokes a function, and what it hands to it. */
export interface Task {
  readonly target: Value
  readonly event: EventPart
  readonly location: Location | null
}

/** Maps and parallel branches inside each other. */
const DEEPEST = 10

const fieldOf = (value: Value | undefined, name: string): Value | undefined =>
  value && 'entries' in value ? value.entries.get(name) : undefined

const entriesIn = (value: Value | undefined): readonly (readonly [string, Value])[] =>
  value && 'entries' in value ? [...value.entries] : []

/**
 * The functions that a state machine invokes. `input` is what it is started with, which its first state gets.
 * https://docs.aws.amazon.com/step-functions/latest/dg/connect-lambda.html
 */
export const readTasks = (machine: ResourceInstance, input: EventPart): readonly Task[] => {
  const definition = machine.body.argument('definition')
  return definition ? tasksOf(decodePolicyJson(definition), `${machine.id} passes`, input, 0) : []
}

const tasksOf = (states: Value, decidedBy: string, input: EventPart, depth: number): readonly Task[] => {
  if (depth > DEEPEST) return []
  const first = fieldOf(states, 'StartAt')
  const name = first && knownString(first)
  // What a later state leads back to gets what that one makes, too.
  const start = name !== undefined && !leadsTo(fieldOf(states, 'States'), name, 0) ? name : undefined
  return entriesIn(fieldOf(states, 'States')).flatMap(([each, state]): readonly Task[] => {
    const given = each === start && !fieldOf(state, 'InputPath') ? input : openPart(decidedBy)
    const own = taskOf(state, decidedBy, given, input)
    const branches = elementsOf(fieldOf(state, 'Branches') ?? { kind: 'null' }) ?? []
    const items = [fieldOf(state, 'ItemProcessor'), fieldOf(state, 'Iterator')].flatMap((each) => (each ? [each] : []))
    const item = itemPart(state, decidedBy, given, input)
    return [
      ...(own ? [own] : []),
      ...branches.flatMap((branch) => tasksOf(branch, decidedBy, given, depth + 1)),
      ...items.flatMap((processor) => tasksOf(processor, decidedBy, item, depth + 1)),
    ]
  })
}

const leadsTo = (value: Value | undefined, name: string, depth: number): boolean => {
  if (!value || depth > DEEPEST) return depth > DEEPEST
  const inside = elementsOf(value) ?? []
  const next = [fieldOf(value, 'Next'), fieldOf(value, 'Default')].some((each) => each && knownString(each) === name)
  return next || inside.some((each) => leadsTo(each, name, depth + 1))
}

/**
 * What a map hands to each of its runs: an item, or a batch of items with what is said of the batch.
 * https://docs.aws.amazon.com/step-functions/latest/dg/input-output-itembatcher.html
 */
const itemPart = (state: Value, decidedBy: string, given: EventPart, input: EventPart): EventPart => {
  const selected = fieldOf(state, 'ItemSelector') ?? fieldOf(state, 'Parameters')
  const item = selected ? payloadPart(selected, decidedBy, given, input, 0) : openPart(decidedBy)
  const batcher = fieldOf(state, 'ItemBatcher')
  if (!batcher) return item
  const ofBatch = fieldOf(batcher, 'BatchInput')
  const fields = ofBatch ? { BatchInput: payloadPart(ofBatch, decidedBy, given, input, 0) } : {}
  return objectPart({ ...fields, Items: listPart(item) })
}

const INVOKE = /:states:::lambda:invoke(?:\.waitForTaskToken)?$/

const taskOf = (state: Value, decidedBy: string, given: EventPart, input: EventPart): Task | undefined => {
  const resource = fieldOf(state, 'Resource')
  if (!resource) return undefined
  const parameters = fieldOf(state, 'Parameters') ?? fieldOf(state, 'Arguments')
  const location = state.origin ?? null
  const made = (value: Value | undefined): EventPart => (value ? payloadPart(value, decidedBy, given, input, 0) : given)
  const last = toText(resource)?.at(-1)
  if (typeof last !== 'string' || !INVOKE.test(last)) return { target: resource, event: made(parameters), location }
  const target = fieldOf(parameters, 'FunctionName')
  const path = fieldOf(parameters, 'Payload.$')
  const payload = fieldOf(parameters, 'Payload')
  const event = path ? pathOf(path, decidedBy, given, input) : payload ? made(payload) : openPart(decidedBy)
  return target ? { target, event, location } : undefined
}

/** `$.bucket` is of the state's input, `$$.Execution.Input.bucket` of the machine's. */
const pathOf = (path: Value, decidedBy: string, given: EventPart, input: EventPart): EventPart => {
  const known = knownString(path)
  const ofInput = known?.startsWith('$$.Execution.Input') ? known.replace('$$.Execution.Input', '$') : undefined
  if (ofInput !== undefined) return pathPart(input, ofInput, decidedBy)
  return pathPart(given, known, decidedBy)
}

/** https://docs.aws.amazon.com/step-functions/latest/dg/input-output-inputpath-params.html */
const payloadPart = (value: Value, decidedBy: string, given: EventPart, input: EventPart, depth: number): EventPart => {
  if (depth > DEEPEST) return openPart(decidedBy)
  if (value.kind === 'string') return knownString(value)?.startsWith('{%') ? openPart(decidedBy) : valuePart(value)
  const inside = (each: Value): EventPart => payloadPart(each, decidedBy, given, input, depth + 1)
  if ('elements' in value) return { kind: 'list', elements: value.elements.map(inside) }
  if (!('entries' in value)) return valuePart(value)
  const fields = [...value.entries].map(([name, each]): readonly [string, EventPart] =>
    name.endsWith('.$') ? [name.slice(0, -2), pathOf(each, decidedBy, given, input)] : [name, inside(each)],
  )
  return { kind: 'object', fields: new Map(fields), others: null }
}
