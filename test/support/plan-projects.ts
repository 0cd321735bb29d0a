import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** What a project is planned with, and has to be scanned with: as given on the command line, in files and in the environment. */
export interface PlanInputs {
  readonly variables: Readonly<Record<string, string>>
  readonly variableFiles: readonly string[]
  readonly environment: Readonly<Record<string, string>>
  readonly workspace: string | null
}

/** How its plan is made. */
export interface Planning {
  /** What `before/` is applied as, first: what this state manages already, or what exists in the account otherwise. */
  readonly before: 'managed' | 'elsewhere' | null
  /** More for `terraform plan`, such as `-destroy`. */
  readonly arguments: readonly string[]
}

/** `missing wrong-bucket`: a verdict, and the cause of the worst access. */
export type Expectations = ReadonlyMap<string, string>

export interface PlanProject {
  readonly name: string
  /** The folder that the recordings are in. */
  readonly folder: string
  /** The root module. */
  readonly root: string
  readonly inputs: PlanInputs
  readonly planning: Planning
  /** By the address of the function; null for a scenario, which has its expectations beside it. */
  readonly functions: Expectations | null
  /** What is right of the plan where it says another thing than the configuration, such as with `-target`; otherwise `functions`. */
  readonly functionsOfPlan: Expectations | null
  /** Why a function is undetermined where someone who knew more than this tool would decide. */
  readonly notDecided: ReadonlyMap<string, string>
}

interface Written {
  readonly configuration?: string
  readonly inputs?: Partial<PlanInputs>
  readonly planning?: Partial<Planning>
  readonly functions?: Readonly<Record<string, string>>
  readonly functionsOfPlan?: Readonly<Record<string, string>>
  readonly notDecided?: Readonly<Record<string, string>>
}

const plans = join(import.meta.dirname, '..', 'fixtures', 'plans')

const readProject = (name: string): PlanProject => {
  const folder = join(plans, name)
  const written = JSON.parse(readFileSync(join(folder, 'project.json'), 'utf8')) as Written
  return {
    name,
    folder,
    root: join(folder, written.configuration ?? 'infra'),
    inputs: { variables: {}, variableFiles: [], environment: {}, workspace: null, ...written.inputs },
    planning: { before: null, arguments: [], ...written.planning },
    functions: written.functions ? new Map(Object.entries(written.functions)) : null,
    functionsOfPlan: written.functionsOfPlan ? new Map(Object.entries(written.functionsOfPlan)) : null,
    notDecided: new Map(Object.entries(written.notDecided ?? {})),
  }
}

/** Every project that has a recorded plan, by name. */
export const planProjects = (): readonly PlanProject[] =>
  readdirSync(plans, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .sort()
    .map(readProject)
