import type { CallRow, Catalog } from '../catalog.ts'
import { resources } from './boto3-resource.ts'
import { serviceClients } from './boto3-services.ts'
import { assumedRoles } from './boto3-sts.ts'

/** aioboto3 and aiobotocore give the same clients, with the same methods. */
const sdk = 'boto3'

/** Operations are those of the service, under Python's names for them. */
const source = 'https://docs.aws.amazon.com/boto3/latest/reference/services/s3.html'

const transfers = 'https://github.com/boto/boto3/blob/1.43.11/boto3/s3/inject.py'
const managers = 'https://github.com/boto/s3transfer/blob/0.17.0/s3transfer/manager.py'
const signers = 'https://github.com/boto/botocore/blob/1.43.11/botocore/signers.py'

/** Everything that makes clients: the module, its sessions, and the asynchronous twins. */
const sessions = ['boto3', '$boto3.session', 'aioboto3']

/** The operations of the client that change an object, as botocore spells them. */
const operations = [
  'put_object',
  'copy_object',
  'create_multipart_upload',
  'upload_part',
  'upload_part_copy',
  'complete_multipart_upload',
  'abort_multipart_upload',
  'put_object_acl',
  'put_object_tagging',
  'put_object_retention',
  'put_object_legal_hold',
  'restore_object',
  'rename_object',
  'update_object_encryption',
  'put_object_annotation',
]

const isS3 = { argument: 'service_name|0', matches: /^s3$/ }
const isSsm = { argument: 'service_name|0', matches: /^ssm$/ }

/** Credentials that are not those of the execution role. */
const own = { credentials: 'aws_access_key_id|botocore_session' }

/** Transfers take what `put_object` takes in `ExtraArgs`. */
const extra = ['ExtraArgs|3']

const calls: readonly CallRow[] = [
  { on: ['boto3', 'boto3.session', 'aioboto3', 'aioboto3.session'], call: ['Session'], binds: own, gives: '$boto3.session' },
  {
    on: ['aiobotocore.session', 'botocore.session', 'aiobotocore'],
    call: ['get_session', 'AioSession', 'Session'],
    gives: '$boto3.session',
  },
  { on: sessions, call: ['client', 'create_client'], when: isS3, binds: own, gives: '$s3.client' },
  { on: sessions, call: ['resource'], when: isS3, binds: own, gives: '$s3.resource' },
  { on: sessions, call: ['client', 'create_client'], when: isSsm, gives: '$ssm.client' },
  ...assumedRoles(sessions, own),
  {
    on: ['mypy_boto3_s3', 'mypy_boto3_s3.client', 'types_boto3_s3', 'types_boto3_s3.client', 'types_aiobotocore_s3'],
    call: ['S3Client'],
    gives: '$s3.client',
  },
  {
    on: ['mypy_boto3_s3', 'mypy_boto3_s3.service_resource', 'types_boto3_s3', 'types_boto3_s3.service_resource'],
    call: ['S3ServiceResource'],
    gives: '$s3.resource',
  },

  {
    on: ['$s3.client'],
    call: operations,
    writes: { sdk, source, operation: '=', bucket: 'Bucket', key: 'Key', parameters: ['**'] },
  },
  {
    on: ['$s3.client'],
    call: ['upload_file', 'upload_fileobj'],
    writes: { sdk, source: transfers, operation: 'PutObject', bucket: 'Bucket|1', key: 'Key|2', parameters: extra },
  },
  {
    on: ['$s3.client'],
    call: ['copy'],
    writes: {
      sdk,
      source: transfers,
      operation: 'CopyObject',
      bucket: 'Bucket|1',
      key: 'Key|2',
      named: { CopySource: 'CopySource|0' },
      parameters: extra,
    },
  },
  {
    on: ['$s3.client'],
    call: ['generate_presigned_url'],
    when: { argument: 'ClientMethod|0', matches: /^(?:put_object|upload_part)$/ },
    writes: {
      sdk,
      source: signers,
      operation: 'PutObject',
      bucket: 'Params.Bucket|1.Bucket',
      key: 'Params.Key|1.Key',
      parameters: ['Params|1'],
      deferred: true,
    },
  },
  {
    on: ['$s3.client'],
    call: ['generate_presigned_post'],
    writes: {
      sdk,
      source: signers,
      operation: 'PutObject',
      bucket: 'Bucket|0',
      key: 'Key|1',
      parameters: ['Fields|2'],
      deferred: true,
    },
  },

  { on: ['boto3.s3.transfer'], call: ['S3Transfer', 'create_transfer_manager'], client: 'client|0', gives: '$s3.transfer' },
  { on: ['s3transfer', 's3transfer.manager'], call: ['S3Transfer', 'TransferManager'], client: 'client|0', gives: '$s3.transfer' },
  {
    on: ['$s3.transfer'],
    call: ['upload_file', 'upload'],
    writes: {
      sdk,
      source: managers,
      operation: 'PutObject',
      bucket: 'bucket|1',
      key: 'key|2',
      parameters: ['extra_args|4', 'extra_args|3'],
    },
  },
  {
    on: ['$s3.transfer'],
    call: ['copy'],
    writes: {
      sdk,
      source: managers,
      operation: 'CopyObject',
      bucket: 'bucket|1',
      key: 'key|2',
      named: { CopySource: 'copy_source|0' },
      parameters: ['extra_args|3'],
    },
  },

  // A receiver of which nothing is known: the arguments alone say what it is.
  {
    on: ['*'],
    call: operations,
    writes: { sdk, source, operation: '=', bucket: 'Bucket', key: 'Key', parameters: ['**'], needs: ['Bucket', 'Key'] },
  },
  {
    on: ['*'],
    call: ['upload_file', 'upload_fileobj'],
    writes: {
      sdk,
      source: transfers,
      operation: 'PutObject',
      bucket: 'Bucket|1',
      key: 'Key|2',
      parameters: extra,
      needs: ['Bucket', 'Key'],
    },
  },
  {
    on: ['*'],
    call: ['upload_file', 'upload_fileobj'],
    writes: {
      sdk,
      source: transfers,
      operation: 'PutObject',
      bucket: '1',
      key: '2',
      parameters: extra,
      needs: ['1', '2'],
      certainty: 'possible',
    },
  },
  // Of a bucket or an object that was given: its name is not said here.
  {
    on: ['*'],
    call: ['upload_file', 'upload_fileobj'],
    writes: { sdk, source: transfers, operation: 'PutObject', key: '1', needs: ['0'], certainty: 'possible' },
  },
  {
    on: ['*'],
    call: ['Bucket'],
    when: { argument: 'name|0' },
    binds: { Bucket: 'name|0' },
    gives: '$s3.Bucket',
  },
  {
    on: ['*'],
    call: ['Object', 'ObjectSummary'],
    when: { argument: 'key|1' },
    binds: { Bucket: 'bucket_name|0', Key: 'key|1' },
    gives: '$s3.Object',
  },
  {
    on: ['*'],
    call: ['generate_presigned_url'],
    when: { argument: 'ClientMethod|0', matches: /^(?:put_object|upload_part)$/ },
    writes: {
      sdk,
      source: signers,
      operation: 'PutObject',
      bucket: 'Params.Bucket|1.Bucket',
      key: 'Params.Key|1.Key',
      parameters: ['Params|1'],
      deferred: true,
      needs: ['Params.Bucket|1.Bucket'],
    },
  },

  {
    on: ['*'],
    call: ['generate_presigned_post'],
    writes: {
      sdk,
      source: signers,
      operation: 'PutObject',
      bucket: 'Bucket|0',
      key: 'Key|1',
      parameters: ['Fields|2'],
      deferred: true,
      needs: ['Bucket|0', 'Key|1'],
    },
  },

  { on: ['$ssm.client'], call: ['get_parameter'], binds: { Name: 'Name' }, gives: '$ssm.result' },
  {
    on: ['aws_lambda_powertools.utilities.parameters', 'aws_lambda_powertools.utilities.parameters.ssm'],
    call: ['get_parameter'],
    does: 'ssm-parameter',
  },
  {
    on: ['aws_lambda_powertools.utilities.parameters', 'aws_lambda_powertools.utilities.parameters.ssm'],
    call: ['SSMProvider'],
    gives: '$ssm.provider',
  },
  { on: ['$ssm.provider'], call: ['get'], does: 'ssm-parameter' },
]

export const boto3: Pick<Catalog, 'calls' | 'members'> = {
  calls: [...resources.calls, ...serviceClients(sessions, own), ...calls],
  members: [
    ...resources.members,
    { name: '$ssm.result.Parameter', gives: '$ssm.parameter' },
    { name: '$ssm.parameter.Value', is: 'ssm' },
  ],
}
