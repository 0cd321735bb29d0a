import type { Expression } from '../../storage-call.ts'
import type { Frame, Machine } from '../machine.ts'
import { withDefault } from './defaults.ts'
import type { Guard } from './guard.ts'
import { join, optionsOf } from './join.ts'
import type { Value } from './value.ts'

/** The variable that a text is, or a field of whose JSON. */
const variableIn = (expression: Expression): string | null => {
  if (expression.kind === 'field') return variableIn(expression.of)
  return expression.kind === 'env' ? expression.name : null
}

export const guardOf = (test: Value): Guard | null => {
  const asked = optionsOf(test).flatMap((option): readonly Guard[] => {
    if (option.kind === 'opaque') return option.guard ? [option.guard] : []
    const variable = option.kind === 'text' ? variableIn(option.expression) : null
    return variable === null ? [] : [{ names: [variable], asksPresence: true, isSet: true }]
  })
  if (asked.length === 0) return null
  const [first] = asked
  const isSet = first?.isSet ?? true
  return {
    names: asked.flatMap(({ names }) => names),
    asksPresence: asked.every((guard) => guard.asksPresence && guard.isSet === isSet),
    isSet,
  }
}

/** The guard of a comparison of these values, one of which may be nothing; `isEqual` for `==`. */
export const guardOfComparison = (left: Value, right: Value, asksPresence: boolean, isEqual = false): Guard | null => {
  const guard = guardOf(left) ?? guardOf(right)
  return guard && { ...guard, asksPresence: guard.asksPresence && asksPresence, isSet: guard.isSet !== isEqual }
}

/** `not x`. */
export const opposite = (guard: Guard | null): Guard | null => guard && { ...guard, isSet: !guard.isSet }

/**
 * Joins what the two ways behind a condition give: where it asks whether a variable is set, the variable's value on one way
 * has that of the other way as its default.
 */
export const joiner =
  (guard: Guard | null): typeof join =>
  (values) => {
    const [name, ...others] = guard?.asksPresence ? guard.names : []
    if (name === undefined || others.some((other) => other !== name) || values.length !== 2) return join(values)
    const [whenTrue, whenFalse] = values as readonly [Value, Value]
    const [set, other] = guard?.isSet ? [whenTrue, whenFalse] : [whenFalse, whenTrue]
    return isVariable(set, name) && !isEmptyText(other) ? withDefault(set, other) : join(values)
  }

/** A text that the program takes for a variable that is not set. */
const isEmptyText = (value: Value): boolean =>
  value.kind === 'text' && value.expression.kind === 'literal' && value.expression.text === ''

/** What a function returned, and which variables were known not to be set there. */
const unset = new WeakMap<readonly Value[], (readonly string[])[]>()

export const addReturn = (machine: Machine, { guardsBefore }: Frame, returns: Value[], value: Value): void => {
  const names = machine.guards.slice(guardsBefore).flatMap((guard) => (guard.asksPresence && !guard.isSet ? guard.names : []))
  const all = unset.get(returns) ?? []
  unset.set(returns, all)
  all[returns.length] = names
  returns.push(value)
}

/** `if (process.env.A) return process.env.A`: what is returned otherwise is the variable's default. */
export const joinReturns = (returns: readonly Value[]): Value => {
  const behind = unset.get(returns) ?? []
  for (const value of returns) {
    const name = value.kind === 'text' && value.expression.kind === 'env' ? value.expression.name : undefined
    const others = returns.filter((other) => other !== value)
    if (name === undefined || others.length === 0 || !isVariable(value, name)) continue
    if (returns.every((other, index) => other === value || behind[index]?.includes(name))) return withDefault(value, join(others))
  }
  return join(returns)
}

const isVariable = (value: Value, name: string): boolean =>
  value.kind === 'text' && value.expression.kind === 'env' && value.expression.name === name && value.expression.otherwise === null

/** Runs what is behind a condition. */
export const guarded = <T>(machine: Machine, guard: Guard | null, run: () => T): T => {
  const before = machine.guards.length
  if (guard) machine.guards.push(guard)
  const result = run()
  machine.guards.length = before
  return result
}

/** Whether a call is behind a condition on variables, but for one on whether those are set that say its place. */
export const isGuarded = (machine: Machine, places: readonly Expression[]): boolean =>
  machine.guards.some(
    ({ asksPresence, names }) => !asksPresence || !names.some((name) => places.some((place) => uses(place, name))),
  )

const uses = (expression: Expression, name: string): boolean => {
  switch (expression.kind) {
    case 'env':
      return expression.name === name || (expression.otherwise !== null && uses(expression.otherwise, name))
    case 'concat':
      return expression.parts.some((part) => uses(part, name))
    case 'alternatives':
      return expression.options.some((option) => uses(option, name))
    case 'stripped':
      return uses(expression.of, name)
    case 'field':
      return uses(expression.of, name) || (expression.otherwise !== null && uses(expression.otherwise, name))
    case 'ssm':
    case 'secret':
      return uses(expression.name, name)
    case 'literal':
    case 'event':
    case 'opaque':
      return false
  }
}
