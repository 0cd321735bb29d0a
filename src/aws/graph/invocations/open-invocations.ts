import type { ResourceInstance } from '../../../terraform/evaluate/resource-model.ts'
import { readFunctionUrl, readPermission } from '../resources/invocation.ts'
import { handedByBuckets } from './from-buckets.ts'
import { handedByCalls } from './from-calls.ts'
import { handedByQueues } from './from-queues.ts'
import { type Delivery, type Handed, type InstancesOf, named, type Receiver, receivers } from './handed.ts'
import type { Invocations, Trigger } from './trigger.ts'

/** Finds who invokes a function. Nothing is looked at before it is asked for: few programs use their event. */
export const openInvocations = (of: InstancesOf): ((lambda: ResourceInstance) => Invocations) => {
  const found = new Map<string, readonly Delivery[]>()
  let all: ReadonlyMap<string, readonly Handed[]> | undefined

  const deliveriesTo = (type: Receiver, { id }: ResourceInstance): readonly Delivery[] => {
    const key = `${type} ${id}`
    const known = found.get(key)
    if (known) return known
    // Stands for itself while it is looked for, should it lead to itself.
    found.set(key, [])
    all ??= byTarget([...handedByBuckets(of), ...handedByQueues({ of, deliveriesTo }), ...handedByCalls({ of, deliveriesTo })], of)
    const deliveries = (all.get(key) ?? []).flatMap((each) => each.deliveries())
    found.set(key, deliveries)
    return deliveries
  }

  const isNamed = (lambda: ResourceInstance, { target }: Pick<Handed, 'target'>): boolean =>
    named(target, 'aws_lambda_function', of).includes(lambda)

  const throughAliases = (lambda: ResourceInstance): readonly Delivery[] =>
    of('aws_lambda_alias')
      .filter((alias) => isNamed(lambda, { target: alias.body.argument('function_name') }))
      .flatMap((alias) => deliveriesTo('aws_lambda_alias', alias))

  /** Those that may, whether they do or not. */
  const othersOf = (lambda: ResourceInstance): readonly string[] => {
    const asked = [...of('aws_lambda_permission').map(readPermission), ...of('aws_lambda_function_url').map(readFunctionUrl)]
    return [...new Set(asked.filter((each) => isNamed(lambda, each)).map(({ decidedBy }) => decidedBy))].sort()
  }

  return (lambda) => ({
    triggers: [...deliveriesTo('aws_lambda_function', lambda), ...throughAliases(lambda)].map((each) => triggerOf(each, lambda)),
    others: othersOf(lambda),
  })
}

/** By the type and the address of what they are handed to. */
const byTarget = (all: readonly Handed[], of: InstancesOf): ReadonlyMap<string, readonly Handed[]> => {
  const found = new Map<string, Handed[]>()
  for (const handed of all)
    for (const type of receivers)
      for (const { id } of named(handed.target, type, of)) {
        const key = `${type} ${id}`
        const known = found.get(key)
        if (known) known.push(handed)
        else found.set(key, [handed])
      }
  return found
}

const triggerOf = ({ event, from, location, made = [], through }: Delivery, { id }: ResourceInstance): Trigger => ({
  message: through.length > 0 ? `${from} reach ${id} through ${through.join(' and ')}` : `${from} invoke ${id}`,
  location,
  event,
  made,
})
