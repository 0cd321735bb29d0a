import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { type PlanProject, planProjects } from '../support/plan-projects.ts'
import { type Planner, startPlanner, whyNoPlanner } from './planner.ts'

interface PlanJson {
  readonly resource_changes?: readonly {
    readonly address: string
    readonly change: { readonly actions: readonly string[]; readonly after: unknown; readonly after_unknown: unknown }
  }[]
  readonly variables?: unknown
  readonly configuration: unknown
}

/** What Terraform plans, without what the emulator makes up anew each time for what exists before. */
const mattersOf = (json: string, { planning }: PlanProject): unknown => {
  const plan = JSON.parse(json) as PlanJson
  const changes = (plan.resource_changes ?? []).map(({ address, change: { actions, after, after_unknown } }) =>
    planning.before === null ? { address, actions, after, after_unknown } : { address, actions, after_unknown },
  )
  return { changes, variables: plan.variables, configuration: plan.configuration }
}

const missing = whyNoPlanner()
if (missing !== null) process.stderr.write(`Skipped: no project was planned, because ${missing}.\n`)

const recording = process.env.TF_S3_GUARD_RECORD_PLANS ?? ''

const projects = planProjects().filter(({ folder }) => recording !== 'missing' || !existsSync(join(folder, 'plan.json')))

// TF_PLUGINS=<mirror> npm run test:oracle -- plans                              plans every project again, and compares
// TF_S3_GUARD_RECORD_PLANS=missing TF_PLUGINS=<mirror> npm run test:oracle -- plans   records the plans that are not there; `all` records each
describe.skipIf(missing !== null)('plans of the real AWS provider', () => {
  let started: Promise<Planner> | undefined
  afterAll(async () => (await started)?.stop())

  test.for(projects.map((project) => [project.name, project] as const))(
    `%s is ${recording === '' ? 'planned as recorded' : 'recorded'}`,
    async ([, project]) => {
      started ??= startPlanner()
      const planned = await (await started).plan(project)
      const json = join(project.folder, 'plan.json')
      if (recording !== '') {
        writeFileSync(json, planned.json)
        writeFileSync(join(project.folder, 'plan.tfplan'), planned.file)
      } else {
        expect(mattersOf(planned.json, project)).toEqual(mattersOf(readFileSync(json, 'utf8'), project))
      }
    },
  )
})
