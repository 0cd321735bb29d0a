import { type Part, type Text, text } from '../../source/text.ts'

/**
 * The ARN of an object: S3's have neither region nor account.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/s3-arn-format.html
 */
export const objectArn = (partition: Part, bucket: Text, key: Text): Text =>
  text('arn:', partition, ':s3:::', ...bucket, '/', ...key)

export const bucketArn = (partition: Part, bucket: Text): Text => text('arn:', partition, ':s3:::', ...bucket)

/** Of an object behind an access point, by the ARN of that: https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-points-policies.html */
export const objectBehind = (accessPointArn: Text, key: Text): Text => text(...accessPointArn, '/object/', ...key)

export type BucketKind =
  /** A general purpose bucket: what a name stands for unless it says otherwise. */
  | { readonly kind: 'ordinary' }
  | {
      readonly kind: SpecialBucketKind
      /** Why the role's permission for an object of a bucket does not decide, as the end of "… because …". */
      readonly reason: string
    }

export type SpecialBucketKind =
  | 'directory'
  | 'table'
  | 'access-point'
  | 'access-point-alias'
  | 'multi-region-access-point'
  | 'object-lambda'
  | 'outposts'
  | 'not-a-name'

interface Mark {
  readonly kind: SpecialBucketKind
  readonly pattern: RegExp
  readonly reason: string
}

const accessPoint = 'it is an access point, whose own policy and that of its bucket must allow the write'
const multiRegion = 'it is a Multi-Region Access Point, whose own policy and that of each bucket must allow the write'
const objectLambda = 'it is an Object Lambda Access Point, whose writes go through its own permissions'
const outposts = 'it is on Outposts, whose actions are those of s3-outposts'

/** ARNs, of which the first that fits counts. An unknown part is `${}`. */
const arns: readonly Mark[] = [
  { kind: 'multi-region-access-point', pattern: /^arn:[^:]*:s3::[^:]*:accesspoint[/:]/, reason: multiRegion },
  { kind: 'access-point', pattern: /^arn:[^:]*:s3:[^:]*:[^:]*:accesspoint[/:]/, reason: accessPoint },
  { kind: 'object-lambda', pattern: /^arn:[^:]*:s3-object-lambda:/, reason: objectLambda },
  { kind: 'outposts', pattern: /^arn:[^:]*:s3-outposts:/, reason: outposts },
  { kind: 'not-a-name', pattern: /^arn:/, reason: 'S3 takes the name of a bucket, and this is an ARN' },
]

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html reserves these endings. */
const names: readonly Mark[] = [
  {
    kind: 'directory',
    pattern: /--x-s3$/,
    reason: 'it is a directory bucket, for which s3express:CreateSession is needed and s3:PutObject is not asked for',
  },
  { kind: 'table', pattern: /--table-s3$/, reason: 'it is a table bucket, whose actions are those of s3tables' },
  { kind: 'outposts', pattern: /--op-s3$/, reason: outposts },
  { kind: 'object-lambda', pattern: /--ol-s3$/, reason: objectLambda },
  { kind: 'access-point', pattern: /--xa-s3$/, reason: accessPoint },
  { kind: 'access-point-alias', pattern: /-s3alias$/, reason: accessPoint },
  { kind: 'multi-region-access-point', pattern: /\.mrap$/, reason: multiRegion },
]

/**
 * What a `Bucket` parameter stands for. Only what its known parts say counts: a name that is not known is taken for an
 * ordinary bucket's, as a policy that allows the same unknown name does.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-points-alias.html
 */
export const bucketKind = (bucket: Text): BucketKind => {
  const known = expanded(bucket, 0)
    .map((part) => (typeof part === 'string' ? part : '${}'))
    .join('')
  const mark = (known.startsWith('arn:') ? arns : names).find(({ pattern }) => pattern.test(known))
  if (mark) return { kind: mark.kind, reason: mark.reason }
  return known === '' || /[/:\s]/.test(known) ? notAName : { kind: 'ordinary' }
}

const notAName: BucketKind = {
  kind: 'not-a-name',
  reason: 'S3 takes the name of a bucket here, and no bucket has this one',
}

const deepest = 16

/** With what is known of unknown parts in their place. */
const expanded = (parts: Text, depth: number): Text =>
  parts.flatMap((part) =>
    typeof part !== 'string' && part.kind === 'unknown' && part.expansion && depth < deepest
      ? expanded(part.expansion, depth + 1)
      : [part],
  )
