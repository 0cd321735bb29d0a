import type { Diagnostic } from '../../source/diagnostic.ts'
import type { Outcome } from '../../source/outcome.ts'
import type { Location } from '../../source/source-file.ts'
import { createFunctionSymbols } from '../functions/context.ts'
import type { Project } from '../load/project.ts'
import type { Value } from '../value/value.ts'
import { createModule, type EvaluatedModule, rootCall } from './module.ts'
import { forgotten } from './outsiders.ts'
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

export interface OpenRoot {
  readonly root: EvaluatedModule
  readonly diagnostics: readonly Diagnostic[]
  readonly report: (diagnostic: Diagnostic) => void
}

/** A root module whose values are computed when they are asked for; `diagnostics` grows with them. */
export const openRoot = (project: Project, models: ResourceModels, surroundings: Surroundings): OpenRoot => {
  const { report, diagnostics } = reporter()
  const symbols = createFunctionSymbols((at) => report(tooMuch(at)))
  const evaluation = { models, report, symbols, ...surroundings }
  return {
    root: createModule(
      evaluation,
      project.root,
      rootCall((name) => project.variables.get(name)?.value),
    ),
    diagnostics,
    report,
  }
}

const tooMuch = (location: Location): Diagnostic => ({
  severity: 'error',
  summary: 'Configuration too large',
  detail: 'Evaluating this configuration takes more steps than this tool makes; what they would have given is not known.',
  location,
})

/**
 * Evaluates a root module and all that it calls. Returned are what may be declared elsewhere, and the instances of the types that `models` names; all else is
 * evaluated only where they refer to it. Locals are evaluated too, since a mistake in one is worth knowing in any case.
 */
export const evaluate = (project: Project, models: ResourceModels, surroundings: Surroundings): Outcome<Evaluated> => {
  const { root, diagnostics, report } = openRoot(project, models, surroundings)
  const instances: ResourceInstance[] = []
  const elsewhere: Elsewhere[] = project.unread.map((location) => ({
    reason: `"${location.file.path}" is not read in full`,
    location,
    references: null,
  }))
  const visit = (module: EvaluatedModule): void => {
    for (const each of module.outsiders()) elsewhere.push(each)
    // A plan says what is forgotten.
    for (const each of surroundings.plan ? [] : module.node.config.removed) {
      const kept = forgotten(each, models)
      if (kept) elsewhere.push(kept)
    }
    for (const name of module.node.config.locals.keys()) module.local(name)
    for (const [key, { node }] of module.node.config.resources) {
      const type = node.labels[0]?.value ?? ''
      if (!models.has(key.startsWith('data.') ? `data.${type}` : type)) continue
      for (const instance of module.instances(key)) instances.push(instance)
    }
    for (const child of module.children()) visit(child)
  }
  visit(root)
  const others = surroundings.plan?.others(models, new Set(instances.map(({ id }) => id))) ?? []
  for (const instance of others) instances.push(instance)
  for (const diagnostic of notConfigured(others, surroundings.plan)) report(diagnostic)
  // Values that are computed later add to them.
  return { value: { instances, elsewhere }, diagnostics }
}
