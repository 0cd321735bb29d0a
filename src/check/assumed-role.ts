import type { Policy, Role, RoleLink } from '../aws/graph/graph.ts'
import { managedPolicyName, readDocument } from '../aws/graph/resources/policies.ts'
import type { ContextValue } from '../aws/iam/context.ts'
import type { AttachedPolicy } from '../aws/iam/decision.ts'
import type { AssumedRole, Expression, TraceStep } from '../code/storage-call.ts'
import { formatText, knownText, type Text } from '../source/text.ts'
import { equalTexts } from '../terraform/value/equality.ts'
import { type Invocation, resolve } from './resolve.ts'
import { limitBy, type ManagedPolicies } from './role-policies.ts'

/** A role that a program writes as, with the way to it: `steps` begins with the execution role, and ends with this one. */
export type Assumed =
  | {
      readonly kind: 'role'
      readonly role: Role
      readonly session: Session
      readonly steps: readonly Step[]
      readonly trace: readonly TraceStep[]
    }
  /** `reason` ends the sentence "… because …". */
  | { readonly kind: 'unresolved'; readonly reason: string }

/** What a role is limited to while it is assumed, and what it is called. */
export interface Session {
  readonly limits: readonly AttachedPolicy[]
  /** Null if it is not known. */
  readonly name: Text | null
}

/** One role asking to assume the next. */
export interface Step {
  readonly from: Role
  /** Null for the execution role, which Lambda assumes. */
  readonly as: Session | null
  readonly to: Role
  /** For the conditions of trust policies; keys in lower case. */
  readonly context: ReadonlyMap<string, ContextValue>
}

/** More than programs chain: an answer that goes through all of them would say nothing to anybody. */
const mostSteps = 3

/** The roles that a program may write as. */
export const resolveAssumed = (assumes: AssumedRole, invocation: Invocation, managed: ManagedPolicies): readonly Assumed[] => {
  const chain = chainOf(assumes)
  if (chain.length > mostSteps) return [unresolved(`it assumes more than ${mostSteps} roles one after the other`)]
  const first = startOf(invocation.lambda.role)
  return chain.reduce<readonly Start[]>(
    (starts, asked) =>
      starts.flatMap((start) => (start.kind === 'unresolved' ? [start] : stepFrom(start, asked, invocation, managed))),
    [first],
  ) as readonly Assumed[]
}

/** The first to be assumed first. */
const chainOf = (assumes: AssumedRole): readonly AssumedRole[] => (assumes.by ? [...chainOf(assumes.by), assumes] : [assumes])

type Start = Assumed | (Omit<Extract<Assumed, { kind: 'role' }>, 'session'> & { readonly session: null })

const unresolved = (reason: string): Assumed => ({ kind: 'unresolved', reason })

const startOf = (link: RoleLink): Start =>
  link.kind === 'role' ? { kind: 'role', role: link.role, session: null, steps: [], trace: [] } : unresolved(link.reason)

const stepFrom = (
  start: Exclude<Start, { kind: 'unresolved' }>,
  asked: AssumedRole,
  invocation: Invocation,
  managed: ManagedPolicies,
): readonly Assumed[] =>
  resolve(asked.role, invocation).map(({ reference, text: arn, trace }): Assumed => {
    const found = roleNamed(arn, reference, invocation)
    if ('reason' in found) return unresolved(found.reason)
    const { role: to } = found
    const step: Step = { from: start.role, as: start.session, to, context: contextOf(asked, invocation) }
    const assuming = { message: `${start.role.address} assumes ${to.address}`, location: to.location }
    return {
      kind: 'role',
      role: to,
      session: { limits: limitsOf(asked, invocation, managed), name: nameOf(asked, invocation) },
      steps: [...start.steps, step],
      trace: [...start.trace, ...trace, assuming],
    }
  })

const roleNamed = (
  arn: Text,
  reference: string | null,
  { graph: { roles } }: Invocation,
): { readonly role: Role } | { readonly reason: string } => {
  const same = roles.filter((role) => equalTexts(role.arn, arn) === 'yes')
  const role = same.find(({ address }) => address === reference) ?? same[0]
  if (role) return { role }
  const unknown = arn.find((part) => typeof part !== 'string')
  if (typeof unknown === 'object' && !arn.some((part) => typeof part === 'string'))
    return { reason: `the role that it assumes is not known: ${unknown.reason}` }
  const named = `the role "${formatText(arn)}" that it assumes`
  const similar = roles.find((each) => equalTexts(each.arn, arn) === 'unknown')
  if (knownText(arn) !== undefined && similar)
    return { reason: `${named} is ${similar.address} only if that is of this account, which is not known` }
  return {
    reason: typeof unknown === 'object' ? `${named} is not known: ${unknown.reason}` : `${named} is not in this configuration`,
  }
}

/** The one text that an expression stands for, if it is known; undefined where nothing is given. */
const onlyText = (expression: Expression, invocation: Invocation): Text | null => {
  const [first, ...others] = resolve(expression, invocation)
  return first && others.length === 0 ? first.text : null
}

const nameOf = ({ sessionName }: AssumedRole, invocation: Invocation): Text | null =>
  sessionName ? onlyText(sessionName, invocation) : null

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_iam-condition-keys.html#condition-keys-sts */
const contextOf = ({ externalId, sessionName }: AssumedRole, invocation: Invocation): Step['context'] =>
  new Map<string, ContextValue>([
    ['sts:externalid', externalId ? contextValue(externalId, 'the external id is not known', invocation) : { kind: 'absent' }],
    [
      'sts:rolesessionname',
      sessionName
        ? contextValue(sessionName, 'the name of the session is not known', invocation)
        : { kind: 'unknown', reason: 'the program does not name its session' },
    ],
  ])

const contextValue = (expression: Expression, reason: string, invocation: Invocation): ContextValue => {
  const only = onlyText(expression, invocation)
  return only ? { kind: 'values', values: [only] } : { kind: 'unknown', reason }
}

/**
 * What the session may do at most: what one of these allows.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies.html#policies_session
 */
const limitsOf = (
  { policy, policyArns }: AssumedRole,
  invocation: Invocation,
  managed: ManagedPolicies,
): readonly AttachedPolicy[] => [
  ...(policy ? [writtenLimit(policy, invocation)] : []),
  ...policyArns.map((arn) => namedLimit(arn, invocation, managed)),
]

const unknownLimit = (name: string, reason: string): AttachedPolicy => ({
  name,
  kind: 'session-policy',
  document: { id: null, version: '2012-10-17', statements: [], unknowns: [{ reason, location: null }] },
  location: null,
})

const WRITTEN = 'the session policy of the call'

const writtenLimit = (policy: Expression, invocation: Invocation): AttachedPolicy => {
  const text = onlyText(policy, invocation)
  const opaque = text?.find((part) => typeof part === 'object' && part.kind === 'varying')
  if (!text || (typeof opaque === 'object' && text.length === 1))
    return unknownLimit(
      WRITTEN,
      `the session policy that the program asks for is not known${typeof opaque === 'object' ? `: ${opaque.reason}` : ''}`,
    )
  const parts = text.map((part, index) =>
    typeof part === 'string' || part.kind === 'unknown'
      ? part
      : ({ kind: 'unknown', id: `${WRITTEN} ${index}: ${part.reason}`, reason: part.reason } as const),
  )
  const document = readDocument({ kind: 'string', parts }, invocation.lambda.location, () => {})
  return { name: WRITTEN, kind: 'session-policy', document, location: null }
}

const namedLimit = (arn: Expression, invocation: Invocation, managed: ManagedPolicies): AttachedPolicy => {
  const [only, ...others] = resolve(arn, invocation)
  const name = others.length === 0 && only ? managedPolicyName(only.text) : undefined
  const policy: Policy | undefined =
    name === undefined
      ? invocation.graph.policies.find(({ address, kind }) => kind === 'customer-managed' && address === only?.reference)
      : { address: name, kind: 'aws-managed', document: null, location: null, attachedTo: [] }
  if (policy && others.length === 0) return limitBy(policy, managed)
  const shown = only ? formatText(only.text) : ''
  return unknownLimit(shown, `the session policy "${shown}" is not in this configuration`)
}
