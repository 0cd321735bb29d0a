import type { Ternary } from '../../source/ternary.ts'
import type { Text } from '../../source/text.ts'
import { conditionReason, matchCondition } from './condition.ts'
import type { AttachedPolicy, NearMissDetail, Request } from './decision.ts'
import { formatArn } from './format-arn.ts'
import { contextOf, matchAction, matchPrincipal, matchResource } from './match-statement.ts'
import { nearMiss } from './nearest.ts'
import type { PatternSet, PrincipalSet, Statement } from './policy-document.ts'

/** What one statement says to a request, and which of its elements decides that. */
export interface Derivation {
  readonly statement: Statement
  /** Whether it applies to the request; `unknown` also where it does to a part of what is asked for. */
  readonly applies: Ternary
  /** Null where all of them match. */
  readonly decidedBy: 'effect' | 'action' | 'principal' | 'resource' | 'condition' | null
  /** For people, in words that follow "applies: no, …". */
  readonly detail: string
  /** Whether its actions are those of other services, as far as is known: then nothing about it is worth telling. */
  readonly isOfOthers: boolean
}

/** In the order in which a person would look: what it is about, who, where, and only if. */
export const derive = (statement: Statement, policy: AttachedPolicy, request: Request): Derivation => {
  const made = (applies: Ternary, decidedBy: Derivation['decidedBy'], detail: string): Derivation => ({
    statement,
    applies,
    decidedBy,
    detail,
    isOfOthers: decidedBy === 'action' && applies === 'no' && isOfOtherServices(statement.actions, request.action),
  })
  const action = matchAction(statement.actions, request.action)
  if (action === 'no') return made('no', 'action', actionDetail(statement.actions, request.action))
  const effect = typeof statement.effect === 'string' ? statement.effect : 'Allow'
  const principal = matchPrincipal(statement, policy, request, effect, 'anybody')
  if (principal === 'no') return made('no', 'principal', principalDetail(statement.principals))
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

/** More would not be read. */
const MOST_NAMED = 3

/** `"a", "b", "c" and 2 more`. */
const listed = (texts: readonly Text[]): string => {
  const names = texts.slice(0, MOST_NAMED).map((text) => `"${formatArn(text)}"`)
  return texts.length > MOST_NAMED ? `${names.join(', ')} and ${texts.length - MOST_NAMED} more` : names.join(', ')
}

const serviceOf = (action: string): string => action.slice(0, action.indexOf(':') + 1).toLowerCase()

const isOfOtherServices = ({ excluded, patterns, unknowns }: PatternSet, action: string): boolean =>
  !excluded && unknowns.length === 0 && patterns.every(({ text }) => serviceOf(formatArn(text)) !== serviceOf(action))

/** Those of the same service first: they come nearest. */
const actionDetail = ({ excluded, patterns }: PatternSet, action: string): string => {
  if (excluded) return `its NotAction leaves out ${action}`
  const isNear = (text: Text): boolean => serviceOf(formatArn(text)) === serviceOf(action)
  const texts = patterns.map(({ text }) => text)
  return `it is about ${listed([...texts.filter(isNear), ...texts.filter((text) => !isNear(text))])}, not ${action}`
}

/** An account lets its own policies decide, so it is no mistake to name it. */
const isAccount = (text: Text): boolean => {
  const [only] = text
  const isUnknown = text.length === 1 && typeof only === 'object' && only.kind === 'unknown' && only.domain === 'account'
  return isUnknown || /^\d{12}$|:root$/.test(formatArn(text))
}

const principalDetail = (set: PrincipalSet | null): string => {
  const named = (set?.principals ?? []).map((each): Text => (each.type === '*' ? ['*'] : each.text))
  if (set?.excluded) return `its NotPrincipal leaves out ${listed(named)}`
  return named.length > 0 && named.every(isAccount)
    ? `it leaves this to the policies of the account, and does not allow it by itself`
    : `it is for ${listed(named)}`
}

const resourceDetail = (statement: Statement, policy: AttachedPolicy, request: Request): string => {
  const { resources } = statement
  if (resources?.excluded) return 'its NotResource names what is asked for'
  const near = nearMiss(request, policy, { ...statement, effect: 'Allow' })
  const named = listed(resources?.patterns.map(({ text }) => text) ?? [])
  return near ? `${shortfalls[near.detail]}: ${named}` : `its resources do not include it: ${named}`
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
