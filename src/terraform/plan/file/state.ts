import { elements, isObject, type Json, type JsonObject, member, objects, text } from '../json.ts'
import { markAt, type Path } from './paths.ts'

const pathOf = (steps: Json): Path =>
  objects(steps).flatMap((step) => {
    const value = member(step, 'value')
    const key = isObject(value) ? member(value, 'value') : value
    return typeof key === 'string' || typeof key === 'number' ? [key] : []
  })

const keyOf = (index: Json | undefined): string =>
  typeof index === 'number' ? `[${index}]` : typeof index === 'string' ? `[${JSON.stringify(index)}]` : ''

/** The resource instances of a state file, version 4, as plan JSON has those of the prior state. */
export const resourcesInState = (state: Json): readonly JsonObject[] =>
  objects(member(state, 'resources')).flatMap((resource) => {
    const [module, mode, type, name] = ['module', 'mode', 'type', 'name'].map((key) => text(member(resource, key)) ?? '')
    const prefix = `${module === '' ? '' : `${module}.`}${mode === 'data' ? 'data.' : ''}${type}.${name}`
    return objects(member(resource, 'instances')).flatMap((instance): JsonObject[] => {
      const values = member(instance, 'attributes')
      if (!isObject(values) || member(instance, 'deposed') !== undefined) return []
      const sensitive = member(instance, 'sensitive_attributes')
      const paths = elements(sensitive).map(pathOf)
      return [{ address: `${prefix}${keyOf(member(instance, 'index_key'))}`, values, sensitive_values: markAt(paths) }]
    })
  })
