import { type Explanation, explanationOf } from './report/explanation.ts'
import { redactData } from './report/redact.ts'
import { analyze, type ScanOptions } from './scan.ts'
import { didYouMean } from './source/nearest-name.ts'
import { UsageError } from './source/usage-error.ts'

/**
 * How the verdict on a function comes about, once for each root module that has a function of that address. Throws UsageError
 * for an address that no function has, and for what cannot be scanned.
 */
export const explainFunction = async (address: string, options: ScanOptions): Promise<readonly Explanation[]> => {
  const { scanned, secrets } = await analyze(options)
  const explanations = scanned.flatMap(({ functions, root }) =>
    functions.filter(({ lambda }) => lambda.address === address).map((each) => explanationOf(each, root)),
  )
  if (explanations.length > 0) return redactData(explanations, secrets)
  const known = scanned.flatMap(({ functions }) => functions.map(({ lambda }) => lambda.address))
  throw new UsageError(
    `There is no function "${address}".${known.length === 0 ? ' There is none at all.' : didYouMean(address, known)}`,
  )
}
