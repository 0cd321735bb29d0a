import type { FunctionExpression, Parameter, Pattern } from '../ir.ts'
import type { StorageCall } from '../storage-call.ts'
import { callGiven } from './calls/given.ts'
import { instantiate } from './classes/classes.ts'
import { readMember } from './classes/members.ts'
import { type Arguments, type Machine, noArguments } from './machine.ts'
import { siteIn } from './modules/entry-site.ts'
import { TooLarge } from './too-large.ts'
import { enter, mergeStates, stateSince } from './values/heap.ts'
import { optionsOf } from './values/join.ts'
import {
  anyKey,
  blockName,
  type ClassValue,
  type FunctionValue,
  type ModuleInstance,
  opaque,
  record,
  type Value,
} from './values/value.ts'
import { callsAs } from './writes/credentials.ts'
import { distinctCalls } from './writes/distinct-calls.ts'

/** What one function of a module writes if it is called by itself, and which others it calls on the way. */
export interface Exploration {
  /** Null for the module's top level. */
  readonly code: FunctionExpression | null
  readonly calls: readonly StorageCall[]
  readonly reaches: ReadonlySet<FunctionExpression>
}

/** Calls everything that a module declares, with parameters of which only the names are known. */
export const explore = (machine: Machine, load: () => ModuleInstance | undefined): readonly Exploration[] => {
  const loaded: { module?: ModuleInstance | undefined } = {}
  const top = observe(machine, null, () => {
    loaded.module = load()
    if (loaded.module) callGiven(machine, loaded.module)
  })
  const { module } = loaded
  if (!module) return [top]
  const seen = new Set<unknown>()
  const shared = module.scope.parent?.bindings.values() ?? []
  const values = [...module.scope.bindings.values(), ...(module.exports?.slots.values() ?? []), ...shared]
  const entries = values.flatMap((value) => entriesIn(machine, module, value, seen, 0))
  return [top, ...entries.map(({ code, run }) => observe(machine, code, () => run(module)))]
}

/** What is noted while something runs; a run that grows too large keeps what it has found. */
const observe = (machine: Machine, code: FunctionExpression | null, run: () => void): Exploration => {
  const invokedBefore = new Set(machine.invoked)
  const callsBefore = new Set(machine.calls.keys())
  const { certainty, loops, nesting } = machine
  const { depth } = machine.heap
  const frames = [...machine.frames]
  machine.invoked.clear()
  machine.steps = 0
  const mark = machine.heap.trail.length
  const since = enter(machine.heap)
  try {
    run()
  } catch (error) {
    if (!(error instanceof TooLarge || error instanceof RangeError)) throw error
    machine.reasons.add(error instanceof TooLarge ? error.message : 'the program is nested too deeply to follow in full')
    Object.assign(machine, { certainty, loops, nesting })
    machine.heap.depth = depth
    machine.guards.length = 0
    machine.frames.splice(0, machine.frames.length, ...frames)
  }
  machine.heap.since = since
  if (code) mergeStates(machine.heap, mark, [new Map(), stateSince(machine.heap, mark)])
  const reaches = new Set(machine.invoked)
  for (const each of invokedBefore) machine.invoked.add(each)
  const calls = [...machine.calls].flatMap(([key, call]) => (callsBefore.has(key) ? [] : callsAs(machine, key, call)))
  return { code, calls: distinctCalls(calls), reaches }
}

interface Entry {
  readonly code: FunctionExpression
  readonly run: (module: ModuleInstance) => void
}

/** Objects in objects that hold functions. */
const deepest = 3

const entriesIn = (machine: Machine, module: ModuleInstance, value: Value, seen: Set<unknown>, depth: number): readonly Entry[] =>
  optionsOf(value).flatMap((option): readonly Entry[] => {
    switch (option.kind) {
      case 'function':
        if (option.module.scope !== module.scope || option.code.isMade || seen.has(option.code)) return []
        seen.add(option.code)
        return [{ code: option.code, run: () => callWithParameters(machine, option) }]
      case 'class':
        if (option.module.scope !== module.scope || seen.has(option.code)) return []
        seen.add(option.code)
        return entriesOfClass(machine, module, option, seen)
      case 'record':
        if (depth >= deepest || seen.has(option.slots)) return []
        seen.add(option.slots)
        return [...option.slots.values()].flatMap((entry) => entriesIn(machine, module, entry, seen, depth + 1))
      default:
        return []
    }
  })

/** An instance is made once, when the first of its methods is called. */
const entriesOfClass = (machine: Machine, module: ModuleInstance, itsClass: ClassValue, seen: Set<unknown>): readonly Entry[] => {
  let made: Value | undefined
  const instance = (): Value => {
    made ??= instantiate(machine, itsClass, anyParameters(constructorOf(itsClass)), siteIn(machine, module))
    return made
  }
  const methods = [...itsClass.members.values()].flatMap((member): readonly Entry[] => {
    const { value: code } = member
    if (code?.kind !== 'function' || member.kind === 'field' || member.name === 'constructor' || seen.has(code)) return []
    seen.add(code)
    const run = (): void => {
      const receiver = member.kind === 'static' ? itsClass : instance()
      const method = { ...member, kind: member.kind === 'getter' ? ('method' as const) : member.kind }
      const fn = readMember(machine, { member: method, value: null, home: itsClass }, receiver, undefined)
      for (const option of optionsOf(fn)) if (option.kind === 'function') callWithParameters(machine, option)
    }
    return [{ code, run }]
  })
  const inner = [...itsClass.statics.values()].flatMap((value) => entriesIn(machine, module, value, seen, deepest))
  const constructed = constructorOf(itsClass)
  return [...(constructed ? [{ code: constructed, run: () => void instance() }] : []), ...methods, ...inner]
}

const constructorOf = (itsClass: ClassValue): FunctionExpression | null => {
  const written = itsClass.members.get('constructor')?.value
  return written?.kind === 'function' ? written : null
}

const callWithParameters = (machine: Machine, fn: FunctionValue): void => {
  const { file } = fn.module.code
  machine.callFunction(fn, anyParameters(fn.code, fn.bound.length), { file, start: fn.code.start, end: fn.code.start })
}

const anyParameters = (code: FunctionExpression | null, bound = 0): Arguments => {
  if (!code) return noArguments
  const open = code.parameters.slice(bound)
  const unknown = (takes: Parameter['takes']): Value | null => {
    const parameter = open.find((each) => each.takes === takes)
    return parameter ? parameterValue(parameter.pattern, code) : null
  }
  const own = open.filter(({ byName, takes }) => takes === 'one' && !byName)
  const valueFor = ({ pattern }: Parameter, mayBeEvent: boolean): Value =>
    mayBeEvent && pattern.kind === 'name' && pattern.name === 'event'
      ? { kind: 'text', expression: { kind: 'event', path: [] } }
      : parameterValue(pattern, code)
  const positional = own.map((parameter, index) => valueFor(parameter, index === 0))
  const named = open.flatMap((parameter): readonly (readonly [string, Value])[] => {
    const { byName, pattern } = parameter
    return byName && pattern.kind === 'name' && pattern.name !== blockName ? [[pattern.name, valueFor(parameter, true)]] : []
  })
  return { positional, rest: unknown('positional'), named: new Map(named), namedRest: unknown('named') }
}

/** What is taken apart at once is an object with just that. */
const parameterValue = (pattern: Pattern, code: FunctionExpression): Value => {
  switch (pattern.kind) {
    case 'name':
      return { ...opaque(`it is the parameter ${pattern.name} of ${code.name ?? 'a function'}`), parameter: pattern.name }
    case 'default-pattern':
      return parameterValue(pattern.pattern, code)
    case 'object-pattern': {
      const entries = pattern.entries.flatMap((entry): readonly (readonly [string, Value])[] => {
        const key = entry.key.kind === 'literal' ? entry.key.value : null
        return key === null ? [] : [[String(key), parameterValue(entry.pattern, code)]]
      })
      const made = record('object', entries)
      if (pattern.rest) made.slots.set(anyKey, opaque(`it is of a parameter of ${code.name ?? 'a function'}`))
      return made
    }
    case 'place':
    case 'list-pattern':
      return opaque(`it is a parameter of ${code.name ?? 'a function'}`)
  }
}
