import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { AccessReport, FunctionReport } from '../../src/report/report.ts'
import { scan } from '../../src/scan.ts'

interface Expected {
  readonly function: string
  readonly verdict: FunctionReport['verdict']
  readonly cause: AccessReport['cause']
  readonly writes: readonly { readonly file: string; readonly line: number; readonly bucket: string | null; readonly key: string }[]
}

/** Terraform roots with handlers that were applied to an emulated AWS, with what each handler was answered. */
const folder = join(import.meta.dirname, '..', 'fixtures', 'scenarios')

/** What needs more than this tool knows must be undetermined, never wrong. */
const notDecided: Readonly<Record<string, string>> = {
  'aws_lambda_function.dotnet': 'C# is not read',
}

const worstOf = (reported: FunctionReport): AccessReport | undefined =>
  reported.accesses.find(({ verdict }) => verdict === reported.verdict)

const isNear = (access: AccessReport, write: Expected['writes'][number]): boolean =>
  Math.abs(access.location.line - write.line) <= 2 &&
  (write.file.endsWith('.zip') ? access.location.file.startsWith(write.file) : access.location.file === write.file)

describe.each(readdirSync(folder))('%s', (name) => {
  const root = join(folder, name)
  const expected = JSON.parse(readFileSync(join(root, 'expected.json'), 'utf8')) as readonly Expected[]
  const reported = scan({ root, cwd: root }).then(({ report }) => new Map(report.functions.map((each) => [each.address, each])))

  test('reports the functions that exist, and no others', async () => {
    expect([...(await reported).keys()]).toEqual(expected.map((each) => each.function).sort())
  })

  test.each(expected)('$function is $verdict', async (wanted) => {
    const found = (await reported).get(wanted.function) as FunctionReport
    if (notDecided[wanted.function] !== undefined) {
      expect(found.verdict).toBe('undetermined')
      return
    }
    expect(found.verdict).toBe(wanted.verdict)
    if (wanted.cause !== null) expect(worstOf(found)?.cause).toBe(wanted.cause)
    for (const write of wanted.writes) {
      const near = found.accesses.filter((access) => isNear(access, write))
      expect(near).not.toEqual([])
      if (write.bucket !== null) expect(near.map(({ bucket }) => bucket.name)).toContain(write.bucket)
    }
  })
})
