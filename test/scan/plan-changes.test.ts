import { expect, test } from 'vitest'
import { scan } from '../../src/scan.ts'
import { folder } from '../support/folder.ts'
import { allow, change, exporter, planJson, writer } from '../support/plan-json.ts'

type Changes = readonly Readonly<Record<string, unknown>>[]

const scanPlan = async (changes: Changes, more: object = {}, options: object = {}) =>
  (await scan({ root: 'plan.json', cwd: folder({ 'app.py': writer, 'plan.json': planJson(changes, { ...more }) }), ...options }))
    .report

const verdict = async (changes: Changes, more: object = {}) => (await scanPlan(changes, more)).functions[0]?.verdict

const reports = change('aws_s3_bucket.reports', { bucket: 'reports' })
const policy = (resource: string, more: object = {}) =>
  change('aws_iam_role_policy.write', { role: 'export', name: 'write', policy: allow(resource) }, { ...more })
const unchanged = (changes: Changes): Changes =>
  changes.map((each) => ({ ...each, change: { ...(each.change as object), actions: ['no-op'] } }))

test('what is planned grants', async () => {
  expect(await verdict([...exporter('reports'), reports, policy('arn:aws:s3:::reports/*')])).toBe('granted')
})

test('what is updated or replaced counts with its new values', async () => {
  const before = { role: 'export', policy: allow('arn:aws:s3:::reports/*') }
  for (const actions of [['update'], ['delete', 'create'], ['create', 'delete']])
    expect(await verdict([...exporter('reports'), reports, policy('arn:aws:s3:::reports', { actions, before })])).toBe('missing')
})

test('what is deleted does not count, and neither does a deposed object', async () => {
  const before = { role: 'export', policy: allow('arn:aws:s3:::reports/*') }
  const deleted = change('aws_iam_role_policy.write', null, { before })
  expect(await verdict([...exporter('reports'), reports, deleted])).toBe('missing')
  const deposed = { ...policy('arn:aws:s3:::reports/*'), deposed: 'byebye' }
  expect(await verdict([...exporter('reports'), reports, deposed])).toBe('missing')
})

test('what Terraform forgets stays, and grants', async () => {
  const before = { role: 'export', policy: allow('arn:aws:s3:::reports/*') }
  const forgotten = change('aws_iam_role_policy.write', null, { actions: ['forget'], before })
  expect(await verdict([...exporter('reports'), reports, forgotten])).toBe('granted')
})

test('what exists and is not changed counts from the prior state', async () => {
  const values = { role: 'export', name: 'write', policy: allow('arn:aws:s3:::reports/*') }
  const resources = [{ address: 'aws_iam_role_policy.write', mode: 'managed', type: 'aws_iam_role_policy', name: 'write', values }]
  const prior_state = { format_version: '1.0', values: { root_module: { resources } } }
  expect(await verdict([...exporter('reports'), reports], { prior_state })).toBe('granted')
})

test('the statements of a deferred document count one by one', async () => {
  const document = change(
    'data.aws_iam_policy_document.write',
    { statement: [{ actions: ['s3:PutObject'], resources: ['arn:aws:s3:::reports/*', null], effect: null }] },
    { actions: ['read'], after_unknown: { json: true, id: true, statement: [{ resources: [false, true] }] } },
  )
  const write = change('aws_iam_role_policy.write', { role: 'export' }, { after_unknown: { policy: true } })
  const configuration = {
    root_module: {
      resources: [
        {
          address: 'aws_iam_role_policy.write',
          expressions: {
            role: { constant_value: 'export' },
            policy: { references: ['data.aws_iam_policy_document.write.json', 'data.aws_iam_policy_document.write'] },
          },
        },
        { address: 'data.aws_iam_policy_document.write' },
      ],
    },
  }
  expect(await verdict([...exporter('reports'), reports, document, write], { configuration })).toBe('granted')
  expect(await verdict([...exporter('others'), reports, document, write], { configuration })).toBe('undetermined')
})

test('a policy that is not known leaves all open', async () => {
  const write = change('aws_iam_role_policy.write', { role: 'export' }, { after_unknown: { policy: true } })
  expect(await verdict([...exporter('reports'), reports, write])).toBe('undetermined')
})

const onlyChanged = async (changes: Changes) =>
  (await scanPlan(changes, {}, { onlyChanged: true })).findings.map(({ ruleId }) => ruleId)

test('of a plan that changes nothing nothing is found with --only-changed', async () => {
  const report = await scanPlan(unchanged([...exporter('reports'), reports]), {}, { onlyChanged: true })
  expect(report.findings).toEqual([])
  expect(report.functions[0]?.verdict).toBe('missing')
  expect(report.diagnostics.map(({ summary }) => summary)).toContain('Findings left out')
})

test.each<[string, Changes]>([
  ['its code', exporter('reports').filter(({ address }) => address === 'aws_lambda_function.export')],
  ['its policy', [policy('arn:aws:s3:::reports', { actions: ['update'] })]],
  ['its policy, by deleting it', [change('aws_iam_role_policy.write', null, { before: { role: 'export', policy: allow('*') } })]],
  ['its role', [change('aws_iam_role.export', { name: 'export', path: '/' }, { actions: ['update'] })]],
  ['its bucket', [change('aws_s3_bucket.reports', { bucket: 'reports' }, { actions: ['update'] })]],
  [
    'the policy of its bucket',
    [change('aws_s3_bucket_policy.reports', { bucket: 'reports', policy: allow('arn:aws:s3:::reports') })],
  ],
])('a plan that changes %s is gated', async (_, changed) => {
  const addresses = changed.map(({ address }) => address)
  const others = unchanged([...exporter('reports'), reports]).filter(({ address }) => !addresses.includes(address))
  expect(await onlyChanged([...others, ...changed])).toContain('ungranted-write')
})

test('a plan that changes another role is not gated', async () => {
  const other = change('aws_iam_role_policy.other', { role: 'other', policy: allow('*') })
  expect(
    await onlyChanged([
      ...unchanged([...exporter('reports'), reports]),
      change('aws_iam_role.other', { name: 'other', path: '/' }),
      other,
    ]),
  ).toEqual([])
})

test('a program without writes may be replaced by another deployment, which a plan alone does not say', async () => {
  const content = [{ content: 'def handler(event, context):\n    pass\n', filename: 'app.py' }]
  const inline = change('data.archive_file.app', { type: 'zip', source: content, output_path: 'app.zip' }, { actions: ['read'] })
  const others = exporter('reports').filter(({ address }) => address !== 'data.archive_file.app')
  const [only] = (await scanPlan([inline, ...others])).functions
  expect(only).toMatchObject({ verdict: 'undetermined', analysis: 'partial', reason: expect.stringContaining('--source') })
})
