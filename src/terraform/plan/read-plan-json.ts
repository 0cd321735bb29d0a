import type { SourceFile } from '../../source/source-file.ts'
import { isObject, type Json, type JsonObject, member, objects } from './json.ts'
import { locatorIn } from './places.ts'
import type { Plan, PlanTrouble } from './plan.ts'
import { collectResources, readChange, resourcesOf } from './resources.ts'

const rootModule = (values: Json | undefined): Json | undefined => member(values, 'root_module')

const troubleOf = (data: JsonObject): readonly PlanTrouble[] => {
  const trouble: PlanTrouble[] = []
  if (member(data, 'errored') === true)
    trouble.push({
      severity: 'warning',
      summary: 'Plan with errors',
      detail: 'Terraform could not finish this plan: what it does not have was not checked.',
    })
  else if (member(data, 'complete') === false)
    trouble.push({
      severity: 'note',
      summary: 'Partial plan',
      detail: 'This plan does not reach all of the configuration, as with -target: what it leaves out does not count.',
    })
  return trouble
}

/** Plan JSON whose shape has been checked. https://developer.hashicorp.com/terraform/internals/json-format */
export const readPlanJson = (data: JsonObject, file: SourceFile): Plan => {
  const deferred = objects(member(data, 'deferred_changes')).flatMap((each) => {
    const change = member(each, 'resource_change')
    return isObject(change) ? [change] : []
  })
  const changes = [...objects(member(data, 'resource_changes')), ...deferred].map(readChange)
  const prior = resourcesOf(rootModule(member(member(data, 'prior_state'), 'values')))
  const planned = resourcesOf(rootModule(member(data, 'planned_values')))
  const configuration = member(data, 'configuration')
  const declared = member(rootModule(configuration), 'variables')
  const variables = member(data, 'variables')
  const isSensitive = (name: string): boolean => member(member(declared, name), 'sensitive') === true
  const entries = isObject(variables) ? Object.entries(variables) : []
  return {
    file,
    ...collectResources(prior, planned, changes),
    variables: new Map(
      entries.flatMap(([name, each]) => {
        const value = member(each, 'value')
        return value === undefined ? [] : [[name, value] as const]
      }),
    ),
    sensitiveVariables: new Set(entries.map(([name]) => name).filter(isSensitive)),
    configuration: isObject(configuration) ? configuration : null,
    trouble: troubleOf(data),
    locate: locatorIn(file),
  }
}
