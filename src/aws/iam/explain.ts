import { formatText, type Text } from '../../source/text.ts'
import { conditionReason, matchCondition } from './condition.ts'
import { contextValue } from './context.ts'
import type { AttachedPolicy, NearMissDetail, Request } from './decision.ts'
import { formatArn } from './format-arn.ts'
import { contextOf } from './match-statement.ts'
import type { Condition, Pattern, Statement } from './policy-document.ts'

interface Miss {
  readonly request: Request
  readonly policy: AttachedPolicy
  readonly statement: Statement
  readonly pattern: Pattern | null
}

/** Why a statement does not allow a request, as a sentence for the user. */
export const explain = (detail: NearMissDetail, { request, policy, statement, pattern }: Miss): string => {
  const subject = `${statement.sid ? `Statement "${statement.sid}"` : 'A statement'} of "${policy.name}"`
  const named = pattern ? `"${formatArn(pattern.text)}"` : 'other resources'
  const allows = `${subject} allows ${request.action} on ${named}`
  switch (detail) {
    case 'condition':
      return `${subject} allows ${request.action} only under a condition: ${conditionsOf(statement, policy, request)}.`
    case 'effect':
      return `${subject} has an "Effect" that is not known: ${typeof statement.effect === 'string' ? '' : statement.effect.reason}.`
    case 'bucket-level-arn':
      return `${allows}, which is the bucket and not its objects; these are "${pattern ? formatArn(pattern.text) : ''}/*".`
    case 'partition':
      return `${allows}, which is in another partition.`
    case 'prefix':
      return `${allows}, which does not include "${keyOf(request)}".`
    case 'excluded-resource':
      return `${subject} allows ${request.action} on all but ${named}, which includes "${formatArn(request.resource)}".`
    case 'wrong-bucket':
      return `${allows}, which is another bucket.`
    case 'action':
      return `${subject} allows ${named} on this bucket, and not ${request.action}.`
  }
}

const keyOf = ({ resource }: Request): string => {
  const arn = formatArn(resource)
  return arn.slice(arn.indexOf('/') + 1)
}

const conditionsOf = ({ conditions }: Statement, { document }: AttachedPolicy, request: Request): string =>
  conditions
    .map((condition) => ({ condition, answer: matchCondition(condition, contextOf(request), document.version) }))
    .filter(({ answer }) => answer !== 'yes')
    .map(({ answer, condition }) =>
      answer === 'no'
        ? `${conditionText(condition)}, ${shortfallOf(condition, request)}`
        : conditionReason(condition, contextOf(request)),
    )
    .join('; ')

const longestList = 3

/** `StringEquals aws:SourceVpc "vpc-1"`. */
const conditionText = ({ key, operator, values }: Condition): string =>
  'reason' in values ? `${operator} on ${key}` : `${operator} ${key} ${listOf(values)}`

const listOf = (values: readonly Text[]): string => {
  const shown = values.slice(0, longestList).map((value) => `"${formatText(value)}"`)
  const more = values.length - shown.length
  return `${shown.join(' or ')}${more > 0 ? ` or ${more} more` : ''}`
}

/** What of the request does not meet it, as the end of a sentence. */
const shortfallOf = ({ key }: Condition, request: Request): string => {
  const found = contextValue(contextOf(request), key)
  switch (found.kind) {
    case 'absent':
      return `and the request has no ${key}`
    case 'values':
      return found.values.length === 0
        ? `and the request has no ${key}`
        : `and the request has ${listOf(found.values).replaceAll(' or ', ' and ')}`
    case 'one-of':
    case 'unknown':
      return 'which is not met'
  }
}
