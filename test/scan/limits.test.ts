import { describe, expect, test } from 'vitest'
import { type ScanOptions, scan } from '../../src/scan.ts'
import { folder } from '../support/folder.ts'
import {
  bucketPolicy,
  document,
  inline,
  objects,
  type Parts,
  project,
  protecting,
  role,
  statement,
  writing,
} from '../support/write-project.ts'

const accessOf = async (parts: Parts, options: Partial<ScanOptions> = {}) => {
  const root = folder(project(parts))
  const { report } = await scan({ root, cwd: root, ...options })
  expect(report.diagnostics.filter(({ severity }) => severity === 'error')).toEqual([])
  return { access: report.functions[0]?.accesses[0], report }
}

type Row = readonly [fact: string, answer: string, parts: Parts]

const calling = (more: string): string => writing().replace('Body=b""', `Body=b""${more}`)
const denyIf = (condition: string): string => bucketPolicy(protecting('Deny', '"*"', `, Condition = { ${condition} }`))
const allowIf = (condition: string, principal = '{ AWS = aws_iam_role.export.arn }'): Parts => ({
  policy: '',
  more: bucketPolicy(protecting('Allow', principal, condition === '' ? '' : `, Condition = { ${condition} }`)),
})
const unencrypted = denyIf('Null = { "s3:x-amz-server-side-encryption" = "true" }')
const notKms = denyIf('StringNotEquals = { "s3:x-amz-server-side-encryption" = "aws:kms" }')
const byDefault =
  'resource "aws_s3_bucket_server_side_encryption_configuration" "reports" {\n  bucket = aws_s3_bucket.reports.id\n  rule {\n    apply_server_side_encryption_by_default {\n      sse_algorithm = "aws:kms"\n    }\n  }\n}\n'
const optional = `import os\nimport boto3\n\ndef handler(event, context):\n    extra = {}\n    if event.get("secret"):\n        extra["ServerSideEncryption"] = "aws:kms"\n    boto3.client("s3").put_object(Bucket=os.environ["BUCKET"], Key="out/a.csv", Body=b"", **extra)\n`
const ownerControl = 'StringEquals = { "s3:x-amz-acl" = "bucket-owner-full-control" }'

const network = (routes = 'aws_route_table.main.id', policy = '') => `
resource "aws_vpc" "main" {
  cidr_block = "10.0.0.0/16"
}
resource "aws_subnet" "a" {
  vpc_id = aws_vpc.main.id
}
resource "aws_route_table" "main" {
  vpc_id = aws_vpc.main.id
}
resource "aws_route_table" "other" {
  vpc_id = aws_vpc.main.id
}
resource "aws_route_table_association" "a" {
  subnet_id      = aws_subnet.a.id
  route_table_id = aws_route_table.main.id
}
resource "aws_vpc_endpoint" "s3" {
  vpc_id          = aws_vpc.main.id
  service_name    = "com.amazonaws.eu-west-1.s3"
  route_table_ids = [${routes}]
  ${policy}
}
`
const inVpc = 'vpc_config {\n    subnet_ids         = [aws_subnet.a.id]\n    security_group_ids = []\n  }'
const endpointFor = (resource: string): string =>
  `policy = ${document(statement(resource, '"s3:*"', 'Allow', ', Principal = "*"'))}`
const onlyEndpoint = denyIf('StringNotEquals = { "aws:SourceVpce" = aws_vpc_endpoint.s3.id }')

const otherAccount = (more = ''): string =>
  `provider "aws" {\n  alias  = "other"\n  region = "eu-west-1"\n  ${more}\n}\nresource "aws_s3_bucket" "reports" {\n  provider = aws.other\n}\n`
const assuming = 'assume_role {\n    role_arn = "arn:aws:iam::222222222222:role/deploy"\n  }'

const organization = (effect: string, action: string, target: string, more = ''): string => `
resource "aws_organizations_policy" "limit" {
  type    = "SERVICE_CONTROL_POLICY"
  content = ${document(statement('"*"', action, effect))}
}
resource "aws_organizations_policy_attachment" "limit" {
  policy_id = aws_organizations_policy.limit.id
  target_id = ${target}
}
data "aws_caller_identity" "current" {}
${more}`
const own = 'data.aws_caller_identity.current.account_id'

describe.each([
  [
    'headers that a bucket policy asks for',
    [
      ['encryption that the call does not ask for', 'denied bucket-policy-deny', { more: unencrypted }],
      ['the default encryption of the bucket adds no header', 'denied bucket-policy-deny', { more: unencrypted + byDefault }],
      [
        'encryption that the call asks for',
        'granted null',
        { more: unencrypted, code: calling(', ServerSideEncryption="AES256"') },
      ],
      ['another encryption', 'denied bucket-policy-deny', { more: notKms, code: calling(', ServerSideEncryption="AES256"') }],
      ['the encryption that is asked for', 'granted null', { more: notKms, code: calling(', ServerSideEncryption="aws:kms"') }],
      ['no header is not the one that is asked for', 'denied bucket-policy-deny', { more: notKms }],
      ['encryption that the call asks for only sometimes', 'undetermined policy-unresolved', { more: unencrypted, code: optional }],
      [
        'parameters that are not known',
        'undetermined policy-unresolved',
        { more: unencrypted, code: calling(', **event["extra"]') },
      ],
      [
        'the ACL that an Allow asks for',
        'granted null',
        {
          ...allowIf(ownerControl),
          code: calling(', ACL="bucket-owner-full-control"'),
          policy: inline(document(statement(objects, '"s3:PutObjectAcl"'))),
        },
      ],
      ['no ACL where an Allow asks for one', 'missing condition-unmet', allowIf(ownerControl)],
      [
        'a tag that the call gives',
        'granted null',
        {
          policy: inline(
            document(
              statement(
                objects,
                '["s3:PutObject", "s3:PutObjectTagging"]',
                'Allow',
                ', Condition = { StringEquals = { "s3:RequestObjectTag/team" = "data" } }',
              ),
            ),
          ),
          code: calling(', Tagging="team=data&a=b"'),
        },
      ],
      [
        'a tag that the call does not give',
        'missing condition-unmet',
        {
          policy: inline(
            document(
              statement(
                objects,
                '"s3:PutObject"',
                'Allow',
                ', Condition = { StringEquals = { "s3:RequestObjectTag/team" = "data" } }',
              ),
            ),
          ),
        },
      ],
      [
        'a prefix, which only listings have',
        'missing condition-unmet',
        {
          policy: inline(
            document(statement(objects, '"s3:PutObject"', 'Allow', ', Condition = { StringLike = { "s3:prefix" = "out/*" } }')),
          ),
        },
      ],
      [
        'a date is not known',
        'undetermined policy-unresolved',
        { more: denyIf('DateGreaterThan = { "aws:CurrentTime" = "2020-01-01T00:00:00Z" }') },
      ],
    ],
  ],
  [
    'who asks and from where',
    [
      ['TLS', 'granted null', { more: denyIf('Bool = { "aws:SecureTransport" = "false" }') }],
      [
        'an organization that is not in the configuration',
        'undetermined policy-unresolved',
        { more: denyIf('StringNotEquals = { "aws:PrincipalOrgID" = "o-1234567890" }') },
      ],
      [
        'the organization of the account',
        'granted null',
        {
          more: `data "aws_organizations_organization" "own" {}\n${denyIf('StringNotEquals = { "aws:PrincipalOrgID" = data.aws_organizations_organization.own.id }')}`,
        },
      ],
      ['a VPC endpoint, of a function that is in no VPC', 'denied bucket-policy-deny', { more: network() + onlyEndpoint }],
      ['a VPC endpoint that the function has a route to', 'granted null', { repeat: inVpc, more: network() + onlyEndpoint }],
      [
        'a VPC endpoint that another route table leads to',
        'undetermined policy-unresolved',
        { repeat: inVpc, more: network('aws_route_table.other.id') + onlyEndpoint },
      ],
      [
        'the VPC of the function',
        'granted null',
        { repeat: inVpc, more: network() + denyIf('StringNotEquals = { "aws:SourceVpc" = aws_vpc.main.id }') },
      ],
      [
        'an address, of a function in no VPC',
        'undetermined policy-unresolved',
        { more: denyIf('NotIpAddress = { "aws:SourceIp" = "192.0.2.0/24" }') },
      ],
      ['the ARN of the role', 'granted null', { more: denyIf('ArnNotEquals = { "aws:PrincipalArn" = aws_iam_role.export.arn }') }],
      [
        'a tag of the role',
        'granted null',
        { role: role('tags = { team = "data" }'), more: denyIf('StringNotEquals = { "aws:PrincipalTag/team" = "data" }') },
      ],
      [
        'another tag of the role',
        'denied bucket-policy-deny',
        { role: role('tags = { team = "web" }'), more: denyIf('StringNotEquals = { "aws:PrincipalTag/team" = "data" }') },
      ],
      [
        'the id of the role',
        'granted null',
        { more: denyIf('StringNotLike = { "aws:userid" = "${aws_iam_role.export.unique_id}:*" }') },
      ],
      [
        'the function',
        'granted null',
        { more: denyIf('ArnNotLike = { "lambda:SourceFunctionArn" = "arn:aws:lambda:eu-west-1:*:function:export" }') },
      ],
      [
        'another function',
        'denied bucket-policy-deny',
        { more: denyIf('ArnNotLike = { "lambda:SourceFunctionArn" = "arn:aws:lambda:eu-west-1:*:function:import" }') },
      ],
      ['the region', 'granted null', { more: denyIf('StringNotEquals = { "aws:RequestedRegion" = "eu-west-1" }') }],
    ],
  ],
  [
    'the policy of a VPC endpoint',
    [
      ['none allows everything', 'granted null', { repeat: inVpc, more: network() }],
      ['it allows the bucket', 'granted null', { repeat: inVpc, more: network(undefined, endpointFor(objects)) }],
      [
        'it allows another bucket',
        'denied endpoint-policy',
        { repeat: inVpc, more: network(undefined, endpointFor('"arn:aws:s3:::other/*"')) },
      ],
      [
        'it is of a resource of its own',
        'denied endpoint-policy',
        {
          repeat: inVpc,
          more: `${network()}resource "aws_vpc_endpoint_policy" "s3" {\n  vpc_endpoint_id = aws_vpc_endpoint.s3.id\n  ${endpointFor('"arn:aws:s3:::other/*"')}\n}\n`,
        },
      ],
      [
        'it may be on the way',
        'undetermined endpoint-policy',
        {
          repeat: inVpc.replace('aws_subnet.a.id', 'var.subnet'),
          more: `variable "subnet" {}\n${network(undefined, endpointFor('"arn:aws:s3:::other/*"'))}`,
        },
      ],
      [
        'it may be on the way, and allows the bucket',
        'granted null',
        {
          repeat: inVpc.replace('aws_subnet.a.id', 'var.subnet'),
          more: `variable "subnet" {}\n${network(undefined, endpointFor(objects))}`,
        },
      ],
      ['the function is in no VPC', 'granted null', { more: network(undefined, endpointFor('"arn:aws:s3:::other/*"')) }],
      [
        'another route table leads to it',
        'granted null',
        { repeat: inVpc, more: network('aws_route_table.other.id', endpointFor('"arn:aws:s3:::other/*"')) },
      ],
    ],
  ],
  [
    'policies of the organization in the configuration',
    [
      ['a Deny for the account', 'denied scp', { more: organization('Deny', '"s3:PutObject"', own) }],
      ['a Deny of something else', 'granted null', { more: organization('Deny', '"s3:DeleteObject"', own) }],
      [
        'an Allow of something else, where everything may be allowed too',
        'undetermined scp',
        { more: organization('Allow', '"ec2:*"', own) },
      ],
      ['a Deny for another account', 'undetermined scp', { more: organization('Deny', '"s3:PutObject"', '"222222222222"') }],
      [
        'a Deny for the root, of which the account may be',
        'undetermined scp',
        { more: organization('Deny', '"s3:PutObject"', '"r-abcd"') },
      ],
      [
        'a Deny for the root does not limit the account that manages the organization',
        'granted null',
        {
          more: organization(
            'Deny',
            '"s3:PutObject"',
            'aws_organizations_organization.all.roots[0].id',
            'resource "aws_organizations_organization" "all" {}',
          ),
        },
      ],
      [
        'a Deny for resources',
        'denied rcp',
        { more: organization('Deny', '"s3:PutObject"', own).replace('SERVICE_CONTROL', 'RESOURCE_CONTROL') },
      ],
    ],
  ],
  [
    'a bucket of another account',
    [
      [
        'its policy does not allow it',
        'missing cross-account',
        { buckets: otherAccount(assuming), role: role(), more: '', files: {} },
      ],
      [
        'its policy and the role allow it',
        'granted null',
        { buckets: otherAccount(assuming), more: bucketPolicy(protecting('Allow', '{ AWS = aws_iam_role.export.arn }')) },
      ],
      ['its policy alone allows it', 'missing no-statement', { ...allowIf(''), buckets: otherAccount(assuming) }],
      [
        'a provider of another region is of the same account',
        'granted null',
        { buckets: otherAccount().replace('eu-west-1', 'us-east-1') },
      ],
      [
        'a provider with another profile may be of another account',
        'undetermined cross-account',
        { buckets: otherAccount('profile = "other"') },
      ],
    ],
  ],
  [
    'principals of a bucket policy',
    [
      ['the ARN of the role', 'granted null', allowIf('')],
      ['its id', 'granted null', allowIf('', '{ AWS = aws_iam_role.export.unique_id }')],
      [
        'its session',
        'granted null',
        allowIf('', '{ AWS = "arn:aws:sts::${data.aws_caller_identity.own.account_id}:assumed-role/export/export" }\n'),
      ],
      [
        'another session of it',
        'missing no-statement',
        allowIf('', '{ AWS = "arn:aws:sts::${data.aws_caller_identity.own.account_id}:assumed-role/export/import" }\n'),
      ],
      [
        'its account, which leaves it to the role',
        'missing no-statement',
        allowIf('', '{ AWS = "arn:aws:iam::${data.aws_caller_identity.own.account_id}:root" }\n'),
      ],
    ],
  ],
] satisfies [string, readonly Row[]][])('%s', (_, rows) => {
  test.each(rows as readonly Row[])('%s: %s', async (_fact, answer, parts) => {
    const account = 'allowed_account_ids = ["111111111111"]'
    const known = parts.buckets?.includes('assume_role')
    const more = `${parts.more ?? ''}${JSON.stringify(parts).includes('caller_identity.own') ? '\ndata "aws_caller_identity" "own" {}\n' : ''}`
    const files = project({ ...parts, more })
    const root = folder({
      ...files,
      'main.tf': known
        ? (files['main.tf'] ?? '').replace('region = "eu-west-1"', `region = "eu-west-1"\n  ${account}`)
        : (files['main.tf'] ?? ''),
    })
    const { report } = await scan({ root, cwd: root })
    expect(report.diagnostics.filter(({ severity }) => severity === 'error')).toEqual([])
    const access = report.functions[0]?.accesses[0]
    expect(`${access?.verdict} ${access?.cause}`).toBe(answer)
  })
})

const policy = (...statements: readonly object[]) => JSON.stringify({ Version: '2012-10-17', Statement: statements })
const deny = policy({ Effect: 'Deny', Action: 's3:PutObject', Resource: '*' })
const others = policy({ Effect: 'Allow', Action: 'ec2:*', Resource: '*' })
const everything = policy({ Effect: 'Allow', Action: '*', Resource: '*' })

describe('policies of the organization in files', () => {
  test.each([
    ['a Deny', 'denied scp', { scps: [[deny]], rcps: [] }],
    ['a Deny of something else', 'granted null', { scps: [[deny.replace('PutObject', 'GetObject')]], rcps: [] }],
    ['one level that does not allow it', 'denied scp', { scps: [[everything], [others]], rcps: [] }],
    ['policies of one level that allow it together', 'granted null', { scps: [[everything, others]], rcps: [] }],
    ['a Deny for resources', 'denied rcp', { scps: [], rcps: [[deny]] }],
    ['a Deny of something else for resources', 'granted null', { scps: [], rcps: [[deny.replace('PutObject', 'GetObject')]] }],
  ] as const)('%s: %s', async (_, answer, { rcps, scps }) => {
    const named = (levels: readonly (readonly string[])[]) =>
      levels.map((level) => level.map((text, at) => ({ path: `${at}.json`, text })))
    const { access } = await accessOf({}, { organization: { scps: named(scps), rcps: named(rcps) } })
    expect(`${access?.verdict} ${access?.cause}`).toBe(answer)
  })

  test('what is no policy is a mistake in the arguments', async () => {
    const given = (text: string) => accessOf({}, { organization: { scps: [[{ path: 'scp.json', text }]], rcps: [] } })
    await expect(given('{')).rejects.toThrow('The policy "scp.json" of --scp is not JSON.')
    await expect(given('{}')).rejects.toThrow('The policy "scp.json" of --scp has no "Statement", so it is no policy.')
  })
})
