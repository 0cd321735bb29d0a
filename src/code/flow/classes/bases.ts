import type { Machine } from '../machine.ts'
import { type ClassValue, type ExternalValue, external } from '../values/value.ts'

/** What classes have from the classes that they extend. */

/** What an instance is of a library, if its class extends a class of that library. */
export const externalBase = (machine: Machine, itsClass: ClassValue, depth = 0): ExternalValue | null => {
  for (const base of itsClass.bases) {
    if (base.kind === 'external') {
      const gives = machine.library.calls.get(base.type)?.[0]?.gives
      return gives ? { ...base, type: gives } : external(`${base.type}()`, base.label, base.location)
    }
    const further = base.kind === 'class' && depth < 16 ? externalBase(machine, base, depth + 1) : null
    if (further) return further
  }
  return null
}

/** Fields of each instance, those of the bases first. */
export const fieldNames = (itsClass: ClassValue, depth = 0): string[] => {
  const inherited = itsClass.bases.flatMap((base) => (base.kind === 'class' && depth < 16 ? fieldNames(base, depth + 1) : []))
  const own = [...itsClass.members.values()].filter((member) => member.kind === 'field').map((member) => member.name)
  return [...new Set([...inherited, ...own])]
}
