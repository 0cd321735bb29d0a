import type { TraceStep } from '../../code/storage-call.ts'
import type { Access } from '../access.ts'
import type { Finding, RuleId } from '../finding.ts'
import { fixOf } from '../fix.ts'
import { messageOf, pathToStatement } from '../message.ts'
import { bucketLabel, keyPattern, roleLabel } from '../naming.ts'
import type { Rule } from './rule.ts'

const ruleOf = (access: Access): RuleId | null => {
  switch (access.verdict) {
    case 'missing':
      return 'ungranted-write'
    case 'denied':
      return 'denied-write'
    case 'undetermined':
      return 'undetermined-write'
    case 'granted':
      return null
  }
}

/** From the handler to the statement, without the call itself, which is where the finding is. */
const pathOf = (access: Access): readonly TraceStep[] => {
  const { location } = access.call
  const isCall = (step: TraceStep): boolean => step.location.file === location.file && step.location.start === location.start
  return [...access.trace.filter((step) => !isCall(step)), ...pathToStatement(access)]
}

const findingOf = (access: Access): readonly Finding[] => {
  const ruleId = ruleOf(access)
  if (!ruleId) return []
  return [
    {
      ruleId,
      certainty: access.call.certainty,
      message: messageOf(access),
      address: access.lambda.address,
      location: access.call.location,
      related: pathOf(access),
      fix: fixOf(access),
      access,
      identity: [ruleId, access.lambda.address, bucketLabel(access), roleLabel(access), keyPattern(access.key)],
    },
  ]
}

/** `ungranted-write`, `denied-write` and `undetermined-write`: what AWS answers to each write. */
export const writeVerdict: Rule = ({ functions }) => functions.flatMap(({ accesses }) => accesses.flatMap(findingOf))
