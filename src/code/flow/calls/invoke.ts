import type { Location } from '../../../source/source-file.ts'
import type { FunctionExpression, Parameter } from '../../ir.ts'
import { arrive, createTarget } from '../branch.ts'
import { type Arguments, type Context, type Frame, locationIn, type Machine, noArguments } from '../machine.ts'
import { withDefault } from '../values/defaults.ts'
import { isNull } from '../values/expression.ts'
import { joinReturns } from '../values/guards.ts'
import { enter } from '../values/heap.ts'
import { join } from '../values/join.ts'
import {
  anyKey,
  blockName,
  createScope,
  external,
  type FunctionValue,
  list,
  nothing,
  opaque,
  type RecordValue,
  record,
  type Scope,
  type Value,
} from '../values/value.ts'
import { argumentAt } from './arguments.ts'
import { instanceOf } from './by-name.ts'

/** Calls deeper than this, and functions that call themselves more often, are not followed. */
const deepest = 64
const mostActivations = 3

export interface Invocation {
  readonly fn: FunctionValue
  readonly args: Arguments
  readonly site: Location | null
  readonly round: string
  /** For functions with a `this` of their own. */
  readonly receiver: Value | null
}

/** Runs a function of the program and gives what it returns. */
export const invoke = (machine: Machine, { args, fn, receiver, round, site }: Invocation): Value => {
  const { code } = fn
  const name = code.name ?? 'a function'
  machine.invoked.add(code)
  const activations = machine.frames.filter((frame) => frame.code === code).length
  if (activations >= mostActivations) return opaque(`it is the result of ${name}, which calls itself`, site ?? undefined)
  if (machine.frames.length >= deepest) {
    machine.reasons.add(`calls are nested more than ${deepest} deep`)
    return opaque(`it is the result of ${name}, which is called too deeply to follow`, site ?? undefined)
  }
  const scope = createScope('function', fn.scope)
  const itsThis = code.this === 'own' ? (fn.this ?? receiver) : fn.this
  const frame: Frame = {
    name,
    module: fn.module,
    site,
    round,
    code,
    this: itsThis,
    home: fn.home,
    receiver: itsThis ?? fn.bound[0] ?? null,
    returns: [],
    guardsBefore: machine.guards.length,
    ...(fn.outerReturns && { outerReturns: fn.outerReturns }),
    yields: [],
    target: createTarget(machine),
  }
  machine.frames.push(frame)
  const since = enter(machine.heap)
  const context: Context = { scope, frame, loop: null, round: '' }
  const given = code.takesResults ? withResults(machine, fn, args) : code.namesAreEntries ? withEntries(args) : args
  const all = { ...given, positional: [...fn.bound, ...given.positional], named: new Map([...fn.boundNamed, ...args.named]) }
  bindParameters(machine, code, all, context)
  const completion = machine.execute(code.body, context)
  arrive(machine, frame.target, completion)
  machine.heap.since = since
  machine.frames.pop()
  if (code.isGenerator) return frame.yields.length > 0 ? list([], join(frame.yields)) : list([])
  if (frame.returns.length === 0) return nothing
  return completion === 'normal' ? join([...frame.returns, nothing]) : joinReturns(frame.returns)
}

/** The results of a call that is the only argument are the arguments. */
const withResults = (machine: Machine, fn: FunctionValue, args: Arguments): Arguments => {
  const { positional, rest } = args
  const [first] = positional
  const parameters = fn.code.parameters.slice(fn.bound.length).filter((parameter) => parameter.takes === 'one')
  if (positional.length !== 1 || first === undefined || rest !== null || parameters.length < 2) return args
  return { ...args, positional: parameters.map((_, index) => machine.entryOf(first, String(index), undefined)) }
}

/** Named arguments as an object behind the others; a block stays by itself. */
const withEntries = (args: Arguments): Arguments => {
  const entries = [...args.named].filter(([name]) => name !== blockName)
  if (entries.length === 0 && args.namedRest === null) return args
  const made = record('object', entries)
  if (args.namedRest) made.slots.set(anyKey, args.namedRest)
  const block = args.named.get(blockName)
  return { ...args, positional: [...args.positional, made], named: new Map(block ? [[blockName, block]] : []), namedRest: null }
}

const bindParameters = (machine: Machine, code: FunctionExpression, args: Arguments, context: Context): void => {
  const taken = new Set<string>()
  let position = 0
  for (const parameter of code.parameters) {
    if (parameter.takes === 'positional') {
      machine.bind(parameter.pattern, list(args.positional.slice(position), args.rest ?? undefined), context, 'function')
      position = args.positional.length
    } else if (parameter.takes === 'named') {
      machine.bind(parameter.pattern, namedArguments(args, taken), context, 'function')
    } else {
      const name = parameter.pattern.kind === 'name' ? parameter.pattern.name : null
      const byName = name === null ? undefined : args.named.get(name)
      if (name !== null) taken.add(name)
      const given = byName ?? (parameter.byName ? undefined : argumentAt(args, position))
      if (byName === undefined && !parameter.byName) position += 1
      machine.bind(parameter.pattern, parameterValue(machine, parameter, given, args, code, context), context, 'function')
    }
  }
  bindArgumentsObject(args, context.scope, code)
}

/** JavaScript's `arguments`, for functions that use it instead of parameters. */
const bindArgumentsObject = (args: Arguments, scope: Scope, code: FunctionExpression): void => {
  if (code.this === 'own') scope.bindings.set('arguments', list(args.positional, args.rest ?? undefined))
}

const namedArguments = (args: Arguments, taken: ReadonlySet<string>): Value => {
  const made: RecordValue = {
    ...record(
      'object',
      [...args.named].filter(([name]) => !taken.has(name)),
    ),
    parent: args.namedFrom ?? null,
  }
  if (args.namedRest && !args.namedFrom) made.slots.set(anyKey, args.namedRest)
  return made
}

const parameterValue = (
  machine: Machine,
  parameter: Parameter,
  given: Value | undefined,
  args: Arguments,
  code: FunctionExpression,
  context: Context,
): Value => {
  const { otherwise } = parameter
  const isMissing = given === undefined || (isNull(given) && otherwise !== null && !machine.library.nullIsAnArgument)
  if (!isMissing && given.kind !== 'opaque') return given
  const typed = typedValue(machine, parameter, context)
  if (typed && (given === undefined || given.kind === 'opaque')) return typed
  if (!isMissing) return given
  const usual = otherwise ? machine.evaluate(otherwise, context) : null
  const name = parameter.pattern.kind === 'name' ? parameter.pattern.name : null
  const more = name !== null && args.namedFrom ? machine.entryOf(args.namedFrom, name, undefined) : args.namedRest
  if (more) return usual ? (args.namedFrom ? withDefault(more, usual) : join([more, usual])) : more
  if (usual) return usual
  if (!machine.library.nullIsAnArgument) return nothing
  const shown = name === null ? 'a parameter' : `the parameter ${name}`
  return opaque(`it is ${shown} of ${code.name ?? 'a function'}, which its caller does not give`)
}

/** What is known of a parameter by its type alone, where that is a library's. */
const typedValue = (machine: Machine, parameter: Parameter, context: Context): Value | null => {
  if (!parameter.type) return null
  const type = machine.evaluate(parameter.type, context)
  if (type.kind === 'class' && machine.library.findsMethodsByName) return instanceOf(machine, type, context)
  if (type.kind === 'class' && machine.library.containersMakeParameters) {
    const location = locationIn(context, parameter.type)
    return machine.call(type, noArguments, { location, nameLocation: location, context, isNew: true, receiver: null })
  }
  // A type that a container makes is what makes it.
  if (type.kind === 'function') return machine.callFunction(type, noArguments, locationIn(context, parameter.type))
  if (type.kind !== 'external') return null
  const gives = machine.library.calls.get(type.type)?.find((row) => row.gives)?.gives
  const name = parameter.pattern.kind === 'name' ? parameter.pattern.name : type.label
  return gives ? external(gives, name) : null
}
