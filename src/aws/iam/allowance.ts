import { every, type Ternary } from '../../source/ternary.ts'
import type { AttachedPolicy, LimitKind, MissingIn, Request } from './decision.ts'
import { type Evaluation, evaluate } from './evaluate.ts'
import { isSameAccount, type NamedAs } from './principal.ts'
import { isRootUser } from './who-asks.ts'

/** One of the places that each must allow a request. */
export interface Gate {
  readonly in: MissingIn
  /** The policies that could allow it here. */
  readonly policies: readonly AttachedPolicy[]
  readonly found: Evaluation
}

/**
 * The places that each must allow a request: the policies of who asks and of what is asked for, and everything that limits
 * these. In one account either side is enough, but for a KMS key and for a role that is assumed, whose policy must allow it or
 * leave it to the account; across accounts both must allow.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html
 */
export const gatesOf = (request: Request, policies: readonly AttachedPolicy[]): readonly Gate[] => {
  const of = (...kinds: readonly AttachedPolicy['kind'][]): readonly AttachedPolicy[] =>
    policies.filter(({ kind }) => kinds.includes(kind))
  const identity = [...of('inline', 'customer-managed', 'aws-managed'), ...ofRootUser(request)]
  const resource = of('bucket-policy', 'access-point-policy', 'key-policy', 'trust-policy', 'resource-policy')
  const account = ['scp', 'rcp', 'endpoint-policy'] as const
  const ofAccount = account.flatMap((kind) => limitsOf(kind, of(kind), request).filter(mayStop))
  const ofIdentity = [
    ...of('boundary').map((boundary) => limitBy('boundary', [boundary], request)),
    ...limitsOf('session-policy', of('session-policy'), request),
  ]
  const granted = grantedBy(identity, resource, request)
  if (ofIdentity.length === 0 || isSameAccount(request) !== 'yes') return [...granted, ...ofIdentity, ...ofAccount]
  const direct = evaluate('Allow', resource, request, 'direct')
  return direct.answer === 'no'
    ? [...granted, ...ofIdentity, ...ofAccount]
    : [...[...granted, ...ofIdentity].map((gate) => ({ ...gate, found: either(direct, gate.found) })), ...ofAccount]
}

/** What the two sides allow. */
const grantedBy = (identity: readonly AttachedPolicy[], resource: readonly AttachedPolicy[], request: Request): readonly Gate[] => {
  const mustAllow = resource.some(({ kind }) => kind === 'key-policy' || kind === 'trust-policy')
  const ofAccount = (): Gate =>
    mustAllow ? byOwnPolicy(identity, resource, request) : gate('policies', [...identity, ...resource], request)
  switch (isSameAccount(request)) {
    case 'yes':
      return [ofAccount()]
    case 'no':
      return [gate('policies', identity, request), ofOtherAccount(resource, request)]
    case 'unknown': {
      // Both sides are enough wherever it is, and neither is nowhere.
      const other = both(evaluate('Allow', identity, request), ofOtherAccount(resource, request).found)
      const own = ofAccount()
      return [other.answer === 'yes' || own.found.answer === 'no' ? own : { ...own, found: { ...own.found, answer: 'unknown' } }]
    }
  }
}

const gate = (where: MissingIn, policies: readonly AttachedPolicy[], request: Request, as: NamedAs = 'anybody'): Gate => ({
  in: where,
  policies,
  found: evaluate('Allow', policies, request, as),
})

/** A policy of another account may name the principal, or its account. */
const ofOtherAccount = (resource: readonly AttachedPolicy[], request: Request): Gate => ({
  in: 'resource-policy',
  policies: resource,
  found: either(evaluate('Allow', resource, request), evaluate('Allow', resource, request, 'account')),
})

/**
 * Other policies count only where the key's, or the role's, says so: by naming the account.
 * https://docs.aws.amazon.com/kms/latest/developerguide/key-policies.html
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_update-role-trust-policy.html
 */
const byOwnPolicy = (identity: readonly AttachedPolicy[], resource: readonly AttachedPolicy[], request: Request): Gate => {
  const named = evaluate('Allow', resource, request)
  const delegated = evaluate('Allow', resource, request, 'account')
  const isShut = delegated.answer === 'no'
  return {
    in: isShut ? 'resource-policy' : 'policies',
    policies: isShut ? resource : identity,
    found: either(named, both(delegated, evaluate('Allow', identity, request))),
  }
}

const limitBy = (kind: LimitKind, policies: readonly AttachedPolicy[], request: Request): Gate => gate(kind, policies, request)

/** Policies of one kind at one level allow together. */
const limitsOf = (kind: LimitKind, policies: readonly AttachedPolicy[], request: Request): readonly Gate[] =>
  [...new Set(policies.map(({ level }) => level))].map((level) =>
    limitBy(
      kind,
      policies.filter((policy) => policy.level === level),
      request,
    ),
  )

/**
 * RCPFullAWSAccess, which allows everything, is attached at every level of RCPs and cannot be detached: a level of which only
 * Deny statements are given stops nothing else. https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_rcps_evaluation.html
 */
const mayStop = ({ in: kind, policies }: Gate): boolean =>
  kind !== 'rcp' ||
  policies.some(({ document }) => document.unknowns.length > 0 || document.statements.some(({ effect }) => effect !== 'Deny'))

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic_policy-eval-denyallow.html */
const ofRootUser = ({ principal }: Request): readonly AttachedPolicy[] => (principal && isRootUser(principal) ? [fullAccess] : [])

const everything = { excluded: false, patterns: [{ text: ['*'], location: null }], unknowns: [] } as const

const fullAccess: AttachedPolicy = {
  name: 'the root user',
  kind: 'inline',
  document: {
    id: null,
    version: '2012-10-17',
    statements: [
      {
        sid: 'full access',
        effect: 'Allow',
        actions: everything,
        resources: everything,
        principals: null,
        conditions: [],
        location: null,
      },
    ],
    unknowns: [],
  },
  location: null,
}

const merged = (answer: Ternary, one: Evaluation, other: Evaluation): Evaluation => ({
  answer,
  by: [...one.by, ...other.by],
  blockedOn: [...one.blockedOn, ...other.blockedOn],
  leftOut: one.leftOut ?? other.leftOut,
})

const both = (one: Evaluation, other: Evaluation): Evaluation => merged(every([one.answer, other.answer]), one, other)

const either = (one: Evaluation, other: Evaluation): Evaluation => {
  if (one.answer === 'yes' || other.answer === 'no') return one
  return other.answer === 'yes' || one.answer === 'no' ? other : merged('unknown', one, other)
}
