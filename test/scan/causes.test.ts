import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { run } from '../../src/cli/run.ts'
import reportSchema from '../../src/report/report.schema.json' with { type: 'json' }
import { scan } from '../../src/scan.ts'
import { fakeTerminal } from '../cli/fake-terminal.ts'

const folder = join(import.meta.dirname, '..', 'fixtures', 'causes')
const roots = readdirSync(folder)
const lambda = 'aws_lambda_function.export'

const print = async (cause: string, columns: number): Promise<string> => {
  const printed: string[] = []
  for (const command of [['scan'], ['explain', lambda]]) {
    const { terminal, written } = fakeTerminal({ cwd: join(folder, cause), columns })
    const code = await run([...command, '.', '--no-color'], terminal)
    printed.push(`$ tf-s3-guard ${command.join(' ')}\n${written.output}${written.errors}exit ${code}\n`)
  }
  return printed.join('\n')
}

/** Words that are longer than a line stand alone in it; what is quoted of the configuration is not broken, but cut or left. */
const isBroken = (line: string, columns: number): boolean =>
  line.length <= columns ||
  !line.trim().includes(' ') ||
  /^\s*(?:\d+ )?\|/.test(line) ||
  /^\d+ functions?: /.test(line) ||
  line.startsWith('$')

describe.each(roots)('%s', (cause) => {
  test('is what is found, and nothing else', async () => {
    const root = join(folder, cause)
    const { report } = await scan({ root, cwd: root })
    expect(report.functions.flatMap(({ accesses }) => accesses.map((access) => access.cause))).toEqual([cause])
  })

  // Goldens: `npx vitest run test/scan/causes.test.ts -u` writes them again; read them before they are committed.
  test('is explained as expected.txt says', async () => {
    await expect(await print(cause, 100)).toMatchFileSnapshot(join(folder, cause, 'expected.txt'))
  })

  test.each([80, 100, 140])('is explained in lines of %i columns', async (columns) => {
    const lines = (await print(cause, columns)).split('\n')
    expect(lines.filter((line) => !isBroken(line, columns))).toEqual([])
  })
})

test('every cause has an example', () => {
  const causes = reportSchema.$defs.access.properties.cause.enum
  expect([...roots].sort()).toEqual(causes.flatMap((cause) => cause ?? []).sort())
})
