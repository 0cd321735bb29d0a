import { every, not, type Ternary } from '../../source/ternary.ts'
import { text } from '../../source/text.ts'
import { conditionReason, matchCondition } from './condition.ts'
import { type RequestContext, sdkCallContext } from './context.ts'
import type { AttachedPolicy, Request } from './decision.ts'
import { type Coverage, coverage, covers } from './pattern.ts'
import type { Condition, Pattern, PatternSet, PolicyDocument, Statement, UnknownPart } from './policy-document.ts'
import { matchPrincipals, type NamedAs } from './principal.ts'
import { withVariables } from './variables.ts'

/** Whether a statement of one effect applies to a request, whatever its resource is. */
export const matchApart = (
  statement: Statement,
  policy: AttachedPolicy,
  request: Request,
  effect: 'Allow' | 'Deny',
  as: NamedAs = 'anybody',
): Ternary => {
  if (typeof statement.effect === 'string' && statement.effect !== effect) return 'no'
  const action = matchAction(statement.actions, request.action)
  if (action === 'no') return 'no'
  const certain: Ternary = typeof statement.effect === 'string' ? 'yes' : 'unknown'
  const principal = matchPrincipal(statement, policy, request, effect, as)
  return every([certain, action, principal, matchConditions(statement, policy, request)])
}

/** `yes` in a policy of an identity, which has no principals. */
export const matchPrincipal = (
  { conditions, principals }: Statement,
  { kind }: AttachedPolicy,
  request: Request,
  effect: 'Allow' | 'Deny',
  as: NamedAs,
): Ternary => {
  switch (kind) {
    case 'bucket-policy':
    case 'access-point-policy':
    case 'key-policy':
    case 'trust-policy':
    case 'resource-policy':
      return matchPrincipals(principals, request, effect, as, conditions.some(isByArn))
    case 'endpoint-policy':
    case 'rcp':
      return principals ? matchPrincipals(principals, request, effect) : 'yes'
    case 'inline':
    case 'customer-managed':
    case 'aws-managed':
    case 'boundary':
    case 'session-policy':
    case 'scp':
      return 'yes'
  }
}

/** Whatever else it asks, a condition that is met by one `aws:PrincipalArn` and not by another. */
const isByArn = ({ key, operator }: Condition): boolean =>
  key.toLowerCase() === 'aws:principalarn' && /^(?:string|arn)(?:equals|like)/i.test(operator)

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

export const contextOf = ({ context }: Request): RequestContext => context ?? sdkCallContext

export const matchConditions = ({ conditions }: Statement, { document }: AttachedPolicy, request: Request): Ternary =>
  conditions.length === 0
    ? 'yes'
    : every(conditions.map((condition) => matchCondition(condition, contextOf(request), document.version)))

export interface ResourceMatch {
  readonly answer: Ternary
  /** How the patterns cover the resource; null for a statement without Resource. */
  readonly coverage: Coverage | null
}

export const matchResource = (statement: Statement, policy: AttachedPolicy, request: Request): ResourceMatch => {
  const { resources } = statement
  if (!resources) return { answer: 'unknown', coverage: null }
  const patterns = patternsFor(resources, contextOf(request), policy.document.version)
  const found = coverage(patterns, request.resource, { kind: 'arn', version: policy.document.version })
  return { answer: matchSet(resources, found.answer), coverage: found }
}

const replaced = new WeakMap<RequestContext, WeakMap<PatternSet, readonly Pattern[]>>()

/** With the variables in them replaced; without those whose variables the request does not have. */
const patternsFor = (set: PatternSet, context: RequestContext, version: PolicyDocument['version']): readonly Pattern[] => {
  if (!set.patterns.some((pattern) => pattern.text.some((part) => typeof part === 'string' && part.includes('${'))))
    return set.patterns
  const known = replaced.get(context) ?? new WeakMap<PatternSet, readonly Pattern[]>()
  replaced.set(context, known)
  const patterns =
    known.get(set) ??
    set.patterns.flatMap((pattern) => {
      const text = withVariables(pattern.text, context, version)
      return text === null ? [] : [text === pattern.text ? pattern : { ...pattern, text }]
    })
  known.set(set, patterns)
  return patterns
}

/** Why a statement's match is not known, apart from its resource; each as the end of "… because …". */
export const reasonsApart = (
  statement: Statement,
  policy: AttachedPolicy,
  request: Request,
  as: NamedAs = 'anybody',
): readonly UnknownPart[] => {
  const { effect, actions, principals, location } = statement
  const reasons: UnknownPart[] = typeof effect === 'string' ? [] : [effect]
  if (matchAction(actions, request.action) === 'unknown')
    reasons.push(
      ...(actions.unknowns.length > 0 ? actions.unknowns : [{ reason: 'its actions are not known until apply', location }]),
    )
  const asEffect = typeof effect === 'string' ? effect : 'Allow'
  if (matchPrincipal(statement, policy, request, asEffect, as) === 'unknown')
    reasons.push(...(principals?.unknowns.length ? principals.unknowns : [{ reason: principalReason(statement, as), location }]))
  for (const condition of statement.conditions)
    if (matchCondition(condition, contextOf(request), policy.document.version) === 'unknown')
      reasons.push({ reason: conditionReason(condition, contextOf(request)), location: condition.location ?? location })
  return reasons
}

const principalReason = ({ principals }: Statement, as: NamedAs): string =>
  as === 'direct' && principals?.principals.some(({ type }) => type === '*')
    ? 'whether a boundary or a session policy limits what is granted to everybody is not documented'
    : 'its principal may be the role'
