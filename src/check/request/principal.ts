import type { Graph, Lambda, Role } from '../../aws/graph/graph.ts'
import { type ContextValue, value } from '../../aws/iam/context.ts'
import { accountOf } from '../../aws/iam/principal.ts'
import { type Text, text } from '../../source/text.ts'
import { equalTexts } from '../../terraform/value/equality.ts'
import type { Keys } from './headers.ts'

const absent: ContextValue = { kind: 'absent' }
const unknown = (reason: string): ContextValue => ({ kind: 'unknown', reason })
const values = (one: Text): ContextValue => ({ kind: 'values', values: [one] })

/** The id of the organization that an account is in, if it is read in that account. */
export const organizationOf = (account: Text | null, { organizations }: Graph): ContextValue => {
  const own = account && organizations.find((each) => equalTexts([each.account], account) === 'yes')
  return own ? values(own.id) : unknown('the organization of the account is not in this configuration')
}

/**
 * Who asks: the session of a role, named as Lambda does.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-principal-properties
 * https://docs.aws.amazon.com/lambda/latest/dg/permissions-source-function-arn.html
 */
export const principalKeys = (role: Role, session: Text | null, lambda: Lambda | null, graph: Graph): Keys => {
  const account = accountOf(role.arn)
  return [
    ['aws:principalarn', values(role.arn)],
    ...(account ? [['aws:principalaccount', values(account)] as const] : []),
    ['aws:principalorgid', organizationOf(account, graph)],
    ['aws:principaltype', value('AssumedRole')],
    ...(session ? [['aws:userid', values(text(...role.uniqueId, ':', ...session))] as const] : []),
    ['aws:username', absent],
    ['aws:federatedprovider', absent],
    ['aws:principalservicename', absent],
    ['aws:principalservicenameslist', absent],
    ['aws:sourcearn', absent],
    ['aws:sourceaccount', absent],
    ['aws:sourceorgid', absent],
    ['aws:multifactorauthpresent', { kind: 'one-of', options: [absent, value('false')] }],
    ...[...role.tags.entries].map(([key, tag]) => [`aws:principaltag/${key.toLowerCase()}`, values(tag)] as const),
    ...(lambda ? [['lambda:sourcefunctionarn', values(functionArn(lambda))] as const] : []),
  ]
}

const functionArn = ({ account, name, partition, region }: Lambda): Text =>
  text('arn:', partition, ':lambda:', region, ':', account, ':function:', ...name)
