import { dirname } from 'node:path'
import type { Diagnostic } from '../../source/diagnostic.ts'
import type { Outcome } from '../../source/outcome.ts'
import { UsageError } from '../../source/usage-error.ts'
import type { OpenedPlan } from '../plan/opened-plan.ts'
import type { Plan } from '../plan/plan.ts'
import { type Checkout, openCheckout } from './checkout.ts'
import { checkoutOfPlan, rootOfPlan } from './plan-checkout.ts'
import { loadProject, type Project } from './project.ts'
import { loadProjects } from './projects.ts'
import { displayPath } from './read.ts'
import type { Input } from './read-input.ts'
import { noInputs, type RootInputs } from './root-inputs.ts'

/** One root module to scan: its configuration, a plan of it, or both. */
export interface Target {
  /** Absolute: where relative paths of the configuration and of the code start from. */
  readonly rootDir: string
  readonly checkout: Checkout
  readonly project: Outcome<Project> | null
  readonly plan: Plan | null
}

export interface TargetOptions {
  readonly cwd: string
  /** Absolute: the only root modules to scan; empty for all. */
  readonly roots: readonly string[]
  readonly inputs?: RootInputs | undefined
  /** Absolute: the root module that a plan was made from; null where it is not given. */
  readonly source: string | null
  /** By absolute path, what files are read to say instead of what they do. */
  readonly texts?: ReadonlyMap<string, string> | undefined
}

/**
 * What an input has to scan.
 * @throws {UsageError} The options do not fit it.
 */
export const findTargets = async (input: Input, options: TargetOptions): Promise<Outcome<readonly Target[]>> => {
  const { cwd, roots, source } = options
  const inputs = options.inputs ?? noInputs
  switch (input.kind) {
    case 'configuration': {
      if (source !== null) throw new UsageError('--source goes with a plan: give a plan file, its JSON, or - for standard input.')
      const checkout = openCheckout(input.dir, cwd, options.texts)
      const projects = await loadProjects(input.dir, roots, checkout, inputs)
      const targets = projects.value.map((project): Target => ({ rootDir: project.value.rootDir, checkout, project, plan: null }))
      return { value: targets, diagnostics: projects.diagnostics }
    }
    case 'plan': {
      if (roots.length > 0)
        throw new UsageError('--root goes with a folder: --source names the root module that a plan was made from.')
      if (source !== null && input.plans.length > 1)
        throw new UsageError(`There are ${input.plans.length} plans, and --source names the root module of one.`)
      const value: Target[] = []
      for (const opened of input.plans) value.push(await targetOf(opened, input.path, source, inputs, options))
      return { value, diagnostics: input.plans.flatMap(({ plan }) => troubleOf(plan)) }
    }
  }
}

const troubleOf = ({ trouble, file }: Plan): readonly Diagnostic[] =>
  trouble.map((each) => ({ ...each, location: { file, start: 0, end: 0 } }))

const targetOf = async (
  { plan, source: own, workspace }: OpenedPlan,
  path: string | null,
  source: string | null,
  inputs: RootInputs,
  { cwd, texts }: TargetOptions,
): Promise<Target> => {
  const given: RootInputs = { ...inputs, workspace: workspace ?? inputs.workspace }
  if (own) {
    const candidates = source === null ? [...(path === null ? [] : [dirname(path)]), cwd] : [source]
    const found = rootOfPlan(own, candidates, openCheckout(cwd, cwd))
    const rootDir = found ?? candidates[0] ?? cwd
    const checkout = checkoutOfPlan(own, rootDir, openCheckout(rootDir, cwd))
    const { value, diagnostics } = await loadProject(rootDir, checkout, given)
    return { rootDir, checkout, project: { value, diagnostics: [...diagnostics, ...(found ? [] : [elsewhere(plan)])] }, plan }
  }
  if (source === null) return { rootDir: cwd, checkout: openCheckout(cwd, cwd), project: null, plan }
  const checkout = openCheckout(source, cwd, texts)
  const { value: projects } = await loadProjects(source, [], checkout, given)
  const [project] = projects
  if (!project) throw new UsageError(`The source "${displayPath(cwd, source)}" has no configuration files.`)
  if (projects.length > 1) {
    const roots = projects.map(({ value }) => `"${displayPath(cwd, value.rootDir)}"`).slice(0, 5)
    throw new UsageError(
      `The source "${displayPath(cwd, source)}" has ${projects.length} root modules: give the one that the plan was made from, such as ${roots.join(', ')}.`,
    )
  }
  return { rootDir: project.value.rootDir, checkout, project, plan }
}

const elsewhere = ({ file }: Plan): Diagnostic => ({
  severity: 'note',
  summary: 'Folder of the plan not found',
  detail:
    'The files of this plan are not in its folder as they were planned, so templates and code that it names may not be found. Give the folder that it was made in with --source.',
  location: { file, start: 0, end: 0 },
})
