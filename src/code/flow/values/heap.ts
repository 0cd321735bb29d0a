import { join } from './join.ts'
import { type Slots, type Value, youngest } from './value.ts'

/**
 * Every binding and entry that a program changes, in the order of the changes, so that the arms of a branch can each be
 * run on the state before it and their states be joined after it.
 */
export interface Heap {
  trail: Change[]
  /** Slots that are younger than this were made in the arm or function that is being run: nothing outside can tell them changed. */
  since: number
  /** How many branches are being run inside each other. */
  depth: number
}

interface Change {
  readonly slots: Slots
  readonly key: string
  readonly before: Value | undefined
}

/** The cells that differ from an earlier state, with their values. */
export type State = ReadonlyMap<Slots, ReadonlyMap<string, Value | undefined>>

export const createHeap = (): Heap => ({ trail: [], since: 0, depth: 0 })

export const write = (heap: Heap, slots: Slots, key: string, value: Value): void => {
  const before = slots.get(key)
  if (before === value) return
  if (slots.born <= heap.since) heap.trail.push({ slots, key, before })
  slots.set(key, value)
}

/** From here on, changes are noted of what there is now; gives what to set `since` back to. */
export const enter = (heap: Heap): number => {
  const before = heap.since
  heap.since = youngest()
  return before
}

/** For places of which it is not known whether they are the ones that are written. */
export const weaken = (heap: Heap, slots: Slots, key: string, value: Value): void => {
  const before = slots.get(key)
  write(heap, slots, key, before === undefined ? value : join([before, value]))
}

export const erase = (heap: Heap, slots: Slots, key: string): void => {
  const before = slots.get(key)
  if (before === undefined) return
  if (slots.born <= heap.since) heap.trail.push({ slots, key, before })
  slots.delete(key)
}

/** What has changed since the trail was `mark` long. */
export const stateSince = (heap: Heap, mark: number): State => {
  const state = new Map<Slots, Map<string, Value | undefined>>()
  for (let at = mark; at < heap.trail.length; at += 1) {
    const { slots, key } = heap.trail[at] as Change
    const cells = state.get(slots) ?? new Map<string, Value | undefined>()
    cells.set(key, slots.get(key))
    state.set(slots, cells)
  }
  return state
}

/** Back to what it was when the trail was `mark` long. */
export const undo = (heap: Heap, mark: number): void => {
  while (heap.trail.length > mark) {
    const { slots, key, before } = heap.trail.pop() as Change
    if (before === undefined) slots.delete(key)
    else slots.set(key, before)
  }
}

/** From the state at `mark`, to one that may be any of these. */
export const mergeStates = (heap: Heap, mark: number, states: readonly State[], joined = join): void => {
  undo(heap, mark)
  const cells = new Map<Slots, Set<string>>()
  for (const state of states) {
    for (const [slots, values] of state) {
      const keys = cells.get(slots) ?? new Set()
      for (const key of values.keys()) keys.add(key)
      cells.set(slots, keys)
    }
  }
  for (const [slots, keys] of cells) {
    for (const key of keys) {
      const base = slots.get(key)
      const values = states.map((state) => (state.get(slots)?.has(key) ? state.get(slots)?.get(key) : base))
      const present = values.filter((value) => value !== undefined)
      if (present.length === 0) erase(heap, slots, key)
      else write(heap, slots, key, present.length < values.length ? perhaps(joined(present)) : joined(present))
    }
  }
}

const sometimes = new WeakSet<Value>()

/** A value that is there only on some of the ways that lead here, told from the same one elsewhere. */
const perhaps = (value: Value): Value => {
  if (value.kind !== 'text' && value.kind !== 'constant' && value.kind !== 'opaque' && value.kind !== 'alternatives') return value
  const copy = { ...value }
  sometimes.add(copy)
  return copy
}

/** Whether an entry with this value may not be there at all. */
export const isThereSometimes = (value: Value): boolean => sometimes.has(value)
