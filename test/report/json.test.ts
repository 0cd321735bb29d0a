import { Ajv2020 } from 'ajv/dist/2020.js'
import { describe, expect, test } from 'vitest'
import { renderJson } from '../../src/report/json.ts'
import schema from '../../src/report/report.schema.json' with { type: 'json' }
import type { Cause } from '../../src/report/report.ts'
import { finding, missing, report, undetermined } from './example-report.ts'

const validate = new Ajv2020({ allErrors: true, strict: true, allowUnionTypes: true }).compile(schema)

test('the JSON is the report', () => {
  expect(JSON.parse(renderJson(report()))).toEqual(report())
})

test('the keys have the order in which they are documented, whoever made the report', () => {
  const backwards = Object.fromEntries(Object.entries(report()).reverse()) as unknown as ReturnType<typeof report>
  expect(renderJson(backwards)).toBe(renderJson(report()))
  expect(Object.keys(JSON.parse(renderJson(backwards)))).toEqual(Object.keys(schema.properties))
})

test('two spaces indent it, and a line break ends it', () => {
  expect(renderJson(report())).toMatch(/^\{\n {2}"schemaVersion": 1,\n[\s\S]*\n\}\n$/)
})

test('what a terminal would obey is escaped, and means the same', () => {
  const message = 'a\u202eb\u009bc'
  const shown = renderJson(report({ findings: [{ ...finding, message }] }))
  expect(shown).toContain('a\\u202eb\\u009bc')
  expect(JSON.parse(shown).findings[0].message).toBe(message)
})

const causes: Readonly<Record<Cause, true>> = {
  'no-statement': true,
  'action-mismatch': true,
  'bucket-level-arn': true,
  'wrong-bucket': true,
  'prefix-mismatch': true,
  'policy-not-attached': true,
  'condition-unmet': true,
  'explicit-deny': true,
  boundary: true,
  'bucket-policy-deny': true,
  'endpoint-policy': true,
  scp: true,
  rcp: true,
  'cross-account': true,
  'kms-not-granted': true,
  'tagging-not-granted': true,
  'acl-not-granted': true,
  'object-lock-not-granted': true,
  'copy-source-not-granted': true,
  'bucket-not-delegated': true,
  'acl-not-supported': true,
  'public-access-block': true,
  'access-point-network': true,
  'assume-role-not-granted': true,
  'trust-policy': true,
  'session-policy': true,
  'bucket-unresolved': true,
  'policy-unresolved': true,
  'role-unresolved': true,
}

describe('the schema', () => {
  test('knows every cause', () => {
    expect(schema.$defs.access.properties.cause.enum).toEqual([...Object.keys(causes), null])
  })

  test.each([
    ['a finding', report()],
    ['nothing found', report({ functions: [], findings: [] })],
    ['an undetermined function', report({ functions: [missing, undetermined] })],
    [
      'a diagnostic',
      report({ diagnostics: [{ severity: 'warning', summary: 'Module is not installed', detail: '', location: null }] }),
    ],
  ])('accepts a report with %s', (_name, accepted) => {
    validate(JSON.parse(renderJson(accepted)))
    expect(validate.errors).toBeNull()
  })

  test.each([
    ['a field that is not documented', { ...report(), extra: 1 }],
    ['a verdict that does not exist', report({ functions: [{ ...missing, verdict: 'fine' as 'granted' }] })],
    ['a line before the first', report({ findings: [{ ...finding, location: { ...finding.location, line: 0 } }] })],
  ])('rejects a report with %s', (_name, rejected) => {
    expect(validate(rejected)).toBe(false)
  })
})
