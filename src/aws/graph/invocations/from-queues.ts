import type { ResourceInstance } from '../../../terraform/evaluate/resource-model.ts'
import { toText } from '../../../terraform/value/convert.ts'
import type { Value } from '../../../terraform/value/value.ts'
import { nameOf, readMapping, readPipe, readSubscription } from '../resources/invocation.ts'
import { queueBatch, queueEvent, streamEvent, topicEvent, topicMessage } from '../resources/object-event.ts'
import { type EventPart, openPart } from './event.ts'
import { type Delivery, type Handed, named, passed, type Receiver, type Senders, unknownDelivery } from './handed.ts'

/** What topics, queues, streams and pipes hand on. */
export const handedByQueues = (senders: Senders): readonly Handed[] => [
  ...senders.of('aws_sns_topic_subscription').map((each) => subscribed(each, senders)),
  ...senders.of('aws_lambda_event_source_mapping').map((each) => mapped(each, senders)),
  ...senders.of('aws_pipes_pipe').flatMap((each) => piped(each, senders)),
]

/** What comes out of a topic or a queue that a value names, each wrapped as it passes it on. */
const outOf = (
  source: Value | undefined,
  type: Receiver,
  connection: ResourceInstance,
  { of, deliveriesTo }: Senders,
  change: (event: EventPart) => EventPart,
): readonly Delivery[] => {
  const who = type === 'aws_sns_topic' ? 'the publishers to' : 'the senders to'
  const sources = named(source, type, of)
  if (sources.length === 0) {
    const name = source ? nameOf(source) : connection.id
    return passed([unknownDelivery(`${who} ${name}`, connection.location)], name, change)
  }
  return sources.flatMap((each) => {
    const known = deliveriesTo(type, each)
    return passed(known.length > 0 ? known : [unknownDelivery(`${who} ${each.id}`, each.location)], each.id, change)
  })
}

const same = (event: EventPart): EventPart => event

const subscribed = (instance: ResourceInstance, senders: Senders): Handed => {
  const { source, target, isRaw } = readSubscription(instance)
  const isFunction = (): boolean =>
    [...named(target, 'aws_lambda_function', senders.of), ...named(target, 'aws_lambda_alias', senders.of)].length > 0
  const deliveries = (): readonly Delivery[] =>
    outOf(source, 'aws_sns_topic', instance, senders, isFunction() ? topicEvent : isRaw ? same : topicMessage)
  return { target, deliveries }
}

/** By its resource, or by its ARN or that of one that is looked up. */
const isQueue = (source: Value | undefined, { of }: Senders): boolean => {
  if (!source) return false
  const [first] = toText(source) ?? []
  return (
    named(source, 'aws_sqs_queue', of).length > 0 ||
    nameOf(source).includes('aws_sqs_queue.') ||
    (typeof first === 'string' && /^arn:[\w-]*:sqs:/.test(first))
  )
}

const mapped = (instance: ResourceInstance, senders: Senders): Handed => {
  const { source, target } = readMapping(instance)
  const deliveries = (): readonly Delivery[] => {
    if (isQueue(source, senders)) return outOf(source, 'aws_sqs_queue', instance, senders, queueEvent)
    const records = `the records of ${source ? nameOf(source) : instance.id}`
    return [{ ...unknownDelivery(records, instance.location), event: streamEvent(`${records} decide`) }]
  }
  return { target, deliveries }
}

const piped = (instance: ResourceInstance, senders: Senders): readonly Handed[] => {
  const { id, location } = instance
  const { source, target, enrichment, isPlain } = readPipe(instance)
  const unknown: Delivery = { from: `the events of ${id}`, through: [], location, event: openPart(`${id} passes`) }
  const deliveries = (): readonly Delivery[] =>
    isPlain && isQueue(source, senders)
      ? passed(outOf(source, 'aws_sqs_queue', instance, senders, queueBatch), id, same)
      : [unknown]
  if (!enrichment) return [{ target, deliveries }]
  return [
    { target: enrichment, deliveries },
    { target, deliveries: () => [unknown] },
  ]
}
