import { knownText } from '../../source/text.ts'
import type { ResourceInstance } from '../../terraform/evaluate/resource-model.ts'
import { toText } from '../../terraform/value/convert.ts'
import { equalTexts } from '../../terraform/value/equality.ts'
import type { AccessPoint, ResourcePolicy } from './graph.ts'
import { existsBeside } from './link.ts'
import { namedAs, readAccessPoint, readAccessPointPolicy } from './resources/access-point.ts'
import { type Report, readDocument } from './resources/policies.ts'

type Instances = readonly ResourceInstance[]

/** Whether a policy that is a resource of its own is this access point's; `null`: it may be. */
const isOf = (policy: ResourceInstance, accessPoint: ResourceInstance): boolean | null => {
  const { of } = readAccessPointPolicy(policy)
  if (!of || isOfAnotherType(policy, accessPoint)) return false
  if (of.reference === accessPoint.id) return true
  const named = toText(of)
  if (!named) return null
  const answers = [namedAs(accessPoint), toText(accessPoint.attribute('arn')) ?? []].map((name) => equalTexts(name, named))
  if (answers.includes('yes')) return true
  return answers.includes('unknown') && of.reference === undefined && knownText(named) === undefined ? null : false
}

const isOfAnotherType = (policy: ResourceInstance, accessPoint: ResourceInstance): boolean =>
  policy.address.type !== policyTypes.get(accessPoint.address.type)

const policyTypes: ReadonlyMap<string, string> = new Map([
  ['aws_s3_access_point', 'aws_s3control_access_point_policy'],
  ['aws_s3control_object_lambda_access_point', 'aws_s3control_object_lambda_access_point_policy'],
  ['aws_s3control_multi_region_access_point', 'aws_s3control_multi_region_access_point_policy'],
])

const policyIn = (holder: ResourceInstance, report: Report): readonly ResourcePolicy[] => {
  const { policy } = readAccessPointPolicy(holder)
  return policy && policy.kind !== 'null'
    ? [{ address: holder.id, document: readDocument(policy, holder.location, report), location: holder.location }]
    : []
}

/** The access points of a configuration, each with the policies that decide who may use it. */
export const buildAccessPoints = (accessPoints: Instances, policies: Instances, report: Report): readonly AccessPoint[] =>
  accessPoints.map((accessPoint) => {
    const certain: ResourceInstance[] = [accessPoint]
    const possible: ResourceInstance[] = []
    for (const policy of policies) {
      const answer = isOf(policy, accessPoint)
      if (answer === false) continue
      if (answer && existsBeside(policy, accessPoint)) certain.push(policy)
      else possible.push(policy)
    }
    return {
      ...readAccessPoint(accessPoint),
      policies: certain.flatMap((holder) => policyIn(holder, report)),
      possiblePolicies: possible.flatMap((holder) => policyIn(holder, report)),
    }
  })
