import { type Text, text } from '../source/text.ts'

const SCHEME = /^s3[an]?:\/\//

/** A place that a library takes as one string, `s3://bucket/key`, by its parts; undefined if it is not such a string. */
export const splitUri = (uri: Text): { readonly bucket: Text; readonly key: Text } | undefined => {
  const [first, ...rest] = uri
  if (typeof first !== 'string' || !SCHEME.test(first)) return undefined
  const parts = text(first.replace(SCHEME, ''), ...rest)
  const at = parts.findIndex((part) => typeof part === 'string' && part.includes('/'))
  const slash = parts[at]
  if (typeof slash !== 'string') return { bucket: parts, key: [] }
  const [before = ''] = slash.split('/', 1)
  return { bucket: text(...parts.slice(0, at), before), key: text(slash.slice(before.length + 1), ...parts.slice(at + 1)) }
}
