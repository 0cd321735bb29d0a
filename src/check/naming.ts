import { bucketKind } from '../aws/s3/bucket.ts'
import { formatText, knownText, type Part, type Text } from '../source/text.ts'
import type { Access } from './access.ts'

const kindLabels: Readonly<Record<ReturnType<typeof bucketKind>['kind'], string>> = {
  ordinary: 'the bucket',
  directory: 'the directory bucket',
  table: 'the table bucket',
  'access-point': 'the access point',
  'access-point-alias': 'the access point',
  'multi-region-access-point': 'the Multi-Region Access Point',
  'object-lambda': 'the Object Lambda Access Point',
  outposts: 'the access point on Outposts',
  'not-a-name': 'the bucket',
}

/** How messages call the bucket: by its address where it has one. */
export const bucketLabel = ({ accessPoint, bucket, bucketName }: Access): string => {
  if (accessPoint) return accessPoint.address
  if (bucket) return bucket.address
  const name = knownText(bucketName)
  if (name !== undefined) return `${kindLabels[bucketKind(bucketName).kind]} "${name}"`
  return bucketName.some((part) => typeof part === 'string' || part.kind === 'unknown')
    ? `the bucket "${formatText(bucketName)}"`
    : 'a bucket that is not known'
}

export const roleLabel = ({ lambda }: Access): string => (lambda.role.kind === 'role' ? lambda.role.role.address : 'its role')

/** For `"${…}"` in a suggestion: what is not known stands for any. */
const wildcard = (part: Part): string => (typeof part === 'string' ? part.replaceAll('${', '$${') : '*')

/** The keys that are written, as narrow as is known, for a Resource. */
export const keyPattern = (key: Text): string =>
  key
    .map(wildcard)
    .join('')
    .replace(/\*{2,}/g, '*') || '*'

const modulePrefix = (address: string): string => /^(?:module\.[^.[]+(?:\[[^\]]*\])?\.)*/.exec(address)?.[0] ?? ''

/** The address as it is written inside its own module. */
const localName = (address: string): string => address.slice(modulePrefix(address).length)

export const isSameModule = (one: string, other: string): boolean => modulePrefix(one) === modulePrefix(other)

/** The objects that are written, as Terraform would refer to them from the module of the role. */
export const objectReference = (access: Access): string => {
  const { accessPoint, bucket, bucketName, lambda } = access
  const home = lambda.role.kind === 'role' ? lambda.role.role.address : lambda.address
  const key = keyPattern(access.key)
  const name = knownText(bucketName)
  if (accessPoint)
    return isSameModule(accessPoint.address, home)
      ? `"\${${localName(accessPoint.address)}.arn}/object/${key}"`
      : `"<the ARN of ${accessPoint.address}>/object/${key}"`
  if (bucket?.directoryArn)
    return isSameModule(bucket.address, home) ? `${localName(bucket.address)}.arn` : `"<the ARN of ${bucket.address}>"`
  if (bucket && isSameModule(bucket.address, home)) return `"\${${localName(bucket.address)}.arn}/${key}"`
  if (name !== undefined || !bucket) return `"arn:aws:s3:::${name ?? bucketName.map(wildcard).join('')}/${key}"`
  return `"<the ARN of ${bucket.address}>/${key}"`
}

export const referenceTo = (address: string, attribute: string): string => `${localName(address)}.${attribute}`
