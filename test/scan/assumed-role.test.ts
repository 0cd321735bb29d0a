import { describe, expect, test } from 'vitest'
import { explainFunction } from '../../src/explain.ts'
import { scan } from '../../src/scan.ts'
import { folder } from '../support/folder.ts'
import { document, inline, objects, type Parts, project, statement } from '../support/write-project.ts'

const assuming = (role = 'os.environ["WRITER"]', more = ''): string => `import json
import os
import boto3

def handler(event, context):
    given = boto3.client("sts").assume_role(RoleArn=${role}, RoleSessionName="export"${more})["Credentials"]
    s3 = boto3.client(
        "s3",
        aws_access_key_id=given["AccessKeyId"],
        aws_secret_access_key=given["SecretAccessKey"],
        aws_session_token=given["SessionToken"],
    )
    s3.put_object(Bucket=os.environ["BUCKET"], Key="out/a.csv", Body=b"")
`

const trusting = (principal: string, more = ''): string =>
  document(`{ Effect = "Allow", Action = "sts:AssumeRole", Principal = ${principal}${more} }`)

const writer = (trust: string, grant = statement(objects), name = 'writer'): string => `
resource "aws_iam_role" "${name}" {
  name               = "${name}"
  assume_role_policy = ${trust}
}
resource "aws_iam_role_policy" "${name}_write" {
  role   = aws_iam_role.${name}.name
  policy = ${document(grant)}
}
`

const account = 'data "aws_caller_identity" "own" {}\n'
const root = '{ AWS = "arn:aws:iam::${data.aws_caller_identity.own.account_id}:root" }'
const export_ = '{ AWS = aws_iam_role.export.arn }'
const assume = (role = 'aws_iam_role.writer.arn'): string => inline(document(statement(role, '"sts:AssumeRole"')))

const given: Parts = {
  code: assuming(),
  variables: '{ BUCKET = aws_s3_bucket.reports.id, WRITER = aws_iam_role.writer.arn }',
  policy: assume(),
  more: account + writer(trusting(root)),
}

const judged = async (parts: Parts) => {
  const at = folder(project({ ...given, ...parts }))
  const { report } = await scan({ root: at, cwd: at })
  expect(report.diagnostics.filter(({ severity }) => severity === 'error')).toEqual([])
  const [access] = report.functions[0]?.accesses ?? []
  return { verdict: access?.verdict, cause: access?.cause, message: report.findings[0]?.message }
}

const rows: readonly (readonly [fact: string, verdict: string, cause: string | null, message: string, parts: Parts])[] = [
  ['both roles are granted what they need', 'granted', null, '', {}],
  [
    'the role that is assumed may not write there',
    'missing',
    'prefix-mismatch',
    'aws_iam_role.writer is not granted s3:PutObject',
    { more: account + writer(trusting(root), statement('"${aws_s3_bucket.reports.arn}/in/*"')) },
  ],
  [
    'nothing lets the function assume the role',
    'missing',
    'assume-role-not-granted',
    'aws_iam_role.export is not granted sts:AssumeRole on aws_iam_role.writer. No statement of the policies of aws_iam_role.export allows it.',
    { policy: inline(document(statement(objects))) },
  ],
  [
    'the function may assume another role',
    'missing',
    'assume-role-not-granted',
    'Its policies allow it on "arn:aws:iam::*:role/other" only.',
    { policy: assume('"arn:aws:iam::*:role/other"') },
  ],
  [
    'a policy that AWS manages lets it assume no role',
    'missing',
    'assume-role-not-granted',
    'aws_iam_role.export is not granted sts:AssumeRole on aws_iam_role.writer.',
    {
      policy:
        'resource "aws_iam_role_policy_attachment" "logs" {\n  role = aws_iam_role.export.name\n  policy_arn = "arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole"\n}\n',
    },
  ],
  [
    'the trust policy names the role: in one account that is enough',
    'granted',
    null,
    '',
    { policy: '', more: writer(trusting(export_)) },
  ],
  [
    'the trust policy names another role',
    'missing',
    'trust-policy',
    'the trust policy of aws_iam_role.writer does not let aws_iam_role.export assume it. It names "arn:aws:iam::${data.aws_caller_identity.current.account_id}:role/other" only.',
    {
      more: `resource "aws_iam_role" "other" {\n  name = "other"\n  assume_role_policy = "{}"\n}\n${writer(trusting('{ AWS = aws_iam_role.other.arn }'))}`,
    },
  ],
  [
    'the trust policy names a service',
    'missing',
    'trust-policy',
    'It names "lambda.amazonaws.com" only.',
    { more: writer(trusting('{ Service = "lambda.amazonaws.com" }')) },
  ],
  [
    'the trust policy wants an external id that the program does not give',
    'missing',
    'trust-policy',
    'only under a condition: StringEquals sts:ExternalId',
    { more: account + writer(trusting(root, ', Condition = { StringEquals = { "sts:ExternalId" = "acme" } }')) },
  ],
  [
    'the program gives the external id',
    'granted',
    null,
    '',
    {
      code: assuming(undefined, ', ExternalId="acme"'),
      more: account + writer(trusting(root, ', Condition = { StringEquals = { "sts:ExternalId" = "acme" } }')),
    },
  ],
  [
    'the trust policy denies it',
    'denied',
    'trust-policy',
    'statement "NotExport" of its trust policy denies aws_iam_role.export to assume aws_iam_role.writer',
    {
      more:
        account +
        writer(
          document(
            `{ Effect = "Allow", Action = "sts:AssumeRole", Principal = ${root} }`,
            `{ Sid = "NotExport", Effect = "Deny", Action = "sts:AssumeRole", Principal = ${export_} }`,
          ),
        ),
    },
  ],
  [
    'a role that is not in the configuration',
    'undetermined',
    'role-unresolved',
    'the role "arn:aws:iam::210987654321:role/theirs" that it assumes is not in this configuration.',
    { code: assuming('"arn:aws:iam::210987654321:role/theirs"') },
  ],
  [
    'a role by its ARN, of an account that is not known to be this one',
    'undetermined',
    'role-unresolved',
    'is aws_iam_role.writer only if that is of this account, which is not known.',
    { code: assuming('"arn:aws:iam::210987654321:role/writer"') },
  ],
  [
    'a role that the event names',
    'undetermined',
    'role-unresolved',
    'the role that it assumes is not known: it is the field role of the event',
    { code: assuming('event["role"]') },
  ],
  [
    'a session policy that is narrower',
    'denied',
    'session-policy',
    'the session policy with which the program assumes aws_iam_role.writer does not allow s3:PutObject there.',
    {
      code: assuming(
        undefined,
        ', Policy=json.dumps({"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "s3:PutObject", "Resource": f"arn:aws:s3:::{os.environ[\'BUCKET\']}/in/*"}]})',
      ),
    },
  ],
  [
    'a session policy that allows the write',
    'granted',
    null,
    '',
    {
      code: assuming(
        undefined,
        ', Policy=json.dumps({"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "s3:*", "Resource": f"arn:aws:s3:::{os.environ[\'BUCKET\']}/out/*"}]})',
      ),
    },
  ],
  [
    'a session policy that is not known',
    'undetermined',
    'policy-unresolved',
    'the session policy that the program asks for is not known',
    { code: assuming(undefined, ', Policy=event["policy"]') },
  ],
  [
    'a session policy that AWS manages',
    'denied',
    'session-policy',
    'the session policy with which the program assumes aws_iam_role.writer does not allow s3:PutObject there.',
    { code: assuming(undefined, ', PolicyArns=[{"arn": "arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess"}]') },
  ],
  [
    'credentials that are not of a role',
    'undetermined',
    'role-unresolved',
    "the program writes with credentials that it gives the client, not with its execution role's.",
    {
      code: 'import os\nimport boto3\n\ndef handler(event, context):\n    s3 = boto3.client("s3", aws_access_key_id=os.environ["KEY"], aws_secret_access_key=os.environ["SECRET"])\n    s3.put_object(Bucket=os.environ["BUCKET"], Key="out/a.csv", Body=b"")\n',
    },
  ],
]

test.each(rows)('%s', async (_, verdict, cause, message, parts) => {
  const found = await judged(parts)
  expect({ verdict: found.verdict, cause: found.cause }).toEqual({ verdict, cause })
  expect(found.message ?? '').toContain(message)
})

test('messages name both roles', async () => {
  const { message } = await judged({ policy: '' })
  expect(message).toMatch(
    /^aws_lambda_function.export calls PutObject on aws_s3_bucket.reports as aws_iam_role.writer, which aws_iam_role.export assumes, and /,
  )
})

const chained = (roles: readonly string[]): string => `import os
import boto3

def session_of(role, session):
    given = session.client("sts").assume_role(RoleArn=role, RoleSessionName="export")["Credentials"]
    return boto3.Session(aws_access_key_id=given["AccessKeyId"], aws_secret_access_key=given["SecretAccessKey"])

def handler(event, context):
    session = boto3.Session()
${roles.map((role) => `    session = session_of(os.environ["${role}"], session)\n`).join('')}    session.client("s3").put_object(Bucket=os.environ["BUCKET"], Key="out/a.csv", Body=b"")
`

const link = (name: string, next: string | undefined, trusted: string): string =>
  writer(
    trusting(`{ AWS = aws_iam_role.${trusted}.arn }`),
    next === undefined ? statement(objects) : statement(`aws_iam_role.${next}.arn`, '"sts:AssumeRole"'),
    name,
  )

const chain = (names: readonly string[], trustedByLast = names.at(-2) ?? 'export'): Parts => {
  const variables = names.map((name) => `${name.toUpperCase()} = aws_iam_role.${name}.arn`)
  const trustedBy = (index: number): string => (index === names.length - 1 ? trustedByLast : (names[index - 1] ?? 'export'))
  return {
    code: chained(names.map((name) => name.toUpperCase())),
    variables: `{ BUCKET = aws_s3_bucket.reports.id, ${variables.join(', ')} }`,
    policy: assume(`aws_iam_role.${names[0]}.arn`),
    more: names.map((name, index) => link(name, names[index + 1], trustedBy(index))).join(''),
  }
}

describe('roles that assume one another', () => {
  test('are followed', async () => {
    expect(await judged(chain(['first', 'second', 'third']))).toMatchObject({ verdict: 'granted' })
  })

  test('the last one has to trust the one before it, not the first', async () => {
    const found = await judged(chain(['first', 'second'], 'export'))
    expect(found).toMatchObject({ verdict: 'missing', cause: 'trust-policy' })
    expect(found.message).toContain(
      'as aws_iam_role.second, which aws_iam_role.export assumes through aws_iam_role.first, and the trust policy',
    )
    expect(found.message).toContain('does not let aws_iam_role.first assume it')
  })

  test('more than three are not', async () => {
    const found = await judged(chain(['first', 'second', 'third', 'fourth']))
    expect(found).toMatchObject({ verdict: 'undetermined', cause: 'role-unresolved' })
  })
})

const theirs = `provider "aws" {
  alias  = "theirs"
  region = "eu-west-1"
  assume_role {
    role_arn = "arn:aws:iam::210987654321:role/deploy"
  }
}
`

const elsewhere = (trust: string, policy: string): Parts => ({
  more: theirs + writer(trust).replace('"writer" {', '"writer" {\n  provider = aws.theirs'),
  policy,
})

describe('a role of another account', () => {
  test('must be let by both sides: its trust policy alone is not enough', async () => {
    const { verdict } = await judged(elsewhere(trusting(export_), ''))
    expect(verdict).not.toBe('granted')
  })

  test('that does not trust the function cannot be assumed, whatever its account is', async () => {
    const found = await judged(elsewhere(trusting('{ Service = "ec2.amazonaws.com" }'), assume()))
    expect(found).toMatchObject({ verdict: 'missing', cause: 'trust-policy' })
  })
})

test('a client of one of two roles is judged as either, and neither is certain', async () => {
  const code = assuming()
    .replace('    given =', '    s3 = boto3.client("s3")\n    if event["other"]:\n        given =')
    .replace('    s3 = boto3.client(\n', '        s3 = boto3.client(\n')
  const at = folder(project({ ...given, code }))
  const { report } = await scan({ root: at, cwd: at })
  expect(report.functions[0]?.accesses.map(({ verdict }) => verdict).sort()).toEqual(['granted', 'undetermined'])
})

test('explain shows how the role is assumed, and what lets it', async () => {
  const at = folder(project(given))
  const [explanation] = await explainFunction('aws_lambda_function.export', { root: at, cwd: at })
  const [write] = explanation?.writes ?? []
  expect(write?.trace.map(({ message }) => message)).toContain('aws_iam_role.export assumes aws_iam_role.writer')
  expect(write?.requirements.map(({ action }) => action)).toEqual(['sts:AssumeRole', 's3:PutObject'])
  expect(write?.requirements[0]?.policies.map(({ kind }) => kind)).toEqual(['inline', 'trust-policy'])
})
