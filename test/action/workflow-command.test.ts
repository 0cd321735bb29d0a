import { expect, test } from 'vitest'
import { annotations } from '../../src/action/workflow-command.ts'
import { finding, report } from '../report/example-report.ts'

const location = { file: 'a:b,c%.tf', line: 3, column: 5, endLine: 3, endColumn: 9 }

test('a finding is an annotation on its lines', () => {
  expect(annotations(report())).toEqual([
    `::error file=src/export.py,line=10,endLine=14,title=ungranted-write::${finding.message}%0AName the objects of the bucket.`,
  ])
})

test('columns are given for a place in one line, and what is special in a command is escaped', () => {
  const note = { ...finding, severity: 'note' as const, message: '100%\r\n::error::no', location, fix: null }
  expect(annotations(report({ findings: [note] }))).toEqual([
    '::notice file=a%3Ab%2Cc%25.tf,line=3,endLine=3,col=5,endColumn=9,title=ungranted-write::100%25%0D%0A::error::no',
  ])
})

test('a diagnostic with a place is an annotation too', () => {
  const diagnostic = { severity: 'warning' as const, summary: 'Module is not installed', detail: 'Run "terraform init".', location }
  const [only] = annotations(report({ findings: [], diagnostics: [diagnostic, { ...diagnostic, location: null }] }))
  expect(only).toContain('::warning file=')
  expect(only).toContain('title=Module is not installed::Run "terraform init".')
})

test('a long message is cut to what is shown', () => {
  const [only = ''] = annotations(report({ findings: [{ ...finding, message: 'x'.repeat(10_000) }] }))
  expect(only.length).toBeLessThan(4096 + 200)
})
