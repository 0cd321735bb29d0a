import type { ResourceInstance } from '../../../terraform/evaluate/resource-model.ts'
import type { Value } from '../../../terraform/value/value.ts'
import { readInvocation, readSchedule } from '../resources/invocation.ts'
import { readTasks } from '../resources/state-machine.ts'
import { type EventPart, openPart } from './event.ts'
import type { Delivery, Handed, Senders } from './handed.ts'

/** What invokes a function by itself, with an input that is written there. */
export const handedByCalls = (senders: Senders): readonly Handed[] => [
  ...senders.of('aws_scheduler_schedule').map((each) => written(each, readSchedule(each), 'the events of')),
  ...senders.of('aws_lambda_invocation').map((each) => written(each, readInvocation(each), 'the inputs of')),
  ...senders.of('aws_sfn_state_machine').flatMap((each) => tasks(each, senders)),
]

const written = (
  { id, location }: ResourceInstance,
  { target, event }: { readonly target: Value | undefined; readonly event: EventPart },
  from: string,
): Handed => ({ target, deliveries: () => [{ from: `${from} ${id}`, through: [], location, event }] })

/** What a state machine is started with is known if it is known who starts it. */
const tasks = (machine: ResourceInstance, { deliveriesTo }: Senders): readonly Handed[] => {
  const { id, location } = machine
  const unknown = openPart(`${id} passes`)
  return readTasks(machine, unknown).map(({ target }, at): Handed => {
    const deliveries = (): readonly Delivery[] => {
      const starts = deliveriesTo('aws_sfn_state_machine', machine).map(({ event }) => event)
      return (starts.length > 0 ? starts : [unknown]).flatMap((input) => {
        const task = readTasks(machine, input)[at]
        return task ? [{ from: `the tasks of ${id}`, through: [], location: task.location ?? location, event: task.event }] : []
      })
    }
    return { target, deliveries }
  })
}
