import type { CallRow } from '../catalog.ts'

const runtime = 'Amazon/Runtime'
const sts = 'Amazon/SecurityToken'

const parameters = ['RoleArn', 'RoleSessionName', 'ExternalId', 'Policy', 'PolicyArns']

/**
 * Credentials of a role, which keep what it was asked for by.
 * https://docs.aws.amazon.com/sdkfornet/v3/apidocs/items/Runtime/TAssumeRoleAWSCredentials.html
 * https://docs.aws.amazon.com/sdkfornet/v3/apidocs/items/SecurityToken/MSecurityTokenServiceAssumeRoleAssumeRoleRequest.html
 */
export const credentials: readonly CallRow[] = [
  {
    on: ['IAmazonSecurityTokenService', 'AmazonSecurityTokenServiceClient'].map((name) => `${sts}.${name}`),
    call: ['()'],
    client: 'credentials|0',
    gives: '$sts.client',
  },
  { on: [`${sts}/Model.AssumeRoleRequest`], call: ['()'], makes: '$sts.request' },
  {
    on: ['$sts.client'],
    call: ['AssumeRole', 'AssumeRoleAsync'],
    binds: Object.fromEntries(parameters.map((name) => [name, `request.${name}|0.${name}`])),
    gives: '$role',
  },
  { on: [`${runtime}.AssumeRoleAWSCredentialsOptions`], call: ['()'], makes: '$sts.request' },
  {
    on: [`${runtime}.AssumeRoleAWSCredentials`],
    call: ['()'],
    binds: {
      credentials: 'sourceCredentials|0',
      RoleArn: 'roleArn|1',
      RoleSessionName: 'roleSessionName|2',
      ExternalId: 'options.ExternalId|3.ExternalId',
      Policy: 'options.Policy|3.Policy',
    },
    gives: '$role',
  },
  {
    on: ['BasicAWSCredentials', 'SessionAWSCredentials'].map((name) => `${runtime}.${name}`),
    call: ['()'],
    binds: { credentials: 'accessKey|awsAccessKeyId|0' },
    gives: '$credentials.of',
  },
  {
    on: ['FallbackCredentialsFactory', 'DefaultAWSCredentialsIdentityResolver'].map((name) => `${runtime}.${name}`),
    call: ['GetCredentials'],
    gives: '$credentials.default',
  },
  {
    on: ['EnvironmentVariablesAWSCredentials', 'InstanceProfileAWSCredentials', 'ECSTaskCredentials'].map(
      (name) => `${runtime}.${name}`,
    ),
    call: ['()'],
    gives: '$credentials.default',
  },
]
