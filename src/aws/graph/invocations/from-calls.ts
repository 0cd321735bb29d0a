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
      const starts = deliveriesTo('aws_sfn_state_machine', machine)
      return (starts.length > 0 ? starts : [{ event: unknown, made: [] }]).flatMap(({ event: input, made = [] }) => {
        const task = readTasks(machine, input)[at]
        // Which of its tasks a state machine comes to, its own conditions decide.
        const perhaps = made.map((objects) => ({ ...objects, by: null }))
        const from = `the tasks of ${id}`
        return task ? [{ from, through: [], location: task.location ?? location, event: task.event, made: perhaps }] : []
      })
    }
    return { target, deliveries }
  })
}
