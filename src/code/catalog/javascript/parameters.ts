import type { CallRow, Catalog } from '../catalog.ts'

/** Secrets Manager, and more than one parameter of Parameter Store at once. */

const client = '@aws-sdk/client-secrets-manager'

const calls: readonly CallRow[] = [
  { on: [client], call: ['GetSecretValueCommand'], binds: { Name: '0.SecretId' }, gives: '$secret.command' },
  { on: [client], call: ['SecretsManagerClient'], gives: '$secrets.client' },
  { on: [client], call: ['SecretsManager'], gives: '$secrets' },
  { on: ['aws-sdk.SecretsManager', 'aws-sdk/clients/secretsmanager'], call: ['()'], gives: '$secrets' },
  { on: ['$secrets'], call: ['getSecretValue'], binds: { Name: '0.SecretId' }, gives: '$secret.result' },
  {
    on: ['$secrets.client'],
    call: ['send'],
    binds: { Name: '0.Name' },
    gives: '$secret.result',
    when: { argument: '0', matches: /^\$secret\.command$/ },
  },
  { on: ['$secret.result'], call: ['promise'], gives: '$secret.result' },
  { on: ['$ssm.result'], call: ['promise'], gives: '$ssm.result' },
  { on: ['@aws-sdk/client-ssm'], call: ['GetParametersCommand'], binds: { Names: '0.Names' }, gives: '$ssm.commandForMore' },
  { on: ['$ssm'], call: ['getParameters'], does: 'ssm-parameters' },
  {
    on: ['$ssm.client'],
    call: ['send'],
    does: 'ssm-parameters',
    when: { argument: '0', matches: /^\$ssm\.commandForMore$/ },
  },

  // https://docs.powertools.aws.dev/lambda/typescript/latest/features/parameters/
  { on: ['@aws-lambda-powertools/parameters/secrets'], call: ['getSecret'], does: 'secret' },
  { on: ['@aws-lambda-powertools/parameters/secrets'], call: ['SecretsProvider'], gives: '$secrets.provider' },
  { on: ['$secrets.provider'], call: ['get'], does: 'secret' },
  { on: ['@aws-lambda-powertools/parameters/ssm'], call: ['getParametersByName'], does: 'ssm-parameters-by-name' },
]

export const parameters: Pick<Catalog, 'calls' | 'members'> = {
  calls,
  members: [{ name: '$secret.result.SecretString', is: 'secret' }],
}
