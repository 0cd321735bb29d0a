import type { Location } from '../../../source/source-file.ts'
import { runArms } from '../branch.ts'
import { instantiate } from '../classes/classes.ts'
import { findMember, readMember } from '../classes/members.ts'
import type { Arguments, CallSite, Machine } from '../machine.ts'
import { join, optionsOf, withoutNull } from '../values/join.ts'
import { type FunctionValue, opaque, type RecordValue, record, type TextValue, type Value } from '../values/value.ts'
import { allArguments } from './arguments.ts'
import { callExtension } from './extensions.ts'
import { callExternal, giveAway } from './external-calls.ts'
import { invoke } from './invoke.ts'
import { callMethod } from './methods.ts'

/** Calls whatever the callee may be. */
export const call = (machine: Machine, callee: Value, args: Arguments, site: CallSite): Value => {
  switch (callee.kind) {
    case 'alternatives': {
      const results: Value[] = []
      runArms(
        machine,
        optionsOf(withoutNull(callee)).map((option) => () => {
          results.push(call(machine, option, args, site))
          return 'normal'
        }),
      )
      return join(results)
    }
    case 'function':
      return site.isNew && callee.code.this === 'own'
        ? constructWith(machine, callee, args, site)
        : invokeAt(machine, callee, args, site)
    case 'class':
      return instantiate(machine, callee, args, site)
    case 'external':
      return callExternal(machine, callee, args, site)
    case 'method':
      return callMethod(machine, callee, args, site)
    case 'record': {
      const invoked = callee.class ? findMember(callee.class, '__call__') : undefined
      if (invoked) return call(machine, readMember(machine, invoked, callee, site.location), args, site)
      if (callee.parent?.kind === 'external') return callExternal(machine, callee.parent, args, { ...site, receiver: callee })
      if (isRead(machine, args)) return callee
      break
    }
    case 'text': {
      const read = callExtension(machine, site.receiver, lastField(callee), args, site) ?? readField(machine, callee, args)
      if (read) return read
      break
    }
    case 'constant':
    case 'environment':
      if (isRead(machine, args)) return callee
      break
    case 'module':
    case 'opaque':
      break
  }
  giveAway(machine, args, 'a function that is not known', site)
  return opaque('it is the result of a function that is not known', site.location)
}

/** In languages that read fields by methods, a call without arguments may only have read what is there. */
const isRead = ({ library }: Machine, args: Arguments): boolean => library.fieldOfGetter !== null && allArguments(args).length === 0

const lastField = ({ expression }: TextValue): string => (expression.kind === 'event' ? (expression.path.at(-1) ?? '') : '')

/** A field that is read by a method without arguments: `record.getS3()` of the event. */
const readField = (machine: Machine, callee: TextValue, args: Arguments): Value | undefined => {
  const { fieldOfGetter } = machine.library
  if (fieldOfGetter === null || args.positional.length > 0) return undefined
  const { expression } = callee
  if (expression.kind !== 'event') return callee
  const path = expression.path.slice(0, -1)
  return {
    kind: 'text',
    expression: {
      ...expression,
      path: [...path, ...fieldOfGetter(expression.path.at(-1) ?? '', path).split('.')],
    },
  }
}

const invokeAt = (machine: Machine, fn: FunctionValue, args: Arguments, site: CallSite): Value =>
  invoke(machine, { fn, args, site: site.nameLocation, round: site.context.round, receiver: site.receiver })

/** `new F()` of a function: an object with the function's prototype. */
const constructWith = (machine: Machine, fn: FunctionValue, args: Arguments, site: CallSite): Value => {
  const parent = machine.memberOf(fn, 'prototype', undefined)
  const made: RecordValue = { ...record('object'), parent }
  const returned = invokeAt(machine, fn, args, { ...site, receiver: made })
  return returned.kind === 'record' ? returned : made
}

export const callFunction = (machine: Machine, fn: FunctionValue, args: Arguments, location: Location): Value =>
  invoke(machine, { fn, args, site: location, round: '', receiver: null })
