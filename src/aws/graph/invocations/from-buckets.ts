import type { Text } from '../../../source/text.ts'
import { toText } from '../../../terraform/value/convert.ts'
import type { Value } from '../../../terraform/value/value.ts'
import { instancesNamed } from '../link.ts'
import { readNotifications, sendsToEventBridge } from '../resources/bucket-notification.ts'
import { bucketOf } from '../resources/bucket-settings.ts'
import { eventOfRule, eventOfTarget } from '../resources/event-rule.ts'
import { nameOf } from '../resources/invocation.ts'
import { keyOf, notificationEvent } from '../resources/object-event.ts'
import { type EventPart, openPart, textPart } from './event.ts'
import type { Delivery, Handed, InstancesOf } from './handed.ts'

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
    return readNotifications(instance).map(({ target, filter, location }): Handed => {
      const deliveries = (): readonly Delivery[] => {
        const bucket = bucketNamed(value, of)
        const event = notificationEvent(bucket, keyOf(filter, bucket.label))
        return [{ from: `the notifications of ${bucket.label}`, through: [], location, event }]
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

const rules = (of: InstancesOf): readonly Handed[] =>
  of('aws_cloudwatch_event_target').map((target): Handed => {
    const deliveries = (): readonly Delivery[] => {
      const name = target.body.argument('rule')
      const [rule] = name ? instancesNamed(name, of('aws_cloudwatch_event_rule'), ['name', 'id', 'arn']).certain : []
      const label = rule?.id ?? (name ? nameOf(name) : target.id)
      const given = rule ? eventOfRule(rule, sendingBuckets(of)) : openPart(`the events that ${label} matches decide`)
      return [{ from: `the events of ${label}`, through: [], location: target.location, event: eventOfTarget(target, given) }]
    }
    return { target: target.body.argument('arn'), deliveries }
  })
