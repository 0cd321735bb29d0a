import type { AttachedPolicy, Request } from '../../../src/aws/iam/decision.ts'
import { type JsonNode, jsonNodeOf } from '../../../src/aws/iam/json-node.ts'
import { parsePolicyJson } from '../../../src/aws/iam/parse-policy.ts'
import { type Part, type Text, text, type Unknown } from '../../../src/source/text.ts'

export const unknown = (id: string, more: Partial<Unknown> = {}): Unknown => ({
  kind: 'unknown',
  id,
  reason: 'it has no default',
  ...more,
})
export const bucket = (name: string, expansion?: Text): Unknown =>
  unknown(`aws_s3_bucket.${name}.bucket`, { domain: 'bucket', ...(expansion && { expansion }) })
export const varying: Part = { kind: 'varying', reason: 'it is a date' }

/** An ARN in S3 of these parts. */
export const s3 = (...parts: readonly Part[]): Text => text('arn:aws:s3:::', ...parts)

/** In a document below: a string of these parts, or a part of the document that is not known. */
export const joined = (parts: Text): JsonNode => ({ kind: 'string', text: parts, location: null })
export const hole = (reason: string): JsonNode => ({ kind: 'unknown', reason, location: null })

const isNode = (value: unknown): value is JsonNode =>
  typeof value === 'object' && value !== null && 'kind' in value && 'location' in value

/** The node of a document written as an object, with nodes in it. */
export const nodeOf = (value: unknown): JsonNode => {
  if (isNode(value)) return value
  if (Array.isArray(value)) return { kind: 'list', elements: value.map(nodeOf), location: null }
  if (typeof value === 'object' && value !== null)
    return { kind: 'object', entries: new Map(Object.entries(value).map(([key, each]) => [key, nodeOf(each)])), location: null }
  return jsonNodeOf(value)
}

export const policy = (Statement: unknown, kind: AttachedPolicy['kind'] = 'inline', name = 'export'): AttachedPolicy => ({
  name,
  kind,
  document: parsePolicyJson(nodeOf({ Version: '2012-10-17', Statement })).value,
  location: null,
})

export const allow = (Action: unknown, Resource: unknown, more: object = {}) => ({ Effect: 'Allow', Action, Resource, ...more })
export const deny = (Action: unknown, Resource: unknown, more: object = {}) => ({ Effect: 'Deny', Action, Resource, ...more })

export const put = (resource: Text, more: Partial<Request> = {}): Request => ({ action: 's3:PutObject', resource, ...more })
