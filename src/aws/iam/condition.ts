import { every, some, type Ternary, ternary } from '../../source/ternary.ts'
import { knownText, type Text } from '../../source/text.ts'
import { matchesValue, type Operator, operatorOf } from './condition-operators.ts'
import { type ContextValue, contextValue, type RequestContext } from './context.ts'
import type { Condition, PolicyDocument } from './policy-document.ts'
import { withVariables } from './variables.ts'

/**
 * Whether a request meets a condition of a policy of this version.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-logic-multiple-context-keys-or-values.html
 */
export const matchCondition = (
  { operator: written, key, values }: Condition,
  context: RequestContext,
  version: PolicyDocument['version'],
): Ternary => {
  if ('reason' in values || key === '*') return 'unknown'
  const found = contextValue(context, key)
  if (/^null$/i.test(written)) return matchNull(found, values)
  const operator = operatorOf(written)
  if (!operator) return 'unknown'
  const wanted = values.map((value) => withVariables(value, context, version))
  // Nothing is equal to a variable without a value, so that negated operators are met by it:
  // https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html#policy-vars-no-value
  const known = wanted.filter((value) => value !== null)
  return matchFound(operator, found, known, version)
}

const matchFound = (
  operator: Operator,
  found: ContextValue,
  wanted: readonly Text[],
  version: PolicyDocument['version'],
): Ternary => {
  switch (found.kind) {
    case 'unknown':
      return 'unknown'
    case 'one-of':
      return agreed(found.options.map((option) => matchFound(operator, option, wanted, version)))
    case 'absent':
      return matchAbsent(operator)
    case 'values':
      return matchValues(operator, found.values, wanted, version)
  }
}

const agreed = (answers: readonly Ternary[]): Ternary => (new Set(answers).size === 1 ? (answers[0] as Ternary) : 'unknown')

/** `ForAllValues` is met by no values at all, and a negated operator by none that could be equal. */
const matchAbsent = ({ ifExists, isNegated, set }: Operator): Ternary => {
  if (ifExists || set === 'all') return 'yes'
  return set === 'any' ? 'no' : ternary(isNegated)
}

const matchValues = (
  operator: Operator,
  values: readonly Text[],
  wanted: readonly Text[],
  version: PolicyDocument['version'],
): Ternary => {
  const answers = values.map((value) => matchesValue(operator, value, wanted, version))
  switch (operator.set) {
    case 'all':
    case 'any':
      return matchSet(operator, values, operator.set === 'all' ? every(answers) : some(answers))
    case null:
      if (values.length === 0) return matchAbsent(operator)
      // AWS asks for a set operator where a key has several values.
      return values.length === 1 ? (answers[0] as Ternary) : agreed(answers)
  }
}

/** For the set operators an empty string is as good as no value. */
const matchSet = (operator: Operator, values: readonly Text[], answer: Ternary): Ternary => {
  switch (emptiness(values)) {
    case 'yes':
      return matchAbsent(operator)
    case 'no':
      return answer
    case 'unknown':
      return agreed([matchAbsent(operator), answer])
  }
}

/** Whether there is no value, or none but empty strings. */
const emptiness = (values: readonly Text[]): Ternary =>
  every(values.map((value) => (value.length === 0 ? 'yes' : value.some((part) => typeof part === 'string') ? 'no' : 'unknown')))

/** `{"Null": {"aws:TokenIssueTime": "true"}}`: there is no such key, or it has no value. */
const matchNull = (found: ContextValue, values: readonly Text[]): Ternary => {
  const answers = values.map((each): Ternary => {
    const wanted = knownText(each)?.toLowerCase()
    if (wanted !== 'true' && wanted !== 'false') return 'unknown'
    const isAbsent = absence(found)
    return isAbsent === 'unknown' ? 'unknown' : ternary((isAbsent === 'yes') === (wanted === 'true'))
  })
  return some(answers)
}

const absence = (found: ContextValue): Ternary => {
  switch (found.kind) {
    case 'absent':
      return 'yes'
    case 'values':
      return emptiness(found.values)
    case 'one-of':
      return agreed(found.options.map(absence))
    case 'unknown':
      return 'unknown'
  }
}

/** The end of the sentence "… because …", of a condition that is not decided. */
export const conditionReason = ({ operator, key, values }: Condition, context: RequestContext): string => {
  const what = key === '*' ? 'a condition' : `the condition ${operator} on ${key}`
  if ('reason' in values) return `${what} is not known: ${values.reason}`
  const found = contextValue(context, key)
  return found.kind === 'unknown' && found.reason !== 'it depends on the request'
    ? `${what} is not decided: ${found.reason}`
    : `${what} depends on the request`
}
