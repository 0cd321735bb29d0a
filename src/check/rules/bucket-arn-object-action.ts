import type { Policy, ResourcePolicy } from '../../aws/graph/graph.ts'
import { formatArn } from '../../aws/iam/format-arn.ts'
import { matchAction } from '../../aws/iam/match-statement.ts'
import { covers, type PatternLanguage } from '../../aws/iam/pattern.ts'
import type { Pattern, PolicyDocument, Statement } from '../../aws/iam/policy-document.ts'
import { knownText, text } from '../../source/text.ts'
import type { Finding, Fix } from '../finding.ts'
import { ANY, anyObject, meets } from './grants.ts'
import type { Checked, Rule } from './rule.ts'

/** A policy whose document is known, and those whose statements count where its own do. */
interface Written {
  readonly address: string
  readonly document: PolicyDocument
  readonly beside: readonly PolicyDocument[]
}

const known = (policy: Policy): readonly PolicyDocument[] => (policy.document ? [policy.document] : [])

const ofRoles = ({ graph }: Checked): readonly Written[] =>
  graph.policies.flatMap((policy) => {
    const holders = graph.roles.filter(({ policies }) => policies.includes(policy))
    const beside = holders.flatMap(({ policies }) => policies.flatMap(known))
    return known(policy).map((document) => ({ address: policy.address, document, beside: [document, ...beside] }))
  })

const ofBuckets = ({ graph }: Checked): readonly Written[] => {
  const policies = new Set<ResourcePolicy>(graph.buckets.flatMap((bucket) => [...bucket.policies, ...bucket.possiblePolicies]))
  return [...policies].map(({ address, document }) => ({ address, document, beside: [document] }))
}

/**
 * Everything that begins so is an action on objects: `s3:GetObjectTagging`, `s3:PutObjectAcl`. What is done to a bucket's own
 * settings begins otherwise: `s3:PutBucketObjectLockConfiguration`.
 * https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazons3.html
 */
const ON_OBJECTS = /^s3:(?:(?:Get|Put|Delete|Restore|Replicate)Object|AbortMultipartUpload$|ListMultipartUploadParts$)/i

const objectActions = ({ actions }: Statement): readonly Pattern[] =>
  actions.excluded ? [] : actions.patterns.filter(({ text }) => ON_OBJECTS.test(knownText(text) ?? ''))

const languageOf = ({ version }: PolicyDocument): PatternLanguage => ({ kind: 'arn', version })

/** Whether a resource is a bucket, and can be no object, whatever is not known of it. */
const isBucketOnly = (pattern: Pattern, document: PolicyDocument): boolean =>
  /^arn:(?:\$\{[^}]*\}|[^:]*):s3:::[^/*?]+$/.test(formatArn(pattern.text)) && meets(pattern, document, anyObject) === 'no'

/** Whether another statement does what this one does not: then it is only written in a roundabout way. */
const isDoneElsewhere = (action: string, bucket: Pattern, effect: Statement['effect'], { beside }: Written): boolean =>
  beside.some((document) =>
    document.statements.some(
      ({ actions, effect: other, resources }) =>
        other === effect &&
        resources !== null &&
        !resources.excluded &&
        matchAction(actions, action) !== 'no' &&
        covers(resources.patterns, text(...bucket.text, '/', ANY), languageOf(document)) !== 'no',
    ),
  )

const fixOf = ({ location, text }: Pattern): Fix => {
  const written = location ? location.file.text.slice(location.start, location.end) : ''
  const isReference = /^[\w-]+(?:\.[\w-]+|\[[^\]]*\])+$/.test(written)
  return {
    description: 'Name the objects of the bucket:',
    statement: isReference ? `"\${${written}}/*"` : `"${formatArn(text)}/*"`,
    location,
  }
}

const findingOf = (statement: Statement, written: Written): readonly Finding[] => {
  const { address, document } = written
  const { effect, resources } = statement
  const [bucket] = resources?.patterns ?? []
  if (!resources || !bucket || resources.excluded || resources.unknowns.length > 0 || typeof effect !== 'string') return []
  if (!resources.patterns.every((pattern) => isBucketOnly(pattern, document))) return []
  const names = objectActions(statement).map(({ text }) => knownText(text) ?? '')
  const idle = names.filter((name) => resources.patterns.every((each) => !isDoneElsewhere(name, each, effect, written)))
  const location = bucket.location ?? statement.location
  if (idle.length === 0 || !location) return []
  const named = `"${formatArn(bucket.text)}"`
  const does = effect === 'Allow' ? 'allows' : 'denies'
  const which = statement.sid === null ? 'A statement' : `Statement "${statement.sid}"`
  return [
    {
      ruleId: 'bucket-arn-object-action',
      certainty: 'certain',
      message: `${which} of "${address}" ${does} ${idle.join(', ')} on ${named}, which is the bucket and not its objects, so it ${does} nothing. The objects are "${formatArn(bucket.text)}/*".`,
      address,
      location,
      related: [],
      fix: fixOf(bucket),
      identity: ['bucket-arn-object-action', address, formatArn(bucket.text), ...idle],
    },
  ]
}

/** Statements that are told with the write that fails for them. */
const toldAlready = ({ functions }: Checked): ReadonlySet<Statement> =>
  new Set(
    functions.flatMap(({ accesses }) =>
      accesses.flatMap(({ cause, nearest }) => (cause === 'bucket-level-arn' && nearest ? [nearest.statement] : [])),
    ),
  )

export const bucketArnObjectAction: Rule = (checked) => {
  const told = toldAlready(checked)
  return [...ofRoles(checked), ...ofBuckets(checked)].flatMap((written) =>
    written.document.statements.filter((statement) => !told.has(statement)).flatMap((statement) => findingOf(statement, written)),
  )
}
