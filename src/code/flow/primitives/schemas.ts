import { argumentAt } from '../calls/arguments.ts'
import type { Machine } from '../machine.ts'
import { withDefault } from '../values/defaults.ts'
import { isNull } from '../values/expression.ts'
import { join, mapOptions } from '../values/join.ts'
import { anyKey, nothing, opaque, record, type Value } from '../values/value.ts'
import type { PrimitiveCall } from './primitive.ts'

/** Objects that are checked against a schema: the fields that it names, with what it has for those that are not set. */

const deepest = 8

/** `schema.parse(process.env)`. */
export const parse = ({ args, machine, receiver, site }: PrimitiveCall): Value =>
  parsed(machine, argumentAt(args, 0) ?? opaque('it is not given', site.location), site.receiver ?? receiver, 0)

/** `Joi.attempt(process.env, schema)`. */
export const parseFirst = ({ args, machine, site }: PrimitiveCall): Value =>
  parsed(machine, argumentAt(args, 0) ?? opaque('it is not given', site.location), argumentAt(args, 1) ?? nothing, 0)

/** `schema.safeParse(input)`, `schema.validate(input)`: what is parsed, or an error. */
export const attempt = (call: PrimitiveCall): Value => {
  const value = parse(call)
  const unknown = opaque('it says whether there was an error', call.site.location)
  return record('object', [
    ['success', unknown],
    ['error', unknown],
    ['data', value],
    ['value', value],
  ])
}

/** `cleanEnv(process.env, { BUCKET: str() })`. */
export const clean = ({ args, machine, site }: PrimitiveCall): Value =>
  fieldsOf(machine, argumentAt(args, 0) ?? opaque('it is not given', site.location), argumentAt(args, 1), 0)

const parsed = (machine: Machine, source: Value, schema: Value, depth: number): Value =>
  mapOptions(schema, (option) => {
    if (option.kind !== 'external' || depth > deepest) return opaque('it is what a schema makes of it')
    const usual = option.bindings.get('Default')
    if (option.type === '$schema.object') {
      const made = fieldsOf(machine, source, option.bindings.get('Fields'), depth + 1)
      return usual ? join([made, usual]) : made
    }
    if (option.type !== '$schema.text') return opaque('it is what a schema makes of it', option.location)
    if (!usual) return source
    return isNull(source)
      ? usual
      : source.kind === 'text' && source.expression.kind === 'literal'
        ? source
        : withDefault(source, usual)
  })

const fieldsOf = (machine: Machine, source: Value, fields: Value | undefined, depth: number): Value => {
  if (fields?.kind !== 'record') return opaque('it is what a schema makes of it')
  const made = record('object')
  for (const [key, schema] of fields.slots) {
    const value = key === anyKey ? opaque('it is what a schema makes of it') : machine.entryOf(source, key, undefined)
    made.slots.set(key, key === anyKey ? value : parsed(machine, value ?? nothing, schema, depth))
  }
  return made
}
