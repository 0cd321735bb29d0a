import type { Arguments, Machine } from '../machine.ts'
import type { ExternalValue, Value } from '../values/value.ts'
import { allArguments } from './arguments.ts'

/** The imported module that a value is of, if it is one that could not be found. */
const unreadModule = (machine: Machine, { type }: ExternalValue): string | undefined => {
  if (machine.unreadImports.size === 0) return undefined
  return [...machine.unreadImports.keys()].find((name) => type.startsWith(name) && !/^[\w/@-]/.test(type.slice(name.length)))
}

/** Making an error writes nothing. */
const isError = (label: string): boolean => /(?:Error|Exception|Warning)$/.test(label)

/** Notes that a module which could not be found is called, once for each module. Gives whether the callee is of such a one. */
export const noteUnread = (machine: Machine, callee: ExternalValue): boolean => {
  const name = unreadModule(machine, callee)
  if (name === undefined) return false
  const why = machine.unreadImports.get(name)
  if (why === undefined || isError(callee.label) || machine.notedImports.has(why)) return true
  machine.notedImports.add(why)
  machine.reasons.add(`${machine.frames.at(-1)?.name ?? 'Lambda'} calls ${callee.label}, and ${why}`)
  return true
}

/** What a library is given of such a module, it may call: `Thread(target=store.save)`. Classes and constants it does not. */
export const noteUnreadArguments = (machine: Machine, args: Arguments): void => {
  if (machine.unreadImports.size === 0) return
  for (const value of allArguments(args)) for (const one of functionsOf(value)) noteUnread(machine, one)
}

const functionsOf = (value: Value): readonly ExternalValue[] => {
  if (value.kind === 'alternatives') return value.options.flatMap(functionsOf)
  return value.kind === 'external' && /(?:^|[./:@-])[a-z_$][\w$-]*$/.test(value.type) && !/[()[\]]/.test(value.type) ? [value] : []
}
