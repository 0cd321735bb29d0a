import { expect, test, vi } from 'vitest'
import type { ContextValue, RequestContext } from '../../../src/aws/iam/context.ts'
import { decide } from '../../../src/aws/iam/decide.ts'
import type { AttachedPolicy, Decision, PolicyKind, Request } from '../../../src/aws/iam/decision.ts'
import { type Text, text } from '../../../src/source/text.ts'
import { policy } from './policies.ts'
import { type Generator, generator, matches } from './random.ts'

/** More of them with `RANDOM_CASES=1000000 npx vitest run test/aws/iam/request-brute-force.test.ts`. */
const cases = Number(process.env.RANDOM_CASES ?? 20_000)
vi.setConfig({ testTimeout: 60_000 + cases * 5 })

/** A statement as the simplest reading of IAM's documentation takes it. */
interface RandomStatement {
  readonly Effect: 'Allow' | 'Deny'
  readonly Action?: string
  readonly NotAction?: string
  readonly Resource?: string
  readonly NotResource?: string
  readonly Principal?: '*' | { readonly AWS: string }
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>
}

interface RandomPolicy {
  readonly kind: PolicyKind
  readonly level?: string
  readonly statements: readonly RandomStatement[]
}

interface RandomRequest {
  readonly policies: readonly RandomPolicy[]
  readonly resource: string
  readonly crossAccount: boolean
  readonly asSession: boolean
  /** Null: the request does not have it. */
  readonly keys: Readonly<Record<string, readonly string[] | null>>
}

const pick = <T>(next: Generator, of: readonly T[]): T => of[next(of.length)] as T

const role = 'arn:aws:iam::111111111111:role/app'
const session = 'arn:aws:sts::111111111111:assumed-role/app/one'
const account = 'arn:aws:iam::111111111111:root'
const principals = [
  '*',
  role,
  session,
  account,
  '111111111111',
  'arn:aws:iam::111111111111:role/b',
  'arn:aws:iam::222222222222:root',
]
const actions = ['s3:PutObject', 's3:*', 'S3:put*', 's3:GetObject', '*']
const resources = ['*', 'a/*', 'a/b', 'a/?', 'b/*', '${team}/*', "${team, 'a'}/b"]
const operators = ['StringEquals', 'StringNotEquals', 'StringLike', 'StringNotLike', 'StringEqualsIgnoreCase'] as const
const suffixes = ['', '', 'IfExists']
const sets = ['', '', 'ForAllValues:', 'ForAnyValue:']

const randomCondition = (next: Generator): RandomStatement['Condition'] => {
  if (next(6) === 0) return { Null: { [pick(next, ['team', 'tags'])]: [pick(next, ['true', 'false'])] } }
  const key = pick(next, ['team', 'tags'])
  const set = key === 'tags' ? pick(next, sets.slice(2)) : pick(next, sets.slice(0, 2))
  const values = Array.from({ length: 1 + next(2) }, () => pick(next, ['a', 'b', 'A', 'a*', '?', '${team}']))
  return { [`${set}${pick(next, operators)}${pick(next, suffixes)}`]: { [key]: values } }
}

const randomStatement = (next: Generator, kind: PolicyKind): RandomStatement => {
  const condition = next(3) === 0 ? randomCondition(next) : undefined
  return {
    Effect: next(4) === 0 ? 'Deny' : 'Allow',
    ...(next(5) === 0 ? { NotAction: pick(next, actions.slice(1, 4)) } : { Action: pick(next, actions) }),
    ...(next(5) === 0 ? { NotResource: pick(next, resources.slice(1)) } : { Resource: pick(next, resources) }),
    ...(kind === 'bucket-policy' && { Principal: next(4) === 0 ? ('*' as const) : { AWS: pick(next, principals) } }),
    ...(condition && { Condition: condition }),
  }
}

const kinds: readonly PolicyKind[] = ['inline', 'customer-managed', 'bucket-policy', 'boundary', 'session-policy', 'scp']

const randomPolicy = (next: Generator, kind: PolicyKind): RandomPolicy => ({
  kind,
  ...(kind === 'scp' && { level: pick(next, ['root', 'account']) }),
  statements: Array.from({ length: 1 + next(2) }, () => randomStatement(next, kind)),
})

const randomRequest = (next: Generator): RandomRequest => ({
  policies: kinds.flatMap((kind) =>
    next(3) === 0 ? [] : [randomPolicy(next, kind), ...(next(3) === 0 ? [randomPolicy(next, kind)] : [])],
  ),
  resource: pick(next, ['a/b', 'a/bb', 'b/a', 'c/']),
  crossAccount: next(4) === 0,
  asSession: next(2) === 0,
  keys: {
    team: next(3) === 0 ? null : [pick(next, ['a', 'b', '*'])],
    tags: next(3) === 0 ? null : Array.from({ length: 1 + next(2) }, () => pick(next, ['a', 'b', 'A'])),
  },
})

/** The same object for the same text: what is parsed once is compiled once. */
const once = <T>() => {
  const made = new Map<string, T>()
  return (of: string, make: () => T): T => {
    const known = made.get(of) ?? make()
    made.set(of, known)
    return known
  }
}

const [parsedOnce, textOnce, contextOnce] = [once<AttachedPolicy>(), once<Text>(), once<RequestContext>()]

const attached = ({ kind, level, statements }: RandomPolicy): AttachedPolicy => {
  const documents = statements.map(
    (statement) => parsedOnce(JSON.stringify(statement), () => policy(statement, kind)).document.statements,
  )
  const document = { id: null, version: '2012-10-17', statements: documents.flat(), unknowns: [] } as const
  return { name: kind, kind, document, location: null, ...(level !== undefined && { level }) }
}

type Keys = Readonly<Record<string, ContextValue>>

const known = (keys: RandomRequest['keys']): Keys =>
  Object.fromEntries(
    Object.entries(keys).map(([key, values]): [string, ContextValue] => [
      key,
      values === null ? { kind: 'absent' } : { kind: 'values', values: values.map((value) => text(value)) },
    ]),
  )

const contextOf = (keys: RandomRequest['keys'], other: Keys): RequestContext =>
  contextOnce(JSON.stringify([keys, other]), () => ({
    keys: new Map(Object.entries({ ...known(keys), ...other })),
    others: 'absent',
  }))

const requestOf = ({ asSession, crossAccount, keys, resource }: RandomRequest, other: Keys = {}): Request => ({
  action: 's3:PutObject',
  resource: textOnce(resource, () => text(resource)),
  principal: textOnce(asSession ? session : role, () => text(asSession ? session : role)),
  session: text('two'),
  resourceAccount: text(crossAccount ? '222222222222' : '111111111111'),
  context: contextOf(keys, other),
})

const decided = (request: RandomRequest, policies = request.policies, other: Keys = {}): Decision['outcome'] =>
  decide(requestOf(request, other), policies.map(attached)).outcome

/** A pattern of which no wildcard came with a value: each stands for what it is read as. */
const filled = (pattern: string, { keys }: RandomRequest): string | null => {
  let isMissing = false
  const text = pattern.replaceAll(/\$\{team(?:, '(\w)')?\}/g, (_whole, otherwise: string | undefined) => {
    const [team] = keys.team ?? []
    if (team === undefined && otherwise === undefined) isMissing = true
    return (team ?? otherwise ?? '').replaceAll('*', '\u0001')
  })
  return isMissing ? null : text
}

const isLike = (pattern: string, string: string, request: RandomRequest): boolean => {
  const of = filled(pattern, request)
  return of !== null && matches(of, string.replaceAll('*', '\u0001'))
}

const meets = (condition: NonNullable<RandomStatement['Condition']>, request: RandomRequest): boolean =>
  Object.entries(condition).every(([operator, keys]) =>
    Object.entries(keys).every(([key, values]) => {
      const found = request.keys[key] ?? null
      if (operator === 'Null') return values.some((value) => (value === 'true') === (found === null))
      const [, set, name = '', ifExists] = /^(?:(\w+):)?(\w+?)(IfExists)?$/.exec(operator) ?? []
      const isNegated = name.includes('Not')
      if (found === null) return ifExists ? true : set === 'ForAllValues' ? true : set === 'ForAnyValue' ? false : isNegated
      const one = (value: string): boolean => {
        const listed = values.some((wanted) => {
          if (name.includes('Like')) return isLike(wanted, value, request)
          const exact = filled(wanted, request)?.replaceAll('\u0001', '*')
          return name.includes('IgnoreCase') ? exact?.toLowerCase() === value.toLowerCase() : exact === value
        })
        return listed !== isNegated
      }
      return set === 'ForAnyValue' ? found.some(one) : found.every(one)
    }),
  )

type As = 'anybody' | 'direct' | 'account'

const isNamed = (named: string, effect: 'Allow' | 'Deny', as: As, { asSession }: RandomRequest): boolean => {
  if (named === '*') return as === 'anybody'
  const isAccount = named === account || named === '111111111111'
  if (isAccount) return as === 'account' || (as === 'anybody' && effect === 'Deny')
  if (named === session) return asSession && as !== 'account'
  return named === role && as === 'anybody'
}

const applies = (statement: RandomStatement, request: RandomRequest, as: As): boolean => {
  const { Action, Condition, Effect, NotAction, NotResource, Principal, Resource } = statement
  const action = matches((Action ?? NotAction ?? '').toLowerCase(), 's3:putobject') !== (Action === undefined)
  const resource = isLike(Resource ?? NotResource ?? '', request.resource, request) !== (Resource === undefined)
  const principal = !Principal || isNamed(Principal === '*' ? '*' : Principal.AWS, Effect, as, request)
  return action && resource && principal && (!Condition || meets(Condition, request))
}

/** AWS's flow chart, for one request of which everything is known. */
const expected = (request: RandomRequest): Decision['outcome'] => {
  const of = (...wanted: readonly PolicyKind[]): readonly RandomPolicy[] =>
    request.policies.filter(({ kind }) => wanted.includes(kind))
  const allows = (policies: readonly RandomPolicy[], as: As = 'anybody'): boolean =>
    policies.some(({ statements }) => statements.some((each) => each.Effect === 'Allow' && applies(each, request, as)))
  if (
    request.policies.some(({ statements }) =>
      statements.some((each) => each.Effect === 'Deny' && applies(each, request, 'anybody')),
    )
  )
    return 'explicit-deny'
  const scps = of('scp')
  if (
    !['root', 'account'].every(
      (level) => !scps.some((each) => each.level === level) || allows(scps.filter((each) => each.level === level)),
    )
  )
    return 'implicit-deny'
  const bucket = of('bucket-policy')
  const identity = allows(of('inline', 'customer-managed'))
  const isLimited =
    !of('boundary').every((each) => allows([each])) || !(of('session-policy').length === 0 || allows(of('session-policy')))
  if (request.crossAccount)
    return identity && !isLimited && (allows(bucket) || allows(bucket, 'account')) ? 'allow' : 'implicit-deny'
  if (allows(bucket, 'direct')) return 'allow'
  return (identity || allows(bucket)) && !isLimited ? 'allow' : 'implicit-deny'
}

/** Whether it depends on what AWS's documentation leaves open: what a boundary or a session policy does to a grant to everybody. */
const isOpen = ({ policies }: RandomRequest): boolean =>
  policies.some(({ kind }) => kind === 'boundary' || kind === 'session-policy') &&
  policies.some(({ statements }) => statements.some(({ Principal }) => Principal === '*' || Principal?.AWS === '*'))

const show = (request: RandomRequest): string => JSON.stringify(request)

test('a request of which everything is known is decided as by the flow chart', () => {
  const next = generator(2_026)
  const seen = { allow: 0, 'explicit-deny': 0, 'implicit-deny': 0, unknown: 0 }
  for (let round = 0; round < cases; round++) {
    const request = randomRequest(next)
    const outcome = decided(request)
    seen[outcome]++
    if (outcome === 'unknown' ? !isOpen(request) : outcome !== expected(request))
      expect.fail(`${outcome} instead of ${expected(request)}: ${show(request)}`)
  }
  expect(Math.min(seen.allow, seen['explicit-deny'], seen['implicit-deny'])).toBeGreaterThan(cases / 50)
  expect(seen.unknown).toBeLessThan(cases / 10)
})

const few = Math.ceil(cases / 20)

test('a Deny more never grants, and an Allow more in an identity policy never takes away', () => {
  const next = generator(11)
  for (let round = 0; round < few; round++) {
    const request = randomRequest(next)
    const outcome = decided(request)
    const more = { ...randomStatement(next, 'inline'), Effect: next(2) === 0 ? ('Deny' as const) : ('Allow' as const) }
    const after = decided(request, [...request.policies, { kind: 'inline', statements: [more] }])
    const isBroken =
      more.Effect === 'Deny'
        ? (after === 'allow' && outcome !== 'allow') || (outcome === 'explicit-deny' && after !== outcome)
        : (outcome === 'allow' && after !== 'allow') || (outcome === 'unknown' && after === 'implicit-deny')
    if (isBroken) expect.fail(`${JSON.stringify(more)} makes ${after} of ${outcome}: ${show(request)}`)
  }
})

test('the order of policies and statements never matters', () => {
  const next = generator(12)
  for (let round = 0; round < few; round++) {
    const request = randomRequest(next)
    const turned = [...request.policies].reverse().map((each) => ({ ...each, statements: [...each.statements].reverse() }))
    expect(decided(request, turned), show(request)).toBe(decided(request))
  }
})

test('what is settled while a key is not known is the same for each of its values', () => {
  const next = generator(13)
  const values = [null, ['a'], ['b'], ['*'], ['A', 'b']]
  let settled = 0
  for (let round = 0; round < few; round++) {
    const request = randomRequest(next)
    const key = pick(next, ['team', 'tags'])
    const outcome = decided(request, request.policies, { [key]: { kind: 'unknown', reason: 'it depends on the request' } })
    if (outcome === 'unknown') continue
    settled++
    for (const value of key === 'team' ? values.slice(0, 4) : values) {
      const put = { ...request, keys: { ...request.keys, [key]: value } }
      const after = decided(put)
      // Which of two ways it is denied in may be open where it is denied for sure.
      if ((after === 'allow') !== (outcome === 'allow') || after === 'unknown')
        expect.fail(`${outcome} turns into ${after}: ${show(put)}`)
    }
  }
  expect(settled).toBeGreaterThan(few / 10)
})
