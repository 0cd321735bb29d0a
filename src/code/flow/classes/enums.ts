import type { Machine } from '../machine.ts'
import { knownString } from '../values/expression.ts'
import { join } from '../values/join.ts'

import { type ClassValue, literalText, opaque, type RecordValue, record, type Value } from '../values/value.ts'

/**
 * Members of enumerations that are objects with a name and a value, made from what the class assigns to them.
 * https://docs.python.org/3/library/enum.html
 */

/** The entry of a member that is its value. */
const enumValue = '_value_'

export const isEnumeration = (machine: Machine, itsClass: ClassValue): boolean => kindOf(machine, itsClass, 0) !== undefined

/** A class may extend other types beside: `class Folder(str, Enum)`. */
const kindOf = (machine: Machine, itsClass: ClassValue, depth: number): string | undefined => {
  for (const base of itsClass.bases) {
    const found =
      base.kind === 'external'
        ? machine.library.calls.get(base.type)?.[0]?.gives
        : base.kind === 'class' && depth < 16
          ? kindOf(machine, base, depth + 1)
          : undefined
    if (found?.startsWith('$enum')) return found
  }
  return undefined
}

const made = new WeakMap<ClassValue, Map<string, RecordValue>>()

/** The member of a name, always the same object. */
export const enumMember = (machine: Machine, itsClass: ClassValue, name: string, assigned: Value): RecordValue => {
  const members = made.get(itsClass) ?? new Map<string, RecordValue>()
  made.set(itsClass, members)
  const known = members.get(name)
  if (known) return known
  const value = memberValue(machine, itsClass, name, assigned)
  const member: RecordValue = {
    ...record('object', [
      ['name', literalText(name)],
      ['value', value],
      [enumValue, value],
    ]),
    class: itsClass,
  }
  members.set(name, member)
  return member
}

const memberValue = (machine: Machine, itsClass: ClassValue, name: string, assigned: Value): Value => {
  if (assigned.kind !== 'external' || assigned.type !== 'enum.auto()') return assigned
  return kindOf(machine, itsClass, 0) === '$enum.text'
    ? literalText(name.toLowerCase())
    : opaque('it is a number', assigned.location)
}

/** All members, in the order in which they are written. */
export const enumMembers = (machine: Machine, itsClass: ClassValue): readonly RecordValue[] => {
  const inherited = itsClass.bases.flatMap((base) => (base.kind === 'class' ? enumMembers(machine, base) : []))
  const own = [...itsClass.statics].filter(([name, value]) => !name.startsWith('_') && value.kind !== 'class')
  return [...inherited, ...own.map(([name, value]) => enumMember(machine, itsClass, name, value))]
}

/** A member inside a text: its value if it is a text itself, and by the version of the language its name in other cases. */
export const inText = (machine: Machine, value: Value): Value =>
  value.kind === 'record' && value.class && value.slots.has(enumValue) && kindOf(machine, value.class, 0) !== '$enum.text'
    ? opaque('it is a member of an enumeration in a text')
    : value

/** `Bucket("acme")`: the member with this value, or any of them. */
export const memberWithValue = (machine: Machine, itsClass: ClassValue, value: Value | undefined): Value => {
  const members = enumMembers(machine, itsClass)
  const wanted = knownString(value)
  const found = members.find((member) => wanted !== undefined && knownString(member.slots.get(enumValue)) === wanted)
  return found ?? (members.length > 0 ? join(members) : opaque(`it is a member of ${itsClass.code.name ?? 'an enumeration'}`))
}
