import type { CallRow } from '../catalog.ts'

const auth = 'software/amazon/awssdk/auth/credentials'
const sts = 'software/amazon/awssdk/services/sts'
const [olderAuth, olderSts] = ['com/amazonaws/auth', 'com/amazonaws/services/securitytoken']

/** How both versions call what a role is asked for by, and the parameter of the API. */
const asked: Readonly<Record<string, readonly string[]>> = {
  RoleArn: ['roleArn', 'withRoleArn', 'setRoleArn'],
  RoleSessionName: ['roleSessionName', 'withRoleSessionName', 'setRoleSessionName'],
  ExternalId: ['externalId', 'withExternalId', 'setExternalId'],
  Policy: ['policy', 'withPolicy', 'setPolicy'],
  PolicyArns: ['policyArns', 'withPolicyArns', 'setPolicyArns'],
}

const request = '$sts.request'
const keptRequest = Object.fromEntries(Object.keys(asked).map((name) => [name, `0.${name}`]))

/**
 * Credentials of a role keep what it was asked for by; all others but the usual ones are the program's own.
 * https://docs.aws.amazon.com/java/api/latest/software/amazon/awssdk/services/sts/auth/StsAssumeRoleCredentialsProvider.html
 * https://docs.aws.amazon.com/AWSJavaSDK/latest/javadoc/com/amazonaws/auth/STSAssumeRoleSessionCredentialsProvider.Builder.html
 */
export const credentials: readonly CallRow[] = [
  { on: [`${sts}.StsClient`, `${sts}.StsAsyncClient`], call: ['()', 'create'], gives: '$sts.client' },
  { on: [`${sts}.StsClient`, `${sts}.StsAsyncClient`], call: ['builder'], gives: '$sts.clientBuilder' },
  {
    on: [`${olderSts}.AWSSecurityTokenService`, `${olderSts}.AWSSecurityTokenServiceClient`],
    call: ['()'],
    gives: '$sts.client',
  },
  { on: [`${olderSts}.AWSSecurityTokenServiceClientBuilder`], call: ['defaultClient'], gives: '$sts.client' },
  { on: [`${olderSts}.AWSSecurityTokenServiceClientBuilder`], call: ['standard'], gives: '$sts.clientBuilder' },
  {
    on: ['$sts.clientBuilder'],
    call: ['credentialsProvider', 'withCredentials'],
    binds: { credentials: '0' },
    gives: '$sts.clientBuilder',
  },
  { on: ['$sts.clientBuilder'], call: ['build'], gives: '$sts.client' },
  { on: ['$sts.clientBuilder'], call: ['*'], gives: '$sts.clientBuilder' },

  { on: [`${sts}/model.AssumeRoleRequest`], call: ['builder'], makes: request },
  { on: [`${olderSts}/model.AssumeRoleRequest`], call: ['()'], makes: request },
  ...Object.entries(asked).map(([name, call]): CallRow => ({ on: [request], call, sets: { [name]: '0' } })),
  { on: [request], call: ['*'], sets: {} },
  { on: ['$sts.client'], call: ['assumeRole'], builds: request, binds: keptRequest, gives: '$role' },

  { on: [`${sts}/auth.StsAssumeRoleCredentialsProvider`], call: ['builder'], makes: '$role.provider' },
  { on: ['$role.provider'], call: ['refreshRequest'], builds: request, sets: { Request: '0' } },
  { on: ['$role.provider'], call: ['stsClient', 'withStsClient'], sets: { Client: '0' } },
  { on: ['$role.provider'], call: ['withExternalId'], sets: { ExternalId: '0' } },
  { on: ['$role.provider'], call: ['withScopeDownPolicy'], sets: { Policy: '0' } },
  { on: ['$role.provider'], call: ['*'], sets: {} },
  {
    on: [`${olderAuth}.STSAssumeRoleSessionCredentialsProvider.Builder`],
    call: ['()'],
    binds: { RoleArn: '0', RoleSessionName: '1' },
    makes: '$role.provider',
  },
  {
    on: [`${olderAuth}.STSAssumeRoleSessionCredentialsProvider`],
    call: ['()'],
    when: { argument: '1', is: 'text' },
    binds: { RoleArn: '0', RoleSessionName: '1' },
    gives: '$role',
  },

  { on: [`${auth}.StaticCredentialsProvider`], call: ['create'], takes: '0' },
  { on: [`${auth}.AwsBasicCredentials`, `${auth}.AwsSessionCredentials`], call: ['create'], takes: '0' },
  {
    on: [`${olderAuth}.AWSStaticCredentialsProvider`, `${olderAuth}.BasicAWSCredentials`, `${olderAuth}.BasicSessionCredentials`],
    call: ['()'],
    takes: '0',
  },
  {
    on: [
      `${auth}.DefaultCredentialsProvider`,
      `${auth}.EnvironmentVariableCredentialsProvider`,
      `${auth}.ContainerCredentialsProvider`,
    ],
    call: ['create', 'builder'],
    gives: '$credentials.default',
  },
  {
    on: [`${olderAuth}.DefaultAWSCredentialsProviderChain`, `${olderAuth}.EnvironmentVariableCredentialsProvider`],
    call: ['()', 'getInstance'],
    gives: '$credentials.default',
  },
]
