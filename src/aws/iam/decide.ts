import { every } from '../../source/ternary.ts'
import type { Text } from '../../source/text.ts'
import type { AttachedPolicy, Decision, Request, StatementMatch } from './decision.ts'
import { type Evaluation, evaluate } from './evaluate.ts'
import { nearMisses } from './nearest.ts'

/**
 * What AWS answers to a request, with the policies that count for it: those of the role, its boundary, and the policy of a
 * bucket in the same account (where an Allow on either side is enough; for a bucket of another account ask for each side).
 * An explicit Deny wins; then an Allow must cover all that the request stands for, in the policies and in every boundary.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html
 */
export const decide = (request: Request, policies: readonly AttachedPolicy[]): Decision => {
  const denied = evaluate('Deny', policies, request)
  const boundaries = policies.filter(({ kind }) => kind === 'boundary')
  const granting = boundaries.length === 0 ? policies : policies.filter(({ kind }) => kind !== 'boundary')
  const granted = evaluate('Allow', granting, request)
  const bounded = boundaries.map((boundary) => evaluate('Allow', [boundary], request))
  const allowed = every([granted.answer, ...bounded.map(({ answer }) => answer)])
  if (denied.answer === 'yes') return { ...nothing, outcome: 'explicit-deny', allowed, denied: 'yes', by: denied.by }
  if (allowed === 'yes' && denied.answer === 'no') return allow([granted, ...bounded])
  const missingIn = granted.answer === 'yes' ? (allowed === 'yes' ? null : 'boundary') : 'policies'
  const nearest = missingIn ? nearMisses(request, missingIn === 'boundary' ? boundaries : granting) : []
  if (allowed === 'no')
    return {
      ...nothing,
      outcome: 'implicit-deny',
      allowed,
      denied: denied.answer,
      missingIn: blameFor(granted),
      nearest: blameFor(granted) === missingIn ? nearest : nearMisses(request, boundaries),
    }
  const undecided = [granted, ...bounded, denied].filter(({ answer }) => answer === 'unknown')
  return {
    outcome: 'unknown',
    allowed,
    denied: denied.answer,
    by: matchesOf(undecided),
    missingIn,
    nearest,
    blockedOn: [...new Set(undecided.flatMap(({ blockedOn }) => blockedOn))],
    leftOut: leftOutOf(undecided),
  }
}

const nothing = { by: [], missingIn: null, nearest: [], blockedOn: [], leftOut: null } as const

const allow = (evaluations: readonly Evaluation[]): Decision => ({
  ...nothing,
  outcome: 'allow',
  allowed: 'yes',
  denied: 'no',
  by: matchesOf(evaluations),
})

/** Where no policy is known to be short of it, it is the boundary that stands in the way whatever they say. */
const blameFor = (granted: Evaluation): 'policies' | 'boundary' => (granted.answer === 'no' ? 'policies' : 'boundary')

const matchesOf = (evaluations: readonly Evaluation[]): readonly StatementMatch[] => evaluations.flatMap(({ by }) => by)

const leftOutOf = (evaluations: readonly Evaluation[]): Text | null => evaluations.find(({ leftOut }) => leftOut)?.leftOut ?? null
