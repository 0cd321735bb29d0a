import { join } from './join.ts'
import type { Arguments, CallSite, Machine } from './machine.ts'
import type { FunctionValue, Value } from './value.ts'

/**
 * Calls the program's function that adds a method of this name to a type which does not have it; null if there is none.
 * Which type that is, is not told: of several, any may be meant.
 */
export const callExtension = (
  machine: Machine,
  receiver: Value | null,
  name: string,
  args: Arguments,
  site: CallSite,
): Value | null => {
  if (!machine.library.findsExtensions || receiver === null) return null
  const found = extensionsNamed(machine, name)
  if (found.length === 0) return null
  const { certainty } = machine
  if (found.length > 1) machine.certainty = 'possible'
  const given = { ...args, positional: [receiver, ...args.positional] }
  const results = found.map((fn) => machine.call(fn, given, { ...site, receiver: null, isNew: false }))
  machine.certainty = certainty
  return join(results)
}

const extensionsNamed = (machine: Machine, name: string): readonly FunctionValue[] => {
  const scopes = new Set([...machine.modules.values()].map((module) => module.scope))
  const candidates = [...scopes].flatMap((scope) => [scope.bindings.get(name), scope.bindings.get(`${name}$on`)])
  return candidates.flatMap((value) => (value?.kind === 'function' && value.code.isExtension ? [value] : []))
}
