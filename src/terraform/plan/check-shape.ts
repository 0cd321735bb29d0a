import { Ajv } from 'ajv'
import schema from './plan.schema.json' with { type: 'json' }

/**
 * What is wrong with the shape of plan JSON, as "/resource_changes/3/change must be object"; null if it is as this tool relies on.
 */
export const shapeProblem = (data: unknown): string | null => {
  const validate = new Ajv({ strict: true, allowUnionTypes: true }).compile(schema)
  if (validate(data)) return null
  const [error] = validate.errors ?? []
  return `${error?.instancePath || 'the document'} ${error?.message ?? 'has another shape'}`
}
