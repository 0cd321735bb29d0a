import type { Location } from '../../source/source-file.ts'
import { join } from './join.ts'
import type { Context, Machine } from './machine.ts'
import type { Value } from './value.ts'

/** A method that the program adds to a type which has none of this name; undefined if it adds none. */
export const extensionOf = (
  machine: Machine,
  name: string,
  callee: Value,
  context: Context,
  location: Location,
): Value | undefined => {
  const { frontEnd, library, pkg } = machine
  if (!frontEnd.extensionsNamed || callee.kind === 'function' || (callee.kind === 'external' && library.calls.has(callee.type)))
    return undefined
  const found = frontEnd
    .extensionsNamed(name, pkg)
    .map((module) => machine.memberOf(machine.importModule(module, context.frame.module, location), name, location))
  return found.length > 0 ? join(found) : undefined
}
