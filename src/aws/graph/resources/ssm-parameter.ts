import type { ResourceInstance } from '../../../terraform/evaluate/resource-model.ts'
import type { Parameter } from '../graph.ts'

/** A parameter whose value the configuration sets. */
export const readParameter = ({ id, body }: ResourceInstance): readonly Parameter[] => {
  const name = body.argument('name')
  const value = body.argument('value') ?? body.argument('insecure_value')
  return name && value ? [{ address: id, name, value }] : []
}
