import type { StatementMatch } from '../../aws/iam/decision.ts'
import type { Pattern, Statement } from '../../aws/iam/policy-document.ts'
import { knownText } from '../../source/text.ts'
import type { Access } from '../access.ts'
import type { Finding } from '../finding.ts'
import { widenessMessage } from '../message.ts'
import { bucketLabel, objectReference, roleLabel } from '../naming.ts'
import type { Rule } from './rule.ts'

/** Every bucket, and every object of every bucket. */
const isEveryBucket = ({ text }: Pattern): boolean => /^(?:\*|arn:[^:]*:s3:::\*(?:\/\*)?)$/.test(knownText(text) ?? '')

interface Wildcard {
  readonly match: StatementMatch
  readonly pattern: Pattern
}

/** The statement that grants a write for every bucket, if no other grants it. */
const wildcardOf = (access: Access): Wildcard | null => {
  if (access.verdict !== 'granted') return null
  const granting = access.by.filter(({ policy }) => ['inline', 'customer-managed', 'aws-managed'].includes(policy.kind))
  const [match] = granting
  const pattern = match?.patterns.find(isEveryBucket)
  return match && pattern && granting.every(({ patterns }) => patterns.some(isEveryBucket)) ? { match, pattern } : null
}

const findingOf = (access: Access): readonly Finding[] => {
  const wildcard = wildcardOf(access)
  if (!wildcard) return []
  const { match, pattern } = wildcard
  const location = pattern.location ?? match.statement.location ?? match.policy.location ?? access.lambda.location
  const needed = objectReference(access)
  return [
    {
      ruleId: 'wildcard-write-grant',
      certainty: 'certain',
      message: widenessMessage(access, match, knownText(pattern.text) ?? '*', needed),
      address: access.lambda.address,
      location,
      related: access.trace,
      fix: pattern.location ? { description: 'Narrow it to what is written:', statement: `Resource = ${needed}`, location } : null,
      identity: ['wildcard-write-grant', access.lambda.address, bucketLabel(access), roleLabel(access)],
    },
  ]
}

/** The statements that grant a write for every bucket, of which this rule reports the first. */
export const grantsEveryBucket = (access: Access): readonly Statement[] =>
  wildcardOf(access) ? access.by.map(({ statement }) => statement) : []

export const wildcardWriteGrant: Rule = ({ functions }) => functions.flatMap(({ accesses }) => accesses.flatMap(findingOf))
