import type { Text } from '../../source/text.ts'

/**
 * What a request brings for the conditions of policies, key by key.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
 */
export interface RequestContext {
  /** By their names in lower case: case does not count in them. */
  readonly keys: ReadonlyMap<string, ContextValue>
  /** What is the case for a key that is not among these. */
  readonly others: 'absent' | 'unknown'
  /** What the names of others begin with that are certainly absent: those of the tags that the request does not give. */
  readonly absentUnder?: readonly string[]
}

export type ContextValue =
  /** Several for a multivalued key. */
  | { readonly kind: 'values'; readonly values: readonly Text[] }
  | { readonly kind: 'absent' }
  /** One of these; which one is not known. */
  | { readonly kind: 'one-of'; readonly options: readonly ContextValue[] }
  /** `reason` is the end of the sentence "… because …". */
  | { readonly kind: 'unknown'; readonly reason: string }

const absent: ContextValue = { kind: 'absent' }
const ofTheRequest: ContextValue = { kind: 'unknown', reason: 'it depends on the request' }

export const contextValue = ({ absentUnder, keys, others }: RequestContext, key: string): ContextValue => {
  const name = key.toLowerCase()
  const isAbsent = others === 'absent' || absentUnder?.some((beginning) => name.startsWith(beginning))
  return keys.get(name) ?? (isAbsent ? absent : ofTheRequest)
}

/** One value of a key that is known. */
export const value = (...values: readonly string[]): ContextValue => ({ kind: 'values', values: values.map((each) => [each]) })

/**
 * What is the same for every call that an AWS SDK makes with a Lambda function's own credentials: it uses TLS, of a version that
 * AWS's endpoints take (https://aws.amazon.com/blogs/security/tls-1-2-required-for-aws-endpoints/), and nobody calls on its behalf.
 */
export const sdkCallContext: RequestContext = {
  keys: new Map<string, ContextValue>([
    ['aws:securetransport', value('true')],
    ['aws:viaawsservice', value('false')],
    ['aws:principalisawsservice', value('false')],
    ['aws:principaltype', value('AssumedRole')],
    ['aws:calledvia', absent],
    ['aws:calledviafirst', absent],
    ['aws:calledvialast', absent],
    ['s3:tlsversion', { kind: 'one-of', options: [value('1.2'), value('1.3')] }],
  ]),
  others: 'unknown',
}
