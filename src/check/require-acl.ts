import type { Bucket } from '../aws/graph/graph.ts'
import { formatText, knownText, type Text } from '../source/text.ts'
import type { Requirement, Write } from './access.ts'

const GRANTS = ['GrantFullControl', 'GrantRead', 'GrantReadACP', 'GrantWriteACP']

/** What the call says of who else may use the object. */
type Acl =
  /** The owner of the bucket, who has it anyway. */
  | 'owner'
  | 'public'
  | 'other'
  /** It is not known. */
  | 'any'

const PUBLIC = /^(?:public-read|public-read-write|authenticated-read)$/
const PUBLIC_GROUPS = /acs\.amazonaws\.com\/groups\/global\/(?:AllUsers|AuthenticatedUsers)/
const OTHERS = /^(?:private|aws-exec-read|bucket-owner-read|log-delivery-write)$/

const cannedAcl = (acl: Text): Acl => {
  const known = knownText(acl)
  if (known === undefined) return 'any'
  if (known === 'bucket-owner-full-control') return 'owner'
  return PUBLIC.test(known) ? 'public' : OTHERS.test(known) ? 'other' : 'any'
}

/** Full control may be given to the owner of the bucket, by a name of its own. */
const granted = (name: string, grantee: Text): Acl => {
  if (PUBLIC_GROUPS.test(formatText(grantee))) return 'public'
  return name === 'GrantFullControl' || knownText(grantee) === undefined ? 'any' : 'other'
}

const aclsOf = ({ parameters }: Write): readonly Acl[] => [
  ...(parameters.get('ACL') ?? []).map(cannedAcl),
  ...GRANTS.flatMap((name) => (parameters.get(name) ?? []).map((grantee) => granted(name, grantee))),
]

/**
 * What S3 answers to an ACL, whatever is granted: nothing but full control of the bucket's owner is taken where that owns all
 * objects, and no public one where these are blocked. Both are so for every bucket made since April 2023 that says nothing of
 * it; when a bucket was made is not in a configuration.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/about-object-ownership.html,
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html
 */
export const aclRequirements = (write: Write): readonly Requirement[] => {
  const acls = aclsOf(write)
  if (acls.length === 0 || acls.every((acl) => acl === 'owner')) return []
  const { bucket } = write
  return [...ownershipOf(write, bucket, acls), ...blockOf(write, bucket, acls)]
}

const ofObject = (write: Write): Pick<Requirement, 'action' | 'resource' | 'on'> => ({
  action: 's3:PutObjectAcl',
  resource: write.resource,
  on: 'object',
})

const ownershipOf = (write: Write, bucket: Bucket | null, acls: readonly Acl[]): readonly Requirement[] => {
  const asked = { ...ofObject(write), cause: 'acl-not-supported' as const }
  const { by, is } = bucket?.enforcesOwner ?? { by: null, is: 'unknown' }
  if (is === 'no') return []
  if (is === 'yes' && acls.every((acl) => acl === 'public' || acl === 'other')) {
    const why = `${by} says that the owner of ${bucket?.address} owns every object in it (BucketOwnerEnforced): S3 takes no ACL there but bucket-owner-full-control`
    return [{ ...asked, settled: { verdict: 'denied', why } }]
  }
  const why =
    is === 'yes'
      ? `${by} lets no object have an ACL but bucket-owner-full-control, and which one the call gives is not known`
      : `it gives the object an ACL, and ${whyOpen(bucket, by)}`
  return [{ ...asked, settled: { verdict: 'undetermined', why } }]
}

const whyOpen = (bucket: Bucket | null, by: string | null): string => {
  if (by !== null) return `what "${by}" says of ACLs is not known until apply`
  if (!bucket || bucket.isLookedUp) return 'whether its bucket takes ACLs is not in this configuration'
  return `buckets made since April 2023 take none unless an aws_s3_bucket_ownership_controls says so, and ${bucket.address} has none`
}

const blockOf = (write: Write, bucket: Bucket | null, acls: readonly Acl[]): readonly Requirement[] => {
  if (!acls.some((acl) => acl === 'public')) return []
  const asked = { ...ofObject(write), cause: 'public-access-block' as const }
  const { by, is } = bucket?.blocksPublicAcls ?? { by: null, is: 'unknown' }
  if (is === 'no') return []
  if (is === 'yes' && acls.every((acl) => acl === 'public')) {
    const why = `its ACL makes the object public, which ${by} does not let happen (block_public_acls)`
    return [{ ...asked, settled: { verdict: 'denied', why } }]
  }
  const why =
    is === 'yes'
      ? `${by} turns public ACLs away, and the call may give one`
      : `its ACL makes the object public, and ${whyOpenToPublic(bucket, by)}`
  return [{ ...asked, settled: { verdict: 'undetermined', why } }]
}

const whyOpenToPublic = (bucket: Bucket | null, by: string | null): string => {
  if (by !== null) return `whether "${by}" blocks that is not known until apply`
  if (!bucket || bucket.isLookedUp) return 'whether its bucket blocks that is not in this configuration'
  return `buckets made since April 2023 block that unless an aws_s3_bucket_public_access_block says otherwise, and ${bucket.address} has none`
}
