import type { Location } from '../../../source/source-file.ts'
import type { MemberExpression, NameExpression } from '../../ir.ts'
import { externalBase } from '../classes/bases.ts'
import { calledName, type FoundMember, findMember, findStatic, memberOf, memberOfExternal, readMember } from '../classes/members.ts'
import { type Context, locationIn, type Machine } from '../machine.ts'
import type { ClassValue, ExternalValue, RecordValue, Value } from '../values/value.ts'
import { literalText } from '../values/value.ts'
import { lookup } from './scope.ts'

/** Names that are found at run time, in languages whose classes are open and inherit from other files (Ruby). */

export const findName = (machine: Machine, expression: NameExpression, context: Context, location: Location): Value | undefined =>
  expression.find === 'method'
    ? findMethod(machine, expression.name, context, location)
    : findConstant(machine, expression, context, location)

/** A method of the receiver, or of the program; what else is called without a receiver is the language's own, or not known. */
const findMethod = (machine: Machine, name: string, context: Context, location: Location): Value | undefined => {
  const self = context.frame.this
  const own = self && methodOf(machine, self, name, location)
  if (own) return own
  const ofProgram = lookup(context.scope, calledName(name))
  if (ofProgram) return ofProgram
  if (machine.library.calls.has(name)) return undefined
  const inherited = self && libraryOf(machine, self)
  if (inherited) return memberOfExternal(machine, inherited, name, location)
  const missing = self?.kind === 'record' && self.class ? findMember(self.class, calledName('method_missing')) : undefined
  const any = missing && self && readMember(machine, missing, self, location)
  if (any?.kind === 'function') return { ...any, bound: [...any.bound, literalText(name)] }
  return machine.importModule(calledName(name), context.frame.module, location)
}

const methodOf = (machine: Machine, self: Value, name: string, location: Location): Value | undefined => {
  if (self.kind === 'class') {
    const found = findStatic(self, name)
    return found && readMember(machine, found, self, location)
  }
  if (self.kind !== 'record') return undefined
  const found = self.class ? findMember(self.class, calledName(name)) : undefined
  return found ? readMember(machine, found, self, location) : self.slots.get(name)
}

/** The library's class that the receiver's class extends, or its module that was mixed in. */
const libraryOf = (machine: Machine, self: Value): ExternalValue | null => {
  const itsClass = self.kind === 'class' ? self : self.kind === 'record' ? self.class : null
  return itsClass && (externalBase(machine, itsClass) ?? mixedLibrary(itsClass, 0))
}

const mixedLibrary = (itsClass: ClassValue, depth: number): ExternalValue | null => {
  const own = itsClass.extended.find((value): value is ExternalValue => value.kind === 'external')
  if (own || depth > 16) return own ?? null
  for (const base of itsClass.bases) {
    const found = base.kind === 'class' ? mixedLibrary(base, depth + 1) : null
    if (found) return found
  }
  return null
}

/** A constant that no class around it has: of a base, or of a file that is loaded for it. */
const findConstant = (
  machine: Machine,
  { module, name }: NameExpression,
  context: Context,
  location: Location,
): Value | undefined => {
  const { home, this: self } = context.frame
  if (home?.code.name === name) return home
  const around: readonly (ClassValue | null | undefined)[] = [
    home,
    self?.kind === 'class' ? self : (self as RecordValue | null)?.class,
  ]
  for (const itsClass of around) {
    const found = itsClass ? findMember(itsClass, name) : undefined
    if (found?.value) return found.value
  }
  if (machine.library.members.get(name)?.is === 'environment') return { kind: 'environment' }
  if (module === undefined || machine.library.isKnown(name)) return undefined
  const imported = machine.importModule(module, context.frame.module, location)
  const loaded = lookup(context.scope, name)
  if (loaded) return loaded
  return imported.kind === 'module' ? undefined : imported
}

/** `A::B`, where a file that is loaded for it defines it; undefined if it is there already, or none does. */
export const memberOfImported = (
  machine: Machine,
  { name, object: written, ...at }: MemberExpression,
  object: Value,
  value: Value,
  module: string,
  context: Context,
): Value | undefined => {
  const isMissing =
    object.kind === 'class' ? value.kind === 'method' : object.kind === 'external' && !machine.library.isKnown(object.type)
  if (!isMissing) return undefined
  const location = locationIn(context, at)
  const imported = machine.importModule(module, context.frame.module, location)
  if (imported.kind !== 'module') return object.kind === 'class' ? imported : undefined
  const found = memberOf(machine, machine.evaluate(written, context), name, location, false)
  return found.kind === 'method' ? undefined : found
}

/** What `super` is in a module that was mixed in: the method of what comes after it in the receiver's class. */
export const nextInLine = (home: ClassValue, receiver: Value, name: string): FoundMember | undefined => {
  const itsClass = receiver.kind === 'record' ? receiver.class : null
  const line = itsClass ? lineOf(itsClass, new Set()) : []
  const after = line.slice(line.indexOf(home) + 1)
  for (const each of after) {
    const member = each.members.get(calledName(name))
    if (member) return { member, value: null, home: each }
  }
  return undefined
}

const lineOf = (itsClass: ClassValue, seen: Set<ClassValue>): readonly ClassValue[] => {
  if (seen.has(itsClass)) return []
  seen.add(itsClass)
  return [itsClass, ...itsClass.bases.flatMap((base) => (base.kind === 'class' ? lineOf(base, seen) : []))]
}
