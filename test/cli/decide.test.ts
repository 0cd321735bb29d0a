import { describe, expect, test } from 'vitest'
import { run } from '../../src/cli/run.ts'
import { folder } from '../support/folder.ts'
import { fakeTerminal } from './fake-terminal.ts'

const document = (...statements: readonly object[]) => JSON.stringify({ Version: '2012-10-17', Statement: statements })
const allow = (Action: string, Resource: string, more: object = {}) => ({ Effect: 'Allow', Action, Resource, ...more })
const deny = (Action: string, Resource: string, more: object = {}) => ({ Effect: 'Deny', Action, Resource, ...more })

const files = {
  'objects.json': document(allow('s3:PutObject', 'arn:aws:s3:::logs/*', { Sid: 'Write' })),
  'bucket.json': document(allow('s3:PutObject', 'arn:aws:s3:::logs')),
  'vpc.json': document(allow('s3:*', '*', { Condition: { StringEquals: { 'aws:SourceVpc': 'vpc-1' } } })),
  'deny.json': document(deny('s3:PutObject', '*', { Principal: '*', Condition: { Bool: { 'aws:SecureTransport': 'false' } } })),
  'no-s3.json': document(allow('*', '*'), deny('s3:*', '*')),
  'all.json': document(allow('*', '*')),
  'broken.json': '{',
}

const put = ['--action', 's3:PutObject', '--resource', 'arn:aws:s3:::logs/a.csv']

const call = async (args: readonly string[], stdin?: string) => {
  const { terminal, written } = fakeTerminal({ cwd: folder(files), ...(stdin !== undefined && { stdin }) })
  return { code: await run(['decide', ...args], terminal), ...written }
}

describe('decide says', () => {
  test('which statement allows a request', async () => {
    expect(await call([...put, '--policy', 'objects.json'])).toEqual({
      code: 0,
      output: 'allow\n  allowed by statement "Write" of objects.json\n',
      errors: '',
    })
  })

  test('why the nearest one does not', async () => {
    const { code, output } = await call([...put, '--policy', 'bucket.json'])
    expect(code).toBe(1)
    expect(output).toBe(
      'implicit-deny\n  A statement of "bucket.json" allows s3:PutObject on "arn:aws:s3:::logs", which is the bucket and not its objects; these are "arn:aws:s3:::logs/*".\n',
    )
  })

  test.each([
    ['a boundary that is silent', ['--policy', 'objects.json', '--boundary', 'bucket.json'], 'implicit-deny'],
    ['a boundary that allows', ['--policy', 'objects.json', '--boundary', 'all.json'], 'allow'],
    ['a condition that is met', ['--policy', 'vpc.json', '--context', 'aws:SourceVpc=vpc-1'], 'allow'],
    ['a condition on a key that is not there', ['--policy', 'vpc.json'], 'implicit-deny'],
    [
      'a Deny of the bucket',
      ['--policy', 'objects.json', '--bucket-policy', 'deny.json', '--context', 'aws:SecureTransport=false'],
      'explicit-deny',
    ],
    [
      'a level of SCPs without an Allow',
      ['--policy', 'objects.json', '--scp', 'all.json', '--scp', 'bucket.json'],
      'implicit-deny',
    ],
    ['SCPs of one level', ['--policy', 'objects.json', '--scp', 'bucket.json,all.json'], 'allow'],
    ['an RCP that denies', ['--policy', 'objects.json', '--rcp', 'all.json,no-s3.json'], 'explicit-deny'],
    [
      'another account whose bucket allows nobody',
      ['--policy', 'objects.json', '--principal', 'arn:aws:iam::111111111111:role/app', '--resource-account', '222222222222'],
      'implicit-deny',
    ],
  ])('what comes of %s', async (_what, args, outcome) => {
    const { output } = await call([...put, ...args, '--format', 'json'])
    expect(JSON.parse(output)).toMatchObject({ outcome })
  })
})

describe('decide - answers each line', () => {
  const request = (more: object) => JSON.stringify({ action: 's3:PutObject', resource: 'arn:aws:s3:::logs/a', ...more })

  test('with a decision, or what is wrong with it', async () => {
    const lines = [
      request({ identityPolicies: [JSON.parse(files['objects.json'])] }),
      request({ identityPolicies: [files['objects.json']], scps: [[JSON.parse(files['no-s3.json'])]] }),
      '{',
      request({ identityPolices: [] }),
      request({ identityPolicies: ['{'] }),
    ]
    const { code, output } = await call(['-'], lines.join('\n'))
    expect(code).toBe(0)
    const answers = output
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as { outcome?: string; error?: string })
    expect(answers.map(({ error, outcome }) => outcome ?? error?.replace(/:.*/, ''))).toEqual([
      'allow',
      'explicit-deny',
      'the line is not JSON',
      'the request must NOT have additional properties ("identityPolices")',
      'identityPolicies[0] is not JSON.',
    ])
  })

  test('with what AWS itself says of a principal', async () => {
    const home = { Effect: 'Allow', Action: 's3:PutObject', Resource: 'arn:aws:s3:::logs/${aws:username}/*' }
    const { output } = await call(
      ['-'],
      JSON.stringify({
        action: 's3:PutObject',
        resource: 'arn:aws:s3:::logs/ann/x',
        principal: 'arn:aws:iam::111111111111:user/ann',
        identityPolicies: [{ Version: '2012-10-17', Statement: [home] }],
      }),
    )
    expect(JSON.parse(output)).toMatchObject({ outcome: 'allow' })
  })
})

describe('decide refuses', () => {
  test.each([
    [[], 'decide needs --action and --resource'],
    [[...put, '--policy', 'missing.json'], 'The policy "missing.json" cannot be read.'],
    [[...put, '--policy', 'broken.json'], 'broken.json is not JSON.'],
    [[...put, '--context', 'vpc'], '--context needs a key and a value'],
  ])('%j', async (args, message) => {
    const { code, errors } = await call(args)
    expect(code).toBe(2)
    expect(errors).toContain(message)
  })
})
