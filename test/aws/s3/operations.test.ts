import { expect, test } from 'vitest'
import { operations, requiredActions } from '../../../src/aws/s3/operations.ts'

const actions = (operation: string, ...parameters: readonly string[]) =>
  requiredActions(operation, new Set(parameters)).map(({ action }) => action)

test('writing an object asks for s3:PutObject and no more', () => {
  for (const operation of [
    'PutObject',
    'CopyObject',
    'CreateMultipartUpload',
    'UploadPart',
    'UploadPartCopy',
    'CompleteMultipartUpload',
  ])
    expect(actions(operation, 'Body', 'ContentType')).toEqual(['s3:PutObject'])
})
test('an ACL, tags and locks are asked for when they are given', () => {
  expect(requiredActions('PutObject', new Set(['GrantRead', 'ACL', 'Tagging']))).toEqual([
    { action: 's3:PutObject', cause: null },
    { action: 's3:PutObjectAcl', cause: 'acl-not-granted' },
    { action: 's3:PutObjectTagging', cause: 'tagging-not-granted' },
  ])
  expect(actions('CopyObject', 'ObjectLockMode', 'ObjectLockLegalHoldStatus')).toEqual([
    's3:PutObject',
    's3:PutObjectRetention',
    's3:PutObjectLegalHold',
  ])
  expect(actions('UploadPart', 'ACL')).toEqual(['s3:PutObject'])
})
test('aborting its own upload is allowed to whoever began it', () => {
  expect(actions('AbortMultipartUpload')).toEqual([])
  expect(operations.get('AbortMultipartUpload')?.advisory).toEqual(['s3:AbortMultipartUpload'])
})
test('an operation that is not known is taken for a write', () => expect(actions('PutSomething')).toEqual(['s3:PutObject']))
test('each operation names its documentation', () =>
  expect(operations.get('CopyObject')?.documentation).toBe('https://docs.aws.amazon.com/AmazonS3/latest/API/API_CopyObject.html'))
