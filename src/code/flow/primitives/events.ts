import { type Arguments, type CallSite, type Machine, noArguments } from '../machine.ts'
import { isNull, knownString } from '../values/expression.ts'
import { optionsOf } from '../values/join.ts'
import { external, type FunctionValue, opaque, type Value } from '../values/value.ts'
import { instanceFrom } from './fill.ts'
import type { PrimitiveCall } from './primitive.ts'

/** Programs that hand their handler to the runtime: `lambda.Start(handler)`. */

const deepest = 4

export const callWithEvent = (call: PrimitiveCall): Value => handOver(call, 'last')

/** In languages whose handlers take the event, and then the context. */
export const callWithEventFirst = (call: PrimitiveCall): Value => handOver(call, 'first')

const handOver = ({ args, machine, name, site }: PrimitiveCall, place: 'first' | 'last'): Value => {
  const handlers = args.positional.flatMap((value) => handlersIn(machine, value, 0))
  if (handlers.length === 0) machine.reasons.add(`what ${name} is given as the handler could not be followed`)
  for (const handler of handlers)
    machine.call(handler, eventFor(machine, handler, site, place), { ...site, receiver: null, isNew: false })
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
const eventFor = (machine: Machine, handler: FunctionValue, site: CallSite, place: 'first' | 'last'): Arguments => {
  const parameters = handler.code.parameters.slice(handler.bound.length)
  const last = parameters.at(-1)
  const event: Value = { kind: 'text', expression: { kind: 'event', path: [] } }
  const type = place === 'last' && last?.type ? machine.evaluate(last.type, { ...site.context, scope: handler.scope }) : null
  const decoded = type?.kind === 'class' ? instanceFrom(machine, type, event, 'json', site.context) : event
  const context = opaque('it is of the context that Lambda passes')
  if (place === 'first') return { ...noArguments, positional: [event, context].slice(0, parameters.length) }
  return { ...noArguments, positional: parameters.length > 1 ? [context, decoded] : parameters.length === 1 ? [decoded] : [] }
}

/** A function, or an object with any of the methods, is called with the event and the context: the arguments are all of these. */
export const callHandler = ({ args, machine, site }: PrimitiveCall): Value => {
  const [handler, event = opaque('it is not given'), context = opaque('it is not given'), ...methods] = args.positional
  for (const option of handler ? optionsOf(handler).filter((one) => !isNull(one)) : []) {
    const functions = functionsOf(machine, option, methods.map(knownString))
    if (functions.length === 0) machine.reasons.add(`the handler that ${site.location.file.path} returns could not be followed`)
    const given: Arguments = { ...noArguments, positional: [event, context] }
    for (const fn of functions) machine.call(fn, given, { ...site, receiver: null, isNew: false })
  }
  return opaque('it is what a handler returns')
}

const functionsOf = (machine: Machine, value: Value, methods: readonly (string | undefined)[]): readonly FunctionValue[] => {
  if (value.kind === 'function') return [value]
  if (value.kind !== 'record') return []
  return methods.flatMap((name) => {
    const method = name === undefined ? null : machine.memberOf(value, name, undefined)
    return method?.kind === 'function' ? [method] : []
  })
}
