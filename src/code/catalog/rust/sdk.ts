import type { CallRow, Catalog } from '../catalog.ts'

/** The AWS SDK for Rust. https://docs.rs/aws-sdk-s3/latest/aws_sdk_s3/client/struct.Client.html */
const sdk = 'rust'
const operations = [
  'put_object',
  'copy_object',
  'create_multipart_upload',
  'upload_part',
  'upload_part_copy',
  'complete_multipart_upload',
  'put_object_acl',
  'put_object_tagging',
  'restore_object',
] as const

const sourceOf = (operation: string): string =>
  `https://docs.rs/aws-sdk-s3/latest/aws_sdk_s3/operation/${operation}/builders/struct.${pascal(operation)}FluentBuilder.html`

const pascal = (name: string): string =>
  name
    .split('_')
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join('')

/** What a request is given by its methods, by the API's names. */
const setters: Readonly<Record<string, string>> = {
  Bucket: 'bucket',
  Key: 'key',
  CopySource: 'copy_source',
  ACL: 'acl',
  GrantFullControl: 'grant_full_control',
  GrantRead: 'grant_read',
  GrantReadACP: 'grant_read_acp',
  GrantWriteACP: 'grant_write_acp',
  Tagging: 'tagging',
  ObjectLockMode: 'object_lock_mode',
  ObjectLockRetainUntilDate: 'object_lock_retain_until_date',
  ObjectLockLegalHoldStatus: 'object_lock_legal_hold_status',
  ServerSideEncryption: 'server_side_encryption',
  SSEKMSKeyId: 'ssekms_key_id',
  StorageClass: 'storage_class',
}

const kept = Object.fromEntries(Object.keys(setters).map((name) => [name, `@${name}`]))
const { Bucket: _bucket, Key: _key, ...named } = kept
const place = { bucket: '@Bucket', key: '@Key', named } as const

/** Methods of Rust that give what they are called on, or another of it. */
export const same = [
  'clone',
  'as_ref',
  'as_mut',
  'to_owned',
  'borrow',
  'deref',
  'get',
  'get_or_init',
  'get_or_try_init',
  'lock',
  'read',
  'by_ref',
  'load',
]

/** A request of an operation: what it is given is kept until it is sent. */
const requestRows = (type: string, operation: string, source: string): readonly CallRow[] => [
  ...Object.entries(setters).map(
    ([name, method]): CallRow => ({ on: [type], call: [method, `set_${method}`], binds: { [name]: '0' }, gives: type }),
  ),
  {
    on: [type],
    call: ['send', 'send_with', 'initiate', 'initiate_with'],
    writes: { sdk, source, operation, ...place },
    gives: `${type}.sent`,
  },
  { on: [type], call: ['presigned'], writes: { sdk, source, operation, ...place, deferred: true }, gives: `${type}.signed` },
  // A result's fields are not the request's.
  { on: [type], call: ['*'], gives: type },
  { on: [`${type}.sent`, `${type}.signed`], call: ['*'], gives: `${type}.output` },
]

const clients = ['aws_sdk_s3.Client', 'aws_sdk_s3.client.Client']
const managers = ['aws_sdk_s3_transfer_manager.Client', 'aws_s3_transfer.Client']
const ssm = ['aws_sdk_ssm.Client', 'aws_sdk_ssm.client.Client']

const calls: readonly CallRow[] = [
  { on: clients, call: ['()', 'new', 'from_conf'], gives: '$rust.client' },
  { on: ['$rust.client'], call: same, gives: '$rust.client' },
  ...operations.flatMap((operation): readonly CallRow[] => [
    { on: ['$rust.client'], call: [operation], gives: `$rust.${operation}` },
    {
      on: [
        `aws_sdk_s3.operation.${operation}.${pascal(operation)}Input`,
        `aws_sdk_s3.operation.${operation}.builders.${pascal(operation)}InputBuilder`,
      ],
      call: ['builder', 'default'],
      gives: `$rust.${operation}`,
    },
    {
      on: [`aws_sdk_s3.operation.${operation}.builders.${pascal(operation)}FluentBuilder`],
      call: ['()'],
      gives: `$rust.${operation}`,
    },
    ...requestRows(`$rust.${operation}`, pascal(operation), sourceOf(operation)),
    // A client that comes from anywhere.
    { on: ['*'], call: [operation], when: { argument: '0', matches: /(?!)/, absent: true }, gives: `$rust.${operation}.any` },
    ...Object.entries(setters).map(
      ([name, method]): CallRow => ({
        on: [`$rust.${operation}.any`],
        call: [method, `set_${method}`],
        binds: { [name]: '0' },
        gives: `$rust.${operation}.any`,
      }),
    ),
    {
      on: [`$rust.${operation}.any`],
      call: ['send', 'send_with'],
      writes: {
        sdk,
        source: sourceOf(operation),
        operation: pascal(operation),
        ...place,
        certainty: 'possible',
      },
    },
    {
      on: [`$rust.${operation}.any`],
      call: ['presigned'],
      writes: {
        sdk,
        source: sourceOf(operation),
        operation: pascal(operation),
        ...place,
        certainty: 'possible',
        deferred: true,
      },
    },
    { on: [`$rust.${operation}.any`], call: ['*'], gives: `$rust.${operation}.any` },
  ]),

  { on: managers, call: ['()', 'new'], gives: '$rust.manager' },
  { on: ['$rust.manager'], call: same, gives: '$rust.manager' },
  { on: ['$rust.manager'], call: ['upload'], gives: '$rust.upload' },
  ...requestRows(
    '$rust.upload',
    'PutObject',
    'https://docs.rs/aws-sdk-s3-transfer-manager/latest/aws_sdk_s3_transfer_manager/operation/upload/builders/struct.UploadFluentBuilder.html',
  ),
  { on: ['$rust.manager'], call: ['upload_objects'], gives: '$rust.uploads' },
  { on: ['$rust.uploads'], call: ['bucket', 'set_bucket'], binds: { Bucket: '0' }, gives: '$rust.uploads' },
  { on: ['$rust.uploads'], call: ['key_prefix', 'set_key_prefix'], binds: { Key: '0' }, gives: '$rust.uploads' },
  {
    on: ['$rust.uploads'],
    call: ['send', 'initiate'],
    writes: {
      sdk,
      source: 'https://docs.rs/crate/aws-s3-transfer/latest/source/src/operation/upload_objects/builders.rs',
      operation: 'PutObject',
      bucket: '@Bucket',
      key: '@Key',
      keyIs: 'folder',
    },
  },
  { on: ['$rust.uploads'], call: ['*'], gives: '$rust.uploads' },

  { on: ssm, call: ['()', 'new', 'from_conf'], gives: '$rust.ssm' },
  { on: ['$rust.ssm'], call: same, gives: '$rust.ssm' },
  { on: ['$rust.ssm'], call: ['get_parameter'], gives: '$rust.parameterRequest' },
  { on: ['$rust.parameterRequest'], call: ['name', 'set_name'], binds: { Name: '0' }, gives: '$rust.parameterRequest' },
  { on: ['$rust.parameterRequest'], call: ['send'], gives: '$rust.parameterResult' },
  { on: ['$rust.parameterRequest'], call: ['*'], gives: '$rust.parameterRequest' },
  { on: ['$rust.parameterResult'], call: ['parameter', 'clone', 'as_ref', 'and_then$one', 'map$one'], gives: '$rust.parameter' },
  { on: ['$rust.parameter'], call: ['()'], gives: '$rust.parameter' },
  { on: ['$rust.parameter'], call: ['clone', 'as_ref', 'unwrap'], gives: '$rust.parameter' },
]

export const rustSdk: Pick<Catalog, 'calls' | 'members'> = {
  calls,
  members: [
    { name: '$rust.parameterResult.parameter', gives: '$rust.parameter' },
    { name: '$rust.parameter.value', is: 'ssm' },
  ],
}
