import type { Member, OpenStatement } from '../../ir.ts'
import { type Context, locationIn, type Machine, noArguments } from '../machine.ts'

import { write } from '../values/heap.ts'
import { optionsOf } from '../values/join.ts'
import type { ClassValue, Scope, Value } from '../values/value.ts'
import { addMembers, createClass } from './classes.ts'
import { findMember, findStatic, readMember } from './members.ts'

/** Classes that are made in pieces, in any file, and whose bodies are run (Ruby). */

/** The methods are there before the body is run, which may name them. */
export const openClass = (machine: Machine, statement: OpenStatement, context: Context): void => {
  const { code, container } = statement
  const name = code.name ?? ''
  const around = container ? machine.evaluate(container, context) : context.frame.this
  const holder = around?.kind === 'class' ? around : null
  const slots = holder ? holder.statics : rootOf(context.scope).bindings
  const known = slots.get(name)
  const itsClass = known?.kind === 'class' ? known : createClass(machine, { ...code, members: [] }, context)
  if (known !== itsClass) write(machine.heap, slots, name, itsClass)
  else addBases(machine, itsClass, statement, context)
  runBody(machine, itsClass, statement, context)
}

const rootOf = (scope: Scope): Scope => (scope.parent ? rootOf(scope.parent) : scope)

const addBases = (machine: Machine, itsClass: ClassValue, { code }: OpenStatement, context: Context): void => {
  for (const base of code.bases.flatMap((each) => optionsOf(machine.evaluate(each, context))))
    if (!itsClass.bases.includes(base)) itsClass.bases.push(base)
}

const runBody = (machine: Machine, itsClass: ClassValue, { body, code }: OpenStatement, context: Context): void => {
  const scope: Scope = { kind: 'block', parent: context.scope, bindings: itsClass.statics, outer: new Map() }
  const inner: Context = { ...context, scope, frame: { ...context.frame, this: itsClass, home: itsClass, receiver: itsClass } }
  const isNew = (member: Member): boolean => member.kind !== 'static-field' || !itsClass.statics.has(member.name)
  addMembers(machine, itsClass, code.members.filter(isNew), inner)
  machine.execute(body, inner)
}

/** `include M`, `extend M`. What a library mixes in is kept as a base only if the catalogue knows it: it calls no methods. */
export const mix = (machine: Machine, into: Value, given: Value, how: 'include' | 'extend' | 'prepend', context: Context): void => {
  for (const value of optionsOf(given)) {
    if (into.kind === 'class') {
      if (how === 'extend') add(into.extended, value)
      else if (value.kind === 'class' || (value.kind === 'external' && machine.library.isKnown(value.type)))
        addFirst(into.bases, value)
      else if (value.kind === 'external') add(into.extended, value)
      if (value.kind === 'class' && how === 'prepend') notePrepended(machine, value, into)
      if (value.kind === 'class') tellMixed(machine, value, into, how, context)
    } else if (value.kind === 'class') addToProgram(machine, value, into, context)
  }
}

const hooks = { include: 'included', extend: 'extended', prepend: 'prepended' } as const

const add = (to: Value[], value: Value): void => {
  if (!to.includes(value)) to.push(value)
}

const addFirst = (to: Value[], value: Value): void => {
  if (!to.includes(value)) to.unshift(value)
}

/** The methods of the module take the place of the class's own, which they may call by `super`. */
const notePrepended = (machine: Machine, module: ClassValue, into: ClassValue): void => {
  if ([...module.members.keys()].some((name) => name !== 'constructor' && into.members.has(name)))
    machine.reasons.add(
      `methods of ${into.code.name ?? 'a class'} are replaced by those of ${module.code.name ?? 'a module'}, which it prepends`,
    )
}

/** `def self.included(base)`. */
const tellMixed = (
  machine: Machine,
  module: ClassValue,
  into: ClassValue,
  how: 'include' | 'extend' | 'prepend',
  context: Context,
): void => {
  const hook = findStatic(module, hooks[how])
  const fn = hook && readMember(machine, hook, module, undefined)
  if (fn?.kind === 'function') machine.callFunction(fn, { ...noArguments, positional: [into] }, locationIn(context, module.code))
}

/** At the top level of a program, all its functions can be called from everywhere. */
const addToProgram = (machine: Machine, module: ClassValue, main: Value, context: Context): void => {
  for (const name of module.members.keys()) {
    const found = name.startsWith('self.') || name === 'constructor' ? undefined : findMember(module, name)
    const fn = found && readMember(machine, found, main, undefined)
    if (fn?.kind === 'function') write(machine.heap, rootOf(context.scope).bindings, name, fn)
  }
}
