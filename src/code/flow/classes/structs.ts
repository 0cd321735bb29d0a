import type { ObjectExpression } from '../../ir.ts'
import { type Context, locationIn, type Machine, noArguments } from '../machine.ts'
import { type RecordValue, record, type Value } from '../values/value.ts'
import { initializeFields } from './classes.ts'

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
