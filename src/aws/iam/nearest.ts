import { formatText, type Text, text } from '../../source/text.ts'
import { type AttachedPolicy, type NearMiss, type NearMissDetail, nearMissDetails, type Request } from './decision.ts'
import { explain } from './explain.ts'
import { matchAction, matchConditions, matchResource } from './match-statement.ts'
import { covers } from './pattern.ts'
import type { Pattern, Statement } from './policy-document.ts'

/** Why the Allow statements that come near did not match, best first. Those that have nothing to do with S3 are left out. */
export const nearMisses = (request: Request, policies: readonly AttachedPolicy[]): readonly NearMiss[] =>
  policies
    .flatMap((policy) => policy.document.statements.flatMap((statement) => nearMiss(request, policy, statement) ?? []))
    .sort((a, b) => nearMissDetails.indexOf(a.detail) - nearMissDetails.indexOf(b.detail))

/** Null for a statement that has nothing to do with what is asked for, and for a Deny. */
export const nearMiss = (request: Request, policy: AttachedPolicy, statement: Statement): NearMiss | null => {
  if (statement.effect === 'Deny') return null
  const place = placeOf(request, policy, statement)
  if (!place) return null
  const miss = (failed: NearMiss['failed'], detail: NearMissDetail, pattern: Pattern | null): NearMiss => ({
    policy,
    statement,
    failed,
    detail,
    pattern,
    explanation: explain(detail, { request, policy, statement, pattern }),
  })
  if (matchAction(statement.actions, request.action) === 'no') {
    const action = isRightBucket(place) ? actionOnS3(statement) : null
    return action ? miss('action', 'action', action) : null
  }
  if (place.detail !== 'match') return miss('resource', place.detail, place.pattern)
  if (typeof statement.effect !== 'string') return miss('effect', 'effect', place.pattern)
  return matchConditions(statement, policy, request) === 'yes' ? null : miss('condition', 'condition', null)
}

interface Place {
  readonly detail: 'match' | 'bucket-level-arn' | 'partition' | 'prefix' | 'excluded-resource' | 'wrong-bucket'
  readonly pattern: Pattern | null
}

const isRightBucket = ({ detail }: Place): boolean => detail === 'match' || detail === 'bucket-level-arn' || detail === 'prefix'

/** How near the statement's resources come to the one asked for; null if they are of another service. */
const placeOf = (request: Request, policy: AttachedPolicy, statement: Statement): Place | null => {
  const { resources } = statement
  if (!resources) return null
  const { answer, coverage } = matchResource(statement, policy, request)
  const touching = coverage?.touching[0] ?? null
  if (answer !== 'no') return { detail: 'match', pattern: touching }
  if (resources.excluded) return { detail: 'excluded-resource', pattern: touching }
  const places = resources.patterns.flatMap((pattern) => patternPlace(pattern, policy, request.resource) ?? [])
  return places.sort((a, b) => rankOf(a) - rankOf(b))[0] ?? null
}

const rankOf = ({ detail }: Place): number => (detail === 'match' ? -1 : nearMissDetails.indexOf(detail))

const patternPlace = (pattern: Pattern, policy: AttachedPolicy, target: Text): Place | null => {
  const wouldCover = (changed: Pattern | null): boolean =>
    changed !== null && covers([changed], target, { kind: 'arn', version: policy.document.version }) === 'yes'
  const { objects, anyKey, anyPartition, ofS3 } = variantsOf(pattern)
  if (wouldCover(objects)) return { detail: 'bucket-level-arn', pattern }
  if (wouldCover(anyPartition)) return { detail: 'partition', pattern }
  if (wouldCover(anyKey)) return { detail: 'prefix', pattern }
  return ofS3 ? { detail: 'wrong-bucket', pattern } : null
}

interface Variants {
  /** The objects of the bucket that the pattern names; null if it already has a key. */
  readonly objects: Pattern | null
  /** The same bucket with any key. */
  readonly anyKey: Pattern | null
  readonly anyPartition: Pattern | null
  readonly ofS3: boolean
}

const variants = new WeakMap<Pattern, Variants>()

const variantsOf = (pattern: Pattern): Variants => {
  const known = variants.get(pattern)
  if (known) return known
  const made = makeVariants(pattern)
  variants.set(pattern, made)
  return made
}

const makeVariants = ({ text: source, location }: Pattern): Variants => {
  const slash = source.findIndex((part) => typeof part === 'string' && part.includes('/'))
  const part = source[slash]
  const bucket = typeof part === 'string' ? [...source.slice(0, slash), part.slice(0, part.indexOf('/'))] : source
  const everyKey = { text: text(...bucket, '/*'), location }
  return {
    objects: slash === -1 ? everyKey : null,
    anyKey: slash === -1 ? null : everyKey,
    anyPartition: withAnyPartition(source, location),
    ofS3: /^arn:(\$\{[^}]*\}|[^:]*):s3:/.test(formatText(source)),
  }
}

const withAnyPartition = (source: Text, location: Pattern['location']): Pattern | null => {
  const [first, ...rest] = source
  const fields = typeof first === 'string' ? /^arn:[^:]+(:.*)$/su.exec(first) : null
  return fields ? { text: text('arn:*', fields[1] as string, ...rest), location } : null
}

/** The statement's most telling action on S3: an object's before a bucket's. */
const actionOnS3 = ({ actions }: Statement): Pattern | null => {
  if (actions.excluded) return null
  const ofS3 = actions.patterns.filter((pattern) => /^s3:/i.test(formatText(pattern.text)))
  return ofS3.find((pattern) => /object/i.test(formatText(pattern.text))) ?? ofS3[0] ?? null
}
