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

const configurations = new Map<string, Promise<Report>>()

const scanConfiguration = ({ name, root, inputs }: PlanProject): Promise<Report> => {
  const known = configurations.get(name) ?? scan({ root, cwd: root, inputs: rootInputs(inputs) }).then(({ report }) => report)
  configurations.set(name, known)
  return known
}

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

const projects = planProjects()
const named = (some: readonly PlanProject[]) => some.map((project) => [project.name, project] as const)

describe('the configuration', () => {
  test.each(named(projects.filter(({ functions }) => functions !== null)))('of %s is judged as IAM would', async (_, project) => {
    const report = await scanConfiguration(project)
    const found = verdictsOf(report)
    expect(found).toEqual(expectedOf(project.functions ?? new Map(), project, found))
    expect(report.diagnostics.filter(({ severity }) => severity === 'error')).toEqual([])
    const locations = report.functions.flatMap(({ accesses }) => accesses.map(({ location }) => location))
    if (!project.name.startsWith('example-')) expect(locations.filter((each) => !isMarked(project.root, each))).toEqual([])
  })
})

/** What has to be the same however a project is read: verdicts, causes, and the lines that they are said of. */
const judgementsOf = ({ functions, findings }: Report) => ({
  functions: functions.map((each) => ({
    ...{ address: each.address, role: each.role, verdict: verdictOf(each), analysis: each.analysis, location: each.location },
    accesses: each.accesses.map(({ call, location, verdict, cause, trace }) => ({
      ...{ call, location, verdict, cause },
      trace: trace.map((step) => step.location),
    })),
  })),
  findings: findings.map(({ ruleId, certainty, address, location, related }) => ({
    ...{ ruleId, certainty, address, location },
    related: related.map((step) => step.location),
  })),
})

/** As from a shell in the root module: `scan plan.json --source .`, `scan plan.json` or `scan plan.tfplan`. */
const scanPlan = async ({ folder, root, inputs }: PlanProject, file: string, source: string | null): Promise<Report> => {
  // A plan has its variables in it, and plan JSON does not say in which workspace it was made.
  const given: RootInputs = { ...noInputs, workspace: file === 'plan.json' ? inputs.workspace : null }
  return (await scan({ root: join(folder, file), cwd: root, source, inputs: given })).report
}

const likeTheConfiguration = projects.filter(({ functionsOfPlan }) => functionsOfPlan === null)
const unlikeTheConfiguration = projects.filter(({ functionsOfPlan }) => functionsOfPlan !== null)

describe.each([
  ['plan JSON with its source', 'plan.json', '.'],
  ['the plan file', 'plan.tfplan', null],
] as const)('%s', (_form, file, source) => {
  test.each(named(likeTheConfiguration))('of %s says what the configuration says', async (_, project) => {
    const report = await scanPlan(project, file, source)
    expect(judgementsOf(report)).toEqual(judgementsOf(await scanConfiguration(project)))
  })

  test.each(named(unlikeTheConfiguration))('of %s says what is so after apply', async (_, project) => {
    const found = verdictsOf(await scanPlan(project, file, source))
    expect(found).toEqual(expectedOf(project.functionsOfPlan ?? new Map(), project, found))
  })
})

/** A cause may be coarser: that a policy which is attached to nothing would grant the write may not be known. */
const word = (verdict: string | undefined): string | undefined => verdict?.split(' ')[0]

describe('plan JSON alone', () => {
  test.each(named(projects))('of %s contradicts nothing', async (_, project) => {
    const expected = project.functionsOfPlan ?? verdictsOf(await scanConfiguration(project))
    const found = verdictsOf(await scanPlan(project, 'plan.json', null))
    expect([...found.keys()]).toEqual([...expected.keys()].sort())
    const contradicting = [...found].filter(
      ([address, verdict]) => ![word(expected.get(address)), 'undetermined'].includes(word(verdict)),
    )
    expect(contradicting.map(([address, verdict]) => `${address} is ${verdict}, not ${expected.get(address)}`)).toEqual([])
  })
})
