import { knownText, type Part, type Text, text, type Unknown } from '../../source/text.ts'

type Domain = NonNullable<Unknown['domain']>

/** What the characters of each are, so that it can be told that a separator is not among them. */
const alphabets: Readonly<Record<Domain, RegExp>> = {
  // https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html
  bucket: /^[a-z0-9.-]$/,
  account: /^\d$/,
  partition: /^[a-z-]$/,
  region: /^[a-z0-9-]$/,
}

/** Certainly none of these characters occurs in what this part stands for. */
export const hasNoneOf = (part: Part, characters: string): boolean => {
  if (typeof part === 'string') return ![...characters].some((character) => part.includes(character))
  const domain = part.kind === 'unknown' ? part.domain : undefined
  return domain !== undefined && ![...characters].some((character) => alphabets[domain].test(character))
}

/** Certainly no match of the literal text reaches into the part, which stands after `before`. */
export const hasNoMatch = (part: Part, wanted: string, before: Part | undefined): boolean => {
  if (typeof part === 'string') return !part.includes(wanted)
  if (hasNoneOf(part, wanted)) return true
  if (!hasNoneOf(part, wanted[0] ?? '') || !hasNoneOf(part, wanted.at(-1) ?? '')) return false
  // What begins before the part would have to go on in it.
  if (before === undefined) return true
  return typeof before === 'string' && ![...wanted].some((_, index) => index > 0 && before.endsWith(wanted.slice(0, index)))
}

/** Certainly not empty. */
export const isNotEmpty = (parts: Text): boolean =>
  parts.some((part) => typeof part === 'string' || (part.kind === 'unknown' && (part.domain || isNotEmpty(part.expansion ?? []))))

const MAX_EXPANSIONS = 10

/**
 * A text every character of which is changed by itself: literal parts are changed, unknown ones stand for `name(id)`.
 * `unchanged` tells the unknown parts that stay as they are.
 */
export const mapText = (parts: Text, change: (literal: string) => string, rename: (part: Unknown) => string, depth = 0): Text =>
  text(
    ...parts.map((part) => {
      if (typeof part === 'string') return change(part)
      if (part.kind === 'varying') return part
      const id = rename(part)
      if (id === part.id) return part
      const expansion = part.expansion && depth < MAX_EXPANSIONS ? mapText(part.expansion, change, rename, depth + 1) : undefined
      return { kind: 'unknown' as const, id, reason: part.reason, ...(expansion && { expansion }) }
    }),
  )

/** What follows the prefix; `no` when the text certainly does not begin with it, undefined when that is not certain. */
export const withoutPrefix = (parts: Text, prefix: Text): Text | 'no' | undefined => {
  const [head, ...tail] = parts
  const [wanted, ...more] = prefix
  if (wanted === undefined) return parts
  if (head === undefined) return isNotEmpty(prefix) ? 'no' : undefined
  if (typeof head === 'object' && typeof wanted === 'object') {
    return head.kind === 'unknown' && wanted.kind === 'unknown' && head.id === wanted.id ? withoutPrefix(tail, more) : undefined
  }
  if (typeof head === 'object' || typeof wanted === 'object') {
    const literal = typeof head === 'string' ? head : (wanted as string)
    const part = typeof head === 'object' ? head : wanted
    return part && hasNoneOf(part, literal[0] ?? '') && isNotEmpty([part]) ? 'no' : undefined
  }
  const length = Math.min(head.length, wanted.length)
  if (head.slice(0, length) !== wanted.slice(0, length)) return 'no'
  return withoutPrefix(text(head.slice(length), ...tail), text(wanted.slice(length), ...more))
}

/** The text from its end to its beginning, for what is done at both ends. */
export const reverseText = (parts: Text): Text =>
  parts.map((part) => (typeof part === 'string' ? part.split('').reverse().join('') : part)).reverse()

/** What stands between the separators; undefined when one may be hidden in an unknown part. */
export const splitText = (parts: Text, separator: string): Text[] | undefined => {
  const known = knownText(parts)
  if (known !== undefined) return known.split(separator).map((piece) => (piece === '' ? [] : [piece]))
  if (separator === '' || parts.some((part) => typeof part === 'object' && !hasNoneOf(part, separator))) return undefined
  const pieces: Part[][] = [[]]
  for (const part of parts) {
    const [first = '', ...others] = typeof part === 'string' ? part.split(separator) : [part]
    pieces.at(-1)?.push(first)
    for (const other of others) pieces.push([other])
  }
  return pieces.map((piece) => [...text(...piece)])
}
