import { expect, test } from 'vitest'
import { exitCodeOf, type FailOn } from '../../src/report/exit-code.ts'
import type { Severity } from '../../src/report/report.ts'
import { finding, report } from './example-report.ts'

test.each<[Severity, FailOn, number]>([
  ['error', 'error', 1],
  ['error', 'note', 1],
  ['error', 'never', 0],
  ['warning', 'error', 0],
  ['warning', 'warning', 1],
  ['note', 'warning', 0],
  ['note', 'note', 1],
])('a finding of severity %s with --fail-on %s exits with %d', (severity, failOn, code) => {
  expect(exitCodeOf(report({ findings: [{ ...finding, severity }] }), failOn)).toBe(code)
})

test('a report without findings exits with 0', () => {
  expect(exitCodeOf(report({ findings: [] }), 'note')).toBe(0)
})

test('a file that could not be read is not clean, unless nothing is to fail', () => {
  const unread = report({
    findings: [],
    diagnostics: [{ severity: 'error', summary: 'Invalid expression', detail: '', location: null }],
  })
  expect(exitCodeOf(unread, 'error')).toBe(1)
  expect(exitCodeOf(unread, 'never')).toBe(0)
})
