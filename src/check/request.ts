import type { Role } from '../aws/graph/graph.ts'
import { type ContextValue, type RequestContext, sdkCallContext } from '../aws/iam/context.ts'
import type { Request } from '../aws/iam/decision.ts'
import type { Requirement, Write } from './access.ts'

/** A requirement as it is asked of AWS, by the role that the function runs with. */
export const requestOf = ({ account, action, context, resource }: Requirement, write: Write, role: Role): Request => ({
  action,
  resource,
  principal: role.arn,
  ...(account && { resourceAccount: account }),
  context: withOwn(contextOf(write, role), context),
})

const withOwn = (known: RequestContext, own: Requirement['context']): RequestContext =>
  own ? { ...known, keys: new Map([...known.keys, ...own]) } : known

const contexts = new WeakMap<Write, RequestContext>()

/** What is known of the condition keys that the request carries; any other depends on what is not in the configuration. */
const contextOf = (write: Write, role: Role): RequestContext => {
  const known = contexts.get(write) ?? {
    ...sdkCallContext,
    keys: new Map<string, ContextValue>([...sdkCallContext.keys, ['aws:principalarn', { kind: 'values', values: [role.arn] }]]),
  }
  contexts.set(write, known)
  return known
}
