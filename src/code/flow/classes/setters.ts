import type { Location } from '../../../source/source-file.ts'
import { type Machine, noArguments } from '../machine.ts'
import type { Value } from '../values/value.ts'
import { findMember, readMember } from './members.ts'

/** Writes a property whose class has a method for that: `set x`. Gives whether it has. */
export const setByMethod = (machine: Machine, object: Value, name: string, value: Value, location: Location): boolean => {
  const itsClass = object.kind === 'record' ? object.class : object.kind === 'class' ? object : null
  const found = itsClass ? findMember(itsClass, `set ${name}`) : undefined
  const setter = found && readMember(machine, found, object, location)
  if (setter?.kind !== 'function') return false
  machine.callFunction(setter, { ...noArguments, positional: [value] }, location)
  return true
}
