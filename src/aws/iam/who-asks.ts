import { formatText, knownText, type Text, text } from '../../source/text.ts'

/** The account in an ARN; null for what is not written as one. */
export const accountOf = (arn: Text): Text | null => fieldsOf(arn)?.[4] ?? null

/** A user, a federated user or the root user: who is no role, and has no session beside. */
export const isUser = (arn: Text): boolean => /:(?:user|federated-user)\/|:root$/.test(formatText(arn))

/** It has full access in its account. https://docs.aws.amazon.com/IAM/latest/UserGuide/id_root-user.html */
export const isRootUser = (arn: Text): boolean => resourceOf(arn) === 'root'

/** A service is told by its name, `logs.amazonaws.com`, and everybody else by an ARN. */
export const isService = (asking: Text): boolean =>
  !formatText(asking).startsWith('arn:') && asking.every((part) => typeof part === 'string')

/** The session that a role calls as, if it is known; what is asked with as a session is that. */
export const sessionOf = (arn: Text, session: Text | undefined): Text | null => {
  const fields = fieldsOf(arn)
  const resource = resourceOf(arn)
  if (!fields || resource === undefined) return null
  if (/^(?:assumed-role|federated-user)\//.test(resource)) return arn
  const name = /^role\/(?:.*\/)?([^/]+)$/.exec(resource)?.[1]
  if (name === undefined || !session) return null
  return text('arn:', ...(fields[1] ?? []), ':sts::', ...(fields[4] ?? []), `:assumed-role/${name}/`, ...session)
}

/** The role of a session, if it has no path; a role or a user itself. */
export const roleOf = (arn: Text): Text => {
  const fields = fieldsOf(arn)
  const name = roleOfSession(arn)
  return fields && name !== undefined ? text('arn:', ...(fields[1] ?? []), ':iam::', ...(fields[4] ?? []), `:role/${name}`) : arn
}

/** `role` of `arn:aws:sts::123456789012:assumed-role/role/session`, which does not say the role's path. */
export const roleOfSession = (arn: Text): string | undefined => /^assumed-role\/([^/]+)\//.exec(resourceOf(arn) ?? '')?.[1]

/** The account of `123456789012` and `arn:aws:iam::123456789012:root`. */
export const accountNamed = (principal: Text): Text | null => {
  const [only] = principal
  if (
    principal.length === 1 &&
    (typeof only === 'string' ? /^\d{12}$/.test(only) : only?.kind === 'unknown' && only.domain === 'account')
  )
    return principal
  return resourceOf(principal) === 'root' ? accountOf(principal) : null
}

const resourceOf = (arn: Text): string | undefined => {
  const fields = fieldsOf(arn)
  return fields ? knownText(fields[5] ?? []) : undefined
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
