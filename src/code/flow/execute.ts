import type {
  Arm,
  BranchStatement,
  ImportStatement,
  LoopStatement,
  ReturnStatement,
  Statement,
  TryStatement,
  WithStatement,
} from '../ir.ts'
import { arrive, createTarget, leave, runArms } from './branch.ts'
import { addMembers, addMethods, extendClass } from './classes/classes.ts'
import { mix, openClass } from './classes/open-classes.ts'
import { type Completion, type Context, type ExitTarget, locationIn, type Machine, noArguments } from './machine.ts'
import { addedMember } from './modules/added-modules.ts'
import { lookup } from './modules/scope.ts'
import { elementsOf } from './values/entries.ts'
import type { Guard } from './values/guard.ts'
import { addReturn, guarded, guardOf, joiner, opposite } from './values/guards.ts'
import { enter, mergeStates, stateSince, write } from './values/heap.ts'
import { join, mapOptions, optionsOf } from './values/join.ts'
import { truthOf } from './values/truth.ts'
import { anyKey, createScope, nothing, opaque, type Value } from './values/value.ts'

/** Lists of no more known elements are looped over one element after the other. */
const mostUnrolled = 8

/** Loops inside more loops than this are run once. */
const mostRepeated = 4

export const execute = (machine: Machine, statements: readonly Statement[], context: Context): Completion => {
  // An arm that leaves early puts what comes after the branch behind its condition.
  const before = machine.guards.length
  let completion: Completion = 'normal'
  for (const statement of statements) {
    completion = executeOne(machine, statement, context)
    if (completion !== 'normal') break
  }
  machine.guards.length = before
  return completion
}

const executeOne = (machine: Machine, statement: Statement, context: Context): Completion => {
  switch (statement.kind) {
    case 'declare':
      if (isMoreOfClass(machine, statement, context)) return 'normal'
      machine.bind(statement.pattern, declared(machine, statement, context), context, statement.scope)
      return 'normal'
    case 'expression':
      machine.evaluate(statement.expression, context)
      return 'normal'
    case 'outer':
      for (const name of statement.names) context.scope.outer.set(name, statement.scope)
      return 'normal'
    case 'return':
      addReturn(
        machine,
        context.frame,
        returnsOf(statement, context),
        statement.value ? machine.evaluate(statement.value, context) : nothing,
      )
      leave(machine, context.frame.target)
      return 'return'
    case 'exit':
      if (statement.value) machine.evaluate(statement.value, context)
      if (statement.how === 'throw') return 'throw'
      if (context.loop) leave(machine, context.loop)
      return 'exit'
    case 'branch':
      return branch(machine, statement, context)
    case 'loop':
      return loop(machine, statement, context)
    case 'try':
      return tryStatement(machine, statement, context)
    case 'with': {
      const value = machine.evaluate(statement.value, context)
      const given = mapOptions(value, (option) => entered(machine, option, context, statement))
      if (statement.pattern) machine.bind(statement.pattern, given, context, 'function')
      const completion = execute(machine, statement.body, context)
      for (const option of optionsOf(value)) exited(machine, option, context, statement)
      return completion
    }
    case 'block':
      return execute(machine, statement.body, { ...context, scope: createScope('block', context.scope) })
    case 'import':
      importStatement(machine, statement, context)
      return 'normal'
    case 'export':
      exportStatement(machine, statement.name, machine.evaluate(statement.value, context), context)
      return 'normal'
    case 'extend': {
      const value = lookup(context.scope, statement.class)
      if (value?.kind === 'class') addMembers(machine, value, statement.members, context)
      if (value?.kind === 'function') addMethods(machine, value, statement.members, context)
      return 'normal'
    }
    case 'open':
      openClass(machine, statement, context)
      return 'normal'
    case 'mix': {
      const { this: itsThis } = context.frame
      if (itsThis) mix(machine, itsThis, machine.evaluate(statement.value, context), statement.how, context)
      return 'normal'
    }
  }
}

const returnsOf = ({ isOuter }: ReturnStatement, { frame }: Context): Value[] =>
  isOuter ? (frame.outerReturns ?? frame.returns) : frame.returns

/** A further part of a class adds to it. */
const isMoreOfClass = (
  machine: Machine,
  { pattern, value }: Extract<Statement, { kind: 'declare' }>,
  context: Context,
): boolean => {
  if (value?.kind !== 'class' || !value.isPartial || pattern.kind !== 'name') return false
  const known = lookup(context.scope, pattern.name)
  if (known?.kind !== 'class') return false
  extendClass(machine, known, value, context)
  return true
}

const declared = (machine: Machine, statement: Extract<Statement, { kind: 'declare' }>, context: Context): Value => {
  if (statement.value) return machine.evaluate(statement.value, context)
  const type = statement.type ? machine.evaluate(statement.type, context) : null
  const gives = type?.kind === 'external' ? machine.library.calls.get(type.type)?.find((row) => row.gives)?.gives : undefined
  return type?.kind === 'external' && gives ? { ...type, type: gives } : nothing
}

/** What `with x as y` gives `y`: what `__enter__` returns, or a generator yields; a library's own objects give themselves. */
const entered = (machine: Machine, value: Value, context: Context, statement: WithStatement): Value => {
  if (value.kind === 'record' && value.shape === 'list') return value.slots.size > 0 ? join([...value.slots.values()]) : nothing
  return callHook(machine, value, ['__enter__', '__aenter__'], context, statement) ?? value
}

const exited = (machine: Machine, value: Value, context: Context, statement: WithStatement): void => {
  callHook(machine, value, ['__exit__', '__aexit__'], context, statement)
}

const callHook = (
  machine: Machine,
  value: Value,
  names: readonly string[],
  context: Context,
  statement: WithStatement,
): Value | undefined => {
  if (value.kind !== 'record' || !value.class) return undefined
  for (const name of names) {
    const hook = machine.memberOf(value, name, undefined)
    if (hook.kind === 'function')
      return machine.callFunction(hook, { ...noArguments, rest: nothing }, locationIn(context, statement.value))
  }
  return undefined
}

// ── Branches ────────────────────────────────────────────────────────────────────────────────────────────────────────

/** Arms whose test is known not to hold are left out; those after one that is known to hold, too. */
const branch = (machine: Machine, statement: BranchStatement, context: Context): Completion => {
  const target = statement.isLeftByBreak ? createTarget(machine) : null
  const inner = target ? { ...context, loop: target } : context
  const since = target ? enter(machine.heap) : machine.heap.since
  const completion = branchFrom(machine, statement.arms, 0, inner)
  if (!target) return completion
  arrive(machine, target, completion)
  machine.heap.since = since
  return completion === 'exit' || target.states.length > 0 ? 'normal' : completion
}

const branchFrom = (machine: Machine, arms: readonly Arm[], index: number, context: Context): Completion => {
  const arm = arms[index]
  if (!arm) return 'normal'
  const test = arm.test ? machine.evaluate(arm.test, context) : null
  const truth = test ? truthOf(test) : true
  const take = (): Completion => {
    if (arm.pattern) machine.bind(arm.pattern, arm.subject ? machine.evaluate(arm.subject, context) : nothing, context, 'function')
    return execute(machine, arm.body, context)
  }
  if (truth === true) return take()
  if (truth === false) return branchFrom(machine, arms, index + 1, context)
  const guard = test && guardOf(test)
  let leftBy: number | null = null
  const completion = runArms(
    machine,
    [take, () => branchFrom(machine, arms, index + 1, context)].map((run, way) => () => {
      const ended = guarded(machine, way === 0 ? guard : opposite(guard), run)
      if (ended === 'return' || ended === 'exit') leftBy = leftBy === null ? way : 2
      return ended
    }),
    joiner(guard),
  )
  // What comes after is behind the condition that the way which was not left stands for.
  if (guard && leftBy !== null) machine.guards.push(leftBy === 0 ? (opposite(guard) as Guard) : guard)
  return completion
}

/** Any statement of the body may be the last one that runs; each handler starts with what that may have left. */
const tryStatement = (machine: Machine, statement: TryStatement, context: Context): Completion => {
  const { heap } = machine
  const mark = heap.trail.length
  heap.depth += 1
  const since = enter(heap)
  const completion = execute(machine, statement.body, context)
  const after = stateSince(heap, mark)
  mergeStates(heap, mark, [new Map(), after])
  const start = stateSince(heap, mark)
  const ends = completion === 'normal' ? [after] : []
  let worst: Completion = completion
  for (const handler of statement.handlers) {
    mergeStates(heap, mark, [start])
    if (handler.pattern)
      machine.bind(
        handler.pattern,
        opaque('it is an error that was caught', locationIn(context, handler.pattern)),
        context,
        'block',
      )
    const ended = execute(machine, handler.body, context)
    if (ended === 'normal') ends.push(stateSince(heap, mark))
    else if (worst === 'throw') worst = ended
  }
  heap.depth -= 1
  heap.since = since
  mergeStates(heap, mark, ends.length > 0 ? ends : [start])
  const last = execute(machine, statement.finally, context)
  if (last !== 'normal') return last
  return ends.length > 0 ? 'normal' : worst
}

// ── Loops ───────────────────────────────────────────────────────────────────────────────────────────────────────────

const loop = (machine: Machine, statement: LoopStatement, context: Context): Completion => {
  const iterable = statement.iterable ? machine.evaluate(statement.iterable, context) : null
  const elements = iterable ? elementsOf(machine, iterable, statement.takes) : null
  machine.loops += 1
  if (elements && !('kind' in elements) && isUnrolled(machine, elements)) {
    for (const [index, element] of elements.entries()) {
      round(machine, statement, element, { ...context, round: `${context.round}@${statement.start}.${index}` })
    }
  } else {
    repeat(machine, statement, elements && elementFor(elements), context)
  }
  machine.loops -= 1
  return 'normal'
}

/** Loops inside loops would be run too often. */
const isUnrolled = (machine: Machine, elements: readonly Value[]): boolean =>
  elements.length > 0 && elements.length <= (machine.loops > 2 ? 2 : mostUnrolled)

/** A list that is empty here may have been filled by what was not followed, so its loop is run all the same. */
const elementFor = (elements: readonly Value[] | Value): Value => {
  if ('kind' in elements) return elements
  return elements.length > 0 ? join(elements) : opaque('it is an element of a list that is filled elsewhere')
}

/** The second round sees what the first has changed; a third would see nothing new of what is told apart. */
const repeat = (machine: Machine, statement: LoopStatement, element: Value | null, context: Context): void => {
  const { heap } = machine
  for (let count = 0; count < (machine.loops > mostRepeated ? 1 : 2); count += 1) {
    const mark = heap.trail.length
    heap.depth += 1
    const since = enter(heap)
    round(machine, statement, element, context)
    heap.since = since
    heap.depth -= 1
    mergeStates(heap, mark, [new Map(), stateSince(heap, mark)])
  }
}

const round = (machine: Machine, statement: LoopStatement, element: Value | null, context: Context): void => {
  const target = createTarget(machine)
  const since = enter(machine.heap)
  roundFrom(machine, statement, element, context, target)
  machine.heap.since = since
}

const roundFrom = (
  machine: Machine,
  statement: LoopStatement,
  element: Value | null,
  context: Context,
  target: ExitTarget,
): void => {
  if (statement.test && truthOf(machine.evaluate(statement.test, context)) === false) return
  const inner = { ...context, loop: target }
  if (statement.pattern && element) machine.bind(statement.pattern, element, inner, 'function')
  arrive(machine, target, execute(machine, statement.body, inner))
}

// ── Imports and exports ─────────────────────────────────────────────────────────────────────────────────────────────

const importStatement = (machine: Machine, statement: ImportStatement, context: Context): void => {
  const location = locationIn(context, statement)
  const value = machine.importModule(statement.module, context.frame.module, location)
  for (const binding of statement.bindings) {
    if (binding.kind === 'module') write(machine.heap, context.scope.bindings, binding.local, value)
    else if (binding.kind === 'member')
      write(machine.heap, context.scope.bindings, binding.local, machine.memberOf(value, binding.name, location))
    else importAll(machine, value, context)
  }
}

const importAll = (machine: Machine, value: Value, context: Context): void => {
  if (value.kind === 'external') context.frame.module.stars.push(value)
  if (value.kind !== 'module') return
  const names = value.module.exports?.slots ?? value.module.scope.bindings
  for (const [name, entry] of names) {
    const known = addedMember(machine, value.module.name, name) ?? entry
    if (!name.startsWith('_')) write(machine.heap, context.scope.bindings, name, known)
  }
  context.frame.module.stars.push(...value.module.stars)
}

const exportStatement = (machine: Machine, name: string | null, value: Value, context: Context): void => {
  const slots = context.frame.module.exports?.slots
  if (!slots) return
  if (name !== null) write(machine.heap, slots, name, value)
  else if (value.kind === 'module') {
    for (const [key, entry] of value.module.exports?.slots ?? value.module.scope.bindings)
      if (key !== 'default' && key !== anyKey) write(machine.heap, slots, key, entry)
  } else if (value.kind === 'external') context.frame.module.stars.push(value)
}
