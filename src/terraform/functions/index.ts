import { didYouMean } from '../../source/nearest-name.ts'
import type { Value } from '../value/value.ts'
import { callDefinition, unknownResult } from './call.ts'
import { collectionFunctions } from './collection.ts'
import type { FunctionContext } from './context.ts'
import { conversionFunctions } from './conversion.ts'
import { dateFunctions } from './date.ts'
import type { FunctionDefinition } from './definition.ts'
import { encodingFunctions } from './encoding.ts'
import { filesystemFunctions } from './filesystem.ts'
import { formatFunctions } from './format.ts'
import { hashFunctions } from './hash.ts'
import { networkFunctions } from './network.ts'
import { numericFunctions } from './numeric.ts'
import { sequenceFunctions } from './sequence.ts'
import { setFunctions } from './set.ts'
import { stringFunctions } from './string.ts'

export { createFunctionSymbols, type FunctionContext, type FunctionSymbols } from './context.ts'

const table: ReadonlyMap<string, FunctionDefinition> = new Map(
  [
    stringFunctions,
    formatFunctions,
    collectionFunctions,
    sequenceFunctions,
    setFunctions,
    numericFunctions,
    encodingFunctions,
    conversionFunctions,
    filesystemFunctions,
    hashFunctions,
    dateFunctions,
    networkFunctions,
  ].flatMap((family) => Object.entries(family)),
)

/** They need their arguments unevaluated, and are computed where these are. */
const special: ReadonlySet<string> = new Set(['can', 'try'])

/**
 * What a call of one of Terraform's or OpenTofu's functions gives. Where an argument is not known, as much of the result as is
 * certain; otherwise an unknown that stands for this very call. A wrong call is reported and gives an unknown.
 * https://developer.hashicorp.com/terraform/language/functions
 */
export const callFunction = (name: string, args: readonly Value[], context: FunctionContext): Value => {
  const plainName = name.replace(/^core::/, '')
  const definition = table.get(plainName)
  if (definition) return callDefinition(plainName, definition, args, context)
  if (name.startsWith('provider::')) {
    context.report({
      severity: 'warning',
      summary: 'Function of a provider',
      detail: `The function "${name}" belongs to a provider, and providers are not run here: its result is not known. A plan knows it, so "terraform show -json" of one can be scanned instead.`,
      location: context.location,
    })
    return unknownResult(name, args, `the function ${name} belongs to a provider, which is not run`, context)
  }
  context.report({
    severity: 'error',
    summary: 'Call to unknown function',
    detail: `There is no function named "${name}".${didYouMean(name, [...table.keys(), ...special])}`,
    location: context.location,
  })
  return unknownResult(name, args, `there is no function named ${name}`, context)
}
