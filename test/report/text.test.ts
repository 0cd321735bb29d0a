import { describe, expect, test } from 'vitest'
import type { Report } from '../../src/report/report.ts'
import { renderText } from '../../src/report/text.ts'
import { configuration, finding, missing, rangeIn, report, sources, undetermined } from './example-report.ts'

const show = (shown: Report, width = 100, colour = false): string => renderText(shown, { colour, width, sources })

test('a finding shows the call, the way to it, the statement that almost matched and what to write', () => {
  expect(show(report())).toMatchInlineSnapshot(`
    "src/export.py:10:5: error: aws_lambda_function.export calls PutObject on aws_s3_bucket.reports, and
      aws_iam_role.export is not granted s3:PutObject on its objects. [ungranted-write]
      10 |     s3.put_object(
         |     ^^^^^^^^^^^^^^
      11 |         Bucket=os.environ["BUCKET"],
      12 |         Key=f"reports/{day}.csv",
      13 |         Body=body,
      14 |     )
      src/export.py:7:5: handler calls save
       7 |     save(event["day"], b"")
         |     ^^^^^^^^^^^^^^^^^^^^^^^
      main.tf:8:18: this statement allows s3:PutObject on the bucket, not on its objects
       8 |     resources = [aws_s3_bucket.reports.arn]
         |                  ^^^^^^^^^^^^^^^^^^^^^^^^^
      fix: Name the objects of the bucket.
         | resources = ["\${aws_s3_bucket.reports.arn}/*"]

    1 function: 0 granted, 1 missing, 0 denied, 0 undetermined, 0 no writes, 0 not analysed (1 policy, 1 bucket, 2 files).
    "
  `)
})

test('a report without findings still says what was covered', () => {
  expect(show(report({ functions: [], findings: [] }))).toBe(
    '1 function: 0 granted, 1 missing, 0 denied, 0 undetermined, 0 no writes, 0 not analysed (1 policy, 1 bucket, 2 files).\n',
  )
})

test('the coverage line counts in the singular and the plural', () => {
  const summary = { ...report().summary, functions: 12, policies: 0, buckets: 4, files: 1 }
  expect(show(report({ functions: [], findings: [], summary }))).toContain('12 functions: ')
  expect(show(report({ functions: [], findings: [], summary }))).toContain('(0 policies, 4 buckets, 1 file).')
})

test('an undetermined function that no finding is about is listed with its reason', () => {
  expect(show(report({ functions: [missing, undetermined] }))).toContain(
    'main.tf:1:1: note: aws_lambda_function.upload is undetermined: The program of an image',
  )
})

test('notes stand together after the findings that need a change, without their source', () => {
  const note = { ...finding, ruleId: 'undetermined-write', severity: 'note' as const, related: [], fix: null }
  const [first, notes] = show(report({ findings: [note, finding, note] })).split('\n\n')
  expect(first).toContain(': error: ')
  expect(notes?.match(/note: /g)).toHaveLength(2)
  expect(notes).not.toContain(' | ')
})

test('a diagnostic is shown with its place and its line', () => {
  const diagnostic = {
    severity: 'error' as const,
    summary: 'Missing name',
    detail: 'All resource blocks need a name.\nAdd one.',
    location: rangeIn(configuration, 'function_name'),
  }
  expect(show(report({ findings: [], diagnostics: [diagnostic] }))).toContain(
    `main.tf:2:3: error: Missing name
  All resource blocks need a name.
  Add one.
  2 |   function_name = "export"
    |   ^^^^^^^^^^^^^
`,
  )
})

test('lines are not wider than the terminal, and nothing but a long word is', () => {
  for (const line of show(report(), 60).split('\n').slice(0, -2)) expect(line.length).toBeLessThanOrEqual(60)
})

describe('scanned text', () => {
  test('that would move the cursor or reorder the line is shown escaped', () => {
    const shown = show(report({ findings: [{ ...finding, message: 'a\u202eb\u001b[31mc\nd\u200be' }] }))
    expect(shown).toContain('a\\u202eb\\u001b[31mc\\u000ad\\u200be')
  })

  test('is marked where it stands, whatever comes before it', () => {
    const file = { path: 'a.py', text: '\tx = "日本\u202e"; put(1)\n' }
    const shown = renderText(report({ findings: [{ ...finding, location: rangeIn(file, 'put(1)'), related: [], fix: null }] }), {
      colour: false,
      width: 80,
      sources: new Map([[file.path, file]]),
    })
    const [, line = '', mark = ''] = shown.split('\n').filter((text) => text.includes('|') || text.includes('error:'))
    expect(line).toBe('  1 |     x = "日本\\u202e"; put(1)')
    expect(mark).toBe(`    | ${' '.repeat(4 + 'x = "'.length + 4 + '\\u202e"; '.length)}^^^^^^`)
  })

  test('of a minified program is cut around the call', () => {
    const file = { path: 'a.js', text: `${'x=1;'.repeat(100_000)}put({Bucket:b});${'y=2;'.repeat(100_000)}` }
    const shown = renderText(
      report({ findings: [{ ...finding, location: rangeIn(file, 'put({Bucket:b})'), related: [], fix: null }] }),
      {
        colour: false,
        width: 60,
        sources: new Map([[file.path, file]]),
      },
    )
    const lines = shown.split('\n')
    const line = lines.find((text) => text.includes('put({Bucket:b})')) ?? ''
    expect(line.length).toBeLessThanOrEqual(60)
    expect(lines.find((text) => text.includes('^'))?.indexOf('^')).toBe(line.indexOf('put('))
  })
})

test('a place whose file is not at hand is shown by its name alone', () => {
  const shown = renderText(report(), { colour: false, width: 100, sources: new Map() })
  expect(shown).toContain('main.tf:8:18: this statement allows')
  expect(shown).not.toContain('^')
})

test('colour is used only when it is asked for', () => {
  expect(show(report(), 100, true)).toContain('\u001b[31m')
  expect(show(report())).not.toContain('\u001b')
})

test('a range over many lines is shown by its beginning', () => {
  const file = { path: 'a.py', text: `put(\n${'  1,\n'.repeat(50)})\n` }
  const location = { file: 'a.py', line: 1, column: 1, endLine: 52, endColumn: 2 }
  const shown = renderText(report({ findings: [{ ...finding, location, related: [], fix: null }] }), {
    colour: false,
    width: 80,
    sources: new Map([[file.path, file]]),
  })
  expect(shown.match(/ 1,/g)).toHaveLength(4)
  expect(shown).toContain(' | …')
})
