import { runArms } from '../branch.ts'
import { initializeFields } from '../classes/classes.ts'
import { findMember, readMember } from '../classes/members.ts'
import type { Arguments, CallSite, Context, Machine } from '../machine.ts'
import { isNull } from '../values/expression.ts'
import { join } from '../values/join.ts'
import { type ClassValue, type FunctionValue, record, type Scope, type Value } from '../values/value.ts'

/** Methods that are found by their name, in languages in which every value's methods are written in the program. */

const mostMethods = 8

/** Calls the methods of that name that the value may have; null if there are none. */
export const callByName = (machine: Machine, receiver: Value, name: string, args: Arguments, site: CallSite): Value | null => {
  if (!machine.library.findsMethodsByName) return null
  const own = ofNamedTypes(machine, name, receiver)
  // A struct is a record; where another value has its method, the value is not what it was taken for.
  const isUnknown = own.length === 0 || receiver.kind === 'opaque' || receiver.kind === 'method' || isNull(receiver)
  const methods = isUnknown ? [...own, ...ofClasses(machine, name, site.context)] : own
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

const scopesOf = (machine: Machine): readonly Scope[] => [...new Set([...machine.modules.values()].map((module) => module.scope))]

/** Of types that are no classes, but the functions that convert to them. */
const ofNamedTypes = (machine: Machine, name: string, receiver: Value): readonly FunctionValue[] =>
  scopesOf(machine).flatMap((scope) =>
    [...scope.bindings.values()].flatMap((type) => {
      const method = type.kind === 'function' ? type.slots.get(name) : undefined
      return method?.kind === 'function' ? [{ ...method, bound: [receiver] }] : []
    }),
  )

const ofClasses = (machine: Machine, name: string, context: Context): readonly FunctionValue[] =>
  scopesOf(machine).flatMap((scope) =>
    [...scope.bindings.values()].flatMap((type) => {
      const member = type.kind === 'class' && type.members.has(name) ? findMember(type, name) : undefined
      const read = member && type.kind === 'class' && readMember(machine, member, instanceOf(machine, type, context), undefined)
      return read && read.kind === 'function' ? [read] : []
    }),
  )

/** An instance of which nothing is known but its type. */
export const instanceOf = (machine: Machine, itsClass: ClassValue, context: Context): Value => {
  const made = { ...record('object'), class: itsClass }
  initializeFields(machine, itsClass, made, context)
  return made
}
