import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { fixConfiguration } from '../../src/fix.ts'
import type { Report } from '../../src/report/report.ts'

const scenarios = join(import.meta.dirname, '..', 'fixtures', 'scenarios')

const ranks = ['no-writes', 'granted', 'undetermined', 'missing', 'denied']

const verdictsIn = ({ functions }: Report): ReadonlyMap<string, number> =>
  new Map(functions.map(({ address, root, verdict }) => [`${root}:${address}`, ranks.indexOf(verdict)]))

const mendable = ({ findings }: Report) => findings.filter(({ fix }) => fix?.edits)

test.for(readdirSync(scenarios))('%s: what is mended has no finding, and no verdict gets worse', async (name) => {
  const root = join(scenarios, name)
  const { after, before, mended } = await fixConfiguration({ root, cwd: root })
  const now = verdictsIn(after.report)
  for (const [address, rank] of verdictsIn(before.report)) expect(now.get(address), address).toBeLessThanOrEqual(rank)
  expect(mended).toBe(mendable(before.report).length)
  expect(mendable(after.report)).toEqual([])
})
