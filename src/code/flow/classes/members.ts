import type { Location } from '../../../source/source-file.ts'
import type { Member } from '../../ir.ts'
import { configurationMember, isConfiguration } from '../data/configuration.ts'
import { isJson, jsonField } from '../data/json-field.ts'
import { type Arguments, type Machine, noArguments } from '../machine.ts'
import { addedMember } from '../modules/added-modules.ts'
import { lookup } from '../modules/scope.ts'
import { type EventText, eventField, isEvent, isNull, knownString, toExpression } from '../values/expression.ts'
import { join, mapOptions } from '../values/join.ts'
import {
  anyKey,
  type ClassValue,
  createSlots,
  type ExternalValue,
  type FunctionValue,
  literalText,
  type ModuleValue,
  nothing,
  opaque,
  type RecordValue,
  record,
  sourceKey,
  type Value,
} from '../values/value.ts'
import { externalBase } from './bases.ts'
import { enumMember, isEnumeration } from './enums.ts'

/** `object.name`. `isCalled`: methods of the language's own values are meant only where they are called. */
export const memberOf = (machine: Machine, object: Value, name: string, location: Location | undefined, isCalled: boolean): Value =>
  mapOptions(withoutNull(machine, object), (option) => memberOfOne(machine, option, name, location, isCalled))

/** Nothing has no members: where one is asked for, it is another of the values. */
const withoutNull = (machine: Machine, object: Value): Value => {
  if (object.kind !== 'alternatives') return object
  // What could not be followed is one of those that could, where the program has all of them.
  const hasMethods = machine.library.findsMethodsByName && object.options.some((option) => option.kind === 'record' && option.class)
  const set = object.options.filter((option) => !isNull(option) && !(hasMethods && option.kind === 'opaque'))
  return set.length > 0 && set.length < object.options.length ? join(set) : object
}

const memberOfOne = (machine: Machine, object: Value, name: string, location: Location | undefined, isCalled: boolean): Value => {
  switch (object.kind) {
    case 'text':
      if (isJson(object) && !isCalled) return jsonField(object, name, location) ?? object
      if (isEvent(object))
        return isCalled && isMethod(machine, name)
          ? method(object, name)
          : located(fieldsOfEvent(object, machine.library.eventField(name, object.expression.path)), location)
      if (isCalled) return method(object, name)
      if (machine.library.foldersOfPaths.has(name)) return folderOfPath(object, location)
      return opaque(`it is the ${name} of a text`, location)
    case 'constant':
      return isCalled
        ? method(object, name)
        : opaque(isNull(object) ? `it is the ${name} of nothing` : `it is the ${name} of a number`, location)
    case 'record':
      return memberOfRecord(machine, object, name, location, isCalled)
    case 'function':
      return memberOfFunction(machine, object, name, isCalled)
    case 'class':
      return memberOfClass(machine, object, name, location, isCalled)
    case 'module':
      return memberOfModule(machine, object, name, location)
    case 'environment':
      return isCalled && isMethod(machine, name) ? method(object, name) : variable(machine, name, location)
    case 'external':
      return memberOfExternal(machine, object, name, location)
    case 'method':
    case 'opaque':
      return isCalled ? method(object, name) : opaqueMember(object, name, location)
    case 'alternatives':
      return memberOf(machine, object, name, location, isCalled)
  }
}

const fieldsOfEvent = (object: EventText, names: string | readonly string[]): EventText =>
  typeof names === 'string' ? eventField(object, names) : names.reduce<EventText>((value, each) => eventField(value, each), object)

const method = (receiver: Value, name: string): Value => ({ kind: 'method', receiver, name })

const isMethod = (machine: Machine, name: string): boolean =>
  [...machine.library.methods.values()].some((methods) => methods.has(name))

const folderOfPath = (path: Value, location: Location | undefined): Value => {
  const text = knownString(path)
  if (text === undefined) return opaque('it is a folder whose name is not known', location)
  return literalText(text.includes('/') ? text.slice(0, text.lastIndexOf('/')) : '.', location)
}

/** A variable of the function, or else what a file of variables that the program has loaded says. */
export const variable = (machine: Machine, name: string, location: Location | undefined): Value => {
  const value: Value = {
    kind: 'text',
    expression: { kind: 'env', name, otherwise: machine.variables.get(name) ?? null, ...(location ? { location } : {}) },
  }
  const own = machine.environment.get(name) ?? value
  const any = machine.environment.get(anyKey)
  return any ? join([own, any]) : own
}

const located = (value: Value, location: Location | undefined): Value =>
  value.kind === 'text' && location ? { kind: 'text', expression: { ...value.expression, location } } : value

const opaqueMember = (object: Value, name: string, location: Location | undefined): Value => {
  const known = toExpression(object)
  const why = known.kind === 'opaque' ? known.why : 'its object is not known'
  return opaque(
    why.length > 120 ? why : why.replace(/^it is /, `it is ${name} of `).replace(' of the result of', ' in the result of'),
    location,
  )
}

// ── Records, instances and classes ──────────────────────────────────────────────────────────────────────────────────

const memberOfRecord = (
  machine: Machine,
  object: RecordValue,
  name: string,
  location: Location | undefined,
  isCalled: boolean,
): Value => {
  const { class: itsClass, parent, shape, slots, type } = object
  const called = isCalled && itsClass ? findMember(itsClass, calledName(name)) : undefined
  if (called) return readMember(machine, called, object, location)
  const hasEntries = itsClass !== null || machine.library.membersAreEntries || (parent?.kind === 'external' && slots.has(name))
  const own = hasEntries && shape === 'object' ? slots.get(name) : undefined
  if (own) return own
  const source = type && !itsClass ? slots.get(sourceKey) : undefined
  if (source) return slots.get(name) ?? memberOf(machine, source, name, location, isCalled)
  if (itsClass) {
    const found = findMember(itsClass, name)
    if (found) return readMember(machine, found, object, location)
  }
  // A copy of the environment has the methods of an object, and its own entries.
  if (parent?.kind === 'environment' && isCalled && isMethod(machine, name)) return method(object, name)
  if (parent) return memberOf(machine, parent, name, location, isCalled)
  if (isCalled && shape === 'list') return method(object, name)
  if (isCalled && !itsClass && isMethod(machine, name)) return method(object, name)
  const embedded = embeddedWith(object, name)
  if (embedded) return memberOf(machine, embedded, name, location, isCalled)
  const base = itsClass ? externalBase(machine, itsClass) : type
  if (base) return memberOfExternal(machine, base, name, location)
  const missing = isCalled && itsClass ? findMember(itsClass, calledName('method_missing')) : undefined
  const any = missing && readMember(machine, missing, object, location)
  if (any?.kind === 'function') return { ...any, bound: [...any.bound, literalText(name)] }
  const dynamic = itsClass && findMember(itsClass, '__getattr__')
  if (dynamic) {
    const fn = readMember(machine, dynamic, object, location)
    const given: Arguments = { ...noArguments, positional: [literalText(name)] }
    if (fn.kind === 'function' && location) return machine.callFunction(fn, given, location)
    return opaque(`it is ${name}, which __getattr__ gives`, location)
  }
  const unknown = slots.get(anyKey)
  if (unknown) return unknown
  if (isCalled || itsClass) return method(object, name)
  return hasEntries ? nothing : opaque(`it is its ${name}`, location)
}

/** Methods have this name in languages where a field and a method may share theirs, so that only calls find them. */
export const calledName = (name: string): string => `${name}()`

/** A class's own methods have this name where an instance's may share theirs. */
const staticName = (name: string): string => `self.${calledName(name)}`

/** A method that is called on the class itself. */
const findCalled = (machine: Machine, itsClass: ClassValue, name: string): FoundMember | undefined =>
  machine.frontEnd.sharesScope ? findStatic(itsClass, name) : findMember(itsClass, calledName(name))

export const findStatic = (itsClass: ClassValue, name: string, depth = 0): FoundMember | undefined => {
  const own = itsClass.members.get(staticName(name))
  if (own) return { member: own, value: null, home: itsClass }
  for (const module of itsClass.extended) {
    const found = module.kind === 'class' ? findMember(module, calledName(name)) : undefined
    // Through the class that it extends, a method receives that class.
    if (found?.member) return { ...found, member: { ...found.member, kind: 'static' } }
  }
  for (const base of itsClass.bases) {
    const found = base.kind === 'class' && depth < 16 ? findStatic(base, name, depth + 1) : undefined
    if (found) return found
  }
  return undefined
}

export interface FoundMember {
  readonly member: Member | null
  readonly value: Value | null
  readonly home: ClassValue
}

/** The embedded struct or library's object whose member is seen as the record's own. */
export const embeddedWith = (object: RecordValue, name: string, depth = 0): Value | undefined => {
  const embeds = depth < 16 ? (object.class?.code.embeds ?? []) : []
  const inner = embeds.flatMap((field) => object.slots.get(field) ?? [])
  const options = inner.flatMap((value) => (value.kind === 'alternatives' ? value.options : [value]))
  return (
    options.find((value) => value.kind === 'record' && has(value, name, depth)) ??
    options.find((value) => value.kind === 'external' || value.kind === 'text')
  )
}

const has = (object: RecordValue, name: string, depth: number): boolean =>
  object.slots.has(name) ||
  (object.class !== null && findMember(object.class, name) !== undefined) ||
  embeddedWith(object, name, depth + 1) !== undefined

/** In the class or the nearest base that has it. */
export const findMember = (itsClass: ClassValue, name: string, seen: Set<ClassValue> = new Set()): FoundMember | undefined => {
  if (seen.has(itsClass)) return undefined
  seen.add(itsClass)
  const value = itsClass.statics.get(name)
  if (value) return { member: null, value, home: itsClass }
  const member = itsClass.members.get(name)
  if (member) return { member, value: itsClass.decorated.get(name) ?? null, home: itsClass }
  for (const base of itsClass.bases) {
    const found = base.kind === 'class' ? findMember(base, name, seen) : undefined
    if (found) return found
  }
  return undefined
}

/** A member as it is seen through `receiver`: an instance, or a class. */
export const readMember = (machine: Machine, found: FoundMember, receiver: Value, location: Location | undefined): Value => {
  const { home, member, value } = found
  if (value && (!member || value.kind !== 'function')) return value
  if (member?.value?.kind !== 'function') return nothing
  const isThroughClass = receiver.kind === 'class'
  const receives = member.kind === 'static' || !isThroughClass
  if (value?.kind === 'function')
    return receives && member.receiver === 'parameter' ? { ...value, bound: [classFor(member, receiver)] } : value
  const place = home.places.get(member) ?? home
  const fn: FunctionValue = {
    kind: 'function',
    code: member.value,
    module: place.module,
    scope: place.scope,
    bound: receives && member.receiver === 'parameter' ? [classFor(member, receiver)] : [],
    boundNamed: new Map(),
    this: receives && member.receiver === 'this' ? receiver : null,
    home,
    slots: createSlots(),
  }
  if (member.kind !== 'getter' || (isThroughClass && member.receiver !== 'none')) return fn
  const context = machine.frames.at(-1)
  if (!context || !location) return opaque(`it is the property ${member.name}`)
  return machine.callFunction(fn, noArguments, location)
}

const classFor = (member: Member, receiver: Value): Value =>
  member.kind === 'static' && receiver.kind === 'record' && receiver.class ? receiver.class : receiver

const memberOfClass = (
  machine: Machine,
  itsClass: ClassValue,
  name: string,
  location: Location | undefined,
  isCalled: boolean,
): Value => {
  const found = (isCalled ? findCalled(machine, itsClass, name) : undefined) ?? findMember(itsClass, name)
  if (found?.member === null && found.value && isEnumeration(machine, itsClass))
    return enumMember(machine, found.home, name, found.value)
  if (found) return readMember(machine, found, itsClass, location)
  if (name === '__name__' || name === 'name') return literalText(itsClass.code.name ?? '')
  const base = externalBase(machine, itsClass)
  return base ? memberOfExternal(machine, base, name, location) : method(itsClass, name)
}

const memberOfFunction = (machine: Machine, fn: FunctionValue, name: string, isCalled: boolean): Value => {
  const own = fn.slots.get(name)
  if (own) return own
  if (name === 'prototype') {
    const prototype = record('object')
    fn.slots.set('prototype', prototype)
    return prototype
  }
  if (name === '__name__' || name === 'name') return literalText(fn.code.name ?? '')
  return isCalled || machine.library.methods.get('function')?.has(name) ? method(fn, name) : nothing
}

// ── Modules and libraries ───────────────────────────────────────────────────────────────────────────────────────────

const memberOfModule = (machine: Machine, value: ModuleValue, name: string, location: Location | undefined): Value => {
  const { importer, module, specifier } = value
  const added = addedMember(machine, module.name, name)
  if (added) return location ? { ...added, location } : added
  const own = module.exports ? exported(machine, module.exports, name, location) : lookup(module.scope, name)
  if (own) return own
  const inner = machine.frontEnd.submodule?.(specifier, name)
  const found = inner && importer ? machine.submodule(inner, importer) : undefined
  if (found) return found
  for (const star of module.stars)
    if (machine.library.isKnown(`${star.type}.${name}`)) return memberOfExternal(machine, star, name, location)
  return module.exports ? nothing : opaque(`it is ${name} of ${module.name}, which does not define it`, location)
}

/** A module that replaces its exports with one value is that value, also where `default` is asked for. */
const exported = (machine: Machine, exports: RecordValue, name: string, location: Location | undefined): Value | undefined => {
  const own = exports.slots.get(name)
  if (own) return own
  const whole = exports.slots.get('module.exports')
  if (whole) return name === 'default' ? whole : memberOf(machine, whole, name, location, false)
  return name === 'default' && exports.slots.size > 0 ? exports : undefined
}

export const memberOfExternal = (machine: Machine, object: ExternalValue, name: string, location: Location | undefined): Value => {
  if (name === 'default' && !object.type.startsWith('$')) return object
  const type = `${object.type}.${name}`
  const row = machine.library.members.get(type)
  if (row?.is === 'environment') return { kind: 'environment' }
  if (row?.is === 'nothing') return nothing
  if (isConfiguration(object)) return configurationMember(machine, object, name, location)
  if (row?.text !== undefined) return literalText(row.text, location)
  if (row?.is === 'ssm' || row?.is === 'secret') {
    const parameter = object.bindings.get('Name')
    return {
      kind: 'text',
      expression: {
        kind: row.is,
        name: parameter ? toExpression(parameter) : { kind: 'opaque', why: 'its name is not given' },
        ...(location ? { location } : {}),
      },
    }
  }
  return {
    ...object,
    type: shortened(row?.gives ?? type),
    label: shortened(`${object.label}.${name}`),
    ...(location ? { location } : {}),
  }
}

/** Chains of calls on results can go on in a loop. */
export const shortened = (name: string): string => (name.length > 100 ? `…${name.slice(-80)}` : name)
