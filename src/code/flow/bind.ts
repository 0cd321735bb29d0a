import type { Location } from '../../source/source-file.ts'
import type { Pattern } from '../ir.ts'
import { giveAway } from './calls/external-calls.ts'
import { setByMethod } from './classes/setters.ts'
import type { Context, Machine } from './machine.ts'
import { locationIn, noArguments } from './machine.ts'
import { assign, declare } from './modules/scope.ts'
import { entryAt } from './values/entries.ts'
import { isNull, knownKey } from './values/expression.ts'
import { join, optionsOf } from './values/join.ts'
import { anyKey, list, type TextValue, type Value } from './values/value.ts'

/** Gives the names and places of a pattern their parts of a value. */
export const bind = (
  machine: Machine,
  pattern: Pattern,
  value: Value,
  context: Context,
  how: 'function' | 'block' | 'assign',
): void => {
  switch (pattern.kind) {
    case 'name':
      if (how === 'assign') assign(machine.heap, context.scope, pattern.name, value)
      else declare(machine.heap, context.scope, how, pattern.name, value)
      return
    case 'place': {
      const { place } = pattern
      const object = machine.evaluate(place.object, context)
      const key = place.kind === 'member' ? place.name : knownKey(machine.evaluate(place.index, context))
      if (key === undefined || !setByMethod(machine, object, key, value, locationIn(context, pattern)))
        machine.setEntry(object, key, value)
      giveToLibrary(machine, object, value, locationIn(context, pattern))
      return
    }
    case 'list-pattern':
      bindList(machine, pattern, value, context, how)
      return
    case 'object-pattern': {
      const location = locationIn(context, pattern)
      for (const { key, pattern: inner } of pattern.entries) {
        bind(machine, inner, entryAt(machine, value, machine.evaluate(key, context), location), context, how)
      }
      if (pattern.rest) bind(machine, pattern.rest, value, context, how)
      return
    }
    case 'default-pattern': {
      const isKnown = value.kind === 'record' || (value.kind === 'text' && !isOpenEnded(value.expression))
      const otherwise = isKnown ? null : machine.evaluate(pattern.otherwise, context)
      const chosen = otherwise === null ? value : isNull(value) ? otherwise : machine.orElse(value, otherwise)
      bind(machine, pattern.pattern, chosen, context, how)
      return
    }
  }
}

/** Whether it is known only with the configuration or the event whether there is such a text. */
const isOpenEnded = ({ kind }: TextValue['expression']): boolean => kind === 'env' || kind === 'event' || kind === 'field'

/** A function that is set on a library's object may be called by the library: `window.onclick = save`. */
const giveToLibrary = (machine: Machine, object: Value, value: Value, location: Location): void => {
  const isLibrary = optionsOf(object).some(({ kind }) => kind === 'external' || kind === 'opaque' || kind === 'method')
  if (isLibrary) giveAway(machine, { ...noArguments, positional: [value] }, 'a library', { location })
}

const bindList = (
  machine: Machine,
  pattern: Extract<Pattern, { kind: 'list-pattern' }>,
  value: Value,
  context: Context,
  how: 'function' | 'block' | 'assign',
): void => {
  const location = locationIn(context, pattern)
  for (const [index, element] of pattern.elements.entries()) {
    if (element) bind(machine, element, machine.entryOf(value, String(index), location), context, how)
  }
  if (pattern.rest === null) return
  const from = pattern.elements.length
  const isKnown = value.kind === 'record' && value.shape === 'list'
  const left = isKnown
    ? [...value.slots].filter(([key]) => key !== anyKey && Number(key) >= from).map(([, element]) => element)
    : []
  const unknown = isKnown ? value.slots.get(anyKey) : machine.entryOf(value, undefined, location)
  bind(machine, pattern.rest, list(left, unknown && join([unknown])), context, how)
}
