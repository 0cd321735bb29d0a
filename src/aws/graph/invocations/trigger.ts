import type { Location } from '../../../source/source-file.ts'
import type { EventPart } from './event.ts'

/** One way in which a function is invoked, and what is then in its event. */
export interface Trigger {
  /** A sentence without its full stop: `the notifications of aws_s3_bucket.inbox invoke aws_lambda_function.resize`. */
  readonly message: string
  readonly location: Location
  readonly event: EventPart
}

export interface Invocations {
  readonly triggers: readonly Trigger[]
  /** Who else may invoke it, with an event of which nothing is known: `the callers of aws_apigatewayv2_api.api decide`. */
  readonly others: readonly string[]
}
