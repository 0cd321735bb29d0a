import { not, some, type Ternary } from '../../source/ternary.ts'
import { formatText, knownText, type Text } from '../../source/text.ts'
import { covers } from './pattern.ts'
import type { Principal, PrincipalSet } from './policy-document.ts'

/**
 * Whether the principals of a bucket policy's statement include a role, as its function's calls are made.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html
 */
export const matchPrincipals = (set: PrincipalSet | null, role: Text | undefined, effect: 'Allow' | 'Deny'): Ternary => {
  if (!set) return 'unknown'
  const listed = some([
    ...set.principals.map((each) => matchPrincipal(each, role, effect)),
    ...set.unknowns.map(() => 'unknown' as const),
  ])
  // A role that NotPrincipal names may be denied all the same, unless its session is named too.
  return set.excluded && listed === 'yes' ? 'unknown' : set.excluded ? not(listed) : listed
}

const matchPrincipal = (principal: Principal, role: Text | undefined, effect: 'Allow' | 'Deny'): Ternary => {
  if (principal.type === '*') return 'yes'
  if (principal.type !== 'AWS') return 'no'
  if (!role) return 'unknown'
  const account = accountNamed(principal.text)
  // An account that is allowed may allow its roles, which then need a policy of their own; one that is denied has none allowed.
  if (account) return effect === 'Allow' ? 'no' : matchAccount(account, role)
  return formatText(principal.text).includes(':sts:') ? 'unknown' : sameString(principal.text, role)
}

/** Principals have no wildcards: 2008-10-17 leaves the rest of the string as it is. */
const sameString = (one: Text, other: Text): Ternary =>
  covers([{ text: one, location: null }], other, { kind: 'string', version: '2008-10-17' })

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

const matchAccount = (account: Text, role: Text): Ternary => {
  const own = fieldsOf(role)?.[4]
  return own ? sameString(account, own) : 'unknown'
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
