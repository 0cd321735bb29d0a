import type { Ternary } from '../../source/ternary.ts'
import { formatText } from '../../source/text.ts'
import { conditionReason, matchCondition } from './condition.ts'
import type { AttachedPolicy, NearMissDetail, Request } from './decision.ts'
import { contextOf, matchAction, matchPrincipal, matchResource } from './match-statement.ts'
import { nearMiss } from './nearest.ts'
import type { PatternSet, Statement } from './policy-document.ts'

/** What one statement says to a request, and which of its elements decides that. */
export interface Derivation {
  readonly statement: Statement
  /** Whether it applies to the request; `unknown` also where it does to a part of what is asked for. */
  readonly applies: Ternary
  /** Null where all of them match. */
  readonly decidedBy: 'effect' | 'action' | 'principal' | 'resource' | 'condition' | null
  /** For people, in words that follow "applies: no, …". */
  readonly detail: string
}

/** In the order in which a person would look: what it is about, who, where, and only if. */
export const derive = (statement: Statement, policy: AttachedPolicy, request: Request): Derivation => {
  const made = (applies: Ternary, decidedBy: Derivation['decidedBy'], detail: string): Derivation => ({
    statement,
    applies,
    decidedBy,
    detail,
  })
  const action = matchAction(statement.actions, request.action)
  if (action === 'no') return made('no', 'action', `${request.action} is ${listed(statement.actions)}`)
  const effect = typeof statement.effect === 'string' ? statement.effect : 'Allow'
  const principal = matchPrincipal(statement, policy, request, effect, 'anybody')
  if (principal === 'no') return made('no', 'principal', 'its principal is another one')
  const resource = matchResource(statement, policy, request).answer
  if (resource === 'no') return made('no', 'resource', resourceDetail(statement, policy, request))
  const conditions = statement.conditions.map((condition) => ({
    condition,
    answer: matchCondition(condition, contextOf(request), policy.document.version),
  }))
  const unmet = conditions.find(({ answer }) => answer === 'no')
  if (unmet) return made('no', 'condition', `its condition ${unmet.condition.operator} on ${unmet.condition.key} is not met`)
  if (typeof statement.effect !== 'string')
    return made('unknown', 'effect', `whether it allows or denies: ${statement.effect.reason}`)
  if (action === 'unknown') return made('unknown', 'action', 'its actions are not all known')
  if (principal === 'unknown') return made('unknown', 'principal', 'whether its principal is the role is not known')
  if (resource === 'unknown') return made('unknown', 'resource', 'it may match, or matches only a part of what is asked for')
  const open = conditions.find(({ answer }) => answer === 'unknown')
  if (open) return made('unknown', 'condition', conditionReason(open.condition, contextOf(request)))
  return made('yes', null, '')
}

const listed = ({ excluded }: PatternSet): string => (excluded ? 'among its NotAction' : 'not among its actions')

const resourceDetail = (statement: Statement, policy: AttachedPolicy, request: Request): string => {
  const { resources } = statement
  if (resources?.excluded) return 'its NotResource names what is asked for'
  const near = nearMiss(request, policy, { ...statement, effect: 'Allow' })
  const named = resources?.patterns.map(({ text }) => `"${formatText(text)}"`).join(', ') ?? ''
  return near ? shortfalls[near.detail] : `its resources do not include it: ${named}`
}

const shortfalls: Readonly<Record<NearMissDetail, string>> = {
  condition: 'it has a condition',
  effect: 'its effect is not known',
  'bucket-level-arn': 'its resource is the bucket, and not its objects',
  partition: 'its resource is in another partition',
  prefix: 'its resource is other keys of the bucket',
  'excluded-resource': 'its NotResource names what is asked for',
  action: 'it allows other actions',
  'wrong-bucket': 'its resource is another bucket',
}
