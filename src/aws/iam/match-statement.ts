import { every, not, type Ternary } from '../../source/ternary.ts'
import { text } from '../../source/text.ts'
import { conditionReason, matchCondition } from './condition.ts'
import type { AttachedPolicy, Request } from './decision.ts'
import { type Coverage, coverage, covers } from './pattern.ts'
import type { PatternSet, Statement, UnknownPart } from './policy-document.ts'
import { matchPrincipals } from './principal.ts'

/** Whether a statement of one effect applies to a request, whatever its resource is. */
export const matchApart = (statement: Statement, policy: AttachedPolicy, request: Request, effect: 'Allow' | 'Deny'): Ternary => {
  if (typeof statement.effect === 'string' && statement.effect !== effect) return 'no'
  const action = matchAction(statement.actions, request.action)
  if (action === 'no') return 'no'
  const certain: Ternary = typeof statement.effect === 'string' ? 'yes' : 'unknown'
  return every([certain, action, matchPrincipal(statement, policy, request, effect), matchConditions(statement)])
}

const matchPrincipal = (statement: Statement, policy: AttachedPolicy, request: Request, effect: 'Allow' | 'Deny'): Ternary =>
  policy.kind === 'bucket-policy' ? matchPrincipals(statement.principals, request.principal, effect) : 'yes'

const matchedActions = new WeakMap<PatternSet, Map<string, Ternary>>()

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_action.html */
export const matchAction = (actions: PatternSet, action: string): Ternary => {
  const known = matchedActions.get(actions) ?? new Map<string, Ternary>()
  const match =
    known.get(action) ?? matchSet(actions, covers(actions.patterns, text(action), { kind: 'action', version: '2012-10-17' }))
  if (!known.has(action)) matchedActions.set(actions, known.set(action, match))
  return match
}

/** What the patterns that are known answer, and what those that are not known may change in it. */
const matchSet = ({ excluded, unknowns }: PatternSet, covered: Ternary): Ternary => {
  const listed = unknowns.length > 0 && covered === 'no' ? 'unknown' : covered
  return excluded ? not(listed) : listed
}

export const matchConditions = (statement: Statement): Ternary =>
  statement.conditions.length === 0 ? 'yes' : every(statement.conditions.map(matchCondition))

export interface ResourceMatch {
  readonly answer: Ternary
  /** How the patterns cover the resource; null for a statement without Resource. */
  readonly coverage: Coverage | null
}

export const matchResource = (statement: Statement, policy: AttachedPolicy, request: Request): ResourceMatch => {
  const { resources } = statement
  if (!resources) return { answer: 'unknown', coverage: null }
  const found = coverage(resources.patterns, request.resource, { kind: 'arn', version: policy.document.version })
  return { answer: matchSet(resources, found.answer), coverage: found }
}

/** Why a statement's match is not known, apart from its resource; each as the end of "… because …". */
export const reasonsApart = (statement: Statement, policy: AttachedPolicy, request: Request): readonly UnknownPart[] => {
  const { effect, actions, principals, location } = statement
  const reasons: UnknownPart[] = typeof effect === 'string' ? [] : [effect]
  if (matchAction(actions, request.action) === 'unknown')
    reasons.push(
      ...(actions.unknowns.length > 0 ? actions.unknowns : [{ reason: 'its actions are not known until apply', location }]),
    )
  const asEffect = typeof effect === 'string' ? effect : 'Allow'
  if (matchPrincipal(statement, policy, request, asEffect) === 'unknown')
    reasons.push(...(principals?.unknowns.length ? principals.unknowns : [{ reason: 'its principal may be the role', location }]))
  for (const condition of statement.conditions)
    if (matchCondition(condition) === 'unknown')
      reasons.push({ reason: conditionReason(condition), location: condition.location ?? location })
  return reasons
}
