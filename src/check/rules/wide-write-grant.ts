import type { Policy, Role } from '../../aws/graph/graph.ts'
import { formatArn } from '../../aws/iam/format-arn.ts'
import { matchAction } from '../../aws/iam/match-statement.ts'
import type { Pattern, Statement } from '../../aws/iam/policy-document.ts'
import { knownText, text } from '../../source/text.ts'
import type { Access, FunctionAccesses } from '../access.ts'
import type { Finding } from '../finding.ts'
import { keyPattern, objectReference } from '../naming.ts'
import { ANY, meets, type WriteGrant, writeGrantsOf } from './grants.ts'
import { isNamedElsewhere } from './policy-names.ts'
import type { Checked, Rule } from './rule.ts'
import { grantsEveryBucket } from './wildcard-write-grant.ts'

/** More would not be read. */
const MOST_NAMED = 3

/** A policy with all that is written by those who have it. */
interface Held {
  readonly accesses: readonly Access[]
  /** The functions with it, as the subject of a sentence with a verb after it. */
  readonly who: string
  readonly write: 'write' | 'writes'
}

const isHolder =
  (policy: Policy) =>
  ({ policies, possiblePolicies }: Role): boolean =>
    policies.includes(policy) || possiblePolicies.includes(policy)

/** Null if anybody else may write with it, or not all is known of those who do. */
const heldBy = (policy: Policy, { files, functions, graph }: Checked): Held | null => {
  const holders = graph.roles.filter(isHolder(policy))
  if (holders.length === 0 || !holders.every((role) => role.policies.includes(policy) && isOfLambdaOnly(role))) return null
  if (policy.kind === 'customer-managed' && isNamedElsewhere(policy, files, 'roles')) return null
  const users = functions.filter(({ lambda }) => lambda.role.kind === 'role' && holders.includes(lambda.role.role))
  const isAll = holders.every((role) => users.some(({ lambda }) => lambda.role.kind === 'role' && lambda.role.role === role))
  const accesses = users.flatMap((each) => each.accesses)
  return isAll && accesses.length > 0 && users.every(isComplete) ? { accesses, ...named(users) } : null
}

const named = (users: readonly FunctionAccesses[]): Pick<Held, 'who' | 'write'> => ({
  who: listed(users.map(({ lambda }) => lambda.address)),
  write: users.length === 1 ? 'writes' : 'write',
})

const isComplete = ({ analysis }: FunctionAccesses): boolean => analysis.completeness === 'complete'

/** Whoever else assumes a role may write with it too. */
const isOfLambdaOnly = ({ trust }: Role): boolean => {
  const { statements, unknowns } = trust().document
  return (
    unknowns.length === 0 &&
    statements.every(
      ({ effect, principals }) =>
        effect === 'Deny' ||
        (effect === 'Allow' &&
          principals !== null &&
          !principals.excluded &&
          principals.unknowns.length === 0 &&
          principals.principals.every((each) => each.type === 'Service' && knownText(each.text) === 'lambda.amazonaws.com')),
    )
  )
}

/** Whether a write may need what the pattern grants: what goes through an access point is asked for on the bucket too. */
const isFor = (pattern: Pattern, { requirements, resource }: Access, { document }: WriteGrant): boolean =>
  [resource, ...requirements.flatMap((each) => (each.action === 's3:PutObject' ? [each.resource] : []))].some(
    (asked) => meets(pattern, document, asked) !== 'no',
  )

/** Whether every write that the pattern grants is to a folder, and the pattern is all objects of the bucket. */
const isWiderThanFolders = (pattern: Pattern, grant: WriteGrant, accesses: readonly Access[]): boolean => {
  const granted = accesses.filter((access) => isFor(pattern, access, grant))
  return (
    granted.length > 0 &&
    granted.every(({ bucketName, key, lambda }) => {
      const [folder] = key
      const isInFolder = typeof folder === 'string' && folder.indexOf('/') > 0
      return (
        isInFolder && meets(pattern, grant.document, text('arn:', lambda.partition, ':s3:::', ...bucketName, '/', ANY)) === 'yes'
      )
    })
  )
}

/** An action that is for more than objects: `s3:*`, `s3:Put*`. */
const wideAction = ({ statement: { actions } }: WriteGrant): string | undefined =>
  actions.patterns
    .filter((pattern) => {
      const alone = { ...actions, patterns: [pattern] }
      return matchAction(alone, 's3:PutObject') === 'yes' && matchAction(alone, 's3:PutBucketPolicy') === 'yes'
    })
    .map(({ text }) => formatArn(text))[0]

const neededActions = (accesses: readonly Access[]): readonly string[] =>
  [
    ...new Set(
      accesses.flatMap(({ requirements }) => requirements.flatMap(({ action }) => (action.startsWith('s3:') ? [action] : []))),
    ),
  ].sort()

/** `a, b and c`, or `a, b, c and 4 more`. */
const listed = (items: readonly string[]): string => {
  const shown = items.slice(0, MOST_NAMED)
  const rest = items.length - shown.length
  const all = rest > 0 ? [...shown, `${rest} more`] : shown
  return all.length === 1 ? (all[0] ?? '') : `${all.slice(0, -1).join(', ')} and ${all.at(-1)}`
}

const quoted = ({ text }: Pattern): string => `"${formatArn(text)}"`

const findingOf = (grant: WriteGrant, { accesses, who, write }: Held): readonly Finding[] => {
  const { patterns, policy, statement } = grant
  const idle = patterns.filter((pattern) => !accesses.some((access) => isFor(pattern, access, grant)))
  const wide = patterns.filter((pattern) => isWiderThanFolders(pattern, grant, accesses))
  const action = wideAction(grant)
  const written = accesses.filter((access) => patterns.some((pattern) => isFor(pattern, access, grant)))
  const first = idle[0] ?? wide[0]
  const location = first?.location ?? statement.location ?? policy.location
  if (!location || (idle.length === 0 && wide.length === 0 && action === undefined)) return []
  const needed = [...new Set(written.map(objectReference))].sort()
  const under = accesses.filter((access) => wide.some((pattern) => isFor(pattern, access, grant)))
  const keys = [...new Set(under.map(({ key }) => `"${keyPattern(key)}"`))].sort()
  const which = statement.sid === null ? 'A statement' : `Statement "${statement.sid}"`
  const sentences = [
    ...(idle.length > 0 ? [`allows writing to ${listed(idle.map(quoted))}, where ${who} ${write} nothing`] : []),
    ...(wide.length > 0 ? [`allows writing all of ${listed(wide.map(quoted))}, and ${who} ${write} only ${listed(keys)}`] : []),
    ...(action === undefined || written.length === 0
      ? []
      : [`allows "${action}", and what ${who} ${write} needs only ${listed(neededActions(written))}`]),
  ]
  if (sentences.length === 0) return []
  const fix = idle.length === 0 && wide.length > 0 ? `Resource = [${needed.join(', ')}]` : null
  return [
    {
      ruleId: 'wide-write-grant',
      certainty: 'certain',
      message: `${which} of "${policy.address}" ${sentences.join('. It ')}.`,
      address: policy.address,
      location,
      related: [],
      fix: fix === null ? null : { description: 'For what is written this is enough:', statement: fix, location },
      identity: ['wide-write-grant', policy.address, ...patterns.map(({ text }) => formatArn(text)), action ?? ''],
    },
  ]
}

/** What other rules say of a statement is enough: that it is for every bucket, or that it should be for what is written. */
const statementsToldOf = (access: Access): readonly Statement[] => {
  const nearest = access.verdict === 'missing' && access.nearest ? [access.nearest.statement] : []
  return [...nearest, ...grantsEveryBucket(access)]
}

export const wideWriteGrant: Rule = (checked) => {
  const told = new Set(checked.functions.flatMap(({ accesses }) => accesses.flatMap(statementsToldOf)))
  return checked.graph.policies.flatMap((policy) => {
    const held = heldBy(policy, checked)
    if (!held) return []
    return writeGrantsOf(policy)
      .filter(({ statement }) => !told.has(statement))
      .flatMap((grant) => findingOf(grant, held))
  })
}
