import { locate } from '../../source/source-file.ts'
import { formatInstanceKey, stringKey } from '../address/address.ts'
import type { Block, Expression, ObjectExpression } from '../hcl/ast.ts'
import { argumentOf, type Declared, literalOf, type ModuleConfig } from '../load/module-config.ts'
import { knownString } from '../value/convert.ts'
import { iterate } from './access.ts'
import { type EvaluatedBody, evaluateBody } from './body.ts'
import { eachScope } from './expansion.ts'
import { evaluateExpression } from './expression.ts'
import type { Scope } from './scope.ts'

/** The configuration of a provider, by what tells it from others of its type. */
export interface ProviderConfiguration {
  /** The address of the module that configures it and its alias: empty for the default one of the root module. */
  readonly alias: string
  /** Null if it is configured nowhere: then its settings come from the environment. */
  readonly body: EvaluatedBody | null
}

/** A provider as a module refers to it: `aws`, `aws.east`, and OpenTofu's `aws.by_region["eu"]`. */
export interface ProviderReference {
  readonly name: string
  readonly alias: string
  /** Undefined if it has none, or one that is not known. */
  readonly key: string | undefined
}

export type Providers = (reference: ProviderReference) => ProviderConfiguration

/** The reference that an expression is, as Terraform reads it in `provider` and `providers`: it is not evaluated. */
export const readProvider = (expression: Expression | undefined, scope: Scope): ProviderReference | null => {
  if (expression?.kind === 'index') {
    const instances = readProvider(expression.object, scope)
    return instances && { ...instances, key: knownString(evaluateExpression(expression.key, scope)) }
  }
  const [name = '', alias = ''] = namesOf(expression)
  return name === '' ? null : { name, alias, key: undefined }
}

/** Terraform 0.11 wrote a provider in quotes, which is still read. */
const namesOf = (expression: Expression | undefined): readonly string[] => {
  if (expression?.kind === 'variable') return [expression.name]
  if (expression?.kind === 'attr') return [...namesOf(expression.object), expression.name]
  return literalOf(expression)?.split('.') ?? []
}

const sameReference = (one: ProviderReference, other: ProviderReference): boolean =>
  one.name === other.name && one.alias === other.alias

/** What a call passes: `providers = { aws = aws.east, aws.other = aws }`. */
const passedTo = (call: Block, reference: ProviderReference, scope: Scope): ProviderReference | null => {
  const written = argumentOf(call, 'providers')
  const items: ObjectExpression['items'] = written?.kind === 'object' ? written.items : []
  for (const { key, value } of items) {
    const name = readProvider(key, scope)
    if (name && sameReference(name, reference)) return readProvider(value, scope)
  }
  return null
}

/**
 * The providers that a module instance has: those that its call passes, and the caller's defaults.
 * https://developer.hashicorp.com/terraform/language/modules/develop/providers
 */
export const inheritedProviders =
  (call: Block, scope: Scope, caller: Providers): Providers =>
  (reference) =>
    caller(passedTo(call, reference, scope) ?? reference)

/** Of the root module, which has no caller: the configuration of any provider is the environment's. */
export const noProviders: Providers = ({ alias }) => ({ alias, body: null })

/** The providers of a module instance: those that it configures itself, before those that it inherits. */
export const moduleProviders = (
  config: ModuleConfig,
  module: string,
  inherited: Providers,
  scopeOf: (declared: Declared<Block>) => Scope,
): Providers => {
  const known = new Map<string, ProviderConfiguration>()
  const configure = (reference: ProviderReference): ProviderConfiguration => {
    const { name, alias, key } = reference
    const declared = config.providers.find(
      ({ node }) => node.labels[0]?.value === name && (literalOf(argumentOf(node, 'alias')) ?? '') === alias,
    )
    if (!declared) return inherited(reference)
    const written = `${alias}${key === undefined ? '' : formatInstanceKey(stringKey(key))}`
    return {
      alias: [module, written].filter((part) => part !== '').join('.'),
      body: evaluateBody(declared.node.body, locate(declared.file, declared.node), instanceScope(declared, key, scopeOf(declared))),
    }
  }
  return (reference) => {
    const { name, alias, key } = reference
    const id = JSON.stringify([name, alias, key])
    const found = known.get(id) ?? configure(reference)
    known.set(id, found)
    return found
  }
}

/** https://opentofu.org/docs/language/providers/configuration/#for_each-multiple-instances-of-a-provider-configuration */
const instanceScope = ({ node }: Declared<Block>, key: string | undefined, scope: Scope): Scope => {
  const forEach = argumentOf(node, 'for_each')
  if (!forEach || key === undefined) return scope
  const pairs = iterate(evaluateExpression(forEach, scope)) ?? []
  const pair = pairs.find(([each]) => knownString(each) === key)
  return pair ? eachScope(scope, ...pair) : scope
}
