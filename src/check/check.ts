import type { TraceStep } from '../code/storage-call.ts'
import { knownText } from '../source/text.ts'
import type { Access, FunctionAccesses } from './access.ts'
import type { Finding, RuleId } from './finding.ts'
import { fixOf } from './fix.ts'
import { messageOf, pathToStatement, widenessMessage } from './message.ts'
import { bucketLabel, keyPattern, objectReference, roleLabel } from './naming.ts'

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

const writeFinding = (access: Access): readonly Finding[] => {
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
      identity: [ruleId, access.lambda.address, bucketLabel(access), roleLabel(access), keyPattern(access.key)],
    },
  ]
}

/** Every bucket, and every object of every bucket. */
const isEveryBucket = (pattern: string): boolean => /^(?:\*|arn:[^:]*:s3:::\*(?:\/\*)?)$/.test(pattern)

const wildcardFinding = (access: Access): readonly Finding[] => {
  if (access.verdict !== 'granted') return []
  const granting = access.by.filter(({ policy }) => policy.kind !== 'bucket-policy' && policy.kind !== 'boundary')
  const matched = granting.map((match) => ({ match, patterns: match.patterns.map(({ text }) => knownText(text) ?? '') }))
  const [first] = matched
  if (!first || !matched.every(({ patterns }) => patterns.some(isEveryBucket))) return []
  const { match, patterns } = first
  const pattern = patterns.find(isEveryBucket) ?? '*'
  const written = match.patterns.find(({ text }) => knownText(text) === pattern)
  const location = written?.location ?? match.statement.location ?? match.policy.location ?? access.lambda.location
  const needed = objectReference(access)
  return [
    {
      ruleId: 'wildcard-write-grant',
      certainty: 'certain',
      message: widenessMessage(access, match, pattern, needed),
      address: access.lambda.address,
      location,
      related: access.trace,
      fix: written?.location ? { description: 'Narrow it to what is written:', statement: `Resource = ${needed}`, location } : null,
      identity: ['wildcard-write-grant', access.lambda.address, bucketLabel(access), roleLabel(access)],
    },
  ]
}

const unreadFinding = ({ lambda, analysis, accesses }: FunctionAccesses): readonly Finding[] => {
  if (analysis.completeness === 'complete' || (analysis.completeness === 'partial' && accesses.length > 0)) return []
  const what = analysis.completeness === 'none' ? 'The code of' : 'Not all of the code of'
  const could = analysis.completeness === 'none' ? 'could not be read' : 'could be followed'
  return [
    {
      ruleId: 'unanalyzed-function',
      certainty: 'certain',
      message: `${what} ${lambda.address} ${could}, so it is not known what it writes: ${analysis.reason ?? 'no reason is known.'}`,
      address: lambda.address,
      location: lambda.location,
      related: [],
      fix: null,
      identity: ['unanalyzed-function', lambda.address],
    },
  ]
}

/** One statement that is too wide, and one write in a loop, are told once. */
const distinct = (findings: readonly Finding[]): readonly Finding[] => {
  const seen = new Set<string>()
  return findings.filter(({ identity, location }) => {
    const key = JSON.stringify([identity, location.file.path, location.start])
    return !seen.has(key) && seen.add(key)
  })
}

/** What the rules say of what was found. */
export const check = (functions: readonly FunctionAccesses[]): readonly Finding[] =>
  distinct(
    functions.flatMap((each) => [
      ...unreadFinding(each),
      ...each.accesses.flatMap((access) => [...writeFinding(access), ...wildcardFinding(access)]),
    ]),
  )
