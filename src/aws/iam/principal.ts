import { not, some, type Ternary } from '../../source/ternary.ts'
import { formatText, knownText, type Text, text } from '../../source/text.ts'
import type { Request } from './decision.ts'
import { covers } from './pattern.ts'
import type { Principal, PrincipalSet } from './policy-document.ts'

/**
 * As whom a request may be named. `direct`: as the role's session, or as the user, whom a resource policy then grants without
 * regard to the limits of its identity; `account`: as the account that it belongs to, which may let it by policies of its own.
 */
export type NamedAs = 'anybody' | 'direct' | 'account'

/**
 * Whether the principals of a resource policy's statement include who asks.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html
 */
export const matchPrincipals = (
  set: PrincipalSet | null,
  request: Request,
  effect: 'Allow' | 'Deny',
  as: NamedAs = 'anybody',
): Ternary => {
  if (!set) return 'unknown'
  if (set.excluded && as !== 'anybody') return 'no'
  const listed = some([
    ...set.principals.map((each) => matchPrincipal(each, request, effect, as)),
    ...set.unknowns.map(() => 'unknown' as const),
  ])
  // A role that NotPrincipal names may be denied all the same, unless its session is named too.
  return set.excluded && listed === 'yes' ? 'unknown' : set.excluded ? not(listed) : listed
}

const matchPrincipal = (principal: Principal, request: Request, effect: 'Allow' | 'Deny', as: NamedAs): Ternary => {
  if (principal.type === '*') return as === 'anybody' ? 'yes' : 'no'
  const { principal: asking } = request
  if (principal.type === 'Service') return asking && as === 'anybody' ? matchService(principal.text, asking) : 'no'
  if (principal.type !== 'AWS') return 'no'
  if (!asking) return 'unknown'
  const account = accountNamed(principal.text)
  if (account) {
    // An account that is allowed may allow its roles, which then need a policy of their own; one that is denied has none allowed.
    return as === 'account' || (as === 'anybody' && effect === 'Deny') ? matchAccount(account, asking) : 'no'
  }
  if (as === 'account') return 'no'
  const named = formatText(principal.text)
  const isSession = named.includes(':sts:')
  if (isSession) return matchSession(principal.text, request)
  if (as === 'direct') return isUser(asking) ? sameString(principal.text, asking) : 'no'
  return /^A[A-Z0-9]{15,}$/.test(named) ? matchId(principal.text, request) : sameString(principal.text, roleOf(asking))
}

/** Principals have no wildcards but `*` by itself: 2008-10-17 leaves the rest of the string as it is. */
const sameString = (one: Text, other: Text): Ternary =>
  covers([{ text: one, location: null }], other, { kind: 'exact', version: '2008-10-17' })

const matchService = (service: Text, asking: Text): Ternary =>
  formatText(asking).startsWith('arn:') || asking.some((part) => typeof part !== 'string') ? 'no' : sameString(service, asking)

const matchId = (id: Text, { principalId }: Request): Ternary => (principalId ? sameString(id, principalId) : 'unknown')

/** `arn:aws:sts::123456789012:assumed-role/<role>/<session>`. */
const matchSession = (named: Text, { principal, session }: Request): Ternary => {
  const asking = principal && sessionOf(principal, session)
  return asking ? sameString(named, asking) : 'unknown'
}

const isUser = (arn: Text): boolean => /:(?:user|federated-user)\/|:root$/.test(formatText(arn))

/** The session that a role calls as; what is asked with as a session is that. */
const sessionOf = (arn: Text, session: Text | undefined): Text | null => {
  const fields = fieldsOf(arn)
  const resource = fields && knownText(fields[5] ?? [])
  if (!fields || resource === undefined || resource === null) return null
  if (resource.startsWith('assumed-role/')) return arn
  const name = /^role\/(?:.*\/)?([^/]+)$/.exec(resource)?.[1]
  if (name === undefined || !session) return null
  return text('arn:', ...(fields[1] ?? []), ':sts::', ...(fields[4] ?? []), `:assumed-role/${name}/`, ...session)
}

/** The role of a session, if it has no path; a role or a user itself. */
const roleOf = (arn: Text): Text => {
  const fields = fieldsOf(arn)
  const name = /^assumed-role\/([^/]+)\//.exec((fields && knownText(fields[5] ?? [])) ?? '')?.[1]
  return fields && name !== undefined ? text('arn:', ...(fields[1] ?? []), ':iam::', ...(fields[4] ?? []), `:role/${name}`) : arn
}

/** The account of `123456789012` and `arn:aws:iam::123456789012:root`. */
const accountNamed = (principal: Text): Text | null => {
  const [only] = principal
  if (
    principal.length === 1 &&
    (typeof only === 'string' ? /^\d{12}$/.test(only) : only?.kind === 'unknown' && only.domain === 'account')
  )
    return principal
  const fields = fieldsOf(principal)
  return fields && knownText(fields[5] ?? ['']) === 'root' ? (fields[4] ?? null) : null
}

const matchAccount = (account: Text, asking: Text): Ternary => {
  const own = accountOf(asking)
  return own ? sameString(account, own) : 'unknown'
}

/** The account in an ARN; null for what is not written as one. */
export const accountOf = (arn: Text): Text | null => fieldsOf(arn)?.[4] ?? null

/** Whether a resource is of the account of who asks. */
export const isSameAccount = ({ principal, resourceAccount }: Request): Ternary => {
  const own = principal && accountOf(principal)
  if (!resourceAccount) return 'yes'
  return own ? sameString(own, resourceAccount) : 'unknown'
}

/** The text between the colons of an ARN; null for what is not written as one. */
const fieldsOf = (arn: Text): readonly Text[] | null => {
  const fields: Text[] = []
  let field: Text = []
  for (const part of arn) {
    if (typeof part !== 'string') {
      field = [...field, part]
      continue
    }
    const [first = '', ...more] = part.split(':')
    if (first !== '') field = [...field, first]
    for (const next of more) {
      fields.push(field)
      field = next === '' ? [] : [next]
    }
  }
  fields.push(field)
  return fields.length >= 6 ? fields : null
}
