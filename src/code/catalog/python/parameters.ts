import type { CallRow, Catalog } from '../catalog.ts'

/** Parameter Store, Secrets Manager and AppConfig, and what reads them for the program. */

const powertools = 'aws_lambda_powertools.utilities.parameters'
const sessions = ['boto3', '$boto3.session', 'aioboto3']

const calls: readonly CallRow[] = [
  {
    on: sessions,
    call: ['client', 'create_client'],
    when: { argument: 'service_name|0', matches: /^secretsmanager$/ },
    gives: '$secrets.client',
  },
  { on: ['$secrets.client'], call: ['get_secret_value'], binds: { Name: 'SecretId' }, gives: '$secret.result' },
  { on: ['$ssm.client'], call: ['get_parameters'], does: 'ssm-parameters' },

  // https://docs.powertools.aws.dev/lambda/python/latest/utilities/parameters/
  { on: [powertools], call: ['get_secret'], does: 'secret' },
  { on: [`${powertools}.secrets`], call: ['get_secret'], does: 'secret' },
  { on: [powertools, `${powertools}.secrets`], call: ['SecretsProvider'], gives: '$secrets.provider' },
  { on: ['$secrets.provider'], call: ['get'], does: 'secret' },
  { on: [powertools, `${powertools}.ssm`], call: ['get_parameters_by_name'], does: 'ssm-parameters-by-name' },
  { on: ['$ssm.provider'], call: ['get_parameters_by_name'], does: 'ssm-parameters-by-name' },

  // https://github.com/aws/aws-secretsmanager-caching-python
  { on: ['aws_secretsmanager_caching'], call: ['SecretCache'], gives: '$secrets.cache' },
  { on: ['$secrets.cache'], call: ['get_secret_string'], does: 'secret' },
]

export const parameters: Pick<Catalog, 'calls' | 'members'> = {
  calls,
  members: [{ name: '$secret.result.SecretString', is: 'secret' }],
}
