import { knownText, type Text, text } from '../../../source/text.ts'
import { type EventPart, listPart, objectPart, openPart, textPart } from '../invocations/event.ts'

/** What S3 tells of an object in its events. */

/** How the key of an object begins and ends, as far as a filter says it. */
export interface KeyFilter {
  readonly prefix: Text
  readonly suffix: Text
}

/** Whether a text may be shorter than the two together: `a/x` begins with `a/x` and ends with `x`. */
const mayOverlap = (prefix: string, suffix: string): boolean => {
  for (let length = 1; length <= Math.min(prefix.length, suffix.length); length++)
    if (prefix.endsWith(suffix.slice(0, length))) return true
  return false
}

/** Every key that a filter lets through. */
export const keyOf = ({ prefix, suffix }: KeyFilter, source: string): Text => {
  const [start, end] = [knownText(prefix), knownText(suffix)]
  const isApart = start === '' || end === '' || (start !== undefined && end !== undefined && !mayOverlap(start, end))
  return text(...prefix, { kind: 'varying', reason: `it is the key of an object of ${source}` }, ...(isApart ? suffix : []))
}

interface EventBucket {
  readonly name: Text
  readonly reference: string | null
}

const bucketArn = ({ name, reference }: EventBucket): EventPart => textPart(['arn:aws:s3:::', ...name], reference)

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/notification-content-structure.html */
export const notificationEvent = (bucket: EventBucket, key: Text): EventPart => {
  const s3 = objectPart({
    bucket: objectPart({ name: textPart(bucket.name, bucket.reference), arn: bucketArn(bucket) }),
    object: objectPart({ key: textPart(key) }),
  })
  return objectPart({ Records: listPart(objectPart({ s3 })) })
}

/**
 * What S3 sends to EventBridge, and what CloudTrail says there of its calls.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/ev-events.html
 */
export const eventBridgeEvent = (bucket: EventPart, key: EventPart): EventPart =>
  objectPart({
    detail: objectPart({
      bucket: objectPart({ name: bucket }),
      object: objectPart({ key }),
      requestParameters: objectPart({ bucketName: bucket, key }),
    }),
  })

/** https://docs.aws.amazon.com/lambda/latest/dg/with-sns.html */
export const topicEvent = (message: EventPart): EventPart =>
  objectPart({ Records: listPart(objectPart({ Sns: objectPart({ Message: message }) })) })

/** What a queue or an HTTP endpoint is sent by a topic, if not the message alone. */
export const topicMessage = (message: EventPart): EventPart => objectPart({ Message: message })

/** https://docs.aws.amazon.com/lambda/latest/dg/with-sqs.html */
export const queueEvent = (body: EventPart): EventPart => objectPart({ Records: queueBatch(body) })

/** A pipe passes the records alone. */
export const queueBatch = (body: EventPart): EventPart => listPart(objectPart({ body }))

/** Streams pass what is put into them, each service in its own fields. */
export const streamEvent = (decidedBy: string): EventPart =>
  objectPart({ Records: listPart(openPart(decidedBy)) }, openPart(decidedBy))
