import type { CallRow } from '../catalog.ts'

const parameters = ['RoleArn', 'RoleSessionName', 'ExternalId', 'Policy', 'PolicyArns']

/**
 * Credentials of a role, which keep what it was asked for by.
 * https://docs.aws.amazon.com/boto3/latest/reference/services/sts/client/assume_role.html
 */
export const assumedRoles = (sessions: readonly string[], binds: NonNullable<CallRow['binds']>): readonly CallRow[] => [
  {
    on: sessions,
    call: ['client', 'create_client'],
    when: { argument: 'service_name|0', matches: /^sts$/ },
    binds,
    gives: '$sts.client',
  },
  {
    on: ['$sts.client', '*'],
    call: ['assume_role'],
    when: { argument: 'RoleArn' },
    binds: Object.fromEntries(parameters.map((name) => [name, name])),
    gives: '$role',
  },
]
