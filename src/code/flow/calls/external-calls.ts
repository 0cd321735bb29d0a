import type { CallRow } from '../../catalog/catalog.ts'
import type { StorageCall } from '../../storage-call.ts'
import { findMember, readMember, shortened } from '../classes/members.ts'
import { type Arguments, type CallSite, type Machine, noArguments } from '../machine.ts'
import { runGivenBlock } from '../primitives/blocks.ts'
import { fillFrom, mayFill } from '../primitives/fill.ts'
import { primitives } from '../primitives/table.ts'
import { withDefault } from '../values/defaults.ts'
import { entryAt } from '../values/entries.ts'
import { knownKey } from '../values/expression.ts'
import { join, optionsOf } from '../values/join.ts'
import { type ExternalValue, type FunctionValue, list, opaque, type Value } from '../values/value.ts'
import { credentialsOf, noteCredentials } from '../writes/credentials.ts'
import { recordWrite } from '../writes/record-write.ts'
import { argumentOf, holds } from './argument-path.ts'
import { allArguments, dropArguments } from './arguments.ts'
import { callExtension } from './extensions.ts'
import { dynamicMember } from './forwarder.ts'
import { keptArguments, objectOf } from './kept-arguments.ts'
import { noteUnread, noteUnreadArguments } from './unread.ts'

/**
 * Calls what is not of the program: the catalogue says what that does. With `isAlsoOwn` the program has a method of that name:
 * what only might be a library's is taken for that.
 */
export const callExternal = (
  machine: Machine,
  callee: ExternalValue,
  args: Arguments,
  site: CallSite,
  isAlsoOwn = false,
): Value => {
  const name = lastSegment(callee.type)
  const { calls } = machine.library
  const own = calls.get(callee.type) ?? calls.get(`${callee.type.slice(0, callee.type.lastIndexOf('.'))}.*`)
  const rows = own ?? (isOfUnknownType(callee) ? (calls.get(`*.${name}`) ?? []) : [])
  const ofFunction = own ? undefined : methodOfFunction(machine, callee, name, args, site)
  if (ofFunction) return ofFunction
  const results: Value[] = []
  for (const row of rows) {
    const applies = holds(machine, row.when, args, callee)
    if (applies === false || (applies === undefined && isAlsoOwn)) continue
    const result = apply(machine, row, callee, args, site, own === undefined, applies === undefined)
    if (result === 'not meant') continue
    results.push(row.fails ? list([result, opaque('it says whether there was an error', site.location)]) : result)
    if (applies === true) return join(results)
  }
  if (results.length === 0) {
    const extended = own === undefined ? callExtension(machine, site.receiver, name, args, site) : null
    if (extended) return extended
    const given = methodsOfGiven(machine, callee, name)
    if (given.length > 0) return join([...given.map((fn) => machine.call(fn, args, site)), resultOf(callee, args, site, [])])
  }
  // A method of what a library made of a function (`middy(main).use(…)`) is not that function.
  if (callee.callbacks.length > 0 && callee.type.endsWith('()')) return callWrapped(machine, callee, args, site)
  if (callee.type === dynamicMember)
    machine.reasons.add(`${site.context.frame.name} calls a method of a library whose name is not known`)
  suspect(machine, callee, args, site)
  if (machine.library.librariesFill) mayFill(machine, allArguments(args), callee.label)
  const block = runGivenBlock(machine, args, callee.label, site)
  const callbacks = giveAway(machine, withReceiver(args, site), callee.label, site)
  return join([...results, ...(block ? [block] : []), resultOf(callee, args, site, callbacks)])
}

/** `s3.putObject.bind(s3)`: a function of a library has the methods that the language gives to functions. */
const methodOfFunction = (
  machine: Machine,
  callee: ExternalValue,
  name: string,
  args: Arguments,
  site: CallSite,
): Value | undefined => {
  const does = machine.library.methods.get('function')?.get(name)
  const { receiver } = site
  if (receiver?.kind !== 'external' || !machine.library.calls.has(receiver.type) || !does?.startsWith('function-')) return undefined
  return primitives[does]({ machine, args, site, receiver, name: callee.label })
}

/** A library's own object may hold functions of the program too: `&cobra.Command{RunE: run}`. */
const withReceiver = (args: Arguments, { receiver }: CallSite): Arguments =>
  receiver?.kind === 'record' && receiver.type ? { ...args, positional: [...args.positional, receiver] } : args

const apply = (
  machine: Machine,
  row: CallRow,
  callee: ExternalValue,
  given: Arguments,
  site: CallSite,
  isUnknown: boolean,
  isUndecided: boolean,
): Value | 'not meant' => {
  const args = row.builds === undefined ? given : withBuilt(machine, row.builds, given, site)
  const bindings = keptArguments(machine, row, callee, args, site)
  if (row.makes !== undefined) return objectOf(row.makes, bindings)
  if (row.sets) return setOn(machine, row.sets, args, callee, site)
  if (row.takes) return argumentOf(machine, row.takes, args, callee) ?? 'not meant'
  if (row.callsArgument) {
    const fn = argumentOf(machine, row.callsArgument, args, callee)
    return fn ? machine.call(fn, noArguments, { ...site, receiver: null, isNew: false }) : 'not meant'
  }
  if (row.variable) return variableOf(machine, row.variable, args, callee, site) ?? 'not meant'
  if (row.fills) fillFrom(machine, row.fills, args, callee, site)
  if (row.does) {
    const [first = opaque('it is not given', site.location)] = row.receives ? args.positional : [callee]
    const others = row.receives ? dropArguments(args, 1) : args
    return primitives[row.does]({ machine, args: others, site, receiver: first, name: callee.label })
  }
  const written = row.writes
    ? recordWrite(machine, row.writes, callee, args, site, isUndecided || (isUnknown && !row.writes.needs && !row.writes.uri), {
        bindings,
      })
    : null
  if (written === 'not meant') return written
  if (row.sendsReceiver && site.receiver) change(machine, site.receiver, { deferred: false })
  if (row.defers) change(machine, argumentOf(machine, row.defers, args, callee), { deferred: true })
  const sent = row.sends ?? row.defers
  for (const key of sent === undefined ? [] : callsIn(machine, argumentOf(machine, sent, args, callee)))
    noteCredentials(machine, key, 'sent', credentialsOf({ bindings }))
  const callbacks = giveAway(machine, args, callee.label, site)
  const plain = resultOf(callee, args, site, callbacks)
  const result: ExternalValue = { ...plain, type: row.gives ?? plain.type, bindings }
  if (written) machine.callsOf.set(result, written)
  return result
}

const variableOf = (
  machine: Machine,
  { name, otherwise }: NonNullable<CallRow['variable']>,
  args: Arguments,
  callee: ExternalValue,
  site: CallSite,
): Value | undefined => {
  const key = argumentOf(machine, name, args, callee)
  if (key === undefined) return undefined
  if (site.receiver?.kind === 'record' && site.receiver.slots.has('Prefix'))
    return opaque('it is a variable whose name has a prefix that is not known', site.location)
  const value = entryAt(machine, { kind: 'environment' }, key, site.location)
  const usual = otherwise === undefined ? undefined : argumentOf(machine, otherwise, args, callee)
  return usual ? withDefault(value, usual) : value
}

// ── Builders ────────────────────────────────────────────────────────────────────────────────────────────────────────

/** `putObject(b -> b.bucket(name))`: the argument is what the function makes of an empty object. */
const withBuilt = (machine: Machine, type: string, args: Arguments, site: CallSite): Arguments => {
  const [fn, ...others] = args.positional
  if (fn?.kind !== 'function') return args
  const built = objectOf(type)
  machine.call(fn, { ...noArguments, positional: [built] }, { ...site, receiver: null, isNew: false })
  return { ...args, positional: [built, ...others] }
}

const setOn = (
  machine: Machine,
  sets: NonNullable<CallRow['sets']>,
  args: Arguments,
  callee: ExternalValue,
  site: CallSite,
): Value => {
  const { receiver } = site
  if (receiver === null) return callee
  for (const [name, path] of Object.entries(sets)) {
    const value = argumentOf(machine, path, args, callee)
    if (value) machine.setEntry(receiver, name, value)
  }
  return receiver
}

/** Says more of the calls that a command stands for: one that is only signed happens later, by whoever has the URL. */
const change = (machine: Machine, command: Value | undefined, more: Partial<StorageCall>): void => {
  for (const key of callsIn(machine, command)) {
    const call = machine.calls.get(key)
    if (call) machine.calls.set(key, { ...call, ...more })
  }
}

const callsIn = (machine: Machine, command: Value | undefined): readonly string[] =>
  (command ? optionsOf(command) : []).flatMap((option) => (option.kind === 'external' && machine.callsOf.get(option)) || [])

const resultOf = (callee: ExternalValue, args: Arguments, site: CallSite, callbacks: readonly Value[]): ExternalValue => {
  const [first] = args.positional
  const known = first && knownKey(first)
  const shown = first === undefined ? '' : known === undefined ? '…' : first.kind === 'text' ? JSON.stringify(known) : known
  return {
    kind: 'external',
    type: shortened(`${callee.type}()`),
    label: shortened(`${callee.label}(${shown})`),
    location: site.location,
    bindings: callee.bindings,
    callbacks: [...callee.callbacks, ...callbacks].slice(0, 64),
  }
}

const lastSegment = (type: string): string => type.slice(type.lastIndexOf('.') + 1)

/** Whether an object may be anything: no row has given it a type of the catalogue. */
const isOfUnknownType = (callee: ExternalValue): boolean =>
  (!callee.type.startsWith('$') || /[)\]]/.test(callee.type)) && callee.type.includes('.')

/** More classes than this with a method of one name say nothing of which is meant. */
const mostClasses = 3

/**
 * An object that a library passes may be one that it was given: a container of services. Its method is then one of a class
 * of the program that has been given away, known by its name.
 */
const methodsOfGiven = (machine: Machine, callee: ExternalValue, name: string): readonly Value[] => {
  if (!callee.type.startsWith('?.') || machine.library.methods.get('any')?.has(name)) return []
  const found: Value[] = []
  for (const [itsClass, receiver] of machine.frameworkClasses) {
    const member = findMember(itsClass, name)
    // As soon as there are too many: programs have thousands of such classes, and of such calls.
    if (member && found.length === mostClasses) return []
    if (member) found.push(readMember(machine, member, receiver, undefined))
  }
  return found.filter((value) => value.kind === 'function')
}

/** A library that is not in the package, and whose name says that it stores objects, may write what is not seen. */
const suspect = (machine: Machine, callee: ExternalValue, args: Arguments, site: CallSite): void => {
  noteUnreadArguments(machine, args)
  if (noteUnread(machine, callee)) return
  const imported = /^[^()[\]]+/.exec(callee.type)?.[0] ?? ''
  const root = /^(?:.*\/)?[^.]*/.exec(imported)?.[0] ?? ''
  if (/^[$?]/.test(callee.type) || machine.library.isKnown(root) || !machine.library.storesObjects(imported)) return
  machine.reasons.add(`${site.context.frame.name} calls ${callee.label}, and ${root} is not in the package`)
}

// ── Functions that are given away ───────────────────────────────────────────────────────────────────────────────────

/**
 * What a library is given, it may call. Inside a function it is called here; at module level it waits, because it may be
 * the handler: `handler = middy(main)`, `app.route("/")(main)`.
 */
export const giveAway = (
  machine: Machine,
  args: Arguments,
  by: string,
  { location }: Pick<CallSite, 'location'>,
): readonly Value[] => {
  const functions = allArguments(args).flatMap((value) => functionsIn(machine, value, 0))
  if (functions.length === 0) return []
  for (const fn of functions) {
    if (machine.given.has(fn.code)) continue
    machine.given.set(fn.code, { fn, by, location, frames: [...machine.frames] })
  }
  return functions
}

const functionsIn = (machine: Machine, value: Value, depth: number): readonly FunctionValue[] => {
  if (depth > 3) return []
  switch (value.kind) {
    case 'function':
      return [value]
    case 'alternatives':
      return value.options.flatMap((option) => functionsIn(machine, option, depth + 1))
    case 'record':
      if (value.class) machine.frameworkClasses.set(value.class, value)
      return [...value.slots.values()].flatMap((entry) => functionsIn(machine, entry, depth + 1))
    case 'class':
      machine.frameworkClasses.set(value, value)
      return []
    case 'external':
      return depth === 0 ? [] : value.callbacks.filter((callback) => callback.kind === 'function')
    default:
      return []
  }
}

/** Calling what a library made of the program's functions calls these. */
const callWrapped = (machine: Machine, callee: ExternalValue, args: Arguments, site: CallSite): Value => {
  const more = giveAway(machine, args, callee.label, site)
  const isWrapping = more.length > 0
  const results = isWrapping ? [] : callee.callbacks.map((callback) => machine.call(callback, args, site))
  const result = resultOf(callee, args, site, more)
  return results.length > 0 ? join([...results, opaque(result.label, site.location)]) : result
}

export const anyArguments = (count: number, by: string, location: CallSite['location']): Arguments => ({
  positional: Array.from({ length: count }, () => opaque(`it is an argument that ${by} passes`, location)),
  rest: null,
  named: new Map(),
  namedRest: null,
})
