import { argumentAt } from '../calls/arguments.ts'
import { isJson } from '../data/json-field.ts'
import { noArguments } from '../machine.ts'
import { withDefault } from '../values/defaults.ts'
import { anyElement, elementsOf, entryAt, isOpen, mayLackKey, pair } from '../values/entries.ts'
import { isNull, knownKey } from '../values/expression.ts'
import { boundedList, join, mapOptions, optionsOf } from '../values/join.ts'
import { anyKey, list, nothing, opaque, type RecordValue, record, type Value } from '../values/value.ts'
import { present } from './lists.ts'
import type { PrimitiveCall } from './primitive.ts'

/** Functions of lists and objects. */

const records = (value: Value): readonly RecordValue[] =>
  optionsOf(value).filter((option): option is RecordValue => option.kind === 'record')

/** The method's receiver, or the function's first argument. */
const subject = ({ args, receiver }: PrimitiveCall): Value =>
  receiver.kind === 'external' && args.positional.length > 0 ? (args.positional[0] as Value) : receiver

const callback = (call: PrimitiveCall): { readonly fn: Value | undefined; readonly over: Value } => {
  const [first, second] = call.args.positional
  const takesFunctionFirst =
    call.receiver.kind === 'external' && first !== undefined && second !== undefined && (isFunction(first) || isNull(first))
  return takesFunctionFirst ? { fn: first, over: second } : { fn: first, over: call.receiver }
}

const isFunction = (value: Value): boolean => value.kind === 'function' || value.kind === 'class' || value.kind === 'method'

/** `xs.map(f)`, `map(f, xs)`: what `f` gives for any element. */
export const map = (call: PrimitiveCall): Value => {
  const { fn, over } = callback(call)
  if (!fn) return list([], opaque('it is not given'))
  const index = opaque('it is the index of an element')
  const elements = elementsOf(call.machine, over, 'elements')
  const others = isMethodForm(call) ? [index, over] : call.args.positional.slice(2).map((more) => anyElement(call.machine, more))
  const one = (value: Value, round: string): Value => {
    const site = { ...call.site, context: { ...call.site.context, round: `${call.site.context.round}${round}` } }
    return call.machine.call(fn, { ...noArguments, positional: [value, ...others] }, site)
  }
  if (!('kind' in elements) && elements.length > 0 && elements.length <= 8)
    return list(elements.map((element, at) => one(element, `@${call.site.location.start}.${at}`)))
  return list([], one('kind' in elements ? elements : anyElement(call.machine, over), ''))
}

const isMethodForm = (call: PrimitiveCall): boolean => call.receiver.kind !== 'external'

export const filter = (call: PrimitiveCall): Value => {
  const { fn, over } = callback(call)
  if ((fn?.kind === 'external' && fn.type === 'Boolean') || (fn && isNull(fn))) return present(call.machine, over)
  map(call)
  return over.kind === 'record' && over.shape === 'list' ? list([], anyElement(call.machine, over)) : over
}

export const flatten = (call: PrimitiveCall): Value => {
  const mapped = call.args.positional.length > 0 ? map(call) : call.receiver
  return list([], anyElement(call.machine, anyElement(call.machine, mapped)))
}

export const listOf = (call: PrimitiveCall): Value => {
  const value = call.receiver.kind === 'external' ? argumentAt(call.args, 0) : call.receiver
  if (value === undefined) return list([])
  // `iter(f, end)`: what calling it gives, again and again.
  if (value.kind === 'function')
    return list([], call.machine.call(value, noArguments, { ...call.site, receiver: null, isNew: false }))
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
  const key = argumentAt(args, 0) ?? args.named.get('key') ?? opaque('it is not given')
  const otherwise = argumentAt(args, 1) ?? args.named.get('default')
  return mapOptions(receiver, (option): Value => {
    const value = entryAt(machine, option, key, site.location)
    // What the environment lacks has its default; what an object has under another key says nothing of this one.
    const name = knownKey(key)
    if (otherwise && isFromEnvironment(option, name)) return withDefault(value, otherwise)
    if (name === undefined && mayLackKey(option)) return join([value, otherwise ?? nothing])
    if (!otherwise) return value
    if (option.kind === 'record' && name !== undefined && !option.slots.has(anyKey))
      return option.slots.has(name) ? value : otherwise
    return join([value, otherwise])
  })
}

const isFromEnvironment = (object: Value, name: string | undefined): boolean =>
  object.kind === 'environment' ||
  isJson(object) ||
  (object.kind === 'record' && object.parent?.kind === 'environment' && name !== undefined && !object.slots.has(name))

export const setDefault = (call: PrimitiveCall): Value => {
  const key = argumentAt(call.args, 0)
  const value = argumentAt(call.args, 1) ?? nothing
  const name = key && knownKey(key)
  for (const target of records(call.receiver)) {
    if (name === undefined || !target.slots.has(name)) call.machine.setEntry(target, name, value)
  }
  if (call.receiver.kind === 'environment' && name !== undefined)
    call.machine.setEntry(call.receiver, name, withDefault(call.machine.entryOf(call.receiver, name, call.site.location), value))
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
  const first = isMethod ? call.receiver : (call.args.positional[0] ?? record('object'))
  const sources = isMethod ? call.args.positional : call.args.positional.slice(1)
  // `Object.assign({}, process.env)`: what is new can look further names up in the environment.
  const open = isMethod || first.kind !== 'record' || first.parent ? undefined : sources.find((source) => openPart(source) !== null)
  const target: Value = open && first.kind === 'record' ? { ...first, parent: openPart(open) } : first
  for (const source of sources) copyEntries(call, source, target)
  for (const [name, value] of call.args.named) call.machine.setEntry(target, name, value)
  return isMethod ? nothing : target
}

const copyEntries = (call: PrimitiveCall, source: Value, target: Value): void => {
  for (const option of optionsOf(source)) {
    if (isOpenIn(option, target)) overlay(call, option, target)
    else if (option.kind === 'record')
      for (const [key, value] of option.slots) call.machine.setEntry(target, key === anyKey ? undefined : key, value)
    else if (option.kind !== 'constant')
      call.machine.setEntry(target, undefined, call.machine.entryOf(option, undefined, undefined))
  }
}

const isOpenIn = (source: Value, target: Value): boolean =>
  source.kind === 'environment' && target.kind === 'record' && target.parent?.kind === 'environment'

/** Of what the target has already, the environment's own value goes before it. */
export const overlay = (call: Pick<PrimitiveCall, 'machine'>, source: Value, target: Value): void => {
  if (target.kind !== 'record') return
  for (const [key, value] of target.slots)
    if (key !== anyKey) call.machine.setEntry(target, key, withDefault(call.machine.entryOf(source, key, undefined), value))
}

/** A copy with all entries of several objects. */
export const merged = (call: Pick<PrimitiveCall, 'machine'>, values: readonly Value[]): Value => {
  const open = values.map(openPart).find((part) => part !== null)
  const made: RecordValue = { ...record('object'), parent: open ?? null }
  for (const value of values) copyEntries({ machine: call.machine } as PrimitiveCall, value, made)
  return made
}

export const objectOf = (call: PrimitiveCall): Value => {
  const value = call.receiver.kind === 'external' ? call.args.positional[0] : call.receiver
  const made: RecordValue = { ...record('object'), parent: openPart(value) }
  if (value?.kind === 'environment') {
    for (const [name, entry] of call.args.named) made.slots.set(name, entry)
    return made
  }
  if (value?.kind === 'record' && value.shape === 'list') copyEntries(call, fromPairs(call, value), made)
  else if (value) copyEntries(call, value, made)
  for (const [name, entry] of call.args.named) made.slots.set(name, entry)
  if (call.args.namedRest) made.slots.set(anyKey, call.args.namedRest)
  return made
}

/** What an object or a copy of it looks further names up in. */
export const openPart = (value: Value | undefined): Value | null => {
  if (value?.kind === 'environment') return value
  return value?.kind === 'record' && isOpen(value.parent) ? value.parent : null
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
