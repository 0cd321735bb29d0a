import type { CallRow } from '../catalog.ts'
import { serviceIds, serviceRows, services } from '../services.ts'

/** Libraries that store, and other services that write to S3. */

const snakeCase = (name: string): string =>
  name
    .replace(/([A-Z]+)([A-Z][a-z])/g, '$1_$2')
    .replace(/([a-z\d])([A-Z])/g, '$1_$2')
    .toLowerCase()

/** `ResultConfiguration.OutputLocation` is `result_configuration: {output_location: …}`, in a hash with or without braces. */
const argument = (path: string): string =>
  path
    .split('|')
    .map((choice) => choice.split('.').map(snakeCase).join('.'))
    .flatMap((choice) => [choice, `0.${choice}`])
    .join('|')

const serviceCalls: readonly CallRow[] = [
  ...serviceIds.map(
    (service): CallRow => ({
      on: [`Aws.${services[service].client}.Client`],
      call: ['()'],
      binds: { credentials: 'credentials|access_key_id' },
      gives: `$${service}.client`,
    }),
  ),
  ...serviceRows({
    sdk: 'ruby-v3',
    callsOf: (service, operation) => ({ on: [`$${service}.client`], call: [snakeCase(operation)] }),
    argument,
  }),
]

const shrine = 'https://shrinerb.com/docs/storage/s3'
const fog = 'https://github.com/fog/fog-aws#s3'

/** What an uploader adds to the key is its own. */
export const libraries: readonly CallRow[] = [
  ...serviceCalls,
  { on: ['Shrine.Storage.S3'], call: ['()'], binds: { Bucket: 'bucket', Key: 'prefix' }, gives: '$shrine.s3' },
  {
    on: ['$shrine.s3'],
    call: ['upload'],
    writes: { sdk: 'shrine', source: shrine, operation: 'PutObject', bucket: '@Bucket', key: '@Key', keyIs: 'folder' },
  },
  {
    on: ['Fog.Storage', 'Fog.AWS.Storage', 'Fog.Storage.AWS'],
    call: ['()'],
    binds: { credentials: 'aws_access_key_id' },
    gives: '$fog.storage',
  },
  {
    on: ['$fog.storage'],
    call: ['put_object'],
    writes: { sdk: 'fog-aws', source: fog, operation: 'PutObject', bucket: '0', key: '1', parameters: ['3'] },
  },
  {
    on: ['$fog.storage'],
    call: ['copy_object'],
    writes: { sdk: 'fog-aws', source: fog, operation: 'CopyObject', bucket: '2', key: '3', parameters: ['4'] },
  },
  { on: ['$fog.storage'], call: ['directories'], gives: '$fog.directories' },
  { on: ['$fog.directories'], call: ['get', 'new', 'create'], binds: { Bucket: 'key|0' }, gives: '$fog.directory' },
  { on: ['$fog.directory'], call: ['files'], gives: '$fog.files' },
  {
    on: ['$fog.files'],
    call: ['create'],
    writes: { sdk: 'fog-aws', source: fog, operation: 'PutObject', bucket: '@Bucket', key: 'key|0.key' },
  },
]
