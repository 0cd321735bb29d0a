import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { run } from '../../src/cli/run.ts'
import { fakeTerminal } from '../cli/fake-terminal.ts'

const repository = join(import.meta.dirname, '..', '..')

const examples = readdirSync(join(repository, 'examples'), { withFileTypes: true }).filter((entry) => entry.isDirectory())

// Goldens: `npx vitest run test/scan/examples.test.ts -u` writes them again; read them before they are committed.
test.each(examples.map(({ name }) => name))('examples/%s prints what its expected.txt says', async (name) => {
  const { terminal, written } = fakeTerminal({ cwd: repository })
  const code = await run(['scan', `examples/${name}`], terminal)
  const printed = `$ tf-s3-guard scan examples/${name}\n${written.output}${written.errors}exit ${code}\n`
  await expect(printed).toMatchFileSnapshot(join(repository, 'examples', name, 'expected.txt'))
})
