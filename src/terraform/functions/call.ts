import { markSensitive, unknown, withOrigin } from '../value/construct.ts'
import { isKnown, isSensitive, unknownsIn } from '../value/convert.ts'
import { formatValue } from '../value/format.ts'
import { callId } from '../value/symbol.ts'
import type { UnknownValue, Value } from '../value/value.ts'
import { type FunctionContext, sensitiveName } from './context.ts'
import type { Failure, FunctionDefinition, Result } from './definition.ts'
import { convertArguments, wrongArgumentCount } from './parameters.ts'

/** Calls one function by the rules common to all: number of arguments, null, conversion, unknowns, sensitivity, origin. */
export const callDefinition = (
  name: string,
  definition: FunctionDefinition,
  args: readonly Value[],
  context: FunctionContext,
): Value => {
  const sensitive = isResultSensitive(definition, args)
  const value = toValue(name, args, resultOf(name, definition, args, context), sensitive, context)
  const marked = sensitive ? markSensitive(value) : value
  return marked.origin ? marked : withOrigin(marked, context.location)
}

const isResultSensitive = ({ sensitivity }: FunctionDefinition, args: readonly Value[]): boolean =>
  sensitivity !== 'none' && args.some(sensitivity === 'own' ? (arg) => arg.sensitive : isSensitive)

const resultOf = (name: string, definition: FunctionDefinition, args: readonly Value[], context: FunctionContext): Result => {
  const count = wrongArgumentCount(name, definition, args.length)
  if (count !== undefined) {
    const summary = args.length < definition.parameters.length ? 'Not enough function arguments' : 'Too many function arguments'
    context.report({ severity: 'error', summary, detail: count, location: context.location })
    return { kind: 'undecided', reason: `the call of ${name} has the wrong number of arguments` }
  }
  const converted = convertArguments(definition, args)
  if ('kind' in converted) return converted
  return definition.partial || converted.every(isKnown) ? definition.call(converted, context) : undefined
}

const toValue = (name: string, args: readonly Value[], result: Result, sensitive: boolean, context: FunctionContext): Value => {
  if (result === undefined) return unknownResult(name, args, reasonOf(args), context)
  if (result.kind === 'undecided') return unknownResult(name, args, result.reason, context)
  if (result.kind !== 'failure') return result
  reportFailure(name, result, sensitive, context)
  return unknownResult(name, args, `the call of ${name} is not valid`, context)
}

/** Stands for what this call gives: the same pure function of the same arguments is the same symbol. */
export const unknownResult = (name: string, args: readonly Value[], reason: string, context: FunctionContext): UnknownValue => {
  const written = args.map((arg) => formatValue(arg, (text) => sensitiveName(context.symbols, text)))
  return unknown(callId(name, written), reason)
}

/** Why it is not known, naming what is not. */
const reasonOf = (args: readonly Value[]): string => {
  const [first] = args.flatMap(unknownsIn)
  if (!first) return 'an argument is not known until apply'
  return /\bnot known\b/.test(first.reason) ? first.reason : `${first.id} is not known (${first.reason})`
}

const reportFailure = (name: string, { message, parameter }: Failure, sensitive: boolean, context: FunctionContext): void => {
  const shown = sensitive ? 'it has to do with a sensitive value' : message
  context.report({
    severity: 'error',
    summary: parameter === undefined ? 'Error in function call' : 'Invalid function argument',
    detail:
      parameter === undefined
        ? `Call to function "${name}" failed: ${shown}.`
        : `Invalid value for "${parameter}" parameter: ${shown}.`,
    location: context.location,
  })
}
