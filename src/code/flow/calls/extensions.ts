import type { Arguments, CallSite, Machine } from '../machine.ts'
import { join, optionsOf } from '../values/join.ts'
import type { FunctionValue, Value } from '../values/value.ts'

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
  if (!machine.frontEnd.extensionsNamed || receiver === null) return null
  const found = [...amongThoseRun(machine, name), ...amongOthers(machine, name, site)]
  if (found.length === 0) return null
  const { certainty } = machine
  if (found.length > 1) machine.certainty = 'possible'
  const given = { ...args, positional: [receiver, ...args.positional] }
  const results = found.map((fn) => machine.call(fn, given, { ...site, receiver: null, isNew: false }))
  machine.certainty = certainty
  return join(results)
}

/** Functions that the modules which have run declare as extensions. */
const amongThoseRun = (machine: Machine, name: string): readonly FunctionValue[] => {
  const scopes = new Set([...machine.modules.values()].map((module) => module.scope))
  const candidates = [...scopes].flatMap((scope) => [scope.bindings.get(name), scope.bindings.get(`${name}$on`)])
  return candidates.flatMap((value) => (value?.kind === 'function' && value.code.isExtension ? [value] : []))
}

/** Of modules that need no import to be meant. */
const amongOthers = ({ frontEnd, importModule, memberOf, pkg }: Machine, name: string, site: CallSite): readonly FunctionValue[] =>
  (frontEnd.extensionsNamed?.(name, pkg) ?? [])
    .flatMap((module) =>
      optionsOf(memberOf(importModule(module, site.context.frame.module, site.nameLocation), name, site.nameLocation)),
    )
    .filter((value) => value.kind === 'function')
