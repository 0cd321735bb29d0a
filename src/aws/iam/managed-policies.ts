import { jsonNodeOf } from './json-node.ts'
import { parsePolicyJson } from './parse-policy.ts'
import type { PolicyDocument, Statement } from './policy-document.ts'

const nothing: PolicyDocument = { id: null, version: '2012-10-17', statements: [], unknowns: [] }

/**
 * What the policies that AWS manages say of S3 and KMS; the statements on other services are left out, so that one which
 * says nothing of them has no statement. The keys are their ARNs after `arn:aws:iam::aws:policy/`: `AmazonS3FullAccess`,
 * `service-role/AWSLambdaBasicExecutionRole`. AWS adds to them and changes them: one that is not here may exist.
 * https://docs.aws.amazon.com/aws-managed-policy/latest/reference/about-managed-policy-reference.html
 */
export const loadManagedPolicies = async (): Promise<ReadonlyMap<string, PolicyDocument>> => {
  const { default: table } = await import('./managed-policies.generated.json', { with: { type: 'json' } })
  const documents = new Map(table.others.map((name): [string, PolicyDocument] => [name, nothing]))
  for (const [name, statement] of Object.entries(table.policies)) documents.set(name, readWhenAsked(statement))
  return documents
}

/**
 * Those that allow roles to be assumed by statements on `sts` alone, which are left out of the table, in March 2026.
 * https://docs.aws.amazon.com/aws-managed-policy/latest/reference/policy-list.html
 */
const assuming = new Set([
  'AdministratorAccess-Amplify',
  'AmplifyBackendDeployFullAccess',
  'AWSControlTowerServiceRolePolicy',
  'AWSElasticDisasterRecoveryEc2InstancePolicy',
  'AWSElasticDisasterRecoveryRecoveryInstancePolicy',
  'AWSPartnerCentralChannelManagement',
  'AWSPartnerCentralFullAccess',
  'AWSServiceRoleForImageBuilder',
  'AWS-SSM-DiagnosisAutomation-AdministrationRolePolicy',
  'AWS-SSM-DiagnosisAutomation-OperationalAccountAdministrationRolePolicy',
  'AWS-SSM-RemediationAutomation-AdministrationRolePolicy',
  'AWS-SSM-RemediationAutomation-OperationalAccountAdministrationRolePolicy',
  'CloudFormationStackSetsOrgAdminServiceRolePolicy',
  'CloudWatch-CrossAccountAccess',
])

/** Whether a policy that AWS manages may allow its role to assume others by more than the table says. */
export const mayAssumeRoles = (name: string): boolean => {
  const last = name.slice(name.lastIndexOf('/') + 1)
  return assuming.has(last) || last.startsWith('SageMakerStudio')
}

/** A project uses a few of the hundreds of policies: their statements are read when they are looked at. */
const readWhenAsked = (statement: string): PolicyDocument => {
  let statements: readonly Statement[] | undefined
  return {
    ...nothing,
    get statements() {
      statements ??= parsePolicyJson(jsonNodeOf({ Version: nothing.version, Statement: JSON.parse(statement) })).value.statements
      return statements
    },
  }
}
