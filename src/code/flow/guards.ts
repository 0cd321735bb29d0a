import type { Expression } from '../storage-call.ts'
import type { Guard } from './guard.ts'
import { optionsOf } from './join.ts'
import type { Machine } from './machine.ts'
import type { Value } from './value.ts'

export const guardOf = (test: Value): Guard | null => {
  const asked = optionsOf(test).flatMap((option): readonly Guard[] => {
    if (option.kind === 'opaque') return option.guard ? [option.guard] : []
    return option.kind === 'text' && option.expression.kind === 'env'
      ? [{ names: [option.expression.name], asksPresence: true }]
      : []
  })
  if (asked.length === 0) return null
  return { names: asked.flatMap(({ names }) => names), asksPresence: asked.every(({ asksPresence }) => asksPresence) }
}

/** The guard of a comparison of these values. */
export const guardOfComparison = (left: Value, right: Value, asksPresence: boolean): Guard | null => {
  const guard = guardOf(left) ?? guardOf(right)
  return guard && { ...guard, asksPresence: guard.asksPresence && asksPresence }
}

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
    case 'ssm':
      return uses(expression.name, name)
    case 'literal':
    case 'event':
    case 'opaque':
      return false
  }
}
