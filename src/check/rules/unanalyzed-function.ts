import type { FunctionAccesses } from '../access.ts'
import type { Finding } from '../finding.ts'
import type { Rule } from './rule.ts'

const findingOf = ({ lambda, analysis, accesses }: FunctionAccesses): readonly Finding[] => {
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

export const unanalyzedFunction: Rule = ({ functions }) => functions.flatMap(findingOf)
