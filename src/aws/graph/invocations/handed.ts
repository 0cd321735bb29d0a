import type { Location } from '../../../source/source-file.ts'
import type { ResourceInstance } from '../../../terraform/evaluate/resource-model.ts'
import { unknown } from '../../../terraform/value/construct.ts'
import { toText } from '../../../terraform/value/convert.ts'
import type { Value } from '../../../terraform/value/value.ts'
import { instancesNamed } from '../link.ts'
import { type EventPart, openPart } from './event.ts'
import type { MadeObjects } from './trigger.ts'

export type Instances = readonly ResourceInstance[]
export type InstancesOf = (...types: readonly string[]) => Instances

/** What something is sent: from where, by way of what, and what is in it. */
export interface Delivery {
  /** A plural, for `… invoke aws_lambda_function.resize`. */
  readonly from: string
  readonly through: readonly string[]
  readonly location: Location
  readonly event: EventPart
  /** Absent: none. */
  readonly made?: readonly MadeObjects[]
}

/** Something that is handed to whatever a value names. */
export interface Handed {
  readonly target: Value | undefined
  readonly deliveries: () => readonly Delivery[]
}

/** What those that hand on have to know. */
export interface Senders {
  readonly of: InstancesOf
  /** What an instance of a type is sent itself. */
  readonly deliveriesTo: (type: Receiver, instance: ResourceInstance) => readonly Delivery[]
}

/** Where events are sent to. */
export type Receiver = 'aws_lambda_function' | 'aws_lambda_alias' | 'aws_sqs_queue' | 'aws_sns_topic' | 'aws_sfn_state_machine'

/** The attributes and arguments by which others name it, and the argument that its ARN ends with. */
const RECEIVERS: Readonly<Record<Receiver, { readonly namedBy: readonly string[]; readonly name: string | null }>> = {
  aws_lambda_function: { namedBy: ['arn', 'qualified_arn', 'invoke_arn', 'function_name', 'id'], name: 'function_name' },
  aws_lambda_alias: { namedBy: ['arn', 'invoke_arn', 'id'], name: null },
  aws_sqs_queue: { namedBy: ['arn', 'id', 'url'], name: 'name' },
  aws_sns_topic: { namedBy: ['arn', 'id'], name: 'name' },
  aws_sfn_state_machine: { namedBy: ['arn', 'id'], name: 'name' },
}

export const receivers = Object.keys(RECEIVERS) as readonly Receiver[]

/** What an ARN that is put together by hand ends with; a function's version or alias may stand behind it. */
const endOfArn = (value: Value): string | undefined => {
  const parts = toText(value) ?? []
  const [first, last] = [parts[0], parts.at(-1)]
  if (typeof first !== 'string' || !first.startsWith('arn:') || typeof last !== 'string') return undefined
  return /:function:([^:]+)/.exec(last)?.[1] ?? last.split(':').at(-1)
}

/** `"${aws_lambda_function.f.arn}:$LATEST"` without what stands behind the ARN. */
const withoutQualifier = (value: Value): Value => {
  const [first, second, ...more] = toText(value) ?? []
  const isQualified = typeof second === 'string' && /^:[$\w-]+$/.test(second) && more.length === 0
  return isQualified && typeof first === 'object' && first.kind === 'unknown' ? unknown(first.id, first.reason) : value
}

/** The instances of a type that a value names: by a reference, an attribute, or an ARN that ends with the name. */
export const named = (value: Value | undefined, type: Receiver, of: InstancesOf): Instances => {
  const instances = of(type)
  if (!value || instances.length === 0 || (value.reference !== undefined && !value.reference.includes(`${type}.`))) return []
  const { namedBy, name } = RECEIVERS[type]
  const { certain } = instancesNamed(type === 'aws_lambda_function' ? withoutQualifier(value) : value, instances, namedBy)
  if (certain.length > 0) return certain
  const end = endOfArn(value)
  if (!end || name === null) return []
  return instances.filter((instance) => {
    const given = instance.body.argument(name)
    const parts = given && toText(given)
    return parts?.length === 1 && parts[0] === end
  })
}

/** The same deliveries after something has passed them on. */
export const passed = (deliveries: readonly Delivery[], by: string, change: (event: EventPart) => EventPart): readonly Delivery[] =>
  deliveries.map((each) => ({ ...each, through: [...each.through, by], event: change(each.event) }))

/** Of senders that are not in the configuration: `the senders to aws_sqs_queue.jobs`. */
export const unknownDelivery = (senders: string, location: Location): Delivery => ({
  from: senders,
  through: [],
  location,
  event: openPart(`${senders} decide`),
})
