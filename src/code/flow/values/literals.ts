import type { ComprehensionExpression, ListExpression, ObjectExpression } from '../../ir.ts'
import { keyIn, objectOfType } from '../classes/structs.ts'
import type { Context, Machine } from '../machine.ts'
import { openPart, overlay } from '../primitives/collections.ts'
import { elementsOf } from './entries.ts'
import { knownKey } from './expression.ts'
import { boundedList, join, optionsOf } from './join.ts'
import { truthOf } from './truth.ts'
import { anyKey, createScope, opaque, record, type Value } from './value.ts'

export const objectValue = (machine: Machine, expression: ObjectExpression, context: Context): Value => {
  let made = objectOfType(machine, expression, context)
  for (const entry of expression.entries) {
    const value = machine.evaluate(entry.value, context)
    const open = entry.key === null ? openPart(value) : null
    if (open && made.kind === 'record' && made.parent === null) made = { ...made, parent: open }
    if (entry.key === null) spread(machine, value, made)
    else machine.setEntry(made, keyIn(made, knownKey(machine.evaluate(entry.key, context))), value)
  }
  return made
}

const spread = (machine: Machine, value: Value, into: Value): void => {
  const options = optionsOf(value)
  for (const option of options) {
    if (option.kind === 'environment' && into.kind === 'record' && into.parent) overlay({ machine }, option, into)
    else if (option.kind === 'record') {
      for (const [key, entry] of option.slots) {
        const before = options.length > 1 && into.kind === 'record' ? into.slots.get(key) : undefined
        machine.setEntry(into, key === anyKey ? undefined : key, before ? join([before, entry]) : entry)
      }
    } else if (option.kind !== 'constant') machine.setEntry(into, undefined, machine.entryOf(option, undefined, undefined))
  }
}

export const listValue = (machine: Machine, expression: ListExpression, context: Context): Value => {
  const elements: Value[] = []
  let rest: Value | undefined
  for (const { spread: isSpread, value: written } of expression.elements) {
    const value = machine.evaluate(written, context)
    const more = isSpread ? elementsOf(machine, value, 'elements') : [value]
    if ('kind' in more) rest = rest ? join([rest, more]) : more
    else elements.push(...more)
  }
  return boundedList(elements, rest)
}

const anyOf = (elements: readonly Value[] | Value): Value => {
  if ('kind' in elements) return elements
  return elements.length > 0 ? join(elements) : opaque('it is an element of a list that is filled elsewhere')
}

/** Clauses with few known elements are run one element after the other, so that a list keeps its order. */
export const comprehension = (machine: Machine, expression: ComprehensionExpression, context: Context): Value => {
  const made = record(expression.key ? 'object' : 'list')
  let isOrdered = true
  const run = (index: number, inner: Context): void => {
    const clause = expression.clauses[index]
    if (!clause) {
      const value = machine.evaluate(expression.element, inner)
      const key = expression.key
        ? knownKey(machine.evaluate(expression.key, inner))
        : isOrdered
          ? String(made.slots.size)
          : undefined
      machine.setEntry(made, key, value)
      return
    }
    const elements = elementsOf(machine, machine.evaluate(clause.iterable, inner), 'elements')
    const isKnown = !('kind' in elements) && elements.length > 0 && elements.length <= 8
    for (const [number, element] of (isKnown ? elements : [anyOf(elements)]).entries()) {
      if (!isKnown) isOrdered = false
      machine.bind(clause.pattern, element, inner, 'block')
      const tests = clause.tests.map((test) => truthOf(machine.evaluate(test, inner)))
      if (tests.includes(undefined)) isOrdered = false
      if (!tests.includes(false)) run(index + 1, { ...inner, round: `${inner.round}@${clause.pattern.start}.${number}` })
    }
  }
  run(0, { ...context, scope: createScope('block', context.scope) })
  return made
}
