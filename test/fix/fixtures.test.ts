import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { fixConfiguration } from '../../src/fix.ts'
import { fixtures } from './fixtures.ts'

/** By its path, what each file says that the folder has. */
const filesIn = (folder: string): Readonly<Record<string, string>> =>
  existsSync(folder)
    ? Object.fromEntries(
        readdirSync(folder, { recursive: true, encoding: 'utf8' })
          .filter((path) => path.includes('.tf'))
          .map((path) => [path, readFileSync(join(folder, path), 'utf8')]),
      )
    : {}

test.for(fixtures())('$name: the write is granted by exactly this change', async ({ after, before, cause }) => {
  const { changes, ...reports } = await fixConfiguration({ root: before, cwd: before })
  expect(reports.before.report.functions.flatMap(({ accesses }) => accesses.map((access) => access.cause))).toContain(cause)
  expect(Object.fromEntries(changes.map((change) => [change.shown, change.after]))).toEqual(filesIn(after))
  expect(reports.after.report.functions.map(({ verdict }) => verdict)).toEqual(['granted'])
  expect(reports.after.report.diagnostics.filter(({ severity }) => severity === 'error')).toEqual([])
})

test('every cause is mended in three styles at least', () => {
  const styles = new Map<string, number>()
  for (const { cause } of fixtures()) styles.set(cause, (styles.get(cause) ?? 0) + 1)
  expect([...styles].filter(([, count]) => count < 3)).toEqual([])
})
