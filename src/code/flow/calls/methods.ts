import { isJson } from '../data/json-field.ts'
import type { Arguments, CallSite, Machine } from '../machine.ts'
import { forgetOrder } from '../primitives/lists.ts'
import { primitives } from '../primitives/table.ts'
import { isEvent, toExpression } from '../values/expression.ts'
import { external, type MethodValue, opaque, record, type Value } from '../values/value.ts'
import { callByName } from './by-name.ts'
import { callExtension } from './extensions.ts'
import { callExternal, giveAway } from './external-calls.ts'

/** Calls a method of one of the language's own values, or one of an object of which nothing is known. */
export const callMethod = (machine: Machine, method: MethodValue, args: Arguments, site: CallSite): Value => {
  const { name, receiver } = method
  if (receiver.kind === 'class' && name === '__new__') return { ...record('object'), class: receiver }
  for (const kind of kindsOf(receiver)) {
    const methods = machine.library.methods.get(kind)
    const does = methods?.get(name) ?? methods?.get('*')
    if (does) return primitives[does]({ machine, args, site, receiver, name })
  }
  const read = readByGetter(machine, method, args, site)
  if (read) return read
  if (receiver.kind === 'record' && receiver.shape === 'list' && changesList.test(name))
    forgetOrder(machine, receiver, /^(?:splice|fill|replaceAll|set|Insert)/.test(name) ? args.positional : [])
  const found = callExtension(machine, receiver, name, args, site) ?? callByName(machine, receiver, name, args, site)
  // A text has no such method, whatever it says; anything else may be an object that stores.
  if (receiver.kind === 'text' && !isEvent(receiver)) {
    if (found === null) giveAway(machine, args, name, site)
    return found ?? opaque(`it is the result of ${name}`, site.location)
  }
  const callee = external(`?.${name}`, `${labelOf(receiver)}.${name}`, site.location)
  const other = callExternal(machine, callee, args, site, found !== null)
  return found ?? other
}

/** `settings.getBucket()` of what was decoded, in languages that read fields by methods. */
const readByGetter = (machine: Machine, { name, receiver }: MethodValue, args: Arguments, site: CallSite): Value | undefined => {
  const field = machine.library.fieldOfGetter?.(name, [])
  if (field === undefined || args.positional.length > 0) return undefined
  if (receiver.kind === 'record' && receiver.class === null && receiver.slots.has(field))
    return machine.entryOf(receiver, field, site.location)
  return receiver.kind === 'text' && isJson(receiver) ? machine.entryOf(receiver, field, site.location) : undefined
}

/** Methods by which a list has other elements, or has them elsewhere, in one language or another. */
const changesList =
  /^(?:splice|fill|copyWithin|removeIf|replaceAll|set|remove|clear|delete(?:_at|_if)?|keep_if|(?:sort|sort_by|reverse|shuffle|rotate|reject|select|map|uniq|compact|slice)!|__delitem__|Remove(?:At|All|Range)?|Insert(?:Range)?|Reverse|Sort|Clear)$/

const labelOf = (receiver: Value): string => {
  const expression = toExpression(receiver)
  return expression.kind === 'opaque' ? expression.why.replace(/^it is (?:the result of )?/, '').slice(0, 60) : 'it'
}

type Kind = 'text' | 'list' | 'object' | 'function' | 'any'

/** In the order in which its methods are looked up; a part of the event may be any of them. */
const kindsOf = (receiver: Value): readonly Kind[] => {
  switch (receiver.kind) {
    case 'text':
      return isEvent(receiver) || isJson(receiver) ? ['object', 'list', 'text', 'any'] : ['text', 'any']
    case 'record':
      return receiver.shape === 'list' ? ['list', 'any'] : ['object', 'any']
    case 'environment':
      return ['object', 'any']
    case 'function':
    case 'class':
      return ['function', 'any']
    case 'constant':
    case 'module':
    case 'external':
    case 'method':
    case 'alternatives':
    case 'opaque':
      return ['any']
  }
}
