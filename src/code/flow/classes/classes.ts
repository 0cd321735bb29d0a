import type { ClassExpression, Member } from '../../ir.ts'
import { argumentNamed } from '../calls/arguments.ts'
import { type Arguments, type CallSite, type Context, type Machine, noArguments } from '../machine.ts'
import { write } from '../values/heap.ts'
import { join } from '../values/join.ts'
import {
  type ClassValue,
  createScope,
  createSlots,
  type FunctionValue,
  nothing,
  opaque,
  type RecordValue,
  record,
  type Value,
} from '../values/value.ts'
import { externalBase, fieldNames } from './bases.ts'
import { isEnumeration, memberWithValue } from './enums.ts'
import { findMember, readMember } from './members.ts'
import { fieldValue, takesFields } from './settings.ts'

/** A class as its definition makes it: static fields are evaluated here, with each other in scope. */
export const createClass = (machine: Machine, code: ClassExpression, context: Context): ClassValue => {
  const bases = code.bases
    .map((base) => machine.evaluate(base, context))
    .flatMap((base) => (base.kind === 'alternatives' ? base.options : [base]))
  const made: ClassValue = {
    kind: 'class',
    code,
    module: context.frame.module,
    scope: context.scope,
    bases,
    metaclass: code.metaclass ? machine.evaluate(code.metaclass, context) : null,
    members: new Map(),
    extended: [],
    places: new Map(),
    decorated: createSlots(),
    statics: createSlots(),
  }
  addMembers(machine, made, code.members, context)
  const hook = bases.flatMap((base) => (base.kind === 'class' ? (findMember(base, '__init_subclass__') ?? []) : []))[0]
  const fn = hook && readMember(machine, hook, made, undefined)
  if (fn?.kind === 'function') {
    const location = { file: context.frame.module.code.file, start: code.start, end: code.end }
    machine.callFunction(fn, { ...noArguments, positional: fn.bound.length > 0 ? [] : [made] }, location)
  }
  return made
}

/** More of a class that is there already. */
export const extendClass = (machine: Machine, to: ClassValue, code: ClassExpression, context: Context): void => {
  for (const base of code.bases) to.bases.push(machine.evaluate(base, context))
  addMembers(machine, to, code.members, context)
}

export const addMembers = (machine: Machine, to: ClassValue, members: readonly Member[], context: Context): void => {
  const scope = createScope('block', context.scope)
  for (const member of members) {
    if (member.kind === 'static-field' && !(member.isAnnotated && takesFields(machine, to))) {
      const value = member.value ? machine.evaluate(member.value, { ...context, scope }) : nothing
      to.statics.set(member.name, value)
      scope.bindings.set(member.name, value)
    } else {
      to.members.set(member.name, member.kind === 'static-field' ? { ...member, kind: 'field' } : member)
      if (context.frame.module !== to.module || context.scope !== to.scope)
        to.places.set(member, { module: context.frame.module, scope: context.scope })
      decorate(machine, to, member, { ...context, scope })
    }
  }
}

/** Methods of a type that is no class, but the function that converts to it. */
export const addMethods = (machine: Machine, to: FunctionValue, members: readonly Member[], context: Context): void => {
  for (const member of members)
    if (member.value?.kind === 'function') write(machine.heap, to.slots, member.name, machine.evaluate(member.value, context))
}

/** A method with decorators is what these make of it; they are given the method before the class is there. */
const decorate = (machine: Machine, to: ClassValue, member: Member, context: Context): void => {
  if (member.value?.kind !== 'function' || member.value.decorators.length === 0) return
  const plain = readMember(machine, { member, value: null, home: to }, to, undefined)
  const decorated = machine.decorate(plain, member.value.decorators, context)
  if (decorated !== plain) to.decorated.set(member.name, decorated)
}

/** `new C(…)`, or `C(…)` in Python, where the class of the class may do it. */
export const instantiate = (machine: Machine, itsClass: ClassValue, args: Arguments, site: CallSite): Value => {
  const hook = metaclassOf(itsClass) && findMember(metaclassOf(itsClass) as ClassValue, '__call__')
  const made = hook ? machine.call(readMember(machine, hook, itsClass, site.location), args, { ...site, receiver: null }) : null
  const usual = makeInstance(machine, itsClass, args, site)
  // What `super().__call__(…)` gives is the usual instance.
  return made?.kind === 'record' && made.class ? join([made, usual]) : usual
}

/** Its own, or that of a class that it extends; null for a library's. */
const metaclassOf = ({ bases, metaclass }: ClassValue, depth = 0): ClassValue | null => {
  if (metaclass) return metaclass.kind === 'class' ? metaclass : null
  const [found] = depth < 16 ? bases.flatMap((base) => (base.kind === 'class' ? (metaclassOf(base, depth + 1) ?? []) : [])) : []
  return found ?? null
}

const makeInstance = (machine: Machine, itsClass: ClassValue, args: Arguments, site: CallSite): Value => {
  if (isEnumeration(machine, itsClass)) return memberWithValue(machine, itsClass, args.positional[0] ?? args.named.get('value'))
  const made: RecordValue = { ...record('object'), class: itsClass }
  const base = externalBase(machine, itsClass)
  if (base) machine.frameworkClasses.set(itsClass, made)
  initializeFields(machine, itsClass, made, site.context)
  construct(machine, itsClass, made, args, site)
  giveHooks(machine, itsClass, made, site)
  return made
}

/** Methods that the language itself calls, for an operator or a loop: where that is so is not followed, so they are possible. */
const giveHooks = (machine: Machine, itsClass: ClassValue, made: RecordValue, { location }: CallSite): void => {
  for (const { name, value } of itsClass.members.values()) {
    if (value?.kind !== 'function' || !isHook.test(name) || machine.given.has(value)) continue
    const fn = readMember(machine, { member: itsClass.members.get(name) ?? null, value: null, home: itsClass }, made, location)
    if (fn.kind !== 'function') continue
    machine.given.set(value, { fn, by: 'the language', location, frames: [...machine.frames], isPossible: true })
  }
}

const isHook = /^__(?!init|new|call|enter|exit|aenter|aexit|getattr|post_init|construct|invoke)\w+$/

/** The fields of the bases first. */
export const initializeFields = (
  machine: Machine,
  itsClass: ClassValue,
  made: RecordValue,
  context: Context,
  depth = 0,
  owner = itsClass,
): void => {
  for (const base of itsClass.bases)
    if (base.kind === 'class' && depth < 16) initializeFields(machine, base, made, context, depth + 1, owner)
  for (const member of itsClass.members.values()) {
    if (member.kind !== 'field') continue
    const scope = createScope('function', itsClass.scope)
    const frame = { ...context.frame, module: itsClass.module, this: made, home: itsClass, receiver: made }
    const written = member.value
      ? machine.evaluate(member.value, { ...context, scope, frame })
      : typedField(machine, member, itsClass, context)
    write(machine.heap, made.slots, member.name, fieldValue(machine, owner, itsClass, member, written, { ...context, frame }))
  }
}

const typedField = (machine: Machine, member: Member, itsClass: ClassValue, context: Context): Value => {
  if (!member.type) return nothing
  const type = machine.evaluate(member.type, { ...context, scope: itsClass.scope })
  if (type.kind !== 'external') return nothing
  const gives = machine.library.calls.get(type.type)?.find((row) => row.gives)?.gives
  return gives ? { ...type, type: gives, label: member.name } : nothing
}

/** Runs the constructor on an instance; `super(…)` calls it for the base. */
export const construct = (machine: Machine, itsClass: ClassValue, made: RecordValue, args: Arguments, site: CallSite): void => {
  const written = findMember(itsClass, 'constructor')
  if (written) {
    machine.call(readMember(machine, written, made, site.location), args, { ...site, receiver: made, isNew: false })
    return
  }
  if (!itsClass.code.hasFieldConstructor && !inheritsFieldConstructor(itsClass)) return
  const names = fieldNames(itsClass)
  for (const [index, name] of names.entries()) {
    const given = args.named.get(name) ?? args.positional[index] ?? args.rest ?? undefined
    if (given) write(machine.heap, made.slots, name, given)
    else if (args.namedRest || args.namedFrom) write(machine.heap, made.slots, name, furtherField(machine, args, made, name))
    else if (made.slots.get(name) === nothing)
      write(machine.heap, made.slots, name, opaque(`it is the field ${name}, which is not given`))
  }
  for (const [name, value] of args.named) if (!names.includes(name)) write(machine.heap, made.slots, name, value)
  const after = findMember(itsClass, '__post_init__')
  if (after)
    machine.call(
      readMember(machine, after, made, site.location),
      { positional: [], rest: null, named: new Map(), namedRest: null },
      { ...site, receiver: made },
    )
}

const inheritsFieldConstructor = (itsClass: ClassValue, depth = 0): boolean =>
  itsClass.bases.some(
    (base) => base.kind === 'class' && depth < 16 && (base.code.hasFieldConstructor || inheritsFieldConstructor(base, depth + 1)),
  )

const furtherField = (machine: Machine, args: Arguments, made: RecordValue, name: string): Value => {
  const given = argumentNamed(machine, args, name) ?? nothing
  const usual = made.slots.get(name)
  return usual === undefined || usual === nothing ? given : join([given, usual])
}
