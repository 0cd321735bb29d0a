import { every, not, some, type Ternary } from '../../source/ternary.ts'
import { formatText, type Text } from '../../source/text.ts'
import type { Request } from './decision.ts'
import { covers } from './pattern.ts'
import type { Principal, PrincipalSet } from './policy-document.ts'
import { accountNamed, accountOf, isService, isUser, roleOf, roleOfSession, sessionOf } from './who-asks.ts'

/**
 * As whom a request may be named. `direct`: as the role's session, or as the user, whom a resource policy then grants without
 * regard to the limits of its identity; `account`: as the account that it belongs to, which may let it by policies of its own;
 * `bounded`: as anybody, who has a permissions boundary.
 */
export type NamedAs = 'anybody' | 'bounded' | 'direct' | 'account'

/**
 * Whether the principals of a resource policy's statement include who asks. `byArn`: the statement asks for a certain
 * `aws:PrincipalArn`, by which everybody becomes somebody who is granted directly.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html
 */
export const matchPrincipals = (
  set: PrincipalSet | null,
  request: Request,
  effect: 'Allow' | 'Deny',
  as: NamedAs = 'anybody',
  byArn = false,
): Ternary => {
  if (!set) return 'unknown'
  if (set.excluded) return matchNotPrincipals(set, request, effect, as)
  return some([
    ...set.principals.map((each) => matchPrincipal(each, request, effect, as, byArn)),
    ...set.unknowns.map(() => 'unknown' as const),
  ])
}

const matchPrincipal = (principal: Principal, request: Request, effect: 'Allow' | 'Deny', as: NamedAs, byArn: boolean): Ternary => {
  const asAnybody = as === 'anybody' || as === 'bounded'
  // That everybody is granted directly is documented for a certain aws:PrincipalArn only.
  if (principal.type === '*') return asAnybody || (as === 'direct' && byArn) ? 'yes' : as === 'direct' ? 'unknown' : 'no'
  const { principal: asking } = request
  if (principal.type === 'Service') return asking && asAnybody ? matchService(principal.text, asking) : 'no'
  if (principal.type === 'Federated') return 'no'
  if (!asking) return 'unknown'
  // The canonical id of an account stands for the account: https://docs.aws.amazon.com/general/latest/gr/acct-identifiers.html
  const forAccount = as === 'account' || (asAnybody && effect === 'Deny')
  if (principal.type === 'CanonicalUser') return forAccount && !isService(asking) ? 'unknown' : 'no'
  const account = accountNamed(principal.text)
  // An account that is allowed may allow its roles, which then need a policy of their own; one that is denied has none allowed.
  if (account) return forAccount ? matchAccount(account, asking) : 'no'
  if (as === 'account') return 'no'
  return as === 'direct' ? matchDirectly(principal.text, request) : matchIdentity(principal.text, request)
}

/** The session or the user that asks, and not the role. */
const matchDirectly = (named: Text, request: Request): Ternary => {
  const { principal: asking } = request
  if (isSessionArn(named)) return matchSession(named, request)
  return asking && isUser(asking) ? matchIdentity(named, request) : 'no'
}

const matchIdentity = (named: Text, request: Request): Ternary => {
  const { principal: asking } = request
  if (!asking) return 'unknown'
  if (isSessionArn(named)) return matchSession(named, request)
  if (isId(named)) return matchId(named, request)
  const same = sameString(named, roleOf(asking))
  const role = roleOfSession(asking)
  // A session does not say the path of its role.
  return same === 'no' && role !== undefined && formatText(named).endsWith(`/${role}`) && !/:role\/[^/]+$/.test(formatText(named))
    ? matchAccount(accountOf(named) ?? named, asking) === 'no'
      ? 'no'
      : 'unknown'
    : same
}

/** Principals have no wildcards but `*` by itself: 2008-10-17 leaves the rest of the string as it is. */
const sameString = (one: Text, other: Text): Ternary =>
  covers([{ text: one, location: null }], other, { kind: 'exact', version: '2008-10-17' })

const matchService = (service: Text, asking: Text): Ternary => (isService(asking) ? sameString(service, asking) : 'no')

const matchId = (id: Text, { principalId }: Request): Ternary => (principalId ? sameString(id, principalId) : 'unknown')

/** `AROA…`, of which more may not be known: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html#identifiers-unique-ids */
const isId = (named: Text): boolean => {
  const [only] = named
  const beginning = named.length === 1 && typeof only === 'object' && only.kind === 'unknown' ? only.expansion?.[0] : undefined
  return /^A[A-Z0-9]{15,}$/.test(formatText(named)) || (typeof beginning === 'string' && /^A[A-Z0-9]{3}/.test(beginning))
}

const isSessionArn = (named: Text): boolean => formatText(named).includes(':sts:')

/** `arn:aws:sts::123456789012:assumed-role/<role>/<session>`. */
const matchSession = (named: Text, { principal, session }: Request): Ternary => {
  if (!principal) return 'unknown'
  const asking = sessionOf(principal, session)
  if (asking) return sameString(named, asking)
  return isUser(principal) || isService(principal) ? 'no' : 'unknown'
}

const matchAccount = (account: Text, asking: Text): Ternary => {
  if (isService(asking)) return 'no'
  const own = accountOf(asking)
  return own ? sameString(account, own) : 'unknown'
}

/**
 * Who is named by NotPrincipal is denied all the same, unless the account, the role and the session that it is are all named;
 * with a permissions boundary it always is: https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html
 */
const matchNotPrincipals = (set: PrincipalSet, request: Request, effect: 'Allow' | 'Deny', as: NamedAs): Ternary => {
  switch (as) {
    case 'direct':
    case 'account':
      return 'no'
    case 'bounded':
      return 'yes'
    case 'anybody': {
      const listed = some([
        ...set.principals.map((each) => matchPrincipal(each, request, 'Deny', as, false)),
        ...set.unknowns.map(() => 'unknown' as const),
      ])
      if (listed !== 'yes') return not(listed)
      return every(namesNeeded(request, effect).map((isNamed) => some(set.principals.map(isNamed)))) === 'yes' ? 'no' : 'unknown'
    }
  }
}

type IsNamed = (principal: Principal) => Ternary

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_notprincipal.html */
const namesNeeded = (request: Request, effect: 'Allow' | 'Deny'): readonly IsNamed[] => {
  const { principal: asking, session } = request
  const everybody: IsNamed = ({ type }) => (type === '*' ? 'yes' : 'no')
  if (!asking) return [everybody]
  if (isService(asking)) return [(each) => matchPrincipal(each, request, 'Allow', 'anybody', false)]
  const ofText =
    (isNamed: (named: Text) => Ternary): IsNamed =>
    (each) =>
      each.type === '*' ? 'yes' : each.type === 'AWS' ? isNamed(each.text) : 'no'
  const asSession = isUser(asking) ? asking : sessionOf(asking, session)
  const self = ofText((named) => (asSession ? sameString(named, asSession) : 'no'))
  if (effect === 'Allow') return [self]
  const role = ofText((named) => sameString(named, roleOf(asking)))
  const account = ofText((named) => {
    const number = accountNamed(named)
    return number ? matchAccount(number, asking) : 'no'
  })
  return isUser(asking) ? [self, account] : [self, role, account]
}

export { accountOf } from './who-asks.ts'

/** Whether a resource is of the account of who asks. */
export const isSameAccount = ({ principal, resourceAccount }: Request): Ternary => {
  const own = principal && accountOf(principal)
  if (!resourceAccount) return 'yes'
  return own ? sameString(own, resourceAccount) : 'unknown'
}
