import type { Policy, Role } from '../aws/graph/graph.ts'
import type { Location } from '../source/source-file.ts'
import { knownText } from '../source/text.ts'
import type { Access } from './access.ts'
import type { Step } from './assumed-role.ts'
import type { Fix } from './finding.ts'
import { isSameModule, keyPattern, objectReference, referenceTo, roleLabel } from './naming.ts'

const statement = (access: Access): string =>
  ['{', '  Effect   = "Allow"', `  Action   = "${access.action}"`, `  Resource = ${objectReference(access)}`, '}'].join('\n')

const addStatement = (access: Access): Fix => ({
  description: `Add a statement to a policy of ${roleLabel(access)}:`,
  statement: statement(access),
  location: null,
})

/** How a policy of one role names another. */
const arnOf = (role: Role, home: Role): string =>
  isSameModule(role.address, home.address)
    ? referenceTo(role.address, 'arn')
    : JSON.stringify(knownText(role.arn) ?? `<the ARN of ${role.address}>`)

/** The step on the way to the role that writes at which it fails. */
const failingStep = ({ cause, requirements }: Access): Step | undefined =>
  requirements.find((each) => each.step && each.cause === cause)?.step

const allowAssuming = (access: Access): Fix | null => {
  const step = failingStep(access)
  if (!step) return null
  return {
    description: `Add a statement to a policy of ${step.from.address}:`,
    statement: [
      '{',
      '  Effect   = "Allow"',
      '  Action   = "sts:AssumeRole"',
      `  Resource = ${arnOf(step.to, step.from)}`,
      '}',
    ].join('\n'),
    location: null,
  }
}

const trust = (access: Access): Fix | null => {
  const step = failingStep(access)
  if (!step) return null
  const principal = `{ AWS = ${arnOf(step.from, step.to)} }`
  return {
    description: `Add a statement to the trust policy (assume_role_policy) of ${step.to.address}:`,
    statement: ['{', '  Effect    = "Allow"', '  Action    = "sts:AssumeRole"', `  Principal = ${principal}`, '}'].join('\n'),
    location: step.to.location,
  }
}

/** In the module of the policy, where a role of another module can only be named. */
const attach = (policy: Policy, role: Role): Fix => {
  const label = policy.address.split('.').at(-1)?.replace(/\[.*$/, '') ?? 'write'
  const name = knownText(role.name)
  const named =
    isSameModule(policy.address, role.address) || name === undefined ? referenceTo(role.address, 'name') : JSON.stringify(name)
  return {
    description: `Attach ${policy.address} to ${role.address}:`,
    statement: [
      `resource "aws_iam_role_policy_attachment" "${label}" {`,
      `  role       = ${named}`,
      `  policy_arn = ${referenceTo(policy.address, 'arn')}`,
      '}',
    ].join('\n'),
    location: policy.location,
  }
}

/** A string as it is written, up to where the key begins: interpolations are skipped over. */
const BEFORE_KEY = /^"((?:\$\{[^}"]*\}|[^"\\/$])*)(?:\/[^"]*)?"/

/** The resource as it is written at a place, with the keys that are written in place of its own. */
const withKey = (access: Access, location: Location | null): string => {
  const written = location ? location.file.text.slice(location.start, location.end) : ''
  const quoted = BEFORE_KEY.exec(written)?.[1]
  if (quoted?.includes(':::') || quoted?.includes('${')) return `"${quoted}/${keyPattern(access.key)}"`
  if (/^[\w-]+(?:\.[\w-]+|\[[^\]]*\])+$/.test(written)) return `"\${${written}}/${keyPattern(access.key)}"`
  return objectReference(access)
}

/** The smallest change that would let the write succeed; null where no change to one statement would. */
export const fixOf = (access: Access): Fix | null => {
  const { nearest } = access
  const location = nearest?.pattern?.location ?? nearest?.statement.location ?? null
  switch (access.cause) {
    case 'bucket-level-arn':
      return { description: 'Grant it on the objects of the bucket instead:', statement: withKey(access, location), location }
    case 'prefix-mismatch':
      return access.verdict === 'missing'
        ? { description: 'Let the statement include the keys that are written:', statement: withKey(access, location), location }
        : null
    case 'policy-not-attached':
      return access.unattached && access.lambda.role.kind === 'role' ? attach(access.unattached, access.lambda.role.role) : null
    case 'no-statement':
    case 'wrong-bucket':
    case 'action-mismatch':
    case 'tagging-not-granted':
    case 'acl-not-granted':
    case 'object-lock-not-granted':
      return addStatement(access)
    case 'assume-role-not-granted':
      return allowAssuming(access)
    case 'trust-policy':
      return access.verdict === 'missing' ? trust(access) : null
    case 'condition-unmet':
    case 'explicit-deny':
    case 'boundary':
    case 'bucket-policy-deny':
    case 'endpoint-policy':
    case 'scp':
    case 'rcp':
    case 'cross-account':
    case 'kms-not-granted':
    case 'copy-source-not-granted':
    case 'bucket-not-delegated':
    case 'acl-not-supported':
    case 'public-access-block':
    case 'access-point-network':
    case 'session-policy':
    case 'bucket-unresolved':
    case 'policy-unresolved':
    case 'role-unresolved':
    case null:
      return null
  }
}
