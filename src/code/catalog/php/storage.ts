import type { CallRow, WriteRow } from '../catalog.ts'

/** Libraries that write objects, as files or by an interface of their own. */

const wrapperDocs = 'https://docs.aws.amazon.com/sdk-for-php/v3/developer-guide/s3-stream-wrapper.html'
const writing = { argument: 'mode|1', matches: /[waxc+]/ }
const flysystemDocs = 'https://flysystem.thephpleague.com/docs/adapter/aws-s3-v3/'
const laravelDocs = 'https://laravel.com/docs/filesystem'
const asyncDocs = 'https://async-aws.com/clients/s3.html'

const puts = [
  'write',
  'writeStream',
  'put',
  'putStream',
  'update',
  'updateStream',
  'createDirectory',
  'createDir',
  'setVisibility',
  'putFile',
  'putFileAs',
  'append',
  'prepend',
  'makeDirectory',
]
const copies = ['copy', 'move', 'rename']

/** A file system over one bucket, perhaps with its paths behind a prefix. */
const fileSystem = (on: string, sdk: string, source: string): readonly CallRow[] =>
  [true, false].flatMap((isBehind): readonly CallRow[] => {
    const at = (path: string): Pick<WriteRow, 'bucket' | 'key' | 'keyIs'> =>
      isBehind ? { bucket: '@Bucket', key: '@Prefix', keyIs: 'folder' } : { bucket: '@Bucket', key: path }
    const row = { on: [on], ...(isBehind && { when: { argument: '@Prefix' } }) }
    return [
      { ...row, call: puts, writes: { sdk, operation: 'PutObject', ...at('0'), source } },
      { ...row, call: copies, writes: { sdk, operation: 'CopyObject', ...at('1'), source } },
      { ...row, call: ['temporaryUploadUrl'], writes: { sdk, operation: 'PutObject', ...at('0'), deferred: true, source } },
    ]
  })

const requests = [
  'PutObject',
  'CopyObject',
  'CreateMultipartUpload',
  'UploadPart',
  'UploadPartCopy',
  'CompleteMultipartUpload',
  'PutObjectAcl',
  'PutObjectTagging',
]

const facades = ['Illuminate\\Support\\Facades\\Storage', 'Storage']

const calls: readonly CallRow[] = [
  {
    on: ['file_put_contents'],
    call: ['()'],
    writes: { sdk: 'aws-sdk-php', operation: 'PutObject', uri: 'filename|0', source: wrapperDocs },
  },
  {
    on: ['fopen'],
    call: ['()'],
    when: writing,
    writes: { sdk: 'aws-sdk-php', operation: 'PutObject', uri: 'filename|0', source: wrapperDocs },
  },
  {
    on: ['SplFileObject'],
    call: ['()'],
    when: writing,
    writes: { sdk: 'aws-sdk-php', operation: 'PutObject', uri: 'filename|0', source: wrapperDocs },
  },
  {
    on: ['copy', 'rename'],
    call: ['()'],
    writes: { sdk: 'aws-sdk-php', operation: 'CopyObject', uri: 'to|1', source: wrapperDocs },
  },
  {
    on: ['move_uploaded_file'],
    call: ['()'],
    writes: { sdk: 'aws-sdk-php', operation: 'PutObject', uri: 'to|1', source: wrapperDocs },
  },
  { on: ['touch', 'mkdir'], call: ['()'], writes: { sdk: 'aws-sdk-php', operation: 'PutObject', uri: '0', source: wrapperDocs } },

  {
    on: [
      'League\\Flysystem\\AwsS3V3\\AwsS3V3Adapter',
      'League\\Flysystem\\AwsS3v3\\AwsS3Adapter',
      'League\\Flysystem\\AsyncAwsS3\\AsyncAwsS3Adapter',
    ],
    call: ['()'],
    binds: { Bucket: 'bucket|1', Prefix: 'prefix|2' },
    gives: '$flysystem',
  },
  // It does what its adapter does.
  { on: ['League\\Flysystem\\Filesystem'], call: ['()'], takes: 'adapter|0' },
  ...fileSystem('$flysystem', 'flysystem', flysystemDocs),

  // A disk of Laravel, with its entry of config/filesystems.php as a further argument.
  ...[
    { argument: '1.driver', matches: /^s3$/ },
    { argument: '0', matches: /s3/i },
  ].map(
    (when): CallRow => ({
      on: facades,
      call: ['disk', 'drive', 'cloud'],
      when,
      binds: { Bucket: '1.bucket', Prefix: '1.root' },
      gives: '$laravel.disk',
    }),
  ),
  {
    on: facades,
    call: ['build'],
    when: { argument: '0.driver', matches: /^s3$/ },
    binds: { Bucket: '0.bucket', Prefix: '0.root' },
    gives: '$laravel.disk',
  },
  ...fileSystem('$laravel.disk', 'laravel', laravelDocs),
  // The default disk is a setting of the environment.
  {
    on: facades,
    call: puts,
    writes: { sdk: 'laravel', operation: 'PutObject', key: '0', certainty: 'possible', source: laravelDocs },
  },

  { on: ['AsyncAws\\S3\\S3Client'], call: ['()'], gives: '$async.s3' },
  { on: ['AsyncAws\\SimpleS3\\SimpleS3Client'], call: ['()'], gives: '$async.simple' },
  ...requests.flatMap((name): readonly CallRow[] => [
    {
      on: [`AsyncAws\\S3\\Input\\${name}Request`],
      call: ['()', 'create'],
      binds: { Bucket: '0.Bucket', Key: '0.Key' },
      gives: '$async.request',
    },
    {
      on: ['$async.s3', '$async.simple'],
      call: [name.charAt(0).toLowerCase() + name.slice(1)],
      writes: { sdk: 'async-aws', operation: name, bucket: '0.Bucket', key: '0.Key', parameters: ['0'], source: asyncDocs },
    },
  ]),
  {
    on: ['$async.simple'],
    call: ['upload'],
    writes: {
      sdk: 'async-aws',
      operation: 'PutObject',
      bucket: '0',
      key: '1',
      parameters: ['3'],
      source: 'https://async-aws.com/integration/simple-s3.html',
    },
  },
  {
    on: ['$async.simple'],
    call: ['copy'],
    writes: {
      sdk: 'async-aws',
      operation: 'CopyObject',
      bucket: '2',
      key: '3',
      source: 'https://async-aws.com/integration/simple-s3.html',
    },
  },
]

export const storage: { readonly calls: readonly CallRow[] } = { calls }
