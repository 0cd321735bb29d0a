import type { Library } from '../catalog/library.ts'
import type { Module } from '../ir.ts'
import type { CodePackage, HandlerResolution, LanguageFrontEnd } from '../program.ts'
import type { ProgramAnalysis, StorageCall } from '../storage-call.ts'
import { bind } from './bind.ts'
import { call, callFunction } from './calls/call.ts'
import { callGiven } from './calls/given.ts'
import { decorate } from './classes/decorate.ts'
import { memberOf } from './classes/members.ts'
import { evaluate, orElse } from './evaluate.ts'
import { execute } from './execute.ts'
import { type Exploration, explore } from './explore.ts'
import { type Machine, noArguments, type TakenModule } from './machine.ts'
import { addedMembers } from './modules/added-modules.ts'
import { siteIn } from './modules/entry-site.ts'
import { importModule, loadModule, submodule } from './modules/modules.ts'
import { TooLarge } from './too-large.ts'
import { entryOf, setEntry } from './values/entries.ts'
import { createHeap, enter, mergeStates, stateSince } from './values/heap.ts'
import { createScope, createSlots, type ModuleInstance, opaque, record, type Value } from './values/value.ts'
import { callsAs } from './writes/credentials.ts'
import { distinctCalls } from './writes/distinct-calls.ts'

export interface Program extends Sources {
  readonly handler: Extract<HandlerResolution, { kind: 'found' }>
}

export interface Sources {
  readonly pkg: CodePackage
  readonly frontEnd: LanguageFrontEnd
  readonly library: Library
  /** Undefined for a file that cannot be read. */
  readonly parseModule: (path: string) => Module | undefined
}

export interface ProgramRun {
  readonly analysis: ProgramAnalysis
  readonly taken: readonly TakenModule[]
}

/** Runs the program on values of which only what is certain is known, from its modules' top levels through the handler. */
export const runProgram = (program: Program): ProgramRun => {
  const machine = createMachine(program)
  try {
    runHandler(machine, program.handler)
  } catch (error) {
    if (error instanceof TooLarge) machine.reasons.add(error.message)
    else if (error instanceof RangeError) machine.reasons.add('the program is nested too deeply to follow in full')
    else throw error
  }
  const calls = distinctCalls([...machine.calls].flatMap(([key, call]) => callsAs(machine, key, call)))
  return { analysis: analysisOf(calls, [...machine.reasons]), taken: [...new Set(machine.takenModules.values())] }
}

export interface ModuleRun {
  readonly explorations: readonly Exploration[]
  /** Why not everything could be followed: sentences without their full stops. */
  readonly reasons: readonly string[]
}

/** Runs every function of the module that these files are, as if each was called from outside. */
export const exploreModule = (sources: Sources, paths: readonly string[]): ModuleRun => {
  const machine = createMachine(sources)
  const explorations = explore(machine, () => loadModule(machine, paths, null))
  return { explorations, reasons: [...machine.reasons] }
}

/** `reasons` are why not everything could be followed. */
export const analysisOf = (calls: readonly StorageCall[], reasons: readonly string[]): ProgramAnalysis => ({
  calls,
  completeness: reasons.length === 0 ? 'complete' : 'partial',
  reason: reasons.length === 0 ? null : reasonOf(reasons),
})

const reasonOf = (reasons: readonly string[]): string => {
  const shown = [...reasons].sort().slice(0, 3).join('; ')
  const text = reasons.length > 3 ? `${shown}; and ${reasons.length - 3} more` : shown
  return `Not everything could be followed: ${text}.`
}

const createMachine = (program: Sources): Machine => {
  const machine: Machine = {
    pkg: program.pkg,
    frontEnd: program.frontEnd,
    library: program.library,
    heap: createHeap(),
    guards: [],
    frames: [],
    modules: new Map(),
    shared: program.frontEnd.sharesScope ? { scope: createScope('module', null), main: record('object') } : null,
    parseModule: program.parseModule,
    environment: createSlots(),
    calls: new Map(),
    ways: new Map(),
    callsOf: new WeakMap(),
    credentials: new Map(),
    reasons: new Set(),
    variables: new Map(),
    unreadImports: new Map(),
    notedImports: new Set(),
    takenModules: new Map(),
    addedMembers: addedMembers(program),
    given: new Map(),
    invoked: new Set(),
    frameworkClasses: new Map(),
    steps: 0,
    loops: 0,
    nesting: 0,
    certainty: 'certain',
    evaluate: (expression, context) => evaluate(machine, expression, context),
    execute: (statements, context) => execute(machine, statements, context),
    call: (callee, args, site) => call(machine, callee, args, site),
    callFunction: (fn, args, location) => callFunction(machine, fn, args, location),
    memberOf: (object, name, location) => memberOf(machine, object, name, location, false),
    entryOf: (object, key, location) => entryOf(machine, object, key, location),
    setEntry: (object, key, value) => setEntry(machine, object, key, value),
    importModule: (name, from, location) => importModule(machine, name, from, location),
    submodule: (name, importer) => submodule(machine, name, importer),
    bind: (pattern, value, context, how) => bind(machine, pattern, value, context, how),
    decorate: (value, decorators, context) => decorate(machine, value, decorators, context),
    orElse,
  }
  return machine
}

/** Lambda keeps the process: what one invocation leaves behind is there in the next, so the handler is run twice. */
const runHandler = (machine: Machine, { eventParameter, isGivenNames, member, paths }: Program['handler']): void => {
  const module = loadModule(machine, paths, null)
  if (!module) return
  const handler = member.reduce<Value>((value, name) => machine.memberOf(value, name, undefined), {
    kind: 'module',
    module,
    specifier: '',
    importer: null,
  })
  if (!isCallable(handler)) {
    machine.reasons.add(`${member.join('.')} of ${paths[0]} is not a function that could be followed`)
  }
  const entry = named(handler, member.at(-1) ?? 'handler')
  for (let count = 0; count < 2; count += 1) {
    const mark = machine.heap.trail.length
    const since = enter(machine.heap)
    callHandler(machine, entry, module, isGivenNames ? 'by name' : (eventParameter ?? 0))
    machine.heap.since = since
    mergeStates(machine.heap, mark, [new Map(), stateSince(machine.heap, mark)])
  }
  callGiven(machine, module)
}

const isCallable = (value: Value): boolean => {
  if (value.kind === 'alternatives') return value.options.some(isCallable)
  if (value.kind === 'record') return value.class !== null
  return value.kind === 'function' || value.kind === 'class' || (value.kind === 'external' && !value.type.startsWith('?'))
}

/** An anonymous function that is exported is called by its export's name in traces. */
const named = (handler: Value, name: string): Value =>
  handler.kind === 'function' && handler.code.name === null ? { ...handler, code: { ...handler.code, name } } : handler

const callHandler = (machine: Machine, handler: Value, module: ModuleInstance, eventParameter: number | 'by name'): void => {
  const event: Value = { kind: 'text', expression: { kind: 'event', path: [] } }
  const context = opaque('it is of the context that Lambda passes')
  const named = new Map<string, Value>([
    ['event', event],
    ['context', context],
  ])
  const positional = eventParameter === 0 ? [event, context] : [context, event]
  const args = eventParameter === 'by name' ? { ...noArguments, named } : { ...noArguments, positional }
  machine.call(handler, args, siteIn(machine, module))
}
