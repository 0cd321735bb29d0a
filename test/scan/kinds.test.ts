import { describe, expect, test } from 'vitest'
import { scan } from '../../src/scan.ts'
import { folder } from '../support/folder.ts'
import { bucket, bucketPolicy, document, inline, objects, type Parts, project, statement } from '../support/write-project.ts'

interface Answer {
  readonly verdict: string | undefined
  readonly cause: string | null | undefined
}

const answerTo = async (parts: Parts): Promise<Answer> => {
  const root = folder(project(parts))
  const { report } = await scan({ root, cwd: root })
  expect(report.diagnostics.filter(({ severity }) => severity === 'error')).toEqual([])
  const access = report.functions[0]?.accesses[0]
  return { verdict: access?.verdict, cause: access?.cause }
}

type Row = readonly [fact: string, verdict: string, cause: string | null, parts: Parts]

const account = 'data "aws_caller_identity" "this" {}\n'
const allowing = (principal: string, resource: string, action = '"s3:PutObject"', more = ''): string =>
  document(statement(resource, action, 'Allow', `, Principal = ${principal}${more}`))
const exporting = '{ AWS = aws_iam_role.export.arn }'

const session =
  'resource "aws_s3_directory_bucket" "fast" {\n  bucket = "reports--euw1-az1--x-s3"\n  location {\n    name = "euw1-az1"\n  }\n}\n'
const directory = { buckets: session, variables: '{ BUCKET = aws_s3_directory_bucket.fast.bucket }' }
const granting = (resource: string, action = '"s3:PutObject"', more = ''): string =>
  inline(document(statement(resource, action, 'Allow', more)))

const point = `${account}${bucket('reports')}resource "aws_s3_access_point" "exports" {\n  name = "exports"\n  bucket = aws_s3_bucket.reports.id\n}\n`
const pointPolicy = (policy: string): string =>
  `resource "aws_s3control_access_point_policy" "exports" {\n  access_point_arn = aws_s3_access_point.exports.arn\n  policy = ${policy}\n}\n`
const behind = '"${aws_s3_access_point.exports.arn}/object/*"'
const byArn = { buckets: point, variables: '{ BUCKET = aws_s3_access_point.exports.arn }' }
const delegated = bucketPolicy(
  `{ Effect = "Allow", Action = "*", Principal = { AWS = "*" }, Resource = [aws_s3_bucket.reports.arn, ${objects}], Condition = { StringEquals = { "s3:DataAccessPointAccount" = data.aws_caller_identity.this.account_id } } }`,
)
const both = `[${objects}, ${behind}]`

const inVpc = (vpc: string): string =>
  point.replace('name = "exports"', `name = "exports"\n  vpc_configuration {\n    vpc_id = ${vpc}\n  }`)
const network =
  'resource "aws_vpc" "this" {\n  cidr_block = "10.0.0.0/16"\n}\nresource "aws_subnet" "this" {\n  vpc_id = aws_vpc.this.id\n  cidr_block = "10.0.0.0/24"\n}\nresource "aws_vpc_endpoint" "s3" {\n  vpc_id = aws_vpc.this.id\n  service_name = "com.amazonaws.eu-west-1.s3"\n  vpc_endpoint_type = "Gateway"\n  route_table_ids = [aws_route_table.this.id]\n}\nresource "aws_route_table" "this" {\n  vpc_id = aws_vpc.this.id\n}\nresource "aws_route_table_association" "this" {\n  subnet_id = aws_subnet.this.id\n  route_table_id = aws_route_table.this.id\n}\n'
const multiRegion = {
  buckets: `${account}${bucket('reports')}resource "aws_s3control_multi_region_access_point" "exports" {\n  details {\n    name = "exports"\n    region {\n      bucket = aws_s3_bucket.reports.id\n    }\n  }\n}\n`,
  variables: '{ BUCKET = aws_s3control_multi_region_access_point.exports.arn }',
}
const ofMultiRegion = '"${aws_s3control_multi_region_access_point.exports.arn}/object/*"'
const lambdaPoint = {
  buckets: `${point}resource "aws_s3control_object_lambda_access_point" "exports" {\n  name = "exports-lambda"\n  configuration {\n    supporting_access_point = aws_s3_access_point.exports.arn\n  }\n}\n`,
  variables: '{ BUCKET = aws_s3control_object_lambda_access_point.exports.arn }',
}
const outpost = {
  buckets: account,
  variables:
    '{ BUCKET = "arn:aws:s3-outposts:eu-west-1:${data.aws_caller_identity.this.account_id}:outpost/op-1/accesspoint/exports" }',
}

describe.each([
  [
    'directory buckets',
    [
      [
        'a session is what is asked for',
        'granted',
        null,
        { ...directory, policy: granting('aws_s3_directory_bucket.fast.arn', '"s3express:CreateSession"') },
      ],
      [
        'a session may be granted for reading and writing only',
        'granted',
        null,
        {
          ...directory,
          policy: granting('"*"', '"s3express:*"', ', Condition = { StringEquals = { "s3express:SessionMode" = "ReadWrite" } }'),
        },
      ],
      ['s3:PutObject is not asked for', 'missing', 'action-mismatch', { ...directory, policy: granting('"*"', '"s3:PutObject"') }],
      [
        'a session for reading does not write',
        'missing',
        'condition-unmet',
        {
          ...directory,
          policy: granting(
            '"*"',
            '"s3express:CreateSession"',
            ', Condition = { StringEquals = { "s3express:SessionMode" = "ReadOnly" } }',
          ),
        },
      ],
      [
        'the region of a bucket that is elsewhere is not known',
        'undetermined',
        'policy-unresolved',
        {
          variables: '{ BUCKET = "reports--euw1-az1--x-s3" }',
          policy: granting(
            '"arn:aws:s3express:eu-west-1:123456789012:bucket/reports--euw1-az1--x-s3"',
            '"s3express:CreateSession"',
          ),
        },
      ],
    ],
  ],
  [
    'access points',
    [
      ['the access point and its bucket are granted', 'granted', null, { ...byArn, policy: granting(both) }],
      [
        'an alias is another name',
        'granted',
        null,
        { ...byArn, variables: '{ BUCKET = aws_s3_access_point.exports.alias }', policy: granting(both) },
      ],
      ['the bucket leaves it to its access points', 'granted', null, { ...byArn, policy: granting(behind) + delegated }],
      [
        'the access point allows the role, and the bucket leaves it to its access points',
        'granted',
        null,
        { ...byArn, policy: pointPolicy(allowing(exporting, behind)) + delegated },
      ],
      [
        'the access point allows the role, and the bucket does not leave it to it',
        'missing',
        'bucket-not-delegated',
        { ...byArn, policy: pointPolicy(allowing(exporting, behind)) },
      ],
      ['the bucket alone is granted', 'missing', 'wrong-bucket', { ...byArn, policy: granting(objects) }],
      ['the access point alone is granted', 'undetermined', 'bucket-not-delegated', { ...byArn, policy: granting(behind) }],
      [
        'the access point denies it',
        'denied',
        'bucket-policy-deny',
        { ...byArn, policy: granting(both) + pointPolicy(document(statement(behind, '"s3:*"', 'Deny', ', Principal = "*"'))) },
      ],
      [
        'an access point that is elsewhere may allow it',
        'undetermined',
        'policy-unresolved',
        { variables: '{ BUCKET = "arn:aws:s3:eu-west-1:123456789012:accesspoint/exports" }', policy: granting(objects) },
      ],
      [
        'requests are taken only from the VPC of the function',
        'granted',
        null,
        {
          ...byArn,
          buckets: inVpc('aws_vpc.this.id') + network,
          repeat: 'vpc_config {\n    subnet_ids = [aws_subnet.this.id]\n    security_group_ids = []\n  }',
          policy: granting(both),
        },
      ],
      [
        'requests are taken only from a VPC that the function is not in',
        'denied',
        'access-point-network',
        { ...byArn, buckets: inVpc('"vpc-1"'), policy: granting(both) },
      ],
    ],
  ],
  [
    'Multi-Region Access Points',
    [
      [
        'it and all of its buckets are granted',
        'granted',
        null,
        { ...multiRegion, policy: granting(`[${objects}, ${ofMultiRegion}]`) },
      ],
      ['its buckets alone are granted', 'missing', 'wrong-bucket', { ...multiRegion, policy: granting(objects) }],
      ['its buckets are not granted', 'undetermined', 'bucket-not-delegated', { ...multiRegion, policy: granting(ofMultiRegion) }],
      ['its buckets leave it to it', 'granted', null, { ...multiRegion, policy: granting(ofMultiRegion) + delegated }],
      [
        'by its alias it may be any',
        'undetermined',
        'policy-unresolved',
        { variables: '{ BUCKET = "mfzwi23gnjvgw.mrap" }', policy: granting(objects) },
      ],
    ],
  ],
  [
    'Object Lambda access points',
    [
      [
        'it, the access point behind it and the bucket are granted',
        'granted',
        null,
        { ...lambdaPoint, policy: inline(document(statement(both), statement('"*"', '"s3-object-lambda:*"'))) },
      ],
      ['its own action is not granted', 'missing', 'no-statement', { ...lambdaPoint, policy: granting(both) }],
      [
        'the access point behind it is granted through it only',
        'granted',
        null,
        {
          ...lambdaPoint,
          policy: inline(
            document(
              statement(
                '"*"',
                '"s3:*"',
                'Allow',
                ', Condition = { "ForAnyValue:StringEquals" = { "aws:CalledVia" = ["s3-object-lambda.amazonaws.com"] } }',
              ),
              statement('aws_s3control_object_lambda_access_point.exports.arn', '"s3-object-lambda:PutObject"'),
            ),
          ),
        },
      ],
      [
        'one that is elsewhere may have its own policy',
        'undetermined',
        'policy-unresolved',
        {
          variables: '{ BUCKET = "arn:aws:s3-object-lambda:eu-west-1:123456789012:accesspoint/exports" }',
          policy: granting('"*"'),
        },
      ],
    ],
  ],
  [
    'Outposts',
    [
      [
        'one of another account than the role may be must allow it too',
        'undetermined',
        'cross-account',
        {
          variables: '{ BUCKET = "arn:aws:s3-outposts:eu-west-1:123456789012:outpost/op-1/accesspoint/exports" }',
          policy: granting('"*"', '"s3-outposts:PutObject"'),
        },
      ],
      ['its own actions are granted', 'granted', null, { ...outpost, policy: granting('"*"', '"s3-outposts:PutObject"') }],
      ['s3:PutObject is not asked for', 'undetermined', 'policy-unresolved', { ...outpost, policy: granting('"*"') }],
      [
        'its own actions are denied',
        'denied',
        'explicit-deny',
        {
          ...outpost,
          policy: inline(document(statement('"*"', '"s3-outposts:*"'), statement('"*"', '"s3-outposts:Put*"', 'Deny'))),
        },
      ],
    ],
  ],
] satisfies [string, readonly Row[]][])('%s', (_, rows) => {
  test.each(rows as readonly Row[])('%s: %s, %s', async (_fact, verdict, cause, parts) => {
    expect(await answerTo(parts)).toEqual({ verdict, cause })
  })
})
