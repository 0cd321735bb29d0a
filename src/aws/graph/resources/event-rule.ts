import { type Text, text, type Unknown } from '../../../source/text.ts'
import type { ResourceInstance } from '../../../terraform/evaluate/resource-model.ts'
import { stringOf } from '../../../terraform/value/construct.ts'
import { elementsOf, knownString, toText } from '../../../terraform/value/convert.ts'
import { callId } from '../../../terraform/value/symbol.ts'
import type { Value } from '../../../terraform/value/value.ts'
import { choicePart, type EventPart, fieldsAt, objectPart, openPart, partsAt, textPart, valuePart } from '../invocations/event.ts'
import { decodePolicyJson } from '../policy-json.ts'
import { eventBridgeEvent } from './object-event.ts'

/** The rules of EventBridge: what they match, and what they hand to their targets. */

const VARYING = { kind: 'varying', reason: 'it is a field of the event' } as const

/** https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-event-patterns-content-based-filtering.html */
const matched = (matcher: Value, decidedBy: string): EventPart => {
  if (matcher.kind !== 'object' && matcher.kind !== 'map') return valuePart(matcher)
  const [prefix, suffix] = ['prefix', 'suffix'].map((name) => {
    const value = matcher.entries.get(name)
    return value && toText(value)
  })
  if (prefix) return textPart(text(...prefix, VARYING))
  return suffix ? textPart(text(VARYING, ...suffix)) : openPart(decidedBy)
}

/** What an event may be, by the pattern that it matches. */
const patternPart = (pattern: Value, decidedBy: string): EventPart => {
  switch (pattern.kind) {
    case 'object':
    case 'map':
      return {
        kind: 'object',
        fields: new Map([...pattern.entries].map(([name, inner]) => [name, patternPart(inner, decidedBy)])),
        others: openPart(decidedBy),
      }
    case 'list':
    case 'set':
    case 'tuple':
      return choicePart(pattern.elements.map((element) => matched(element, decidedBy)))
    case 'null':
    case 'bool':
    case 'number':
    case 'string':
    case 'unknown':
      return openPart(decidedBy)
  }
}

const sourcesOf = (pattern: Value): readonly (string | undefined)[] => {
  const source = 'entries' in pattern ? pattern.entries.get('source') : undefined
  return ((source && elementsOf(source)) ?? []).map(knownString)
}

/**
 * The events that a rule hands to its targets: those of S3 are of `anyBucket` if the pattern names none.
 * https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/cloudwatch_event_rule
 */
export const eventOfRule = ({ id, body }: ResourceInstance, anyBucket: readonly EventPart[]): EventPart => {
  const given = body.argument('event_pattern')
  if (!given) return objectPart({})
  const pattern = decodePolicyJson(given)
  const decidedBy = `the events that ${id} matches decide`
  const sources = sourcesOf(pattern)
  const event = patternPart(pattern, decidedBy)
  if (sources.length === 0 || sources.some((source) => source !== 'aws.s3')) return event
  const written = (...path: readonly string[]): readonly EventPart[] => partsAt(event, path).filter((part) => part.kind !== 'open')
  const named = [
    ...written('detail', 'bucket', 'name'),
    ...written('detail', 'requestParameters', 'bucketName'),
    ...written('resources').flatMap(bucketsOfArns),
  ]
  const keys = [...written('detail', 'object', 'key'), ...written('detail', 'requestParameters', 'key')]
  const bucket = choicePart(named.length > 0 ? named.slice(0, 1) : [...anyBucket, openPart(decidedBy)])
  return eventBridgeEvent(bucket, keys[0] ?? textPart([{ kind: 'varying', reason: 'it is the key of an object' }]))
}

/** The calls that make objects, by which CloudTrail tells of them. */
const MAKING_CALLS: ReadonlySet<string | undefined> = new Set(['PutObject', 'CopyObject', 'CompleteMultipartUpload'])

/** What a pattern narrows down the objects by, beside their bucket and their key. */
const PLAIN_DETAIL = new Set(['bucket', 'object', 'requestParameters', 'eventSource'])

/**
 * How the objects are made that a rule's events tell of, as the end of `s3:ObjectCreated:` says it; none if they tell of
 * something else, null if that is not all that decides.
 */
export const waysOfMaking = ({ body }: ResourceInstance): readonly string[] | null => {
  const given = body.argument('event_pattern')
  const pattern = given && decodePolicyJson(given)
  if (!pattern || !sourcesOf(pattern).includes('aws.s3')) return []
  const entriesOf = (value: Value | undefined): ReadonlyMap<string, Value> =>
    value && 'entries' in value ? value.entries : new Map()
  const strings = (value: Value | undefined): readonly (string | undefined)[] | undefined =>
    value && elementsOf(value)?.map(knownString)
  const fields = entriesOf(pattern)
  const types = strings(fields.get('detail-type'))
  const detail = entriesOf(fields.get('detail'))
  const isPlain = [...detail.keys()].every((name) => PLAIN_DETAIL.has(name))
  const object = entriesOf(detail.get('object'))
  const isOnlyOfKey = [...object.keys()].every((name) => name === 'key')
  if (!types || types.includes('Object Created')) return isPlain && isOnlyOfKey ? ['*'] : null
  if (types.includes(undefined)) return null
  if (!types.includes('AWS API Call via CloudTrail')) return []
  const calls = strings(detail.get('eventName'))
  // Whether the calls are recorded at all is a trail's to say.
  return calls && !calls.includes(undefined) && !calls.some((call) => MAKING_CALLS.has(call)) ? [] : null
}

/** The buckets among the resources of an event, by their ARNs. */
const bucketsOfArns = (resources: EventPart): readonly EventPart[] => {
  const buckets = fieldsAt(resources, []).flatMap((field) => {
    const name = field.kind === 'text' ? nameInArn(field.text) : undefined
    return field.kind === 'text' && name ? [textPart(name, field.reference)] : []
  })
  return buckets.length > 0 ? [choicePart(buckets)] : []
}

const nameInArn = (arn: Text): Text | undefined => {
  const at = arn.findIndex((part) => typeof part === 'string' && part.includes(':s3:::'))
  const part = arn[at]
  if (typeof part !== 'string') return undefined
  const name = text(part.slice(part.indexOf(':s3:::') + ':s3:::'.length), ...arn.slice(at + 1))
  return name.length > 0 && !name.some((each) => typeof each === 'string' && /[/*]/.test(each)) ? name : undefined
}

/** `$.detail.bucket.name` as the names of its fields; undefined for any other expression. */
const fieldsOfPath = (path: string): readonly string[] | undefined => {
  if (!/^\$(?:\.[\w-]+|\[\d+\]|\['[^'\]]*'\])*$/.test(path)) return undefined
  return [...path.matchAll(/\.([\w-]+)|\[(\d+)\]|\['([^'\]]*)'\]/g)].map(([, name, index, quoted]) =>
    index === undefined ? (name ?? quoted ?? '') : '*',
  )
}

/** What a path of JSON finds in an event. */
export const pathPart = (event: EventPart, path: string | undefined, decidedBy: string): EventPart => {
  const fields = path === undefined ? undefined : fieldsOfPath(path)
  const found = fields ? partsAt(event, fields) : []
  return found.length > 0 ? choicePart(found) : openPart(decidedBy)
}

/** The places of `<name>` in a template become unknowns, by which they are found in what the template says. */
const withHoles = (template: Value, holeOf: (name: string) => Unknown): Value => {
  const parts = (toText(template) ?? []).flatMap(
    (part): Text =>
      typeof part === 'string'
        ? part.split(/(<[\w.-]+>)/).map((piece) => (/^<[\w.-]+>$/.test(piece) ? holeOf(piece.slice(1, -1)) : piece))
        : [part],
  )
  return stringOf(text(...parts))
}

/** https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-transform-target-input.html */
const transformed = ({ id, body }: ResourceInstance, event: EventPart): EventPart | undefined => {
  const transformer = body.blocks('input_transformer')[0]
  const template = transformer?.argument('input_template')
  if (!transformer || !template) return undefined
  const paths = transformer.argument('input_paths')
  const decidedBy = `${id} makes of what it is given`
  const holes = new Map<string, EventPart>()
  // In quotes it is a part of a text, and without them what it stands for is decoded with the text around it.
  const put = (name: string, part: EventPart): void => {
    for (const hole of [`${id}<${name}>`, callId('jsondecode', [`${id}<${name}>`])]) holes.set(hole, part)
  }
  put('aws.events.event', event)
  for (const [name, path] of paths && 'entries' in paths ? paths.entries : [])
    put(name, pathPart(event, knownString(path), decidedBy))
  const holeOf = (name: string): Unknown => ({ kind: 'unknown', id: `${id}<${name}>`, reason: 'it is a part of the event' })
  return valuePart(withHoles(template, holeOf), holes)
}

/** What a target of a rule hands on of the event. */
export const eventOfTarget = (target: ResourceInstance, event: EventPart): EventPart => {
  const { id, body } = target
  const input = body.argument('input')
  if (input) return valuePart(input)
  const path = body.argument('input_path')
  if (path) return pathPart(event, knownString(path), `${id} takes out of what it is given`)
  return transformed(target, event) ?? event
}
