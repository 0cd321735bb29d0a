import type { Graph, Key } from '../aws/graph/graph.ts'
import { operationNamed, requiredActions } from '../aws/s3/operations.ts'
import type { StorageCall } from '../code/storage-call.ts'
import { knownText, type Text } from '../source/text.ts'
import { equalTexts } from '../terraform/value/equality.ts'
import type { Requirement, Write } from './access.ts'

/** All that a write asks of AWS: it succeeds if every one of these is granted. The first is the write itself. */
export const requirementsOf = (write: Write, { operation, parameters }: StorageCall, { keys }: Graph): readonly Requirement[] => [
  ...requiredActions(operation, new Set(parameters.keys())).map(
    ({ action, cause }): Requirement => ({ action, cause, resource: write.resource, on: 'object' }),
  ),
  ...encryptionKeysOf(write).flatMap((key) =>
    operationNamed(operation).kms.map(
      (action): Requirement => ({ action, cause: 'kms-not-granted', on: 'key', ...keyNamed(key, keys) }),
    ),
  ),
]

const keyNamed = (name: Text, keys: readonly Key[]): Pick<Requirement, 'resource' | 'kmsKey'> => {
  const kmsKey = keys.find(({ names }) => names.some((each) => equalTexts(each, name) === 'yes'))
  return kmsKey ? { resource: kmsKey.arn, kmsKey } : { resource: name }
}

/** The call's own keys, or else the bucket's. Everybody of the account may use the key `aws/s3` through S3. */
const encryptionKeysOf = ({ bucket, parameters }: Write): readonly Text[] => {
  const given = parameters.get('SSEKMSKeyId') ?? []
  const keys = given.length > 0 ? given : bucket?.customerKey ? [bucket.customerKey.key] : []
  return keys.filter((key) => !knownText(key)?.endsWith('alias/aws/s3'))
}
