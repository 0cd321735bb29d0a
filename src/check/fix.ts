import type { Access } from './access.ts'
import type { Fix } from './finding.ts'
import { objectReference, referenceTo, roleLabel } from './naming.ts'

const statement = (access: Access): string =>
  ['{', '  Effect   = "Allow"', `  Action   = "${access.action}"`, `  Resource = ${objectReference(access)}`, '}'].join('\n')

const addStatement = (access: Access): Fix => ({
  description: `Add a statement to a policy of ${roleLabel(access)}:`,
  statement: statement(access),
  location: null,
})

const attach = (access: Access): Fix => {
  const policy = access.unattached?.address ?? ''
  const role = access.lambda.role.kind === 'role' ? access.lambda.role.role.address : ''
  const name = policy.split('.').at(-1)?.replace(/\[.*$/, '') ?? 'write'
  return {
    description: `Attach ${policy} to ${role}:`,
    statement: [
      `resource "aws_iam_role_policy_attachment" "${name}" {`,
      `  role       = ${referenceTo(role, 'name')}`,
      `  policy_arn = ${referenceTo(policy, 'arn')}`,
      '}',
    ].join('\n'),
    location: access.unattached?.location ?? null,
  }
}

/** The smallest change that would let the write succeed; null where no change to one statement would. */
export const fixOf = (access: Access): Fix | null => {
  const { nearest } = access
  const location = nearest?.pattern?.location ?? nearest?.statement.location ?? null
  switch (access.cause) {
    case 'bucket-level-arn':
      return {
        description: 'Grant it on the objects of the bucket instead:',
        statement: `Resource = ${objectReference(access)}`,
        location,
      }
    case 'prefix-mismatch':
      return access.verdict === 'missing'
        ? {
            description: 'Let the statement include the keys that are written:',
            statement: `Resource = ${objectReference(access)}`,
            location,
          }
        : null
    case 'policy-not-attached':
      return attach(access)
    case 'no-statement':
    case 'wrong-bucket':
    case 'action-mismatch':
    case 'tagging-not-granted':
    case 'acl-not-granted':
      return addStatement(access)
    case 'condition-unmet':
    case 'explicit-deny':
    case 'boundary':
    case 'bucket-policy-deny':
    case 'kms-not-granted':
    case 'bucket-unresolved':
    case 'policy-unresolved':
    case 'role-unresolved':
    case null:
      return null
  }
}
