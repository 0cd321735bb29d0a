import { describe, expect, test } from 'vitest'
import { scan } from '../../src/scan.ts'
import { folder } from '../support/folder.ts'
import { bucketPolicy, document, inline, objects, type Parts, project, statement, two, writing } from '../support/write-project.ts'

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

const granting = (...actions: readonly string[]): string =>
  inline(document(statement(objects, `[${actions.map((action) => `"s3:${action}"`).join(', ')}]`)))
const giving = (parameters: string): string => writing().replace('Body=b""', `Body=b"", ${parameters}`)

const owned = (ownership: string): string =>
  `resource "aws_s3_bucket_ownership_controls" "reports" {\n  bucket = aws_s3_bucket.reports.id\n  rule {\n    object_ownership = ${ownership}\n  }\n}\n`
const blocking = (block: string, more = 'bucket = aws_s3_bucket.reports.id'): string =>
  `resource "aws_s3_bucket_public_access_block" "reports" {\n  ${more}\n  block_public_acls = ${block}\n}\n`
const preferred = owned('"BucketOwnerPreferred"')
const withAcl = granting('PutObject', 'PutObjectAcl')
const readable = giving('ACL="bucket-owner-read"')
const open = giving('ACL="public-read"')

const copying = (source: string): string =>
  `import os\nimport boto3\n\ndef handler(event, context):\n    boto3.client("s3").copy_object(Bucket=os.environ["BUCKET"], Key="out/a.csv", CopySource=${source})\n`
const copy = {
  buckets: two,
  variables: '{ BUCKET = aws_s3_bucket.reports.id, INBOX = aws_s3_bucket.other.id }',
  code: copying('{"Bucket": os.environ["INBOX"], "Key": "in/a.csv"}'),
}
const reading = (action = '"s3:GetObject"', resource = '"${aws_s3_bucket.other.arn}/in/*"', effect = 'Allow'): string =>
  inline(document(statement(objects), statement(resource, action, effect)))

const key = (policy = ''): string => `resource "aws_kms_key" "reports" {\n  ${policy}\n}\n`
const encrypting = (id: string, more = ''): string =>
  `resource "aws_s3_bucket_server_side_encryption_configuration" "reports" {\n  bucket = aws_s3_bucket.reports.id\n  rule {\n    ${more}\n    apply_server_side_encryption_by_default {\n      sse_algorithm = "aws:kms"\n      ${id}\n    }\n  }\n}\n`
const byDefault = key() + encrypting('kms_master_key_id = aws_kms_key.reports.arn')
const using = (action: string, resource = 'aws_kms_key.reports.arn', more = ''): string =>
  inline(document(statement(objects), statement(resource, action, 'Allow', more)))
const uploading =
  'import os\nimport boto3\n\ndef handler(event, context):\n    boto3.client("s3").upload_file("/tmp/a", os.environ["BUCKET"], "out/a.csv")\n'
const when = (test: string): string => `, Condition = { StringEquals = { ${test} } }`
const alias = (name: string): string => `data "aws_kms_alias" "this" {\n  name = "${name}"\n}\n`
const grant = (more = '', operations = '"GenerateDataKey"'): string =>
  `resource "aws_kms_grant" "export" {\n  key_id = aws_kms_key.reports.key_id\n  grantee_principal = aws_iam_role.export.arn\n  operations = [${operations}]\n  ${more}\n}\n`

const acrossAccounts = {
  buckets:
    'provider "aws" {\n  alias = "other"\n  region = "eu-west-1"\n  allowed_account_ids = ["222222222222"]\n}\nresource "aws_s3_bucket" "reports" {\n  provider = aws.other\n}\n',
  more:
    encrypting('').replace('bucket = aws', 'provider = aws.other\n  bucket = aws') +
    bucketPolicy(statement(objects, '"s3:*"', 'Allow', ', Principal = { AWS = aws_iam_role.export.arn }')),
  files: { 'main_override.tf': 'provider "aws" {\n  allowed_account_ids = ["111111111111"]\n}\n' },
}

const speaking =
  'import os\nimport boto3\n\ndef handler(event, context):\n    boto3.client("polly").start_speech_synthesis_task(OutputFormat="mp3", OutputS3BucketName=os.environ["BUCKET"], OutputS3KeyPrefix="out/", Text="a", VoiceId="Joanna")\n'

describe.each([
  [
    'parameters',
    [
      ['tags are granted', 'granted', null, { code: giving('Tagging="a=b"'), policy: granting('PutObject', 'PutObjectTagging') }],
      ['tags are not granted', 'missing', 'tagging-not-granted', { code: giving('Tagging="a=b"') }],
      [
        'a lock until a date is granted',
        'granted',
        null,
        { code: giving('ObjectLockMode="GOVERNANCE"'), policy: granting('PutObject', 'PutObjectRetention') },
      ],
      ['a lock until a date is not granted', 'missing', 'object-lock-not-granted', { code: giving('ObjectLockMode="GOVERNANCE"') }],
      [
        'a legal hold is not that',
        'missing',
        'object-lock-not-granted',
        { code: giving('ObjectLockLegalHoldStatus="ON"'), policy: granting('PutObject', 'PutObjectRetention') },
      ],
      ['an ACL is not granted', 'missing', 'acl-not-granted', { code: giving('ACL="bucket-owner-full-control"') }],
    ],
  ],
  [
    'ownership of objects',
    [
      [
        'full control of the owner of the bucket is always taken',
        'granted',
        null,
        { code: giving('ACL="bucket-owner-full-control"'), policy: withAcl, more: owned('"BucketOwnerEnforced"') },
      ],
      [
        'an ACL is turned away',
        'denied',
        'acl-not-supported',
        { code: readable, policy: withAcl, more: owned('"BucketOwnerEnforced"') },
      ],
      ['an ACL is taken', 'granted', null, { code: readable, policy: withAcl, more: preferred }],
      [
        'an older bucket takes ACLs, a newer one does not',
        'undetermined',
        'acl-not-supported',
        { code: readable, policy: withAcl },
      ],
      [
        'what ownership is set is not known',
        'undetermined',
        'acl-not-supported',
        { code: readable, policy: withAcl, more: `variable "ownership" {}\n${owned('var.ownership')}` },
      ],
      [
        'an ACL of the event may be the one that is taken',
        'undetermined',
        'acl-not-supported',
        { code: giving('ACL=event["acl"]'), policy: withAcl, more: owned('"BucketOwnerEnforced"') },
      ],
    ],
  ],
  [
    'public ACLs',
    [
      [
        'the bucket blocks them',
        'denied',
        'public-access-block',
        { code: open, policy: withAcl, more: preferred + blocking('true') },
      ],
      ['the bucket takes them', 'granted', null, { code: open, policy: withAcl, more: preferred + blocking('false') }],
      [
        'an ACL that is not public is not blocked',
        'granted',
        null,
        { code: readable, policy: withAcl, more: preferred + blocking('true') },
      ],
      [
        'the account blocks them',
        'denied',
        'public-access-block',
        {
          code: open,
          policy: withAcl,
          more: `${preferred}${blocking('false')}resource "aws_s3_account_public_access_block" "this" {\n  block_public_acls = true\n}\n`,
        },
      ],
      [
        'an older bucket takes them, a newer one does not',
        'undetermined',
        'public-access-block',
        { code: open, policy: withAcl, more: preferred },
      ],
      [
        'everybody may be granted it by name',
        'denied',
        'public-access-block',
        {
          code: giving('GrantRead=\'uri="http://acs.amazonaws.com/groups/global/AllUsers"\''),
          policy: withAcl,
          more: preferred + blocking('true'),
        },
      ],
    ],
  ],
  [
    'copies',
    [
      ['the source is granted', 'granted', null, { ...copy, policy: reading() }],
      ['the source is not granted', 'missing', 'copy-source-not-granted', copy],
      [
        'another prefix of the source is granted',
        'missing',
        'copy-source-not-granted',
        { ...copy, policy: reading('"s3:GetObject"', '"${aws_s3_bucket.other.arn}/out/*"') },
      ],
      [
        'the policy of the source allows the role',
        'granted',
        null,
        {
          ...copy,
          more: bucketPolicy(
            statement(
              '"${aws_s3_bucket.other.arn}/*"',
              '"s3:GetObject"',
              'Allow',
              ', Principal = { AWS = aws_iam_role.export.arn }',
            ),
            'bucket = aws_s3_bucket.other.id',
          ),
        },
      ],
      [
        'the policy of the source denies it',
        'denied',
        'bucket-policy-deny',
        {
          ...copy,
          policy: reading(),
          more: bucketPolicy(
            statement('"${aws_s3_bucket.other.arn}/*"', '"s3:GetObject"', 'Deny', ', Principal = "*"'),
            'bucket = aws_s3_bucket.other.id',
          ),
        },
      ],
      [
        'a version that is named is another action',
        'missing',
        'copy-source-not-granted',
        { ...copy, policy: reading(), code: copying('os.environ["INBOX"] + "/in/a.csv?versionId=1"') },
      ],
      [
        'a version that is named is granted',
        'granted',
        null,
        { ...copy, policy: reading('"s3:GetObjectVersion"'), code: copying('"/" + os.environ["INBOX"] + "/in/a.csv?versionId=1"') },
      ],
      [
        'some objects of the source are granted',
        'undetermined',
        'prefix-mismatch',
        { ...copy, policy: reading(), code: copying('{"Bucket": os.environ["INBOX"], "Key": event["key"]}') },
      ],
      [
        'the source may be encrypted with a key that is not granted',
        'undetermined',
        'kms-not-granted',
        { ...copy, policy: reading(), more: byDefault.replaceAll('aws_s3_bucket.reports.id', 'aws_s3_bucket.other.id') },
      ],
    ],
  ],
  [
    'keys',
    [
      ['the key of the bucket is granted', 'granted', null, { more: byDefault, policy: using('"kms:GenerateDataKey"') }],
      ['the key of the bucket is not granted', 'denied', 'kms-not-granted', { more: byDefault }],
      ['no key of KMS is asked for', 'granted', null, { more: byDefault, code: giving('ServerSideEncryption="AES256"') }],
      [
        'the call asks for KMS and names no key',
        'granted',
        null,
        { more: byDefault, code: giving('ServerSideEncryption="aws:kms"') },
      ],
      [
        'the key of the caller is S3’s business',
        'granted',
        null,
        { more: byDefault, code: giving('SSECustomerAlgorithm="AES256", SSECustomerKey="k"') },
      ],
      [
        'two layers of KMS ask for the key too',
        'denied',
        'kms-not-granted',
        { more: (key() + encrypting('kms_master_key_id = aws_kms_key.reports.arn')).replace('"aws:kms"', '"aws:kms:dsse"') },
      ],
      [
        'the encryption of the event may be that of the bucket',
        'undetermined',
        'kms-not-granted',
        { more: byDefault, code: giving('ServerSideEncryption=event["sse"]') },
      ],
      [
        'a large upload is sent in parts, which are decrypted',
        'undetermined',
        'kms-not-granted',
        { more: byDefault, policy: using('"kms:GenerateDataKey"'), code: uploading },
      ],
      [
        'a large upload is granted',
        'granted',
        null,
        { more: byDefault, policy: using('["kms:GenerateDataKey", "kms:Decrypt"]'), code: uploading },
      ],
      [
        'an upload in parts without kms:Decrypt',
        'denied',
        'kms-not-granted',
        {
          more: byDefault,
          policy: using('"kms:GenerateDataKey"'),
          code: 'import os\nimport boto3\n\ndef handler(event, context):\n    boto3.client("s3").create_multipart_upload(Bucket=os.environ["BUCKET"], Key="out/a.csv")\n',
        },
      ],
      ['the key of S3 is not for functions of another account', 'undetermined', 'kms-not-granted', acrossAccounts],
      ['the key of S3 needs no permission', 'granted', null, { more: encrypting('') }],
      [
        'the key of S3, looked up',
        'granted',
        null,
        { more: alias('alias/aws/s3') + encrypting('kms_master_key_id = data.aws_kms_alias.this.target_key_arn') },
      ],
      [
        'a key that is looked up is granted by the role’s own policies',
        'granted',
        null,
        {
          more: alias('alias/reports') + encrypting('kms_master_key_id = data.aws_kms_alias.this.target_key_arn'),
          policy: using('"kms:GenerateDataKey"', 'data.aws_kms_alias.this.target_key_arn'),
        },
      ],
      [
        'a key that is looked up may allow the role by its own policy',
        'undetermined',
        'kms-not-granted',
        {
          more:
            'data "aws_kms_key" "this" {\n  key_id = "alias/reports"\n}\n' +
            encrypting('kms_master_key_id = data.aws_kms_key.this.arn'),
        },
      ],
      [
        'a key that is looked up by the alias of a declared one is that one',
        'denied',
        'kms-not-granted',
        {
          more:
            key() +
            'resource "aws_kms_alias" "reports" {\n  name = "alias/reports"\n  target_key_id = aws_kms_key.reports.key_id\n}\ndata "aws_kms_key" "this" {\n  key_id = "alias/reports"\n}\n' +
            encrypting('kms_master_key_id = data.aws_kms_key.this.arn'),
        },
      ],
      [
        'an alias is what the bucket calls its key',
        'granted',
        null,
        {
          more:
            key() +
            'resource "aws_kms_alias" "reports" {\n  name = "alias/reports"\n  target_key_id = aws_kms_key.reports.key_id\n}\n' +
            encrypting('kms_master_key_id = aws_kms_alias.reports.arn'),
          policy: using('"kms:GenerateDataKey"'),
        },
      ],
      [
        'a replica has a policy of its own',
        'denied',
        'kms-not-granted',
        {
          more:
            key('multi_region = true') +
            'resource "aws_kms_replica_key" "reports" {\n  primary_key_arn = aws_kms_key.reports.arn\n}\n' +
            encrypting('kms_master_key_id = aws_kms_replica_key.reports.arn'),
        },
      ],
      ['a grant lets the role use the key', 'granted', null, { more: byDefault + grant() }],
      ['a grant of something else', 'denied', 'kms-not-granted', { more: byDefault + grant('', '"Decrypt"') }],
      [
        'a grant for the objects that are written',
        'granted',
        null,
        {
          more:
            byDefault +
            grant(
              'constraints {\n    encryption_context_equals = { "aws:s3:arn" = "${aws_s3_bucket.reports.arn}/out/a.csv" }\n  }',
            ),
        },
      ],
      [
        'a grant for other objects',
        'denied',
        'kms-not-granted',
        {
          more:
            byDefault +
            grant('constraints {\n    encryption_context_subset = { "aws:s3:arn" = "${aws_s3_bucket.reports.arn}/b.csv" }\n  }'),
        },
      ],
      [
        'the key may be used through S3',
        'granted',
        null,
        { more: byDefault, policy: using('"kms:*"', '"*"', when('"kms:ViaService" = "s3.eu-west-1.amazonaws.com"')) },
      ],
      [
        'the key may be used through another service',
        'denied',
        'kms-not-granted',
        { more: byDefault, policy: using('"kms:*"', '"*"', when('"kms:ViaService" = "sqs.eu-west-1.amazonaws.com"')) },
      ],
      [
        'the ARN of the object is the encryption context',
        'granted',
        null,
        {
          more: byDefault,
          policy: using('"kms:*"', '"*"', when('"kms:EncryptionContext:aws:s3:arn" = "${aws_s3_bucket.reports.arn}/out/a.csv"')),
        },
      ],
      [
        'with a bucket key, that of the bucket is',
        'granted',
        null,
        {
          more: key() + encrypting('kms_master_key_id = aws_kms_key.reports.arn', 'bucket_key_enabled = true'),
          policy: using('"kms:*"', '"*"', when('"kms:EncryptionContext:aws:s3:arn" = aws_s3_bucket.reports.arn')),
        },
      ],
      [
        'with a bucket key, that of the object is not',
        'denied',
        'kms-not-granted',
        {
          more: key() + encrypting('kms_master_key_id = aws_kms_key.reports.arn', 'bucket_key_enabled = true'),
          policy: using('"kms:*"', '"*"', when('"kms:EncryptionContext:aws:s3:arn" = "${aws_s3_bucket.reports.arn}/out/a.csv"')),
        },
      ],
      [
        'a Deny on a key that is elsewhere',
        'denied',
        'kms-not-granted',
        {
          code: giving('SSEKMSKeyId="arn:aws:kms:eu-west-1:123456789012:key/1"'),
          policy: inline(document(statement(objects), statement('"*"', '"kms:*"', 'Deny'))),
        },
      ],
    ],
  ],
  [
    'services that write for the function',
    [
      ['it is granted', 'granted', null, { code: speaking }],
      ['it is not granted', 'missing', 'action-mismatch', { code: speaking, policy: granting('GetObject') }],
      ['the key of the bucket is not granted', 'denied', 'kms-not-granted', { code: speaking, more: byDefault }],
    ],
  ],
] satisfies [string, readonly Row[]][])('%s', (_, rows) => {
  test.each(rows as readonly Row[])('%s: %s, %s', async (_fact, verdict, cause, parts) => {
    expect(await answerTo(parts)).toEqual({ verdict, cause })
  })
})
