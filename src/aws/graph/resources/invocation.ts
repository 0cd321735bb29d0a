import { formatText } from '../../../source/text.ts'
import type { EvaluatedBody } from '../../../terraform/evaluate/body.ts'
import type { ResourceInstance } from '../../../terraform/evaluate/resource-model.ts'
import { knownString, toText } from '../../../terraform/value/convert.ts'
import type { Value } from '../../../terraform/value/value.ts'
import { type EventPart, objectPart, valuePart } from '../invocations/event.ts'

/** What connects a source of events with what they are sent to, as it is written. */
export interface Connection {
  readonly source: Value | undefined
  readonly target: Value | undefined
}

/** https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/sns_topic_subscription */
export const readSubscription = ({ body }: ResourceInstance): Connection & { readonly isRaw: boolean } => {
  const raw = body.argument('raw_message_delivery')
  return {
    source: body.argument('topic_arn'),
    target: body.argument('endpoint'),
    isRaw: raw?.kind === 'bool' ? raw.value : raw !== undefined && knownString(raw) === 'true',
  }
}

/** https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/lambda_event_source_mapping */
export const readMapping = ({ body }: ResourceInstance): Connection => ({
  source: body.argument('event_source_arn'),
  target: body.argument('function_name'),
})

/** The schedule's input, with its target. https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/scheduler_schedule */
export const readSchedule = ({ body }: ResourceInstance): { readonly target: Value | undefined; readonly event: EventPart } => {
  const target = body.blocks('target')[0]
  const input = target?.argument('input')
  return { target: target?.argument('arn'), event: input ? valuePart(input) : objectPart({}) }
}

/** https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/lambda_invocation */
export const readInvocation = ({ body }: ResourceInstance): { readonly target: Value | undefined; readonly event: EventPart } => {
  const input = body.argument('input')
  return { target: body.argument('function_name'), event: input ? valuePart(input) : objectPart({}) }
}

const transforms = (body: EvaluatedBody, parameters: string): boolean =>
  body.blocks(parameters).some((block) => block.argument('input_template') !== undefined)

/** https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/pipes_pipe */
export const readPipe = ({
  body,
}: ResourceInstance): Connection & { readonly enrichment: Value | undefined; readonly isPlain: boolean } => ({
  source: body.argument('source'),
  target: body.argument('target'),
  enrichment: body.argument('enrichment'),
  isPlain: !transforms(body, 'target_parameters') && !transforms(body, 'enrichment_parameters'),
})

/** The resource that a value is an attribute of, else the value as far as it is known. */
export const nameOf = (value: Value): string => {
  if (value.reference !== undefined) return value.reference
  const parts = toText(value) ?? []
  const inside = parts.flatMap((part) => (typeof part === 'object' && part.kind === 'unknown' ? [part.id] : []))
  const resource = inside
    .map((id) => /^(?:module\.[^.]+\.)*aws_\w+\.[\w-]+(?:\[[^\]]*\])?/.exec(id)?.[0])
    .find((name) => name !== undefined)
  return resource ?? inside[0] ?? `"${formatText(parts)}"`
}

const SERVICES: ReadonlyMap<string, string> = new Map([
  ['apigateway.amazonaws.com', 'the callers of'],
  ['elasticloadbalancing.amazonaws.com', 'the callers of'],
  ['s3.amazonaws.com', 'the notifications of'],
  ['sns.amazonaws.com', 'the publishers to'],
  ['events.amazonaws.com', 'the events of'],
  ['scheduler.amazonaws.com', 'the events of'],
])

/** Who may invoke a function, as the end of "it is a field of the event, which …". https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/lambda_permission */
export const readPermission = ({ body }: ResourceInstance): { readonly target: Value | undefined; readonly decidedBy: string } => {
  const given = body.argument('principal')
  const principal = given && knownString(given)
  const source = body.argument('source_arn')
  const service = SERVICES.get(principal ?? '')
  const name = source ? nameOf(source) : (principal ?? 'another service')
  return { target: body.argument('function_name'), decidedBy: `${service ?? 'the requests of'} ${name} decide` }
}

/** https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/lambda_function_url */
export const readFunctionUrl = ({
  body,
  id,
}: ResourceInstance): { readonly target: Value | undefined; readonly decidedBy: string } => ({
  target: body.argument('function_name'),
  decidedBy: `the callers of ${id} decide`,
})
