import { list } from '../value/construct.ts'
import { elementsOf, toBool, toNumber, toStringValue } from '../value/convert.ts'
import type { Value } from '../value/value.ts'
import { type Failure, type FunctionDefinition, failure, type Parameter, type ParameterType } from './definition.ts'

/** Why a call has the wrong number of arguments, in Terraform's words. */
export const wrongArgumentCount = (name: string, definition: FunctionDefinition, count: number): string | undefined => {
  const most = definition.parameters.length
  const least = most - (definition.optional ?? 0)
  if (count < least) {
    const missing = definition.parameters[count]?.name ?? ''
    const least_ = definition.rest || definition.optional ? `at least ${least}` : `${least}`
    return `Function "${name}" expects ${least_} argument(s). Missing value for "${missing}".`
  }
  return count > most && !definition.rest ? `Function "${name}" expects only ${most} argument(s).` : undefined
}

/** Every argument as its parameter wants it, or the first that cannot be. */
export const convertArguments = (definition: FunctionDefinition, args: readonly Value[]): readonly Value[] | Failure => {
  const converted: Value[] = []
  for (const [index, arg] of args.entries()) {
    const parameter = definition.parameters[index] ?? definition.rest
    const result = parameter ? convertArgument(parameter, arg) : arg
    if (result.kind === 'failure') return result
    converted.push(result)
  }
  return converted
}

const convertArgument = (parameter: Parameter, arg: Value): Value | Failure => {
  if (arg.kind === 'null') return parameter.nullable ? arg : failure('argument must not be null', parameter.name)
  if (arg.kind === 'unknown') return arg
  const result = convertTo(parameter.type, arg)
  if (typeof result === 'string') return failure(parameter.required ?? result, parameter.name)
  return arg.sensitive && !result.sensitive ? { ...result, sensitive: true } : result
}

const convertTo = (type: ParameterType, arg: Value): Value | string => {
  switch (type) {
    case 'string':
      return toStringValue(arg) ?? 'string required'
    case 'number':
      return toNumber(arg) ?? (arg.kind === 'string' ? 'a number is required' : 'number required')
    case 'bool':
      return toBool(arg) ?? (arg.kind === 'string' ? 'a bool is required' : 'bool required')
    case 'any':
      return arg
    case 'sequence':
      return 'elements' in arg ? arg : 'list, set or tuple required'
    case 'mapping':
      return 'entries' in arg ? arg : 'must have map or object type'
    case 'strings':
      return convertElements(arg, 'string')
    case 'numbers':
      return convertElements(arg, 'number')
  }
}

const convertElements = (arg: Value, type: 'string' | 'number'): Value | string => {
  const elements = 'elements' in arg ? elementsOf(arg) : undefined
  if (!elements) return `list of ${type} required`
  const converted: Value[] = []
  for (const [index, element] of elements.entries()) {
    const result = type === 'string' ? toStringValue(element) : toNumber(element)
    if (!result) return `element ${index}: ${type === 'string' ? 'string required' : 'a number is required'}`
    converted.push(result)
  }
  return arg.kind === 'set' ? { kind: 'set', elements: converted } : list(converted)
}
