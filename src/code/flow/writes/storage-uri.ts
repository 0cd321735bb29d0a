import type { Expression } from '../../storage-call.ts'
import { concat } from '../values/expression.ts'

export interface Place {
  readonly bucket: Expression
  readonly key: Expression
  /** It is not known whether the text is a URI of S3 at all. */
  readonly isGuess: boolean
}

const scheme = /^s3[an]?:\/\//

/** Libraries that know only S3 take `/bucket/key` as well. */
const root = /^\/(?!\/)/

/**
 * Takes `s3://bucket/key` apart. Null for what is no place in S3: a local path, a buffer. A text of which the beginning is
 * not known may be one; the bucket is then what it begins with, scheme and all.
 */
export const splitUri = (uri: Expression, isAlwaysS3: boolean): Place | null => {
  if (uri.kind === 'alternatives') {
    const places = uri.options.map((option) => splitUri(option, isAlwaysS3)).filter((place) => place !== null)
    const [only] = places
    if (only === undefined) return null
    const joined = (pick: (place: Place) => Expression): Expression => ({ kind: 'alternatives', options: places.map(pick) })
    return places.length === 1
      ? only
      : {
          bucket: joined((place) => place.bucket),
          key: joined((place) => place.key),
          isGuess: places.some((place) => place.isGuess),
        }
  }
  const [first, ...others] = uri.kind === 'concat' ? uri.parts : [uri]
  if (first === undefined) return null
  if (first.kind === 'literal') {
    if (!scheme.test(first.text) && !isAlwaysS3) return null
    return splitParts([{ ...first, text: first.text.replace(scheme.test(first.text) ? scheme : root, '') }, ...others], false)
  }
  if (first.kind === 'opaque' && !isAlwaysS3) return null
  return splitParts([first, ...others], !isAlwaysS3)
}

const splitParts = (parts: readonly Expression[], isGuess: boolean): Place => {
  for (const [index, part] of parts.entries()) {
    const slash = part.kind === 'literal' ? part.text.indexOf('/') : -1
    if (part.kind !== 'literal' || slash === -1) continue
    const before = [...parts.slice(0, index), { ...part, text: part.text.slice(0, slash) }]
    const after = [{ ...part, text: part.text.slice(slash + 1) }, ...parts.slice(index + 1)]
    return { bucket: concat(before), key: concat(after), isGuess }
  }
  const [only] = parts
  const why = 'it is the part of the path after the bucket'
  if (parts.length === 1 && only?.kind === 'opaque') return { bucket: only, key: only, isGuess }
  return { bucket: concat(parts), key: { kind: 'opaque', why }, isGuess }
}
