import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { buildGraph } from '../../src/aws/graph/build-graph.ts'
import { resourceModels } from '../../src/aws/graph/models.ts'
import { planLinks } from '../../src/aws/graph/plan-links.ts'
import type { Access } from '../../src/check/access.ts'
import { findAccesses } from '../../src/check/find-accesses.ts'
import { readZipFiles } from '../../src/code/package/zip-files.ts'
import { noConfiguration } from '../../src/configuration/configuration.ts'
import { evaluateTarget } from '../../src/terraform/load/evaluate-target.ts'
import { DEFAULT_PLAN_SIZE } from '../../src/terraform/load/plan-size.ts'
import { displayPath } from '../../src/terraform/load/read.ts'
import { readInput } from '../../src/terraform/load/read-input.ts'
import { findTargets } from '../../src/terraform/load/targets.ts'

/** A folder of checked out repositories, each in a folder of its own. */
const corpus = process.env.TF_S3_GUARD_CORPUS ?? ''
const isThere = corpus !== '' && existsSync(corpus)
if (!isThere) process.stderr.write('Skipped: TF_S3_GUARD_CORPUS names no folder of repositories.\n')

/** Of a bucket that is not known, that it is said who decides it. */
const SAID = /\bof the event, which|SSM parameter|\ba secret\b/

const isResolved = ({ bucket, bucketName }: Access): boolean =>
  bucket !== null || bucketName.every((part) => typeof part !== 'object' || part.kind === 'unknown' || SAID.test(part.reason))

/** With the root modules that they are in. */
const accessesIn = async (repository: string): Promise<readonly (readonly [string, Access])[]> => {
  const input = await readInput({
    path: repository,
    cwd: repository,
    stdin: null,
    maximumPlanSize: DEFAULT_PLAN_SIZE,
    readZip: readZipFiles,
  })
  const found: (readonly [string, Access])[] = []
  for (const target of (await findTargets(input, { cwd: repository, roots: [], source: null })).value) {
    const graph = buildGraph(evaluateTarget(target, resourceModels, planLinks).value)
    const packages = { ...target.checkout, display: (path: string) => displayPath(repository, path) }
    const functions = await findAccesses(graph.value, target.rootDir, packages, noConfiguration)
    found.push(...functions.value.flatMap(({ accesses }) => accesses.map((each) => [target.rootDir, each] as const)))
  }
  return found
}

/** The place of a call, in one function: each counts once. */
const placeOf = ({ call, lambda }: Access): string => `${lambda.address} ${call.location.file.path}:${call.location.start}`

// TF_S3_GUARD_CORPUS=<folder of repositories> npm run test:oracle -- corpus
test.skipIf(!isThere)(
  'of the writes in public repositories, the buckets of 85 in 100 are known, or it is said who decides them',
  async () => {
    const resolved = new Map<string, boolean>()
    for (const name of readdirSync(corpus).filter((each) => readdirSync(join(corpus, each)).length > 0)) {
      for (const [root, access] of await accessesIn(join(corpus, name))) {
        const place = `${root} ${placeOf(access)}`
        resolved.set(place, (resolved.get(place) ?? true) && isResolved(access))
      }
    }
    const unresolved = [...resolved].filter(([, isKnown]) => !isKnown).map(([place]) => place)
    process.stderr.write(
      `${resolved.size} writes, ${unresolved.length} with a bucket that is not known:\n${unresolved.join('\n')}\n`,
    )
    expect(unresolved.length / Math.max(1, resolved.size)).toBeLessThanOrEqual(0.15)
  },
)
