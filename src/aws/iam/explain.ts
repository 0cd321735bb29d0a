import { conditionReason, matchCondition } from './condition.ts'
import type { AttachedPolicy, NearMissDetail, Request } from './decision.ts'
import { formatArn } from './format-arn.ts'
import { contextOf } from './match-statement.ts'
import type { Pattern, Statement } from './policy-document.ts'

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
        ? `${condition.operator} on ${condition.key}, which is not met`
        : conditionReason(condition, contextOf(request)),
    )
    .join('; ')
