import { every } from '../../source/ternary.ts'
import type { Text } from '../../source/text.ts'
import { type Gate, gatesOf } from './allowance.ts'
import type { AttachedPolicy, Decision, Request, StatementMatch } from './decision.ts'
import { type Evaluation, evaluate } from './evaluate.ts'
import { nearMisses } from './nearest.ts'

/**
 * What AWS answers to a request, with the policies that count for it. An explicit Deny in any of them wins; then every place
 * that must allow it has to cover all that the request stands for.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html
 */
export const decide = (request: Request, policies: readonly AttachedPolicy[]): Decision => {
  const isBounded = policies.some(({ kind }) => kind === 'boundary')
  const denied = evaluate('Deny', policies, request, isBounded ? 'bounded' : 'anybody')
  const gates = gatesOf(request, policies)
  const allowed = every(gates.map(({ found }) => found.answer))
  if (denied.answer === 'yes') return { ...nothing, outcome: 'explicit-deny', allowed, denied: 'yes', by: denied.by }
  if (allowed === 'yes' && denied.answer === 'no')
    return { ...nothing, outcome: 'allow', allowed, denied: 'no', by: gates.flatMap(({ found }) => found.by) }
  // Where no policy is known to be short of it, it is the limit that stands in the way whatever they say.
  const short = gates.find(({ found }) => found.answer === (allowed === 'no' ? 'no' : 'unknown'))
  const missing = { missingIn: short?.in ?? null }
  const nearest = whenAsked(() => (short ? nearMisses(request, short.policies) : []))
  if (allowed === 'no')
    return withNearest({ ...nothing, ...missing, outcome: 'implicit-deny' as const, allowed, denied: denied.answer }, nearest)
  const undecided = [...gates.map(({ found }: Gate) => found), denied].filter(({ answer }) => answer === 'unknown')
  const found = {
    ...missing,
    outcome: 'unknown' as const,
    allowed,
    denied: denied.answer,
    by: matchesOf(undecided),
    blockedOn: [...new Set(undecided.flatMap(({ blockedOn }) => blockedOn))],
    leftOut: leftOutOf(undecided),
  }
  return withNearest(found, nearest)
}

/** Looking for what comes near takes longer than deciding, and most who ask only want to know what is decided. */
const withNearest = (decision: Omit<Decision, 'nearest'>, nearest: () => Decision['nearest']): Decision => ({
  ...decision,
  get nearest() {
    return nearest()
  },
})

const whenAsked = <T>(make: () => T): (() => T) => {
  let made: { readonly value: T } | undefined
  return () => {
    made ??= { value: make() }
    return made.value
  }
}

const nothing = { by: [], missingIn: null, nearest: [], blockedOn: [], leftOut: null } as const

const matchesOf = (evaluations: readonly Evaluation[]): readonly StatementMatch[] => evaluations.flatMap(({ by }) => by)

const leftOutOf = (evaluations: readonly Evaluation[]): Text | null => evaluations.find(({ leftOut }) => leftOut)?.leftOut ?? null
