import type { Graph } from '../aws/graph/graph.ts'
import { bucketKind, objectArn } from '../aws/s3/bucket.ts'
import { operationNamed, sourceActions } from '../aws/s3/operations.ts'
import type { StorageCall } from '../code/storage-call.ts'
import { type Part, type Text, text } from '../source/text.ts'
import type { Requirement, Write } from './access.ts'
import { directly } from './require-access-point.ts'
import { defaultKeyOf } from './require-keys.ts'
import { bucketOf } from './resolve.ts'

interface Source {
  readonly bucket: Text
  readonly key: Text
  /** `?versionId=…` stands behind the key. */
  readonly isVersion: boolean
}

const VERSION = '?versionId='

/**
 * The object that a copy reads: `bucket/key`, perhaps with a `/` before it and a version behind; null for what is not so written.
 * https://docs.aws.amazon.com/AmazonS3/latest/API/API_CopyObject.html#API_CopyObject_RequestSyntax
 */
const sourceIn = (written: Text): Source | null => {
  const [first, ...rest] = written
  const parts = typeof first === 'string' ? text(first.replace(/^\//, ''), ...rest) : written
  const at = parts.findIndex((part) => typeof part === 'string' && part.includes('/'))
  const slash = parts[at]
  if (typeof slash !== 'string') return null
  const end = slash.indexOf('/')
  const bucket = text(...parts.slice(0, at), slash.slice(0, end))
  const behind = text(slash.slice(end + 1), ...parts.slice(at + 1))
  const version = behind.findIndex((part) => typeof part === 'string' && part.includes(VERSION))
  const last = behind[version]
  const key = typeof last === 'string' ? text(...behind.slice(0, version), last.slice(0, last.indexOf(VERSION))) : behind
  return bucketKind(bucket).kind === 'ordinary' ? { bucket, key: text(...key.map(decoded)), isVersion: version >= 0 } : null
}

/** The header is encoded as a URL is. */
const decoded = (part: Part): Part => {
  if (typeof part !== 'string' || !/%[0-9a-f]{2}/i.test(part)) return part
  try {
    return decodeURIComponent(part)
  } catch {
    return part
  }
}

const notKnown = (name: string): Part => ({ kind: 'varying', reason: `it is the ${name} that is copied, which is not known` })

/**
 * A copy reads its source with the permissions of its caller: the object, its bucket's own policy and, where that bucket
 * encrypts, its key. Its tags are read only if it has any, which is not asked for here.
 * https://docs.aws.amazon.com/AmazonS3/latest/API/API_CopyObject.html (Permissions)
 */
export const sourceRequirements = (write: Write, call: StorageCall, graph: Graph): readonly Requirement[] => {
  if (operationNamed(call.operation).source.length === 0) return []
  return (write.parameters.get('CopySource') ?? []).flatMap((written) => {
    const source = sourceIn(written)
    return source ? readingOf(source, write, call, graph) : []
  })
}

const readingOf = (source: Source, write: Write, call: StorageCall, graph: Graph): readonly Requirement[] => {
  const node = bucketOf({ text: source.bucket, reference: null, trace: [] }, graph)
  const name = node?.name ?? source.bucket
  const key = source.key.length === 0 ? [notKnown('object')] : source.key
  const resource = objectArn(write.lambda.partition, name, key)
  const read = sourceActions(call.operation, source.isVersion).map(
    (action): Requirement => ({
      action,
      cause: 'copy-source-not-granted',
      resource,
      on: 'source',
      place: { node, name },
      context: directly,
    }),
  )
  return [...read, ...defaultKeyOf({ node, resource }, write, graph)]
}
