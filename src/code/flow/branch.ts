import type { Completion, ExitTarget, Machine } from './machine.ts'
import { enter, mergeStates, type State, stateSince, undo } from './values/heap.ts'
import { join } from './values/join.ts'

/** Runs each arm on the state before the branch, and joins their states; `normal` if any of them ends normally. */
export const runArms = (machine: Machine, arms: readonly (() => Completion)[], joined = join): Completion => {
  const { heap } = machine
  const [only] = arms
  if (arms.length === 1 && only) return only()
  const mark = heap.trail.length
  const states: State[] = []
  let completion: Completion = 'throw'
  heap.depth += 1
  for (const arm of arms) {
    const since = enter(heap)
    const ended = arm()
    if (ended === 'normal') states.push(stateSince(heap, mark))
    if (ended === 'normal' || completion === 'throw') completion = ended
    undo(heap, mark)
    heap.since = since
  }
  heap.depth -= 1
  if (states.length > 0) mergeStates(heap, mark, states, joined)
  return states.length > 0 ? 'normal' : completion
}

export const createTarget = (machine: Machine): ExitTarget => ({
  mark: machine.heap.trail.length,
  depth: machine.heap.depth,
  states: [],
  isLeft: false,
})

/** Leaves a function or a loop: its end will know the state here. */
export const leave = (machine: Machine, target: ExitTarget): void => {
  if (machine.heap.depth === target.depth) target.isLeft = true
  else target.states.push(stateSince(machine.heap, target.mark))
}

/** At the end of what can be left: joins the states of all the ways that lead here. */
export const arrive = (machine: Machine, target: ExitTarget, completion: Completion): void => {
  if (target.states.length === 0) return
  const here = completion === 'normal' || target.isLeft ? [stateSince(machine.heap, target.mark)] : []
  mergeStates(machine.heap, target.mark, [...target.states, ...here])
}
