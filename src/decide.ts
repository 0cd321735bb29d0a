import { Ajv, type ErrorObject } from 'ajv'
import { type ContextValue, type RequestContext, value } from './aws/iam/context.ts'
import { decide } from './aws/iam/decide.ts'
import type { AttachedPolicy, PolicyKind, Request } from './aws/iam/decision.ts'
import { jsonNodeOf } from './aws/iam/json-node.ts'
import { parsePolicyJson } from './aws/iam/parse-policy.ts'
import schema from './decide-request.schema.json' with { type: 'json' }
import type { DecisionReport } from './report/decision-report.ts'
import type { Text } from './source/text.ts'

/** As `decide-request.schema.json` describes it. */
export interface DecideRequest {
  readonly action: string
  readonly resource: string
  readonly resourceAccount?: string
  readonly principal?: string
  readonly identityPolicies?: readonly Document[]
  readonly boundaries?: readonly Document[]
  readonly sessionPolicies?: readonly Document[]
  readonly endpointPolicies?: readonly Document[]
  readonly resourcePolicy?: Document | null
  readonly scps?: readonly (readonly Document[])[]
  readonly rcps?: readonly (readonly Document[])[]
  readonly context?: Readonly<Record<string, ContextInput>>
}

type Document = object | string
type Scalar = string | number | boolean
export type ContextInput = Scalar | readonly Scalar[]

export type Decided = { readonly ok: true; readonly report: DecisionReport } | { readonly ok: false; readonly message: string }

let validator: ((value: unknown) => value is DecideRequest) & { errors?: ErrorObject[] | null }

/** What AWS answers to a request that came as JSON; a message where it has another shape than the schema says. */
export const decideJson = (request: unknown, names: ReadonlyMap<string, string> = new Map()): Decided => {
  validator ??= new Ajv({ allowUnionTypes: true }).compile<DecideRequest>(schema)
  if (!validator(request)) {
    const [error] = validator.errors ?? []
    return { ok: false, message: `${error?.instancePath || 'the request'} ${error?.message ?? 'is not valid'}${propertyOf(error)}` }
  }
  try {
    return { ok: true, report: report(request, names) }
  } catch (error) {
    if (error instanceof RangeError) return { ok: false, message: 'a policy is nested too deep' }
    return { ok: false, message: error instanceof Error ? error.message : String(error) }
  }
}

const propertyOf = (error: ErrorObject | undefined): string =>
  error?.keyword === 'additionalProperties' ? ` ("${(error.params as { additionalProperty: string }).additionalProperty}")` : ''

const report = (request: DecideRequest, names: ReadonlyMap<string, string>): DecisionReport => {
  const diagnostics: string[] = []
  const attach = (place: string, kind: PolicyKind, document: Document, level?: string): AttachedPolicy => {
    const name = names.get(place) ?? place
    const parsed = parsePolicyJson(jsonNodeOf(documentOf(document, name)))
    diagnostics.push(...parsed.diagnostics.map(({ detail }) => `${name}: ${detail}`))
    return { name, kind, document: parsed.value, location: null, ...(level !== undefined && { level }) }
  }
  const list = (field: 'identityPolicies' | 'boundaries' | 'sessionPolicies' | 'endpointPolicies', kind: PolicyKind) =>
    (request[field] ?? []).map((document, index) => attach(`${field}[${index}]`, kind, document))
  const levels = (field: 'scps' | 'rcps', kind: PolicyKind) =>
    (request[field] ?? []).flatMap((level, at) =>
      level.map((document, index) => attach(`${field}[${at}][${index}]`, kind, document, String(at))),
    )
  const policies = [
    ...list('identityPolicies', 'inline'),
    ...list('boundaries', 'boundary'),
    ...list('sessionPolicies', 'session-policy'),
    ...list('endpointPolicies', 'endpoint-policy'),
    ...(request.resourcePolicy ? [attach('resourcePolicy', resourceKindOf(request), request.resourcePolicy)] : []),
    ...levels('scps', 'scp'),
    ...levels('rcps', 'rcp'),
  ]
  const decision = decide(requestOf(request), policies)
  const statement = (each: { policy: AttachedPolicy; statement: AttachedPolicy['document']['statements'][number] }) => ({
    policy: each.policy.name,
    statement: each.policy.document.statements.indexOf(each.statement),
    sid: each.statement.sid,
  })
  return {
    outcome: decision.outcome,
    by: decision.by.map(statement),
    nearest: decision.nearest.map((miss) => ({ ...statement(miss), failed: miss.failed, explanation: miss.explanation })),
    blockedOn: decision.blockedOn.map(({ reason }) => reason),
    missingIn: decision.missingIn,
    diagnostics,
  }
}

const documentOf = (document: Document, name: string): unknown => {
  if (typeof document !== 'string') return document
  try {
    return JSON.parse(document)
  } catch {
    throw new Error(`${name} is not JSON.`)
  }
}

const resourceKindOf = ({ action }: DecideRequest): PolicyKind => (/^kms:/i.test(action) ? 'key-policy' : 'bucket-policy')

const requestOf = ({ action, context = {}, principal, resource, resourceAccount }: DecideRequest): Request => {
  const account = resourceAccount ?? /^arn:[^:]*:[^:]*:[^:]*:(\d{12}):/.exec(resource)?.[1]
  // Who asks is then of the account of what is asked for.
  const isUntold = resourceAccount === undefined && principal === undefined
  return {
    action,
    resource: literal(resource),
    ...(principal !== undefined && { principal: literal(principal) }),
    ...(account !== undefined && !isUntold && { resourceAccount: literal(account) }),
    context: contextOf(context, principal, account),
  }
}

const literal = (of: string): Text => (of === '' ? [] : [of])

/** What is given, and what AWS itself says of every principal. Nothing else is in the request. */
const contextOf = (
  given: Readonly<Record<string, ContextInput>>,
  principal: string | undefined,
  account: string | undefined,
): RequestContext => {
  const keys = new Map<string, ContextValue>(principal === undefined ? [] : aboutPrincipal(principal))
  if (account !== undefined) for (const service of ['aws', 's3']) keys.set(`${service}:resourceaccount`, value(account))
  for (const [key, each] of Object.entries(given))
    keys.set(key.toLowerCase(), {
      kind: 'values',
      values: (Array.isArray(each) ? (each as readonly Scalar[]) : [each as Scalar]).map((one) => literal(String(one))),
    })
  return { keys, others: 'absent' }
}

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-principal-properties */
const aboutPrincipal = (principal: string): readonly (readonly [string, ContextValue])[] => {
  const [, partition, service, account, resource = ''] = /^arn:([^:]*):(iam|sts)::(\d{12}):(.*)$/.exec(principal) ?? []
  if (partition === undefined || account === undefined) return []
  const role = service === 'sts' ? /^assumed-role\/([^/]+)\//.exec(resource)?.[1] : undefined
  const user = /^user\/(?:.*\/)?([^/]+)$/.exec(resource)?.[1]
  return [
    ['aws:principalarn', value(role === undefined ? principal : `arn:${partition}:iam::${account}:role/${role}`)],
    ['aws:principalaccount', value(account)],
    ['aws:principaltype', value(principalType(resource))],
    ...(user === undefined ? [] : [['aws:username', value(user)] as const]),
  ]
}

const principalType = (resource: string): string => {
  if (resource === 'root') return 'Account'
  if (resource.startsWith('user/')) return 'User'
  return resource.startsWith('federated-user/') ? 'FederatedUser' : 'AssumedRole'
}
