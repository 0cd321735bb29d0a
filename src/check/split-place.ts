import { type Text, text } from '../source/text.ts'

const SCHEME = /^s3[an]?:\/\//

/**
 * A bucket and a key that are given as one string, by their parts; undefined if it is a bucket alone. Libraries that take
 * paths take `s3://bucket/key`; some SDKs take `bucket/folder` for a bucket, since that ends up in the same URL.
 */
export const splitPlace = (place: Text, holds: 'place' | 'folder'): { readonly bucket: Text; readonly key: Text } | undefined => {
  const [first = '', ...rest] = place
  const hasScheme = holds === 'place' && typeof first === 'string' && SCHEME.test(first)
  if (typeof first === 'string' && first.startsWith('arn:')) return undefined
  if (!hasScheme && holds === 'place') return undefined
  const parts = hasScheme ? text(first.replace(SCHEME, ''), ...rest) : place
  const at = parts.findIndex((part) => typeof part === 'string' && part.includes('/'))
  const slash = parts[at]
  if (typeof slash !== 'string') return hasScheme ? { bucket: parts, key: [] } : undefined
  const [before = ''] = slash.split('/', 1)
  return { bucket: text(...parts.slice(0, at), before), key: text(slash.slice(before.length + 1), ...parts.slice(at + 1)) }
}
