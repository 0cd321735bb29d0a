import type { Arguments, CallSite, Machine } from '../machine.ts'
import type { Value } from '../values/value.ts'

/** A call of something that the flow can do by itself. */
export interface PrimitiveCall {
  readonly machine: Machine
  readonly args: Arguments
  readonly site: CallSite
  /** What it is a method of; the library's function itself, if it is none. */
  readonly receiver: Value
  /** As it is written, for messages. */
  readonly name: string
}
