import { argumentAt } from './arguments.ts'
import { anyElement, elementsOf, entryAt, mayLackKey, pair } from './entries.ts'
import { defaultOf, knownKey } from './expression.ts'
import { weaken, write } from './heap.ts'
import { boundedList, join, mapOptions, optionsOf } from './join.ts'
import { type Arguments, noArguments } from './machine.ts'
import type { PrimitiveCall } from './primitive.ts'
import { anyKey, list, nothing, opaque, type RecordValue, record, type Value } from './value.ts'

/** Functions of lists and objects. */

const records = (value: Value): readonly RecordValue[] =>
  optionsOf(value).filter((option): option is RecordValue => option.kind === 'record')

export const append = ({ args, machine, receiver }: PrimitiveCall): Value => {
  const all = records(receiver)
  for (const target of all) {
    for (const value of [...args.positional.slice(0, 32), ...(args.rest ? [args.rest] : [])]) {
      const isKnown = all.length === 1 && !target.slots.has(anyKey) && target.slots.size < 32
      if (isKnown) write(machine.heap, target.slots, String(target.slots.size), value)
      else weaken(machine.heap, target.slots, anyKey, value)
    }
  }
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

/** `pop`, `find`, `next`, `shift`: one of the elements. */
export const element = ({ machine, receiver, args }: PrimitiveCall): Value =>
  receiver.kind === 'external'
    ? anyElement(machine, argumentAt(args, 0) ?? opaque('it is not given'))
    : anyElement(machine, receiver)

/** The method's receiver, or the function's first argument. */
const subject = ({ args, receiver }: PrimitiveCall): Value =>
  receiver.kind === 'external' && args.positional.length > 0 ? (args.positional[0] as Value) : receiver

const callback = (call: PrimitiveCall): { readonly fn: Value | undefined; readonly over: Value } => {
  const [first, second] = call.args.positional
  const takesFunctionFirst = call.receiver.kind === 'external' && first !== undefined && second !== undefined && isFunction(first)
  return takesFunctionFirst ? { fn: first, over: second } : { fn: first, over: call.receiver }
}

const isFunction = (value: Value): boolean => value.kind === 'function' || value.kind === 'class' || value.kind === 'method'

/** `xs.map(f)`, `map(f, xs)`: what `f` gives for any element. */
export const map = (call: PrimitiveCall): Value => {
  const { fn, over } = callback(call)
  if (!fn) return list([], opaque('it is not given'))
  const index = opaque('it is the index of an element')
  const elements = elementsOf(call.machine, over, 'elements')
  const one = (value: Value, round: string): Value => {
    const site = { ...call.site, context: { ...call.site.context, round: `${call.site.context.round}${round}` } }
    return call.machine.call(fn, { ...noArguments, positional: isMethodForm(call) ? [value, index, over] : [value] }, site)
  }
  if (!('kind' in elements) && elements.length > 0 && elements.length <= 8)
    return list(elements.map((element, at) => one(element, `@${call.site.location.start}.${at}`)))
  return list([], one('kind' in elements ? elements : anyElement(call.machine, over), ''))
}

const isMethodForm = (call: PrimitiveCall): boolean => call.receiver.kind !== 'external'

export const filter = (call: PrimitiveCall): Value => {
  map(call)
  const { over } = callback(call)
  return over.kind === 'record' && over.shape === 'list' ? list([], anyElement(call.machine, over)) : over
}

export const flatten = (call: PrimitiveCall): Value => {
  const mapped = call.args.positional.length > 0 ? map(call) : call.receiver
  return list([], anyElement(call.machine, anyElement(call.machine, mapped)))
}

export const listOf = (call: PrimitiveCall): Value => {
  const value = call.receiver.kind === 'external' ? argumentAt(call.args, 0) : call.receiver
  if (value === undefined) return list([])
  const elements = elementsOf(call.machine, value, 'elements')
  return 'kind' in elements ? list([], elements) : boundedList(elements)
}

export const zip = (call: PrimitiveCall): Value => {
  const columns = call.args.positional.map((value) => elementsOf(call.machine, value, 'elements'))
  const known = columns.filter((column): column is readonly Value[] => !('kind' in column))
  if (known.length === columns.length && known.length > 0) {
    const length = Math.min(...known.map((column) => column.length))
    return list(Array.from({ length }, (_, index) => list(known.map((column) => column[index] as Value))))
  }
  return list([], list(call.args.positional.map((value) => anyElement(call.machine, value))))
}

export const enumerate = (call: PrimitiveCall): Value => {
  const over = argumentAt(call.args, 0) ?? opaque('it is not given')
  const elements = elementsOf(call.machine, over, 'elements')
  const index = opaque('it is the number of an element')
  return 'kind' in elements ? list([], pair(index, elements)) : list(elements.map((value) => pair(index, value)))
}

// ── Objects ─────────────────────────────────────────────────────────────────────────────────────────────────────────

/** `d.get(key, otherwise)`. */
export const get = ({ args, machine, receiver, site }: PrimitiveCall): Value => {
  const key = argumentAt(args, 0) ?? opaque('it is not given')
  const otherwise = argumentAt(args, 1) ?? args.named.get('default')
  return mapOptions(receiver, (option) => {
    const value = entryAt(machine, option, key, site.location)
    // What the environment lacks has its default; what an object has under another key says nothing of this one.
    if (otherwise && option.kind === 'environment') return withDefault(value, otherwise)
    const name = knownKey(key)
    if (name === undefined && mayLackKey(option)) return join([value, otherwise ?? nothing])
    if (!otherwise) return value
    if (option.kind === 'record' && name !== undefined && !option.slots.has(anyKey))
      return option.slots.has(name) ? value : otherwise
    return join([value, otherwise])
  })
}

export const withDefault = (value: Value, otherwise: Value): Value => {
  if (value.kind !== 'text' || value.expression.kind !== 'env' || value.expression.otherwise) return join([value, otherwise])
  const usual = defaultOf(otherwise)
  return usual === null ? value : { kind: 'text', expression: { ...value.expression, otherwise: usual } }
}

export const setDefault = (call: PrimitiveCall): Value => {
  const key = argumentAt(call.args, 0)
  const value = argumentAt(call.args, 1) ?? nothing
  const name = key && knownKey(key)
  for (const target of records(call.receiver)) {
    if (name === undefined || !target.slots.has(name)) call.machine.setEntry(target, name, value)
  }
  return get(call)
}

export const set = (call: PrimitiveCall): Value => {
  const key = argumentAt(call.args, 0)
  const value = argumentAt(call.args, 1)
  if (key && value) call.machine.setEntry(call.receiver, knownKey(key), value)
  return call.receiver
}

/** `d.update(more, name=value)`, `Object.assign(d, more)`. */
export const merge = (call: PrimitiveCall): Value => {
  const isMethod = call.receiver.kind !== 'external'
  const target = isMethod ? call.receiver : (call.args.positional[0] ?? record('object'))
  const sources = isMethod ? call.args.positional : call.args.positional.slice(1)
  for (const source of sources) copyEntries(call, source, target)
  for (const [name, value] of call.args.named) call.machine.setEntry(target, name, value)
  return isMethod ? nothing : target
}

const copyEntries = (call: PrimitiveCall, source: Value, target: Value): void => {
  for (const option of optionsOf(source)) {
    if (option.kind === 'record')
      for (const [key, value] of option.slots) call.machine.setEntry(target, key === anyKey ? undefined : key, value)
    else if (option.kind !== 'constant')
      call.machine.setEntry(target, undefined, call.machine.entryOf(option, undefined, undefined))
  }
}

/** A copy with all entries of several objects. */
export const merged = (call: Pick<PrimitiveCall, 'machine'>, values: readonly Value[]): Value => {
  const made = record('object')
  for (const value of values) copyEntries({ machine: call.machine } as PrimitiveCall, value, made)
  return made
}

export const objectOf = (call: PrimitiveCall): Value => {
  const made = record('object')
  const value = call.receiver.kind === 'external' ? call.args.positional[0] : call.receiver
  if (value?.kind === 'record' && value.shape === 'list') copyEntries(call, fromPairs(call, value), made)
  else if (value) copyEntries(call, value, made)
  for (const [name, entry] of call.args.named) made.slots.set(name, entry)
  if (call.args.namedRest) made.slots.set(anyKey, call.args.namedRest)
  return made
}

const fromPairs = (call: PrimitiveCall, pairs: Value): RecordValue => {
  const made = record('object')
  const elements = elementsOf(call.machine, pairs, 'elements')
  for (const entry of 'kind' in elements ? [elements] : elements) {
    call.machine.setEntry(made, knownKey(call.machine.entryOf(entry, '0', undefined)), call.machine.entryOf(entry, '1', undefined))
  }
  return made
}

export const fromEntries = (call: PrimitiveCall): Value => fromPairs(call, argumentAt(call.args, 0) ?? list([]))

const listing =
  (takes: 'elements' | 'keys' | 'pairs' | 'values') =>
  (call: PrimitiveCall): Value => {
    const value = subject(call)
    if (takes === 'values') {
      if (value.kind !== 'record') return list([], anyElement(call.machine, value))
      const unknown = value.slots.get(anyKey)
      return list(
        [...value.slots].filter(([key]) => key !== anyKey).map(([, entry]) => entry),
        unknown,
      )
    }
    const elements = elementsOf(call.machine, value, takes)
    return 'kind' in elements ? list([], elements) : list(elements)
  }

export const keys = listing('keys')
export const values = listing('values')
export const entries = listing('pairs')
