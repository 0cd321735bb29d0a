import type { ArgumentPath, Condition } from '../../catalog/catalog.ts'
import type { Expression } from '../../storage-call.ts'
import { isJson } from '../data/json-field.ts'
import type { Arguments, Machine } from '../machine.ts'
import { isEvent, isNull, knownString, toExpression } from '../values/expression.ts'
import { optionsOf } from '../values/join.ts'
import { anyKey, type ExternalValue, type Value } from '../values/value.ts'
import { argumentNamed } from './arguments.ts'

/** The argument that a row means, or undefined if the call does not have it. */
export const argumentOf = (machine: Machine, path: ArgumentPath, args: Arguments, on: ExternalValue | null): Value | undefined => {
  for (const choice of path.split('|')) {
    const [head = '', ...fields] = choice.split('.')
    let value = headOf(machine, head, args, on)
    for (const field of fields) value = value && fieldOf(machine, value, field)
    if (value && !isNull(value)) return value
  }
  return undefined
}

/** As `argumentOf`; a field that the literal of a library's type does not set is not given. */
export const givenArgument = (
  machine: Machine,
  path: ArgumentPath,
  args: Arguments,
  on: ExternalValue | null,
): Value | undefined =>
  path.split('|').some((choice) => isUnset(machine, choice, args, on)) ? undefined : argumentOf(machine, path, args, on)

const isUnset = (machine: Machine, choice: ArgumentPath, args: Arguments, on: ExternalValue | null): boolean => {
  const [head = '', ...fields] = choice.split('.')
  let value = headOf(machine, head, args, on)
  for (const field of fields) {
    if (value?.kind === 'record' && value.type && !value.slots.has(field) && !value.slots.has(anyKey)) return true
    value = value && fieldOf(machine, value, field)
  }
  return false
}

const headOf = (machine: Machine, head: string, args: Arguments, on: ExternalValue | null): Value | undefined => {
  if (head.startsWith('@')) return on?.bindings.get(head.slice(1))
  return /^\d+$/.test(head) ? positional(args, Number(head)) : argumentNamed(machine, args, head)
}

const positional = (args: Arguments, index: number): Value | undefined => args.positional[index] ?? args.rest ?? undefined

/** What the catalogue calls so keeps the arguments that rows read of it. */
const isCommand = /^\$\w+\.command$/

const fieldOf = (machine: Machine, value: Value, field: string): Value | undefined => {
  // A command keeps all that it was made with; a text has no fields.
  const kept = value.kind === 'external' ? value.bindings.get(field) : undefined
  if (kept || (value.kind === 'external' && isCommand.test(value.type))) return kept
  if (value.kind === 'text' && !isEvent(value) && !isJson(value)) return undefined
  const entry = machine.entryOf(value, field, undefined)
  return isNull(entry) ? undefined : entry
}

/** Whether a row holds for these arguments; undefined if that depends on what is not known. */
export const holds = (
  machine: Machine,
  condition: Condition | undefined,
  args: Arguments,
  on: ExternalValue | null,
): boolean | undefined => {
  if (!condition) return true
  const value = givenArgument(machine, condition.argument, args, on)
  if (value === undefined) return condition.absent ?? false
  const { matches } = condition
  if (condition.is === 'text') return isText(value)
  if (matches === undefined) return true
  if (condition.isKnown) return optionsOf(value).some((option) => matches.test(knownParts(toExpression(option))))
  const answers = new Set(optionsOf(value).map((option) => answer(option, matches)))
  return answers.size === 1 ? [...answers][0] : undefined
}

/** Whether a value is a text, as far as is known: what could not be followed may be anything. */
const isText = (value: Value): boolean | undefined => {
  const answers = new Set(
    optionsOf(value).map((option) =>
      option.kind === 'text'
        ? true
        : option.kind === 'opaque' || option.kind === 'external' || option.kind === 'method'
          ? undefined
          : false,
    ),
  )
  return answers.size === 1 ? [...answers][0] : undefined
}

const knownParts = (expression: Expression): string => {
  if (expression.kind === 'literal') return expression.text
  return expression.kind === 'concat' ? expression.parts.map(knownParts).join('') : '\0'
}

const answer = (value: Value, matches: RegExp): boolean | undefined => {
  const text = knownString(value)
  if (text !== undefined) return matches.test(text)
  if (value.kind === 'record' && value.type) return matches.test(value.type.type)
  if (value.kind === 'record' || value.kind === 'constant' || value.kind === 'function') return false
  if (value.kind !== 'external') return undefined
  // What the catalogue has a name for is nothing else.
  return matches.test(value.type) || (/^\$[^()[\]]*$/.test(value.type) ? false : undefined)
}
