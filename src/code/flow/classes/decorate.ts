import type { Expression } from '../../ir.ts'
import { noteUnread } from '../calls/unread.ts'
import { type Context, locationIn, type Machine, noArguments } from '../machine.ts'
import type { Value } from '../values/value.ts'

/**
 * What decorators make of a function or a class, from the innermost. One of a library leaves it as it is (with what the
 * library does around it), and may call it: a route, a task.
 */
export const decorate = (machine: Machine, value: Value, decorators: readonly Expression[], context: Context): Value =>
  decorators.reduceRight<Value>((decorated, written) => {
    const decorator = machine.evaluate(written, context)
    const location = locationIn(context, written)
    if (decorator.kind === 'function' || decorator.kind === 'class' || (decorator.kind === 'record' && decorator.class)) {
      return machine.call(
        decorator,
        { ...noArguments, positional: [decorated] },
        { location, nameLocation: location, context, isNew: false, receiver: null },
      )
    }
    if (decorator.kind === 'external') noteUnread(machine, decorator)
    if (decorated.kind === 'function' && !machine.given.has(decorated.code)) {
      const by = decorator.kind === 'external' ? decorator.label : 'a decorator'
      machine.given.set(decorated.code, { fn: decorated, by, location, frames: [...machine.frames] })
    }
    return decorated
  }, value)
