import { expect, test } from 'vitest'
import { mayUploadInParts, operations, requiredActions, sourceActions } from '../../../src/aws/s3/operations.ts'

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

test('a service that writes with the permissions of its caller asks for s3:PutObject', () => {
  expect(actions('StartSpeechSynthesisTask', 'OutputS3KeyPrefix')).toEqual(['s3:PutObject'])
  expect(actions('StartQueryExecution', 'ACL')).toEqual(['s3:PutObject', 's3:PutObjectAcl'])
  expect(actions('ExportTableToPointInTime', 'SSEKMSKeyId')).toEqual(['s3:PutObject'])
  expect(actions('ExportTableToPointInTime', 'S3BucketOwner')).toEqual(['s3:PutObject', 's3:PutObjectAcl'])
})
test('a copy reads its source, or the version of it that is named', () => {
  expect(sourceActions('CopyObject', false)).toEqual(['s3:GetObject'])
  expect(sourceActions('UploadPartCopy', true)).toEqual(['s3:GetObjectVersion'])
  expect(sourceActions('PutObject', false)).toEqual([])
})
test('libraries send large objects in parts, and the operation itself does not', () => {
  for (const call of ['upload_file', 'Upload', 'UploadAsync', 'to_parquet', 'open'])
    expect(mayUploadInParts('PutObject', call)).toBe(true)
  for (const call of ['put_object', 'PutObjectCommand', 'PutObjectAsync', 'putObject'])
    expect(mayUploadInParts('PutObject', call)).toBe(false)
  expect(mayUploadInParts('CopyObject', 'copy')).toBe(true)
  expect(mayUploadInParts('CopyObject', 'copy_object')).toBe(false)
})
test('an upload in parts reads them again with the key', () =>
  expect(operations.get('CreateMultipartUpload')?.kms).toEqual(['kms:GenerateDataKey', 'kms:Decrypt']))
test('a service that writes for its caller has a name', () => {
  expect(operations.get('StartQueryExecution')?.service).toBe('Athena')
  expect(operations.get('PutObject')?.service).toBeUndefined()
})
