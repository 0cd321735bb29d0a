import type { Diagnostic } from '../../source/diagnostic.ts'
import type { Outcome } from '../../source/outcome.ts'
import { createFunctionSymbols } from '../functions/index.ts'
import type { Project } from '../load/project.ts'
import type { Value } from '../value/value.ts'
import { createModule, type EvaluatedModule, rootCall } from './module.ts'
import { notConfigured, type PlannedValues } from './planned.ts'
import type { Elsewhere, ResourceInstance, ResourceModels } from './resource-model.ts'
import type { Files } from './scope.ts'

/** What the host knows of a root module besides its text. */
export interface Surroundings {
  readonly files: Files
  /** `path.module`, `path.root`, `path.cwd`, `terraform.workspace`; `dir` is the folder of the module that asks. */
  readonly ambient: (object: 'path' | 'terraform', attribute: string, dir: string) => Value | undefined
  /** Laid over the evaluation, if the configuration is looked at for a plan. */
  readonly plan?: PlannedValues
}

const reporter = (): { readonly report: (diagnostic: Diagnostic) => void; readonly diagnostics: readonly Diagnostic[] } => {
  const diagnostics: Diagnostic[] = []
  const seen = new Set<string>()
  // A module that is called often is evaluated often, and is wrong in the same way each time.
  const report = (diagnostic: Diagnostic): void => {
    const { summary, detail, location } = diagnostic
    const key = `${location?.file.path}:${location?.start}:${summary}:${detail}`
    if (!seen.has(key)) diagnostics.push(diagnostic)
    seen.add(key)
  }
  return { report, diagnostics }
}

export interface Evaluated {
  readonly instances: readonly ResourceInstance[]
  readonly elsewhere: readonly Elsewhere[]
}

/** A module instance and all below it, callers before those that they call. */
function* modulesBelow(module: EvaluatedModule): Generator<EvaluatedModule> {
  yield module
  for (const child of module.children()) yield* modulesBelow(child)
}

/** A root module whose values are computed when they are asked for; `diagnostics` grows with them. */
export const openRoot = (
  project: Project,
  models: ResourceModels,
  surroundings: Surroundings,
): { readonly root: EvaluatedModule; readonly diagnostics: readonly Diagnostic[] } => {
  const { report, diagnostics } = reporter()
  const symbols = createFunctionSymbols()
  const evaluation = { models, report, symbols, ...surroundings }
  return {
    root: createModule(
      evaluation,
      project.root,
      rootCall((name) => project.variables.get(name)?.value),
    ),
    diagnostics,
  }
}

/**
 * Evaluates a root module and all that it calls. Returned are what may be declared elsewhere, and the instances of the types that `models` names; all else is
 * evaluated only where they refer to it. Locals are evaluated too, since a mistake in one is worth knowing in any case.
 */
export const evaluate = (project: Project, models: ResourceModels, surroundings: Surroundings): Outcome<Evaluated> => {
  const { root, diagnostics } = openRoot(project, models, surroundings)
  const instances: ResourceInstance[] = []
  const elsewhere: Elsewhere[] = project.unread.map((location) => ({
    reason: `"${location.file.path}" is not read in full`,
    location,
    references: null,
  }))
  for (const module of modulesBelow(root)) {
    for (const each of module.outsiders()) elsewhere.push(each)
    for (const name of module.node.config.locals.keys()) module.local(name)
    for (const [key, { node }] of module.node.config.resources) {
      const type = node.labels[0]?.value ?? ''
      if (!models.has(key.startsWith('data.') ? `data.${type}` : type)) continue
      for (const instance of module.instances(key)) instances.push(instance)
    }
  }
  const others = surroundings.plan?.others(models, new Set(instances.map(({ id }) => id))) ?? []
  for (const instance of others) instances.push(instance)
  return { value: { instances, elsewhere }, diagnostics: [...diagnostics, ...notConfigured(others, surroundings.plan)] }
}
