import type { Diagnostic } from '../../source/diagnostic.ts'
import type { Outcome } from '../../source/outcome.ts'
import { type Evaluated, evaluate } from '../evaluate/evaluate.ts'
import type { ResourceInstance, ResourceModels } from '../evaluate/resource-model.ts'
import { overlayOf } from '../plan/overlay.ts'
import type { Plan, PlannedResource } from '../plan/plan.ts'
import { type PlanLinks, planInstances } from '../plan/plan-instances.ts'
import { surroundingsOf } from './surroundings.ts'
import type { Target } from './targets.ts'

export interface EvaluatedTarget extends Evaluated {
  /** Of what a plan changes or removes: none without a plan. */
  readonly changed: readonly ResourceInstance[]
}

/** The resource instances of a root module: of its configuration, with what a plan knows laid over it, or of the plan alone. */
export const evaluateTarget = (target: Target, models: ResourceModels, links: PlanLinks): Outcome<EvaluatedTarget> => {
  const { project, plan, checkout } = target
  if (!project)
    return plan ? evaluatePlan(plan, models, links) : { value: { instances: [], elsewhere: [], changed: [] }, diagnostics: [] }
  const surroundings = surroundingsOf(project.value, checkout)
  const evaluated = evaluate(project.value, models, plan ? { ...surroundings, plan: overlayOf(plan, links) } : surroundings)
  const changed = plan ? changedBy(plan, evaluated.value.instances, models, links) : []
  return { value: { ...evaluated.value, changed }, diagnostics: [...project.diagnostics, ...evaluated.diagnostics] }
}

const evaluatePlan = (plan: Plan, models: ResourceModels, links: PlanLinks): Outcome<EvaluatedTarget> => {
  const instances = planInstances(plan, models, links, () => true)
  const advice: Diagnostic = {
    severity: 'note',
    summary: 'Plan without its source',
    detail:
      'A plan does not say what its unknown values are made of, nor where the code of the functions is. Add --source with the folder of the configuration that it was made from.',
    location: { file: plan.file, start: 0, end: 0 },
  }
  return { value: { instances, elsewhere: [], changed: changedBy(plan, instances, models, links) }, diagnostics: [advice] }
}

const isChange = ({ change, address }: PlannedResource): boolean =>
  address.mode === 'managed' && change !== 'none' && change !== 'forget'

const changedBy = (
  plan: Plan,
  instances: readonly ResourceInstance[],
  models: ResourceModels,
  links: PlanLinks,
): readonly ResourceInstance[] => {
  const changed = instances.filter(({ id }) => {
    const resource = plan.resources.get(id)
    return resource !== undefined && isChange(resource)
  })
  const removed = { ...plan, resources: new Map(plan.removed.map((resource) => [resource.id, resource])) }
  return [...changed, ...planInstances(removed, models, links, () => true)]
}
