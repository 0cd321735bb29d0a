/**
 * A string of which parts are not known. Terraform's values, the keys that programs write and the ARNs of policies are
 * all such texts, so that they can be compared without any of them being known.
 */
export type Text = readonly Part[]

/** Neighbouring literal parts are joined and empty ones left out: see `text()`. */
export type Part = string | Unknown | Varying

/**
 * One string, fixed, that is not known before apply. Two with the same `id` are the same string:
 * `aws_s3_bucket.logs.bucket` in a policy meets `aws_s3_bucket.logs.bucket` in a function's environment.
 */
export interface Unknown {
  readonly kind: 'unknown'
  /** What it stands for, written as Terraform would: `aws_s3_bucket.logs.bucket`, `var.prefix`, `lower(var.name)`. */
  readonly id: string
  /** Why it is not known, as the end of the sentence "… because …". */
  readonly reason: string
  /** `bucket`: the name of the S3 bucket of that one resource; two such names with different ids differ, and have no `/`. */
  readonly domain?: 'bucket' | 'account' | 'partition' | 'region'
  /** What is known of it all the same: `"${var.stage}-logs"` for the bucket of that name. */
  readonly expansion?: Text
}

/** Any string, another one at each run: a date, a field of the event. Two of them are never known to be equal. */
export interface Varying {
  readonly kind: 'varying'
  readonly reason: string
}

/** A text in normal form of these parts. */
export const text = (...parts: readonly Part[]): Text => {
  const joined: Part[] = []
  for (const part of parts) {
    const last = joined.at(-1)
    if (part === '') continue
    if (typeof part === 'string' && typeof last === 'string') joined[joined.length - 1] = last + part
    else joined.push(part)
  }
  return joined
}

/** The string, if every part of it is known. */
export const knownText = (parts: Text): string | undefined => {
  if (parts.length === 0) return ''
  const [only] = parts
  return parts.length === 1 && typeof only === 'string' ? only : undefined
}

/** For people: unknown parts as Terraform would write them, varying ones as `*`. */
export const formatText = (parts: Text): string =>
  parts.map((part) => (typeof part === 'string' ? part : part.kind === 'unknown' ? `\${${part.id}}` : '*')).join('')

/** A string without those of these characters that stand at one end; without white space there if none are given. */
export const cutEnd = (string: string, end: 'start' | 'end', characters: string | null): string => {
  if (characters === null) return end === 'start' ? string.trimStart() : string.trimEnd()
  let [from, to] = [0, string.length]
  if (end === 'start') while (from < to && characters.includes(string.charAt(from))) from += 1
  else while (to > 0 && characters.includes(string.charAt(to - 1))) to -= 1
  return string.slice(from, to)
}
