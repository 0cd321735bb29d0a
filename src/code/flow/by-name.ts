import { runArms } from './branch.ts'
import { initializeFields } from './classes.ts'
import { isNull } from './expression.ts'
import { join } from './join.ts'
import type { Arguments, CallSite, Context, Machine } from './machine.ts'
import { findMember, readMember } from './members.ts'
import { type ClassValue, type FunctionValue, record, type Value } from './value.ts'

/** Methods that are found by their name, in languages in which every value's methods are written in the program. */

const mostMethods = 8

/** Calls the methods of that name that the value may have; null if there are none. */
export const callByName = (machine: Machine, receiver: Value, name: string, args: Arguments, site: CallSite): Value | null => {
  if (!machine.library.findsMethodsByName) return null
  const isUnknown = receiver.kind === 'opaque' || receiver.kind === 'method' || isNull(receiver)
  const methods = methodsNamed(machine, name, receiver, isUnknown, site.context)
  if (methods.length === 0) return null
  if (methods.length > mostMethods) {
    machine.reasons.add(`${site.context.frame.name} calls ${name} of a value that could not be followed`)
    return null
  }
  const { certainty } = machine
  if (isUnknown || methods.length > 1) machine.certainty = 'possible'
  const results: Value[] = []
  runArms(
    machine,
    methods.map((method) => () => {
      results.push(machine.call(method, args, { ...site, receiver: null, isNew: false }))
      return 'normal'
    }),
  )
  machine.certainty = certainty
  return join(results)
}

const methodsNamed = (
  machine: Machine,
  name: string,
  receiver: Value,
  isUnknown: boolean,
  context: Context,
): readonly FunctionValue[] => {
  const found: FunctionValue[] = []
  for (const scope of new Set([...machine.modules.values()].map((module) => module.scope))) {
    for (const type of scope.bindings.values()) {
      const method = type.kind === 'function' ? type.slots.get(name) : undefined
      if (method?.kind === 'function') found.push({ ...method, bound: [receiver] })
      if (type.kind !== 'class' || !isUnknown) continue
      const member = type.members.has(name) ? findMember(type, name) : undefined
      const read = member && readMember(machine, member, instanceOf(machine, type, context), undefined)
      if (read?.kind === 'function') found.push(read)
    }
  }
  return found
}

/** An instance of which nothing is known but its type. */
export const instanceOf = (machine: Machine, itsClass: ClassValue, context: Context): Value => {
  const made = { ...record('object'), class: itsClass }
  initializeFields(machine, itsClass, made, context)
  return made
}
