import type { Ternary } from '../../source/ternary.ts'
import { formatText, type Text } from '../../source/text.ts'
import type { AttachedPolicy, Request, StatementMatch } from './decision.ts'
import { matchApart, matchResource, type ResourceMatch, reasonsApart } from './match-statement.ts'
import { type Coverage, coverageOf, type PatternIn } from './pattern.ts'
import type { Statement, UnknownPart } from './policy-document.ts'
import type { NamedAs } from './principal.ts'

/** Whether the statements of one effect, all together, cover a request. */
export interface Evaluation {
  readonly answer: Ternary
  /** The statements that cover it, or for `unknown` those that may. */
  readonly by: readonly StatementMatch[]
  readonly blockedOn: readonly UnknownPart[]
  readonly leftOut: Text | null
}

interface Candidate {
  readonly policy: AttachedPolicy
  readonly statement: Statement
  /** Of all but its resource. */
  readonly apart: Ternary
  readonly resource: ResourceMatch
}

const none: Evaluation = { answer: 'no', by: [], blockedOn: [], leftOut: null }

export const evaluate = (
  effect: 'Allow' | 'Deny',
  policies: readonly AttachedPolicy[],
  request: Request,
  as: NamedAs = 'anybody',
): Evaluation => {
  const candidates: Candidate[] = []
  const unknowns: UnknownPart[] = []
  for (const policy of policies) {
    unknowns.push(...policy.document.unknowns)
    for (const statement of policy.document.statements) {
      const candidate = candidateOf(statement, policy, request, effect, as)
      if (!candidate) continue
      if (candidate.apart === 'yes' && candidate.resource.answer === 'yes') return decidedBy([candidate])
      candidates.push(candidate)
    }
  }
  if (candidates.length === 0 && unknowns.length === 0) return none
  const together = coveredTogether(candidates, request)
  if (together?.answer === 'yes') return decidedBy(candidates.filter((candidate) => contributes(candidate, together)))
  return {
    answer: 'unknown',
    by: candidates.map(matchOf),
    blockedOn: [...candidates.flatMap((candidate) => reasonsFor(candidate, request, effect, as)), ...unknowns],
    leftOut: together?.leftOut ?? null,
  }
}

const candidateOf = (
  statement: Statement,
  policy: AttachedPolicy,
  request: Request,
  effect: 'Allow' | 'Deny',
  as: NamedAs,
): Candidate | null => {
  const apart = matchApart(statement, policy, request, effect, as)
  if (apart === 'no') return null
  const resource = matchResource(statement, policy, request)
  return resource.answer === 'no' ? null : { policy, statement, apart, resource }
}

const decidedBy = (candidates: readonly Candidate[]): Evaluation => ({ ...none, answer: 'yes', by: candidates.map(matchOf) })

const matchOf = ({ policy, statement, apart, resource }: Candidate): StatementMatch => ({
  policy,
  statement,
  match: apart === 'yes' && resource.answer === 'yes' ? 'yes' : 'unknown',
  patterns: statement.resources?.excluded ? [] : (resource.coverage?.touching ?? []),
})

const isCertainList = ({ apart, statement }: Candidate): boolean => apart === 'yes' && statement.resources?.excluded === false

/** Several statements may cover together what none covers alone. */
const coveredTogether = (candidates: readonly Candidate[], request: Request): Coverage | null => {
  const patterns = candidates.filter(isCertainList).flatMap(({ resource, policy }): readonly PatternIn[] =>
    (resource.coverage?.touching ?? []).map((pattern) => ({
      pattern,
      language: { kind: 'arn', version: policy.document.version },
    })),
  )
  return patterns.length === 0 ? null : coverageOf(patterns, request.resource, 'arn')
}

const contributes = (candidate: Candidate, { touching }: Coverage): boolean =>
  isCertainList(candidate) && matchOf(candidate).patterns.some((pattern) => touching.includes(pattern))

const reasonsFor = (
  { policy, statement, resource }: Candidate,
  request: Request,
  effect: 'Allow' | 'Deny',
  as: NamedAs,
): readonly UnknownPart[] => [
  ...reasonsApart(statement, policy, request, as),
  ...(resource.answer === 'unknown' ? resourceReasons(statement, resource.coverage, effect) : []),
]

const resourceReasons = (
  { resources, location }: Statement,
  found: Coverage | null,
  effect: 'Allow' | 'Deny',
): readonly UnknownPart[] => {
  if (!resources || !found) return [{ reason: 'the statement has no "Resource"', location }]
  if (found.answer !== 'unknown') return resources.unknowns
  const place = found.touching[0]?.location ?? location
  const undecided = found.undecided.map(({ name, reason }) => ({ reason: `${name} is not known: ${reason}`, location: place }))
  const partly = undecided.length > 0 ? [] : [{ reason: partReason(found, resources.excluded, effect), location: place }]
  return [...undecided, ...partly, ...resources.unknowns]
}

const partReason = ({ touching, leftOut }: Coverage, excluded: boolean, effect: 'Allow' | 'Deny'): string => {
  const listed = touching.map(({ text }) => `"${formatText(text)}"`).join(' or ')
  const part = excluded ? `what does not match ${listed}` : `what matches ${listed}`
  const verb = effect === 'Allow' ? 'allowed' : 'denied'
  return `only ${part} is ${verb}${leftOut && !excluded ? `, and not "${formatText(leftOut)}"` : ''}`
}
