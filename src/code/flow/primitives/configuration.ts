import { argumentAt } from '../calls/arguments.ts'
import { configurationEntry, configurationSection } from '../data/configuration.ts'
import { knownString } from '../values/expression.ts'
import { type ExternalValue, opaque, type Value } from '../values/value.ts'
import type { PrimitiveCall } from './primitive.ts'

/** The settings that a method is called on. */
const settings = ({ site }: PrimitiveCall): ExternalValue | null => (site.receiver?.kind === 'external' ? site.receiver : null)

/** `configuration.GetSection("Storage")`. */
export const section = (call: PrimitiveCall): Value => {
  const object = settings(call)
  if (object) return configurationSection(object, knownString(argumentAt(call.args, 0)), call.site.location)
  return opaque('it is a section of settings that are not known', call.site.location)
}

/** `configuration.GetValue<string>("Storage:Bucket", otherwise)`. */
export const settingOf = (call: PrimitiveCall): Value => {
  const object = settings(call)
  const key = knownString(argumentAt(call.args, 0))
  if (!object || key === undefined) return opaque('it is a setting whose name is not known', call.site.location)
  const value = configurationEntry(call.machine, object, key, call.site.location)
  const otherwise = argumentAt(call.args, 1)
  return otherwise ? call.machine.orElse(value, otherwise) : value
}
