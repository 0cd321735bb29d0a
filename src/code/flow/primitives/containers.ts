import type { FunctionExpression } from '../../ir.ts'
import { argumentAt } from '../calls/arguments.ts'
import { findMember } from '../classes/members.ts'
import { type Machine, noArguments } from '../machine.ts'
import { mapOptions } from '../values/join.ts'
import { type ClassValue, opaque, type Value } from '../values/value.ts'
import type { PrimitiveCall } from './primitive.ts'

/** Instances that a container makes, with parts that it makes from their types. */

const deepest = 6

/** `container.resolve(Reports)`. */
export const makeInstance = (call: PrimitiveCall): Value =>
  mapOptions(argumentAt(call.args, 0) ?? opaque('it is not given', call.site.location), (option) =>
    option.kind === 'class'
      ? instanceOf(call, option, 0)
      : opaque('it is made by a container, under a name that was not followed', call.site.location),
  )

const instanceOf = (call: PrimitiveCall, itsClass: ClassValue, depth: number): Value => {
  const { machine, site } = call
  const code = findMember(itsClass, 'constructor')?.member?.value
  const parameters = code?.kind === 'function' ? code.parameters : []
  const named = new Map<string, Value>()
  const positional = parameters.map((parameter) => partFor(call, itsClass, parameter, depth))
  return machine.call(itsClass, { ...noArguments, positional, named }, { ...site, receiver: null, isNew: true })
}

const partFor = (
  call: PrimitiveCall,
  itsClass: ClassValue,
  { otherwise, type }: FunctionExpression['parameters'][number],
  depth: number,
): Value => {
  const { machine, site } = call
  const its = type && depth < deepest ? evaluateIn(machine, call, itsClass, type) : null
  if (its?.kind === 'class') return instanceOf(call, its, depth + 1)
  if (otherwise) return evaluateIn(machine, call, itsClass, otherwise)
  return opaque('it is a part that a container chooses', site.location)
}

const evaluateIn = (
  machine: Machine,
  { site }: PrimitiveCall,
  itsClass: ClassValue,
  written: NonNullable<FunctionExpression['parameters'][number]['type']>,
): Value =>
  machine.evaluate(written, { ...site.context, scope: itsClass.scope, frame: { ...site.context.frame, module: itsClass.module } })
