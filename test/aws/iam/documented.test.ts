import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { run } from '../../../src/cli/run.ts'
import { type DecideRequest, decideJson } from '../../../src/decide.ts'
import { fakeTerminal } from '../../cli/fake-terminal.ts'

/** What AWS's documentation says comes of a request. */
interface DocumentedCase {
  readonly name: string
  readonly page: string
  /** What the page says, in a sentence. */
  readonly says: string
  readonly request: DecideRequest
  readonly outcome: 'allow' | 'implicit-deny' | 'explicit-deny'
}

const folder = new URL('./documented/', import.meta.url)
const themes = readdirSync(folder).map((file) => ({
  theme: file.replace('.json', ''),
  cases: JSON.parse(readFileSync(new URL(file, folder), 'utf8')) as readonly DocumentedCase[],
}))
const everyCase = themes.flatMap(({ cases }) => cases)

test.each(themes)('AWS decides as its documentation says: $theme', ({ cases }) => {
  const wrong = cases.flatMap(({ name, outcome, page, request, says }) => {
    const decided = decideJson(request)
    const found = decided.ok ? [decided.report.outcome, ...decided.report.diagnostics] : [decided.message]
    return found.join() === outcome ? [] : [`${name}: ${found.join()} instead of ${outcome} (${says} ${page})`]
  })
  expect(wrong).toEqual([])
})

test('there are four hundred documented cases and more, each told once and with a page of AWS', () => {
  expect(everyCase.length).toBeGreaterThanOrEqual(400)
  expect(new Set(everyCase.map(({ name, says }) => `${says} ${name}`)).size).toBe(everyCase.length)
  expect(everyCase.filter(({ page }) => !page.startsWith('https://docs.aws.amazon.com/'))).toEqual([])
})

test('decide - answers every documented case', async () => {
  const { terminal, written } = fakeTerminal({
    cwd: '.',
    stdin: everyCase.map(({ request }) => JSON.stringify(request)).join('\n'),
  })
  expect(await run(['decide', '-'], terminal)).toBe(0)
  const outcomes = written.output
    .trimEnd()
    .split('\n')
    .map((line) => (JSON.parse(line) as { outcome: string }).outcome)
  expect(outcomes).toEqual(everyCase.map(({ outcome }) => outcome))
})
