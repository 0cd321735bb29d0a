import { argumentAt } from '../calls/arguments.ts'
import { type Arguments, type Machine, noArguments } from '../machine.ts'
import { anyElement, elementsOf } from '../values/entries.ts'
import { isEvent, isNull, knownString, partOfEvent } from '../values/expression.ts'
import { erase, weaken, write } from '../values/heap.ts'
import { boundedList, join, mapOptions, optionsOf } from '../values/join.ts'
import { truthOf } from '../values/truth.ts'
import { anyKey, list, nothing, opaque, type RecordValue, type Value } from '../values/value.ts'
import type { PrimitiveCall } from './primitive.ts'

/** What changes a list in its place, or tells its elements by where they stand. */

const mostElements = 32

const records = (value: Value): readonly RecordValue[] =>
  optionsOf(value).filter((option): option is RecordValue => option.kind === 'record')

/** The elements in their order, if all of them are known. */
const ordered = (value: Value): readonly Value[] | null =>
  value.kind === 'record' && value.shape === 'list' && !value.slots.has(anyKey) ? [...value.slots.values()] : null

const numberOf = (value: Value | undefined): number | undefined =>
  value?.kind === 'constant' && typeof value.value === 'number' ? value.value : undefined

/** Sets what a list holds; a null rest says that the elements are all that there is. */
const replace = (machine: Machine, target: RecordValue, elements: readonly Value[], rest: Value | null): void => {
  const keys = [...target.slots.keys()].filter((key) => key === anyKey || Number(key) >= elements.length)
  for (const key of keys) erase(machine.heap, target.slots, key)
  for (const [index, value] of elements.entries()) write(machine.heap, target.slots, String(index), value)
  if (rest) write(machine.heap, target.slots, anyKey, rest)
}

/** From here on, any of its elements may stand anywhere in the list. */
export const forgetOrder = (machine: Machine, target: RecordValue, more: readonly Value[] = []): void => {
  const elements = [...target.slots.values(), ...more]
  if (elements.length > 0) replace(machine, target, [], join(elements))
}

const put = ({ args, machine, receiver }: PrimitiveCall, at: 'start' | 'end'): Value => {
  const all = records(receiver)
  const given = [...args.positional.slice(0, mostElements), ...(args.rest ? [args.rest] : [])]
  for (const target of all) {
    const before = ordered(target)
    if (before && all.length === 1 && !args.rest && before.length + given.length <= mostElements) {
      if (at === 'start') replace(machine, target, [...given, ...before], null)
      else for (const [index, value] of given.entries()) write(machine.heap, target.slots, String(before.length + index), value)
    } else if (at === 'start') forgetOrder(machine, target, given)
    else for (const value of given) weaken(machine.heap, target.slots, anyKey, value)
  }
  return nothing
}

export const append = (call: PrimitiveCall): Value => put(call, 'end')

/** `unshift`, `appendleft`. */
export const prepend = (call: PrimitiveCall): Value => put(call, 'start')

/** `xs.insert(0, x)`. */
export const insert = (call: PrimitiveCall): Value => {
  const { args, machine, receiver } = call
  const value = argumentAt(args, 1) ?? opaque('it is not given')
  const given = { ...call, args: { ...noArguments, positional: [value] } }
  if (numberOf(argumentAt(args, 0)) === 0) return prepend(given)
  for (const target of records(receiver)) forgetOrder(machine, target, [value])
  return nothing
}

export const extend = (call: PrimitiveCall): Value => {
  const more = argumentAt(call.args, 0) ?? opaque('it is not given')
  const elements = elementsOf(call.machine, more, 'elements')
  const args: Arguments = 'kind' in elements ? { ...noArguments, rest: elements } : { ...noArguments, positional: elements }
  if ('kind' in elements) for (const target of records(call.receiver)) weaken(call.machine.heap, target.slots, anyKey, elements)
  else append({ ...call, args })
  return nothing
}

/** `find`, `next`, `max`: one of the elements. */
export const element = (call: PrimitiveCall): Value => {
  const { args, machine, receiver } = call
  const over = receiver.kind === 'external' ? (argumentAt(args, 0) ?? opaque('it is not given')) : receiver
  const value = anyElement(machine, over)
  callWith(call, value)
  return value
}

/** `max(xs, key=f)`, `xs.sort((a, b) => …)`: the function is called with elements. */
const callWith = ({ args, machine, receiver, site }: PrimitiveCall, value: Value): void => {
  const given = [args.named.get('key'), ...(receiver.kind === 'external' ? [] : args.positional)]
  for (const fn of given)
    if (fn?.kind === 'function')
      machine.call(fn, { ...noArguments, positional: [value, value] }, { ...site, receiver: null, isNew: false })
}

const take = (call: PrimitiveCall, at: 'start' | 'end'): Value => {
  const { machine, receiver } = call
  const elements = ordered(receiver)
  // Not every round of a loop is run: what is left for the others must not be lost.
  if (receiver.kind !== 'record' || !elements || elements.length === 0 || machine.loops > 0) {
    for (const target of records(receiver)) forgetOrder(machine, target)
    return element(call)
  }
  const taken = (at === 'end' ? elements.at(-1) : elements[0]) as Value
  replace(machine, receiver, at === 'end' ? elements.slice(0, -1) : elements.slice(1), null)
  return taken
}

/** `pop()`; with an index that is not the first or the last one, any element. */
export const takeLast = (call: PrimitiveCall): Value => {
  const index = argumentAt(call.args, 0)
  const known = numberOf(index)
  if (index === undefined || known === -1) return take(call, 'end')
  if (known === 0) return take(call, 'start')
  const value = anyElement(call.machine, call.receiver)
  for (const target of records(call.receiver)) forgetOrder(call.machine, target)
  return value
}

export const takeFirst = (call: PrimitiveCall): Value => take(call, 'start')

/** `xs.at(-1)`. */
export const at = ({ args, machine, receiver }: PrimitiveCall): Value =>
  mapOptions(receiver, (option) => {
    const elements = ordered(option)
    const index = numberOf(argumentAt(args, 0))
    return elements && index !== undefined ? (elements.at(index) ?? nothing) : anyElement(machine, option)
  })

const subject = ({ args, receiver }: PrimitiveCall): Value =>
  receiver.kind === 'external' ? (argumentAt(args, 0) ?? list([])) : receiver

/** `xs.slice(1)`. */
export const slice = (call: PrimitiveCall): Value =>
  mapOptions(call.receiver, (option) => {
    if (isEvent(option)) return partOfEvent(option)
    if (option.kind === 'text') return opaque('it is a part of a text', call.site.location)
    const elements = ordered(option)
    const [from, to] = [0, 1].map((position) => argumentAt(call.args, position))
    const bounds = [from, to].map(numberOf)
    const isKnown = (from === undefined || bounds[0] !== undefined) && (to === undefined || bounds[1] !== undefined)
    return elements && isKnown ? boundedList(elements.slice(bounds[0], bounds[1])) : list([], anyElement(call.machine, option))
  })

/** `xs.reverse()`, unlike `reversed(xs)` and `xs.toReversed()`. */
const changesIt = ({ name, receiver }: PrimitiveCall): boolean => receiver.kind !== 'external' && !name.startsWith('to')

/** A list of the same elements, the last one first; the list itself too where that is what the method does. */
export const reversed = (call: PrimitiveCall): Value =>
  mapOptions(subject(call), (option) => {
    const elements = ordered(option)
    if (!elements) return list([], anyElement(call.machine, option))
    if (changesIt(call) && option.kind === 'record') {
      replace(call.machine, option, elements.toReversed(), null)
      return option
    }
    return boundedList(elements.toReversed())
  })

/** A list of the same elements in an order that is not known. */
export const sorted = (call: PrimitiveCall): Value => {
  callWith(call, anyElement(call.machine, subject(call)))
  return mapOptions(subject(call), (option) => {
    const elements = ordered(option)
    if (elements && elements.length < 2) return option
    if (!changesIt(call) || option.kind !== 'record') return list([], anyElement(call.machine, option))
    forgetOrder(call.machine, option)
    return option
  })
}

/** `Array.of(a, b)`. */
export const made = ({ args }: PrimitiveCall): Value => list(args.positional, args.rest ?? undefined)

/** `itertools.repeat(x)`. */
export const repeated = ({ args }: PrimitiveCall): Value => list([], argumentAt(args, 0) ?? opaque('it is not given'))

/** `xs.filter(Boolean)`, `filter(None, xs)`: without what is known to be nothing; an empty list stays a list that is filled elsewhere. */
export const present = (machine: Machine, over: Value): Value => {
  const elements = ordered(over)
  const kept = elements?.filter((one) => truthOf(one) !== false && !isNull(one))
  if (kept?.every((one) => truthOf(one) === true || isPlace(one))) return boundedList(kept)
  return over.kind === 'record' && over.shape === 'list' ? list([], anyElement(machine, over)) : over
}

/** A text that is empty in no deployment that works. */
const isPlace = (value: Value): boolean =>
  value.kind === 'text' &&
  (value.expression.kind === 'env' || value.expression.kind === 'concat') &&
  knownString(value) === undefined
