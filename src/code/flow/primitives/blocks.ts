import { runArms } from '../branch.ts'
import { argumentAt } from '../calls/arguments.ts'
import { calledName, memberOf } from '../classes/members.ts'
import { mix } from '../classes/open-classes.ts'
import { type Arguments, type Machine, noArguments } from '../machine.ts'
import { anyElement, elementsOf } from '../values/entries.ts'
import { knownString } from '../values/expression.ts'
import { boundedList, join, mapOptions, optionsOf } from '../values/join.ts'
import { anyKey, blockName, external, list, nothing, opaque, record, type Value } from '../values/value.ts'
import { fromEntries, merged } from './collections.ts'
import type { PrimitiveCall } from './primitive.ts'
import { add } from './texts.ts'

/** Methods that are given a block, and others of languages in which every operator is a method (Ruby). */

/** What the method is called on; a library's own object is where it is called. */
const subjectOf = ({ receiver, site }: PrimitiveCall): Value =>
  receiver.kind === 'external' ? (site.receiver ?? receiver) : receiver

const blockOf = (args: Arguments): Value | undefined => args.named.get(blockName)

const run = ({ machine, site }: PrimitiveCall, block: Value, positional: readonly Value[], round = ''): Value =>
  machine.call(
    block,
    { ...noArguments, positional },
    { ...site, context: { ...site.context, round: `${site.context.round}${round}` }, receiver: null, isNew: false },
  )

const mostUnrolled = 8

/** The block's value for each element, or for any of them. */
const eachOf = (call: PrimitiveCall, more: readonly Value[]): readonly Value[] | Value => {
  const block = blockOf(call.args) ?? call.args.positional.find((value) => value.kind === 'function')
  const subject = subjectOf(call)
  const isObject = subject.kind === 'record' && subject.shape === 'object' && !subject.class
  const elements =
    isObject && /value/.test(call.name)
      ? [...subject.slots.values()]
      : elementsOf(call.machine, subject, !isObject ? 'elements' : call.name === 'each_key' ? 'keys' : 'pairs')
  if (!block) return elements
  // `event["Records"] || []`: a list that is empty stands beside the one that is meant.
  if (!('kind' in elements) && elements.length === 0 && call.site.receiver?.kind === 'alternatives') return elements
  if (!('kind' in elements) && elements.length > 0 && elements.length <= mostUnrolled)
    return elements.map((element, at) => run(call, block, [element, ...more], `@${call.site.location.start}.${at}`))
  return run(call, block, ['kind' in elements ? elements : anyOf(call.machine, elements), ...more])
}

const anyOf = (machine: Machine, elements: readonly Value[]): Value => {
  if (elements.length === 0) return opaque('it is an element of a list that is filled elsewhere')
  return anyElement(machine, list(elements))
}

export const each = (call: PrimitiveCall): Value => {
  eachOf(call, [])
  return subjectOf(call)
}

/** Of those for which the block holds, which ones is not known. */
export const select = (call: PrimitiveCall): Value => {
  eachOf(call, [])
  const subject = subjectOf(call)
  return subject.kind === 'record' && subject.shape === 'list' ? list([], anyElement(call.machine, subject)) : subject
}

export const find = (call: PrimitiveCall): Value => {
  eachOf(call, [])
  return anyElement(call.machine, subjectOf(call))
}

export const map = (call: PrimitiveCall): Value => {
  const values = eachOf(call, [])
  return 'kind' in values ? list([], values) : list(values)
}

/** `transform_values { |value| … }`. */
export const mapValues = (call: PrimitiveCall): Value => {
  const subject = subjectOf(call)
  const values = eachOf(call, [])
  const made = record('object')
  const keys = subject.kind === 'record' ? [...subject.slots.keys()] : []
  for (const [index, value] of ('kind' in values ? [values] : values).entries())
    made.slots.set('kind' in values ? anyKey : (keys[index] ?? anyKey), value)
  return made
}

/** `to_h { |x| [key, value] }`; without a block, what it is called on. */
export const toObject = (call: PrimitiveCall): Value => {
  const subject = subjectOf(call)
  const isPairs = subject.kind === 'record' && subject.shape === 'list'
  if (!blockOf(call.args)) return isPairs ? fromEntries({ ...call, args: { ...noArguments, positional: [subject] } }) : subject
  return fromEntries({ ...call, args: { ...noArguments, positional: [map(call)] } })
}

/** `Hash.new(otherwise)`, `Hash.new { |all, key| … }`. */
export const objectWithDefault = (call: PrimitiveCall): Value => {
  const made = record('object')
  const block = blockOf(call.args)
  const otherwise = block ? run(call, block, [made, opaque('it is a key that is not known')]) : argumentAt(call.args, 0)
  if (otherwise) made.slots.set(anyKey, otherwise)
  return made
}

export const flatMap = (call: PrimitiveCall): Value => {
  const values = eachOf(call, [])
  const all = 'kind' in values ? [values] : values
  return list([], join(all.map((value) => (value.kind === 'record' ? anyElement(call.machine, value) : value))))
}

export const eachWithIndex = (call: PrimitiveCall): Value => {
  const values = eachOf(call, [opaque('it is the number of an element')])
  return call.name.includes('map') ? ('kind' in values ? list([], values) : list(values)) : subjectOf(call)
}

/** `each_with_object(made) { |x, made| … }` gives what it was given. */
export const eachWithObject = (call: PrimitiveCall): Value => {
  const given = argumentAt(call.args, 0) ?? opaque('it is not given')
  eachOf(call, [given])
  return given
}

/** `inject(start) { |sum, x| … }`. */
export const inject = (call: PrimitiveCall): Value => {
  const { args, machine } = call
  const block = blockOf(args)
  const element = anyElement(machine, subjectOf(call))
  const start = argumentAt(args, 0) ?? element
  return block ? join([start, run(call, block, [start, element])]) : opaque('it is joined from a list', call.site.location)
}

export const tap = (call: PrimitiveCall): Value => {
  const block = blockOf(call.args)
  if (block) run(call, block, [subjectOf(call)])
  return subjectOf(call)
}

export const thenOf = (call: PrimitiveCall): Value => {
  const block = blockOf(call.args)
  return block ? run(call, block, [subjectOf(call)]) : subjectOf(call)
}

/** `5.times { |i| … }`, `1.upto(9) { |i| … }`. */
export const times = (call: PrimitiveCall): Value => {
  const block = blockOf(call.args)
  const number = opaque('it is the number of a round')
  if (block) return list([], run(call, block, [number]))
  return list([], number)
}

export const itself = (call: PrimitiveCall): Value => subjectOf(call)

/** `instance_eval { … }` runs the block; a text is a program that cannot be followed. */
export const evaluateBlock = (call: PrimitiveCall): Value => {
  const { args, machine, name, site } = call
  const block = blockOf(args)
  if (block) {
    const subject = subjectOf(call)
    const own =
      block.kind === 'function' ? { ...block, this: subject, home: subject.kind === 'class' ? subject : block.home } : block
    return run(call, own, args.positional.length > 0 ? args.positional : [subject])
  }
  machine.reasons.add(`${site.context.frame.name} runs a program that it builds, with ${name}`)
  return opaque(`it is the result of ${name}`, site.location)
}

const isObject = (value: Value | null): boolean => value?.kind === 'record' && value.shape === 'object'

/** A block that a library is given may be run while the call lasts: what it changes may have changed afterwards. */
export const runGivenBlock = (machine: Machine, args: Arguments, by: string, site: PrimitiveCall['site']): Value | null => {
  const block = blockOf(args)
  if (block?.kind !== 'function') return null
  const count = block.code.parameters.filter(({ byName }) => !byName).length
  const passed = external('?.<given>', `what ${by} passes`.slice(0, 80), site.location)
  const element = site.receiver?.kind === 'record' ? anyOf(machine, [...site.receiver.slots.values()]) : passed
  const given = Array.from({ length: count }, (_, index) =>
    index === (count > 1 && isObject(site.receiver) ? 1 : 0) ? element : passed,
  )
  const results: Value[] = []
  runArms(machine, [
    () => {
      results.push(machine.call(block, { ...noArguments, positional: given }, { ...site, receiver: null, isNew: false }))
      return 'normal'
    },
    () => 'normal',
  ])
  return join(results)
}

// ── Operators and methods that are chosen at run time ───────────────────────────────────────────────────────────────

/** `a << b`: what `a` is afterwards. */
export const append = ({ args, machine, site }: PrimitiveCall): Value => {
  const [left = nothing, right = nothing] = args.positional
  return mapOptions(left, (option) => {
    if (option.kind === 'text') return add(option, right)
    const method = memberOf(machine, option, '<<', site.location, true)
    machine.call(method, { ...noArguments, positional: [right] }, { ...site, receiver: option, isNew: false })
    return option
  })
}

/** `send(object, :name, …)`. */
export const callMember = ({ args, machine, site }: PrimitiveCall): Value => {
  const [object = nothing, name = nothing, ...positional] = args.positional
  const given: Arguments = { ...args, positional }
  return mapOptions(name, (one) => {
    const known = knownString(one)
    if (known !== undefined) {
      const method = memberOf(machine, object, known, site.location, true)
      return machine.call(method, given, { ...site, receiver: object, isNew: known === 'new' })
    }
    return join(optionsOf(object).map((option) => callAny(machine, option, given, site)))
  })
}

const unknownName = opaque('it is the name of a method that is chosen at run time')

/** Any of the methods that the object has of the program. */
const callAny = (machine: Machine, object: Value, args: Arguments, site: PrimitiveCall['site']): Value => {
  const itsClass = object.kind === 'record' ? object.class : object.kind === 'class' ? object : null
  if (!itsClass) {
    machine.reasons.add(`${site.context.frame.name} calls a method whose name is not known`)
    return opaque('it is the result of a method whose name is not known', site.location)
  }
  const { certainty } = machine
  machine.certainty = 'possible'
  const names = [...itsClass.members.keys()].flatMap((name) => /^(?:self\.)?(.*)\(\)$/.exec(name)?.[1] ?? [])
  const results: Value[] = []
  runArms(
    machine,
    names.slice(0, 64).map((name) => () => {
      const method = memberOf(machine, object, name, site.location, true)
      const given = name === 'method_missing' ? { ...args, positional: [unknownName, ...args.positional] } : args
      if (method.kind === 'function') results.push(machine.call(method, given, { ...site, receiver: object, isNew: false }))
      return 'normal'
    }),
  )
  machine.certainty = certainty
  return join(results)
}

/** `define_method(name) { … }` in the body of a class. */
export const defineMember = ({ args, machine, site }: PrimitiveCall): Value => {
  const { this: itsClass } = site.context.frame
  const block = blockOf(args) ?? args.positional[1]
  const known = knownString(argumentAt(args, 0))
  if (itsClass?.kind !== 'class' || block?.kind !== 'function') return nothing
  if (known === undefined) {
    machine.reasons.add(`${itsClass.code.name ?? 'a class'} defines a method whose name is not known`)
    return nothing
  }
  const { code, module, scope } = block
  const span = { start: code.start, end: code.end }
  const value = { ...code, name: known, this: 'own' as const }
  const member = { kind: 'method' as const, name: calledName(known), receiver: 'this' as const, value, ...span }
  itsClass.members.set(member.name, member)
  itsClass.places.set(member, { module, scope })
  return nothing
}

export const classOf = (call: PrimitiveCall): Value =>
  mapOptions(subjectOf(call), (option) =>
    option.kind === 'record' && option.class ? option.class : opaque('it is a class', call.site.location),
  )

/** `base.extend(M)`, `base.include(M)`. */
export const mixInto = ({ args, machine, name, receiver, site }: PrimitiveCall): Value => {
  for (const module of args.positional) mix(machine, receiver, module, name === 'extend' ? 'extend' : 'include', site.context)
  return receiver
}

/** A copy with further entries: `a.merge(b, c: 1)`. */
export const mergedWith = ({ args, machine, receiver }: PrimitiveCall): Value =>
  mapOptions(receiver, (option) => {
    const named = record(
      'object',
      [...args.named].filter(([name]) => name !== blockName),
    )
    if (args.namedRest) named.slots.set(anyKey, args.namedRest)
    if (option.kind !== 'record' && args.positional.length === 0 && named.slots.size === 0) return option
    return merged({ machine }, [option, ...args.positional, named])
  })

/** `a.merge!(b)`. */
export const mergeInto = ({ args, machine, receiver }: PrimitiveCall): Value => {
  for (const source of [
    ...args.positional,
    record(
      'object',
      [...args.named].filter(([name]) => name !== blockName),
    ),
  ])
    for (const option of optionsOf(source))
      if (option.kind === 'record')
        for (const [key, value] of option.slots) machine.setEntry(receiver, key === anyKey ? undefined : key, value)
      else if (option.kind !== 'constant') machine.setEntry(receiver, undefined, machine.entryOf(option, undefined, undefined))
  return receiver
}

export const firstOf = ({ args, machine, name, receiver }: PrimitiveCall): Value => {
  if (args.positional.length > 0) return list([], anyElement(machine, receiver))
  if (receiver.kind === 'record' && receiver.shape === 'list')
    return machine.entryOf(receiver, name === 'last' ? '-1' : '0', undefined)
  return anyElement(machine, receiver)
}

export const groupsOf = (call: PrimitiveCall): Value => {
  const element = anyElement(call.machine, subjectOf(call))
  const block = blockOf(call.args)
  const group = boundedList([], element)
  if (block) run(call, block, call.name.startsWith('each_') ? [group] : [element])
  const made = record(call.name.startsWith('each_') ? 'list' : 'object')
  made.slots.set(anyKey, call.name === 'index_by' ? element : group)
  return made
}
