import type { EvaluatedBody } from '../evaluate/body.ts'
import type { ResourceInstance } from '../evaluate/resource-model.ts'
import type { Value } from '../value/value.ts'
import { elements, member } from './json.ts'
import type { Plan } from './plan.ts'
import { plannedToValue } from './planned-value.ts'

/** The configuration of a provider by its key in the plan: `aws`, `aws.east`, `module.network:aws`. */
export const providersOf = (plan: Plan): ((key: string | undefined) => ResourceInstance['provider']) => {
  const known = new Map<string, ResourceInstance['provider']>()
  const configurations = member(plan.configuration, 'provider_config')

  const read = (key: string): ResourceInstance['provider'] => {
    const expressions = member(member(configurations, key), 'expressions')
    const [, module = '', name = ''] = /^(?:(.*):)?([^:]*)$/.exec(key) ?? []
    const alias = [module, ...name.split('.').slice(1)].filter((part) => part !== '').join('.')
    if (expressions === undefined) return { alias, body: null }
    const location = { file: plan.file, start: 0, end: 0 }
    const argument = (argumentName: string): Value | undefined => {
      const expression = member(expressions, argumentName)
      const constant = member(expression, 'constant_value')
      const [reference, ...others] = elements(member(expression, 'references'))
      const [, variable] = module === '' && others.length === 0 ? (/^var\.([^.[]+)$/.exec(String(reference)) ?? []) : []
      const value = constant ?? (variable === undefined ? undefined : plan.variables.get(variable))
      return value === undefined ? undefined : plannedToValue({ value, unknown: false, sensitive: false }, argumentName)
    }
    const body: EvaluatedBody = {
      location,
      argument,
      names: () => [],
      argumentLocation: () => location,
      blocks: () => [],
      argumentNames: [],
      blockTypes: [],
      repeated: false,
    }
    return { alias, body }
  }
  return (key) => {
    const of = key ?? ''
    const found = known.get(of) ?? read(of)
    known.set(of, found)
    return found
  }
}
