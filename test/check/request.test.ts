import { describe, expect, test } from 'vitest'
import { type ContextValue, contextValue } from '../../src/aws/iam/context.ts'
import { analyze } from '../../src/scan.ts'
import { formatText } from '../../src/source/text.ts'
import { folder } from '../support/folder.ts'
import { type Parts, project, role, writing } from '../support/write-project.ts'

const shown = (value: ContextValue): string => {
  switch (value.kind) {
    case 'absent':
      return 'absent'
    case 'unknown':
      return 'unknown'
    case 'values':
      return value.values.map(formatText).join(' and ')
    case 'one-of':
      return value.options.map(shown).join(' or ')
  }
}

const keysOf = async (parts: Parts): Promise<(key: string) => string> => {
  const root = folder(project(parts))
  const { scanned } = await analyze({ root, cwd: root })
  const context = scanned[0]?.functions[0]?.accesses[0]?.requirements[0]?.decided?.request.context
  if (!context) throw new Error('There is no request.')
  return (key) => shown(contextValue(context, key))
}

const giving = (parameters: string): Parts => ({ code: writing().replace('Body=b""', `Body=b"", ${parameters}`) })

describe('what a plain put_object carries', () => {
  test.each([
    ['s3:x-amz-acl', 'absent'],
    ['s3:x-amz-grant-full-control', 'absent'],
    ['s3:x-amz-server-side-encryption', 'absent'],
    ['s3:x-amz-storage-class', 'absent or STANDARD'],
    ['s3:x-amz-copy-source', 'absent'],
    ['s3:x-amz-content-sha256', 'unknown'],
    ['s3:RequestObjectTag/team', 'absent'],
    ['s3:RequestObjectTagKeys', 'absent'],
    ['s3:object-lock-mode', 'absent'],
    ['s3:authType', 'REST-HEADER'],
    ['s3:prefix', 'absent'],
    ['s3:ObjectCreationOperation', 'true'],
    ['aws:SecureTransport', 'true'],
    ['aws:SourceIp', 'unknown'],
    ['aws:SourceVpce', 'absent'],
    ['aws:RequestedRegion', 'eu-west-1'],
    ['aws:CurrentTime', 'unknown'],
    ['aws:PrincipalArn', 'arn:aws:iam::${data.aws_caller_identity.current.account_id}:role/export'],
    ['aws:PrincipalAccount', '${data.aws_caller_identity.current.account_id}'],
    ['aws:ResourceAccount', '${data.aws_caller_identity.current.account_id}'],
    ['aws:PrincipalTag/team', 'data'],
    ['aws:PrincipalTag/stage', 'unknown'],
    ['aws:PrincipalOrgID', 'unknown'],
    ['aws:userid', '${aws_iam_role.export.unique_id}:export'],
    ['lambda:SourceFunctionArn', 'arn:aws:lambda:eu-west-1:${data.aws_caller_identity.current.account_id}:function:export'],
  ])('%s: %s', async (key, value) => {
    expect((await keysOf({ role: role('tags = { team = "data" }') }))(key)).toBe(value)
  })
})

test.each([
  ['ACL="bucket-owner-full-control"', 's3:x-amz-acl', 'bucket-owner-full-control'],
  ['ACL=event["acl"]', 's3:x-amz-acl', 'unknown'],
  ['GrantRead="id=1"', 's3:x-amz-grant-read', 'id=1'],
  ['ServerSideEncryption="aws:kms"', 's3:x-amz-server-side-encryption', 'aws:kms'],
  ['SSEKMSKeyId="alias/reports"', 's3:x-amz-server-side-encryption-aws-kms-key-id', 'unknown'],
  ['StorageClass="GLACIER"', 's3:x-amz-storage-class', 'GLACIER'],
  ['Tagging="team=data&a=b"', 's3:RequestObjectTag/team', 'data'],
  ['Tagging="team=data&a=b"', 's3:RequestObjectTagKeys', 'team and a'],
  ['Tagging="team=data"', 's3:RequestObjectTag/other', 'absent'],
  ['**event["more"]', 's3:x-amz-acl', 'unknown'],
  ['**event["more"]', 's3:RequestObjectTag/team', 'unknown'],
])('%s: %s is %s', async (parameters, key, value) => {
  expect((await keysOf(giving(parameters)))(key)).toBe(value)
})
