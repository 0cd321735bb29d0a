import type { CallRow } from '../catalog.ts'

const [v1, v2] = ['github.com/aws/aws-sdk-go', 'github.com/aws/aws-sdk-go-v2']

/** Options of a client are set by functions: `func(o *s3.Options) { o.Credentials = provider }`. */
export const options = { type: '$aws.config', binds: { credentials: 'Credentials' } } as const

const names = { RoleSessionName: 'RoleSessionName', ExternalId: 'ExternalID', Policy: 'Policy', PolicyArns: 'PolicyARNs' }
const assuming = { type: '$sts.options', binds: names } as const

const asked = (field: string): string => `1.${field}|0.${field}`

/**
 * Credentials, and the configurations that hold them.
 * https://pkg.go.dev/github.com/aws/aws-sdk-go-v2/config
 * https://pkg.go.dev/github.com/aws/aws-sdk-go-v2/credentials/stscreds
 * https://pkg.go.dev/github.com/aws/aws-sdk-go/aws/credentials/stscreds
 */
export const credentials: readonly CallRow[] = [
  {
    on: [`${v2}/config`],
    call: ['LoadDefaultConfig'],
    binds: { Credentials: '1.Credentials|2.Credentials|3.Credentials|4.Credentials|5.Credentials' },
    makes: '$aws.config',
    fails: true,
  },
  { on: [`${v2}/config`], call: ['WithCredentialsProvider'], binds: { Credentials: '0' }, makes: '$aws.option' },
  { on: [`${v2}/config`], call: ['*'], makes: '$aws.option' },
  {
    on: [`${v1}/aws/session`],
    call: ['NewSession'],
    binds: { Credentials: '0.Credentials' },
    makes: '$aws.config',
    fails: true,
  },
  { on: [`${v1}/aws/session`], call: ['New'], binds: { Credentials: '0.Credentials' }, makes: '$aws.config' },
  {
    on: [`${v1}/aws/session`],
    call: ['NewSessionWithOptions'],
    binds: { Credentials: '0.Config.Credentials' },
    makes: '$aws.config',
    fails: true,
  },
  { on: [`${v1}/aws/session`], call: ['Must'], takes: '0' },
  { on: [`${v1}/aws`], call: ['NewConfig'], makes: '$aws.config' },
  { on: ['$aws.config'], call: ['Copy'], binds: { Credentials: '0.Credentials' }, makes: '$aws.config' },
  { on: ['$aws.config'], call: ['WithCredentials'], sets: { Credentials: '0' } },
  { on: ['$aws.config'], call: ['*'], sets: {} },

  { on: [`${v2}/service/sts`], call: ['NewFromConfig', 'New', 'Client'], client: '0', configures: options, gives: '$sts.client' },
  { on: [`${v1}/service/sts`], call: ['New', 'STS'], client: '1|0', gives: '$sts.client' },
  { on: [`${v1}/service/sts/stsiface`], call: ['STSAPI'], gives: '$sts.client' },
  {
    on: ['$sts.client'],
    call: ['AssumeRole', 'AssumeRoleWithContext'],
    binds: Object.fromEntries(
      ['RoleArn', 'RoleSessionName', 'ExternalId', 'Policy', 'PolicyArns'].map((name) => [name, asked(name)]),
    ),
    fails: true,
    gives: '$role',
  },
  {
    on: [`${v2}/credentials/stscreds`],
    call: ['NewAssumeRoleProvider'],
    client: '0',
    binds: { RoleArn: '1' },
    configures: assuming,
    gives: '$role',
  },
  {
    on: [`${v1}/aws/credentials/stscreds`],
    call: ['NewCredentials', 'NewCredentialsWithClient'],
    client: '0',
    binds: { RoleArn: '1' },
    configures: assuming,
    gives: '$role',
  },
  { on: [`${v2}/aws`], call: ['NewCredentialsCache'], takes: '0' },
  { on: [`${v2}/credentials`], call: ['NewStaticCredentialsProvider'], takes: '0' },
  { on: [`${v1}/aws/credentials`], call: ['NewStaticCredentials', 'NewCredentials'], takes: '0' },
  { on: [`${v1}/aws/credentials`], call: ['NewEnvCredentials'], gives: '$credentials.default' },
]
