import type { Location } from '../../../source/source-file.ts'
import type { Text } from '../../../source/text.ts'
import type { EventPart } from './event.ts'

/** One way in which a function is invoked, and what is then in its event. */
export interface Trigger {
  /** A sentence without its full stop: `the notifications of aws_s3_bucket.inbox invoke aws_lambda_function.resize`. */
  readonly message: string
  readonly location: Location
  readonly event: EventPart
  /** The objects of buckets that invoke it when they are made; none where it is about something else. */
  readonly made: readonly MadeObjects[]
}

/** Objects whose making is told. */
export interface MadeObjects {
  readonly bucket: Text
  readonly key: Text
  /** How they are made, as the end of `s3:ObjectCreated:` says it: `Put`, `Copy`, `*`; null if it may be left out for another reason. */
  readonly by: readonly string[] | null
}

export interface Invocations {
  readonly triggers: readonly Trigger[]
  /** Who else may invoke it, with an event of which nothing is known: `the callers of aws_apigatewayv2_api.api decide`. */
  readonly others: readonly string[]
}
