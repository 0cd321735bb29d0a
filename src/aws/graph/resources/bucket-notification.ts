import type { Location } from '../../../source/source-file.ts'
import type { Text } from '../../../source/text.ts'
import type { EvaluatedBody } from '../../../terraform/evaluate/body.ts'
import type { ResourceInstance } from '../../../terraform/evaluate/resource-model.ts'
import { elementsOf, knownString, toText } from '../../../terraform/value/convert.ts'
import type { Value } from '../../../terraform/value/value.ts'
import type { KeyFilter } from './object-event.ts'

/** What a bucket sends its events to: a function, a queue or a topic. */
export interface Notification {
  readonly target: Value
  readonly filter: KeyFilter
  /** How the objects are made that it tells of: see `MadeObjects`. None: it tells of what else happens to them. */
  readonly made: readonly string[] | null
  readonly location: Location
}

const TARGETS = [
  ['lambda_function', 'lambda_function_arn'],
  ['queue', 'queue_arn'],
  ['topic', 'topic_arn'],
] as const

const textOf = (body: EvaluatedBody, name: string): Text => {
  const value = body.argument(name)
  return (value && toText(value)) ?? []
}

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/notification-how-to-event-types-and-destinations.html */
const waysOfMaking = (block: EvaluatedBody): readonly string[] | null => {
  const given = block.argument('events')
  const events = given && elementsOf(given)?.map(knownString)
  if (!events || events.includes(undefined)) return null
  return events.flatMap((event) => /^s3:ObjectCreated:(.+)$/.exec(event ?? '')?.[1] ?? [])
}

/** https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/s3_bucket_notification */
export const readNotifications = ({ body }: ResourceInstance): readonly Notification[] =>
  TARGETS.flatMap(([type, argument]) =>
    body.blocks(type).flatMap((block) => {
      const target = block.argument(argument)
      const filter = { prefix: textOf(block, 'filter_prefix'), suffix: textOf(block, 'filter_suffix') }
      return target ? [{ target, filter, made: waysOfMaking(block), location: block.location }] : []
    }),
  )

/** Whether the bucket sends its events to EventBridge, where rules match them. */
export const sendsToEventBridge = ({ body }: ResourceInstance): boolean => {
  const value = body.argument('eventbridge')
  return value?.kind === 'bool' ? value.value : value !== undefined && toText(value)?.[0] === 'true'
}
