// Decides requests by one set of policies, and by the yardstick; prints the milliseconds of both. Run by decisions.js.
import { decide } from '../src/aws/iam/decide.ts'
import { jsonNodeOf } from '../src/aws/iam/json-node.ts'
import { parsePolicyJson } from '../src/aws/iam/parse-policy.ts'

const [count] = process.argv.slice(2).map(Number)

const ORG = { StringEquals: { 'aws:PrincipalOrgID': 'o-1' } }
const TLS = { Bool: { 'aws:SecureTransport': 'false' } }
const role = 'arn:aws:iam::111122223333:role/app'
const documents = [
  ['inline', { Effect: 'Allow', Action: ['logs:CreateLogStream', 'logs:PutLogEvents'], Resource: 'arn:aws:logs:*:*:*' }],
  ['inline', { Effect: 'Allow', Action: 's3:GetObject', Resource: 'arn:aws:s3:::*/in/*' }],
  ['inline', { Effect: 'Allow', Action: ['s3:PutObject', 's3:PutObjectAcl'], Resource: 'arn:aws:s3:::reports/daily/*' }],
  ['inline', { Effect: 'Allow', Action: 's3:Put*', Resource: 'arn:aws:s3:::reports/*/20??-*.csv' }],
  ['inline', { Effect: 'Allow', Action: 'dynamodb:*', Resource: 'arn:aws:dynamodb:*:111122223333:table/*' }],
  ['inline', { Effect: 'Deny', Action: 's3:*', Resource: ['arn:aws:s3:::*/pay/*', 'arn:aws:s3:::payroll/*'] }],
  ['bucket-policy', { Effect: 'Deny', Principal: '*', Action: 's3:*', Resource: 'arn:aws:s3:::reports/*', Condition: TLS }],
  [
    'bucket-policy',
    { Effect: 'Allow', Principal: { AWS: role }, Action: 's3:PutObject', Resource: 'arn:aws:s3:::reports/shared/*' },
  ],
  [
    'bucket-policy',
    { Effect: 'Allow', Principal: '*', Action: 's3:GetObject', Resource: 'arn:aws:s3:::reports/*', Condition: ORG },
  ],
  ['boundary', { Effect: 'Allow', Action: ['s3:*', 'logs:*'], Resource: '*' }],
]
const policies = documents.map(([kind, statement], index) => ({
  name: `${kind} ${index}`,
  kind,
  document: parsePolicyJson(jsonNodeOf({ Version: '2012-10-17', Statement: [statement] })).value,
  location: null,
}))

const folders = ['daily', 'shared', 'pay', 'weekly', 'other']
const resourceOf = (index) => `arn:aws:s3:::reports/${folders[index % folders.length]}/20${10 + (index % 80)}-${index}.csv`
const keysOf = (index) => new Map([['aws:securetransport', String(index % 10 !== 0)]])

const valued = (keys) => ({
  keys: new Map([...keys].map(([key, value]) => [key, { kind: 'values', values: [[value]] }])),
  others: 'absent',
})

const byEngine = (index) =>
  decide({ action: 's3:PutObject', resource: [resourceOf(index)], principal: [role], context: valued(keysOf(index)) }, policies)
    .outcome

// The yardstick: each pattern as a regular expression that is made once. It knows these operators and kinds of policy only, no
// text of which a part is not known, and does not say why.
const asRegExp = (pattern, flags) =>
  new RegExp(
    `^${pattern
      .replace(/[.+^${}()|[\]\\]/g, '\\$&')
      .replaceAll('*', '.*')
      .replaceAll('?', '.')}$`,
    flags,
  )
const listOf = (value) => (Array.isArray(value) ? value : [value])
const compiled = documents.map(([kind, { Action, Condition = {}, Effect, Principal, Resource }]) => ({
  kind,
  effect: Effect,
  actions: listOf(Action).map((each) => asRegExp(each, 'i')),
  resources: listOf(Resource).map((each) => asRegExp(each)),
  isNamed: Principal === undefined || Principal === '*' || Principal.AWS === role,
  conditions: Object.values(Condition).flatMap((keys) => Object.entries(keys)),
}))
const byYardstick = (index) => {
  const [resource, keys] = [resourceOf(index), keysOf(index)]
  const matching = compiled.filter(
    ({ actions, conditions, isNamed, resources }) =>
      isNamed &&
      actions.some((each) => each.test('s3:PutObject')) &&
      resources.some((each) => each.test(resource)) &&
      conditions.every(([key, value]) => keys.get(key.toLowerCase()) === value),
  )
  if (matching.some(({ effect }) => effect === 'Deny')) return 'explicit-deny'
  const isBounded = matching.some(({ effect, kind }) => effect === 'Allow' && kind === 'boundary')
  return isBounded && matching.some(({ effect, kind }) => effect === 'Allow' && kind !== 'boundary') ? 'allow' : 'implicit-deny'
}

const time = (decideOne) => {
  const outcomes = []
  const started = performance.now()
  for (let index = 0; index < count; index++) outcomes.push(decideOne(index))
  return { milliseconds: performance.now() - started, outcomes }
}

const yardstick = time(byYardstick)
const engine = time(byEngine)
const different = engine.outcomes.findIndex((outcome, index) => outcome !== yardstick.outcomes[index])
if (different !== -1)
  throw new Error(`${resourceOf(different)}: ${engine.outcomes[different]}, and ${yardstick.outcomes[different]}.`)
console.log(JSON.stringify({ engine: engine.milliseconds, yardstick: yardstick.milliseconds }))
