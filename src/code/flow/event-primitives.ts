import { instanceFrom } from './fill.ts'
import { optionsOf } from './join.ts'
import { type Arguments, type CallSite, type Machine, noArguments } from './machine.ts'
import type { PrimitiveCall } from './primitive.ts'
import { external, type FunctionValue, opaque, type Value } from './value.ts'

/** Programs that hand their handler to the runtime: `lambda.Start(handler)`. */

const deepest = 4

export const callWithEvent = ({ args, machine, name, site }: PrimitiveCall): Value => {
  const handlers = args.positional.flatMap((value) => handlersIn(machine, value, 0))
  if (handlers.length === 0) machine.reasons.add(`what ${name} is given as the handler could not be followed`)
  for (const handler of handlers) machine.call(handler, eventFor(machine, handler, site), { ...site, receiver: null, isNew: false })
  return external(`${name}()`, `${name}(…)`, site.location)
}

/** Functions, the functions that a library has wrapped, and objects with a method `Invoke`. */
const handlersIn = (machine: Machine, value: Value, depth: number): readonly FunctionValue[] => {
  if (depth > deepest) return []
  return optionsOf(value).flatMap((option): readonly FunctionValue[] => {
    switch (option.kind) {
      case 'function':
        return [option]
      case 'external':
        return option.callbacks.flatMap((callback) => handlersIn(machine, callback, depth + 1))
      case 'record':
        return handlersIn(machine, machine.memberOf(option, 'Invoke', undefined), depth + 1)
      default:
        return []
    }
  })
}

/**
 * A handler takes a context and the event, or one of them, which nobody but its type tells apart.
 * https://docs.aws.amazon.com/lambda/latest/dg/golang-handler.html
 */
const eventFor = (machine: Machine, handler: FunctionValue, site: CallSite): Arguments => {
  const parameters = handler.code.parameters.slice(handler.bound.length)
  const last = parameters.at(-1)
  const event: Value = { kind: 'text', expression: { kind: 'event', path: [] } }
  const type = last?.type ? machine.evaluate(last.type, { ...site.context, scope: handler.scope }) : null
  const decoded = type?.kind === 'class' ? instanceFrom(machine, type, event, 'json', site.context) : event
  const context = opaque('it is of the context that Lambda passes')
  return { ...noArguments, positional: parameters.length > 1 ? [context, decoded] : parameters.length === 1 ? [decoded] : [] }
}
