import { type Ternary, ternary } from '../../source/ternary.ts'
import { knownText } from '../../source/text.ts'
import type { Condition } from './policy-document.ts'

/**
 * What is the same for every call that an AWS SDK makes with a Lambda function's own credentials: it uses TLS, and nobody
 * calls on its behalf.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
 */
const knownKeys: ReadonlyMap<string, boolean> = new Map([
  ['aws:securetransport', true],
  ['aws:viaawsservice', false],
  ['aws:principalisawsservice', false],
])

/** AWS's endpoints take no older one: https://aws.amazon.com/blogs/security/tls-1-2-required-for-aws-endpoints/. */
const oldestTlsVersion = 1.2

/** Whether a condition is met, where that is the same for every request that is judged here. */
export const matchCondition = ({ operator, key, values }: Condition): Ternary => {
  if ('reason' in values) return 'unknown'
  const known = values.map(knownText)
  const name = operator.toLowerCase().replace(/ifexists$/, '')
  const value = knownKeys.get(key.toLowerCase())
  if (name === 'bool' && value !== undefined) return matchBool(known, value)
  return key.toLowerCase() === 's3:tlsversion' ? matchTlsVersion(name, known) : 'unknown'
}

/** Several values are alternatives. */
const matchBool = (values: readonly (string | undefined)[], wanted: boolean): Ternary => {
  const answers = values.map((value) => value?.toLowerCase())
  if (answers.includes(String(wanted))) return 'yes'
  return answers.every((answer) => answer === String(!wanted)) ? 'no' : 'unknown'
}

const matchTlsVersion = (operator: string, values: readonly (string | undefined)[]): Ternary => {
  const met = values.every((value) => value !== undefined && Number(value) <= oldestTlsVersion)
  if (!met) return 'unknown'
  if (operator === 'numericlessthan') return ternary(false)
  return operator === 'numericgreaterthanequals' ? ternary(true) : 'unknown'
}

/** The end of the sentence "… because …". */
export const conditionReason = ({ operator, key, values }: Condition): string => {
  const what = key === '*' ? 'a condition' : `the condition ${operator} on ${key}`
  return 'reason' in values ? `${what} is not known: ${values.reason}` : `${what} depends on the request`
}
