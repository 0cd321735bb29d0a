import { cpSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { Report } from '../../../src/report/report.ts'
import { scan } from '../../../src/scan.ts'
import { folder } from '../../support/folder.ts'
import { copyInJson, SPELLINGS } from './tf-json.ts'

const repository = join(import.meta.dirname, '..', '..', '..')

const projects = ['examples', 'test/fixtures/scenarios'].flatMap((within) =>
  readdirSync(join(repository, within), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => join(within, name)),
)

/** What a report says, without the places in configuration, which are others in another syntax. */
const said = ({ functions, findings, diagnostics, summary }: Report): unknown => ({
  functions: functions.map(({ address, role, verdict, analysis, reason, accesses }) => ({
    ...{ address, role, verdict, analysis, reason },
    accesses: accesses.map(({ location, trace, ...rest }) => ({ ...rest, trace: trace.map(({ message }) => message) })),
  })),
  // What attaches a policy is told from other references to it by how native syntax is written, and edits are written in the
  // style of what stands there: in JSON syntax the note on wide grants is left out, and so are some fixes.
  findings: findings
    .filter(({ ruleId }) => ruleId !== 'wide-write-grant')
    .map(({ ruleId, severity, certainty, message, address }) => ({ ruleId, severity, certainty, message, address })),
  diagnostics: diagnostics.map((diagnostic) => ({ ...diagnostic, location: null })),
  summary,
})

describe.each(projects)('%s', (project) => {
  test.each(SPELLINGS)('says the same in JSON syntax (labels in %s)', async (spelling) => {
    // Each in a folder of its own: what is around a project may hold its code too.
    const [plain, copy] = [folder({}), folder({})]
    cpSync(join(repository, project), plain, { recursive: true })
    copyInJson(join(repository, project), copy, spelling)
    const [native, json] = await Promise.all([plain, copy].map((root) => scan({ root, cwd: root })))
    expect(said((json as NonNullable<typeof json>).report)).toEqual(said((native as NonNullable<typeof native>).report))
  })
})
