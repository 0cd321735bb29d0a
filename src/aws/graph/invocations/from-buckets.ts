import type { Text } from '../../../source/text.ts'
import type { ResourceInstance } from '../../../terraform/evaluate/resource-model.ts'
import { toText } from '../../../terraform/value/convert.ts'
import { equalTexts } from '../../../terraform/value/equality.ts'
import type { Value } from '../../../terraform/value/value.ts'
import { instancesNamed } from '../link.ts'
import { readNotifications, sendsToEventBridge } from '../resources/bucket-notification.ts'
import { bucketOf } from '../resources/bucket-settings.ts'
import { eventOfRule, eventOfTarget, waysOfMaking } from '../resources/event-rule.ts'
import { nameOf } from '../resources/invocation.ts'
import { keyOf, notificationEvent } from '../resources/object-event.ts'
import { type EventPart, fieldsAt, openPart, textPart } from './event.ts'
import type { Delivery, Handed, InstancesOf } from './handed.ts'
import type { MadeObjects } from './trigger.ts'

/** What buckets tell of their objects: by notifications, and through the rules of EventBridge. */
export const handedByBuckets = (of: InstancesOf): readonly Handed[] => [...notifications(of), ...rules(of)]

interface NamedBucket {
  readonly name: Text
  readonly reference: string | null
  readonly label: string
}

const bucketNamed = (value: Value, of: InstancesOf): NamedBucket => {
  const [bucket] = instancesNamed(value, of('aws_s3_bucket', 'data.aws_s3_bucket'), ['id', 'bucket', 'arn']).certain
  const name = toText(bucket?.attribute('bucket') ?? value) ?? []
  return { name, reference: bucket?.id ?? value.reference ?? null, label: bucket?.id ?? nameOf(value) }
}

const notifications = (of: InstancesOf): readonly Handed[] =>
  of('aws_s3_bucket_notification').flatMap((instance) => {
    const value = bucketOf(instance)
    if (!value) return []
    return readNotifications(instance).map(({ target, filter, location, made }): Handed => {
      const deliveries = (): readonly Delivery[] => {
        const bucket = bucketNamed(value, of)
        const key = keyOf(filter, bucket.label)
        const event = notificationEvent(bucket, key)
        const objects = made?.length === 0 ? [] : [{ bucket: bucket.name, key, by: made }]
        return [{ from: `the notifications of ${bucket.label}`, through: [], location, event, made: objects }]
      }
      return { target, deliveries }
    })
  })

const sendingBuckets = (of: InstancesOf): readonly EventPart[] =>
  of('aws_s3_bucket_notification').flatMap((instance) => {
    const value = bucketOf(instance)
    if (!value || !sendsToEventBridge(instance)) return []
    const { name, reference } = bucketNamed(value, of)
    return [textPart(name, reference)]
  })

/** The objects of whose making a rule's events tell. Only buckets that send their events have any. */
const madeObjects = (rule: ResourceInstance, event: EventPart, sending: readonly EventPart[]): readonly MadeObjects[] => {
  const by = waysOfMaking(rule)
  if (by?.length === 0) return []
  const isSending = (bucket: Text): boolean =>
    sending.some((each) => each.kind === 'text' && equalTexts(each.text, bucket) === 'yes')
  const [buckets, keys] = [fieldsAt(event, ['detail', 'bucket', 'name']), fieldsAt(event, ['detail', 'object', 'key'])]
  return buckets.flatMap((bucket) =>
    keys.flatMap((key) => {
      if (bucket.kind !== 'text') return []
      const anyKey: Text = [{ kind: 'varying', reason: 'it is the key of an object' }]
      const isCertain = isSending(bucket.text) && key.kind === 'text'
      return [{ bucket: bucket.text, key: key.kind === 'text' ? key.text : anyKey, by: isCertain ? by : null }]
    }),
  )
}

const rules = (of: InstancesOf): readonly Handed[] =>
  of('aws_cloudwatch_event_target').map((target): Handed => {
    const deliveries = (): readonly Delivery[] => {
      const name = target.body.argument('rule')
      const [rule] = name ? instancesNamed(name, of('aws_cloudwatch_event_rule'), ['name', 'id', 'arn']).certain : []
      const label = rule?.id ?? (name ? nameOf(name) : target.id)
      const given = rule ? eventOfRule(rule, sendingBuckets(of)) : openPart(`the events that ${label} matches decide`)
      const made = rule ? madeObjects(rule, given, sendingBuckets(of)) : []
      const event = eventOfTarget(target, given)
      return [{ from: `the events of ${label}`, through: [], location: target.location, event, made }]
    }
    return { target: target.body.argument('arn'), deliveries }
  })
