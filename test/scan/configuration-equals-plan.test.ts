import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { FunctionReport, Report } from '../../src/report/report.ts'
import { scan } from '../../src/scan.ts'
import { noInputs, type RootInputs } from '../../src/terraform/load/root-inputs.ts'
import { type Expectations, type PlanInputs, type PlanProject, planProjects } from '../support/plan-projects.ts'

const rootInputs = ({ variables, variableFiles, environment, workspace }: PlanInputs): RootInputs => ({
  ...noInputs,
  variables: {
    environment: new Map(Object.entries(environment).map(([name, text]) => [name.replace('TF_VAR_', ''), text])),
    arguments: [
      ...Object.entries(variables).map(([name, text]) => ({ kind: 'value', name, text }) as const),
      ...variableFiles.map((path) => ({ kind: 'file', path }) as const),
    ],
  },
  workspace,
})

const scanConfiguration = async ({ root, inputs }: PlanProject): Promise<Report> =>
  (await scan({ root, cwd: root, inputs: rootInputs(inputs) })).report

/** `missing wrong-bucket`: a verdict, and the cause of the worst access. */
const verdictOf = ({ verdict, accesses }: FunctionReport): string => {
  const cause = accesses.find((access) => access.verdict === verdict)?.cause ?? null
  return cause === null ? verdict : `${verdict} ${cause}`
}

const verdictsOf = ({ functions }: Report): Expectations => new Map(functions.map((each) => [each.address, verdictOf(each)]))

/** A function that this tool knows to leave undetermined is that, whatever someone who knew more would say. */
const expectedOf = (expected: Expectations, { notDecided }: PlanProject, found: Expectations): Expectations =>
  new Map(
    [...expected].sort().map(([address, verdict]) => {
      const isLeft = notDecided.has(address) && found.get(address)?.startsWith('undetermined')
      return [address, isLeft ? (found.get(address) ?? verdict) : verdict]
    }),
  )

/** The lines of a program that say that they write: `s3.put_object(…)  # writes`. */
const isMarked = (root: string, { file, line }: { readonly file: string; readonly line: number }): boolean =>
  !existsSync(join(root, file)) || /writes$/.test(readFileSync(join(root, file), 'utf8').split('\n')[line - 1] ?? '')

const all = planProjects()
const judgedHere = all.filter(({ functions }) => functions !== null)

describe.each(judgedHere.map((project) => [project.name, project] as const))('%s', (_, project) => {
  test('its configuration is judged as IAM would', async () => {
    const report = await scanConfiguration(project)
    const found = verdictsOf(report)
    expect(found).toEqual(expectedOf(project.functions ?? new Map(), project, found))
    expect(report.diagnostics.filter(({ severity }) => severity === 'error')).toEqual([])
    const locations = report.functions.flatMap(({ accesses }) => accesses.map(({ location }) => location))
    if (!project.name.startsWith('example-')) expect(locations.filter((each) => !isMarked(project.root, each))).toEqual([])
  })
})
