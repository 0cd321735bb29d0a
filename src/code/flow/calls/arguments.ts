import type { Argument } from '../../ir.ts'
import type { Arguments, Context, Machine } from '../machine.ts'
import { isOpen } from '../values/entries.ts'
import { join, withoutNull } from '../values/join.ts'
import { anyKey, opaque, type Value } from '../values/value.ts'

export const evaluateArguments = (machine: Machine, written: readonly Argument[], context: Context): Arguments => {
  const positional: Value[] = []
  const named = new Map<string, Value>()
  let rest: Value | null = null
  let namedRest: Value | null = null
  let namedFrom: Value | undefined
  for (const argument of written) {
    const given = machine.evaluate(argument.value, context)
    const value = argument.spread ? withoutNull(given) : given
    if (argument.spread === 'object') {
      if (value.kind === 'record' && value.shape === 'object') {
        for (const [name, entry] of value.slots) if (name !== anyKey) named.set(name, entry)
        namedRest = joined(namedRest, value.slots.get(anyKey))
        if (isOpen(value.parent)) namedFrom = value.parent
      } else {
        namedRest = joined(namedRest, spreadNamed(machine, value, named))
        if (isOpen(value)) namedFrom = value
      }
    } else if (argument.spread === 'list') {
      if (value.kind === 'record' && value.shape === 'list' && rest === null) {
        for (const [key, element] of value.slots) if (key !== anyKey) positional.push(element)
        rest = joined(rest, value.slots.get(anyKey))
      } else rest = joined(rest, machine.entryOf(value, undefined, undefined))
    } else if (argument.name !== null) named.set(argument.name, value)
    else if (rest === null) positional.push(value)
    else rest = join([rest, value])
  }
  return { positional, rest, named, namedRest, ...(namedFrom && { namedFrom }) }
}

const joined = (known: Value | null, more: Value | undefined): Value | null =>
  more === undefined ? known : known === null ? more : join([known, more])

/** `**extra` of one of several objects: the names that all of them have are certain, and the others may come. */
const spreadNamed = (machine: Machine, value: Value, named: Map<string, Value>): Value | undefined => {
  if (value.kind !== 'alternatives' || !value.options.every((option) => option.kind === 'record'))
    return opaque('its name is not known')
  const names = new Set(value.options.flatMap((option) => (option.kind === 'record' ? [...option.slots.keys()] : [])))
  for (const name of names) if (name !== anyKey) named.set(name, machine.entryOf(value, name, undefined))
  return undefined
}

/** By its name, among those too that only the program's input has. */
export const argumentNamed = (machine: Machine, { named, namedFrom, namedRest }: Arguments, name: string): Value | undefined =>
  named.get(name) ?? (namedFrom ? machine.entryOf(namedFrom, name, undefined) : namedRest) ?? undefined

/** By position or, in languages that have them, by name. */
export const argumentAt = (args: Arguments, position: number): Value | undefined =>
  args.positional[position] ?? args.rest ?? undefined

export const allArguments = (args: Arguments): readonly Value[] => [
  ...args.positional,
  ...(args.rest ? [args.rest] : []),
  ...args.named.values(),
  ...(args.namedRest ? [args.namedRest] : []),
]

/** Without the first ones: what `partial` and `call` pass on. */
export const dropArguments = (args: Arguments, count: number): Arguments => ({ ...args, positional: args.positional.slice(count) })
