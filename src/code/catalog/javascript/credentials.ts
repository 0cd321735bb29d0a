import type { CallRow, Catalog } from '../catalog.ts'

/** Credentials that may not be those of the execution role. */
const own = { credentials: '0.credentials|0.accessKeyId' }

const parameters = ['RoleArn', 'RoleSessionName', 'ExternalId', 'Policy', 'PolicyArns']

const asked = (at: string): Readonly<Record<string, string>> =>
  Object.fromEntries(parameters.map((name) => [name, `${at}.${name}`]))

/**
 * Credentials of a role, which keep what it was asked for by.
 * https://docs.aws.amazon.com/AWSJavaScriptSDK/v3/latest/client/sts/command/AssumeRoleCommand/
 * https://docs.aws.amazon.com/AWSJavaScriptSDK/v3/latest/Package/-aws-sdk-credential-providers/
 * https://docs.aws.amazon.com/AWSJavaScriptSDK/latest/AWS/ChainableTemporaryCredentials.html
 */
const calls: readonly CallRow[] = [
  { on: ['@aws-sdk/client-sts'], call: ['STSClient'], binds: own, gives: '$sts.client' },
  { on: ['@aws-sdk/client-sts'], call: ['STS'], binds: own, gives: '$sts' },
  { on: ['@aws-sdk/client-sts'], call: ['AssumeRoleCommand'], binds: asked('0'), gives: '$sts.command' },
  {
    on: ['$sts.client', '$sts'],
    call: ['send'],
    when: { argument: '0', matches: /^\$sts\.command$/ },
    binds: asked('0'),
    gives: '$role',
  },
  {
    on: ['aws-sdk.STS', 'aws-xray-sdk.STS', 'aws-sdk/clients/sts', 'aws-sdk/clients/sts.STS', 'aws-sdk/clients/all.STS'],
    call: ['()'],
    binds: own,
    gives: '$sts',
  },
  { on: ['$sts', '*'], call: ['assumeRole'], when: { argument: '0.RoleArn' }, binds: asked('0'), gives: '$role' },
  {
    on: ['@aws-sdk/credential-providers', '@aws-sdk/credential-provider-assume-role'],
    call: ['fromTemporaryCredentials'],
    binds: { ...asked('0.params'), credentials: '0.masterCredentials' },
    gives: '$role',
  },
  {
    on: ['aws-sdk', 'aws-sdk/lib/core'],
    call: ['ChainableTemporaryCredentials', 'TemporaryCredentials'],
    binds: { ...asked('0.params'), credentials: '0.masterCredentials' },
    gives: '$role',
  },
  {
    on: ['aws-sdk'],
    call: ['TemporaryCredentials'],
    when: { argument: '0.RoleArn' },
    binds: { ...asked('0'), credentials: '1' },
    gives: '$role',
  },
  // `new AWS.Credentials(id, secret, token)`, or an object with the same.
  { on: ['aws-sdk'], call: ['Credentials'], takes: '0' },
  {
    on: ['@aws-sdk/credential-providers', '@aws-sdk/credential-provider-node', '@aws-sdk/credential-provider-env'],
    call: ['fromNodeProviderChain', 'defaultProvider', 'fromEnv'],
    gives: '$credentials.default',
  },
  { on: ['aws-sdk'], call: ['EnvironmentCredentials'], gives: '$credentials.default' },
]

export const credentials: Pick<Catalog, 'calls' | 'members'> = {
  calls,
  members: [{ name: 'aws-sdk.config.credentials', gives: '$credentials.default' }],
}
