import { type Changes, readChanges } from '../aws/graph/changes.ts'
import type { Outcome } from '../source/outcome.ts'
import type { ResourceInstance } from '../terraform/evaluate/resource-model.ts'
import type { FunctionAccesses } from './access.ts'
import type { Finding } from './finding.ts'

/** Whether one of the resources changes that decide on a function's writes: itself, its role, its policies, its buckets. */
const isTouched = ({ lambda, accesses }: FunctionAccesses, changes: Changes): boolean => {
  if (changes.lambdas.has(lambda.address)) return true
  if (accesses.some(({ bucket }) => bucket !== null && changes.buckets.has(bucket.address))) return true
  if (lambda.role.kind !== 'role') return false
  const { role } = lambda.role
  const { boundary } = role
  const boundaries = boundary && 'document' in boundary ? [boundary] : []
  return (
    changes.roles.has(role.address) ||
    [...role.policies, ...role.possiblePolicies, ...boundaries].some(({ address }) => changes.policies.has(address))
  )
}

/** The findings on functions that a plan touches; how many others there are is said. */
export const keepTouched = (
  findings: readonly Finding[],
  functions: readonly FunctionAccesses[],
  { instances, changed }: { readonly instances: readonly ResourceInstance[]; readonly changed: readonly ResourceInstance[] },
): Outcome<readonly Finding[]> => {
  const changes = readChanges(instances, changed)
  const touched = new Set(functions.filter((each) => isTouched(each, changes)).map(({ lambda }) => lambda.address))
  const value = findings.filter(({ address }) => touched.has(address))
  const left = findings.length - value.length
  if (left === 0) return { value, diagnostics: [] }
  const detail = `${left} ${left === 1 ? 'finding is' : 'findings are'} left out, on functions whose code, role, policies and buckets this plan does not change (--only-changed).`
  return { value, diagnostics: [{ severity: 'note', summary: 'Findings left out', detail }] }
}
