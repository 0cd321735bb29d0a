import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { differences, openFolder, recordedOutputs } from './recorded-output.ts'

const fixtures = fileURLToPath(new URL('../../fixtures/constructs', import.meta.url))

test.each(readdirSync(fixtures))('%s: outputs are those that terraform plan has', async (name) => {
  const dir = join(fixtures, name)
  const root = await openFolder(dir)
  const different = Object.entries(recordedOutputs(dir)).flatMap(([output, expected]) =>
    differences(root.output(output), expected, output),
  )
  expect(different).toEqual([])
})
