import type { ObjectExpression } from '../ir.ts'
import { initializeFields } from './classes.ts'
import { type Context, locationIn, type Machine, noArguments } from './machine.ts'
import { findMember } from './members.ts'
import { type RecordValue, record, type Value } from './value.ts'

/** What a literal with a type is before its entries are set: `Config{…}` has the fields of `Config`. */
export const objectOfType = (machine: Machine, expression: ObjectExpression, context: Context): Value => {
  const type = expression.type ? machine.evaluate(expression.type, context) : null
  const isEmpty = expression.entries.length === 0
  switch (type?.kind) {
    case 'class': {
      const made: RecordValue = { ...record('object'), class: type }
      initializeFields(machine, type, made, context)
      return made
    }
    case 'external': {
      const gives = isEmpty ? machine.library.calls.get(type.type)?.find((row) => row.gives)?.gives : undefined
      return gives ? { ...type, type: gives } : { ...record('object'), type }
    }
    case 'function': {
      // A type that is no struct is the function that converts to it: without an argument, it gives the type's zero value.
      const location = locationIn(context, expression)
      return isEmpty ? machine.callFunction(type, noArguments, location) : record('object')
    }
    default:
      // `new(x)` of a value points to it.
      return type && isEmpty ? type : record('object')
  }
}

/** The key of an entry: fields of a class may be given by their position. */
export const keyIn = (made: Value, key: string | undefined): string | undefined => {
  if (made.kind !== 'record' || made.class === null || key === undefined || !/^\d+$/.test(key)) return key
  return [...made.class.members.values()].filter((member) => member.kind === 'field')[Number(key)]?.name ?? key
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
