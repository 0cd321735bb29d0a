import type { Policy } from '../../aws/graph/graph.ts'
import { matchAction } from '../../aws/iam/match-statement.ts'
import { covers } from '../../aws/iam/pattern.ts'
import type { Pattern, PolicyDocument, Statement } from '../../aws/iam/policy-document.ts'
import { type Part, type Text, text } from '../../source/text.ts'

/** A statement that grants writing some objects, with the resources that such objects are of. */
export interface WriteGrant {
  readonly policy: Policy
  readonly document: PolicyDocument
  readonly statement: Statement
  readonly patterns: readonly Pattern[]
}

export const ANY: Part = { kind: 'varying', reason: 'any object is meant' }

export const anyObject = text('arn:', ANY, ':s3:::', ANY, '/', ANY)

export const meets = (pattern: Pattern, { version }: PolicyDocument, target: Text): 'yes' | 'no' | 'unknown' =>
  covers([pattern], target, { kind: 'arn', version })

/** Statements that are wholly known and hold whatever the request is: an Allow of `s3:PutObject` without any condition. */
export const writeGrantsOf = (policy: Policy): readonly WriteGrant[] => {
  const { document } = policy
  if (!document) return []
  return document.statements.flatMap((statement) => {
    const { actions, conditions, effect, resources } = statement
    const isPlain = effect === 'Allow' && conditions.length === 0 && resources !== null && !resources.excluded && !actions.excluded
    if (!isPlain || resources.unknowns.length > 0 || matchAction(actions, 's3:PutObject') !== 'yes') return []
    const patterns = resources.patterns.filter((pattern) => meets(pattern, document, anyObject) !== 'no')
    return patterns.length > 0 ? [{ policy, document, statement, patterns }] : []
  })
}
