import type { Diagnostic } from '../../source/diagnostic.ts'
import { type Location, locate, type SourceFile } from '../../source/source-file.ts'
import { type Address, formatModuleInstance, type ModuleInstance } from '../address/address.ts'
import type { FunctionSymbols } from '../functions/index.ts'
import type { Attribute, Block } from '../hcl/ast.ts'
import { argumentOf, attributeOf, type Declared, type ModuleConfig } from '../load/module-config.ts'
import type { ModuleNode } from '../load/project.ts'
import { unknown } from '../value/construct.ts'
import { equals } from '../value/equality.ts'
import type { UnknownValue, Value } from '../value/value.ts'
import { collect, type Expanded } from './expansion.ts'
import { evaluateExpression } from './expression.ts'
import { inputVariable } from './input-variable.ts'
import { createInstance, instanceObject } from './instance.ts'
import { lazyEntries } from './lazy-entries.ts'
import { memo } from './memo.ts'
import { outsiderOf } from './outsiders.ts'
import { type PlannedValues, plannedModule, plannedResource } from './planned.ts'
import { inheritedProviders, moduleProviders, noProviders, type Providers, readProvider } from './providers.ts'
import type { Elsewhere, ResourceInstance, ResourceModels } from './resource-model.ts'
import { type Files, type References, type Scope, scopeAt } from './scope.ts'
import { type DeclaredKind, undeclared } from './undeclared.ts'

/** What all module instances of one evaluation share. */
export interface Evaluation {
  readonly models: ResourceModels
  readonly files: Files
  readonly symbols: FunctionSymbols
  readonly report: (diagnostic: Diagnostic) => void
  /** `path.module` is that of the module in the folder `dir`. */
  readonly ambient: (object: 'path' | 'terraform', attribute: string, dir: string) => Value | undefined
  readonly plan?: PlannedValues
}

/** One instance of a module, evaluated as far as it is asked. */
export interface EvaluatedModule {
  readonly path: ModuleInstance
  readonly node: ModuleNode
  output(name: string): Value
  local(name: string): Value
  instances(key: string): readonly ResourceInstance[]
  children(): readonly EvaluatedModule[]
  /** The calls of modules that are not installed. */
  outsiders(): readonly Elsewhere[]
  /** Where an expression of this module that stands in the file is evaluated. */
  scope(file: SourceFile): Scope
}

/** How a module instance gets the values of its variables: from the call, or from variable files. */
export type Given = (name: string) => Value | undefined

/** What a module instance has from its caller. */
export interface Call {
  readonly path: ModuleInstance
  readonly given: Given
  readonly providers: Providers
  /** What decides whether the instance exists. */
  readonly existence: readonly string[]
}

/** The root module is called with the values of variable files. */
export const rootCall = (given: Given): Call => ({ path: [], given, providers: noProviders, existence: [] })

interface Child {
  readonly expanded: Expanded
  readonly module: EvaluatedModule
}

interface Declaration {
  readonly expanded: Expanded
  readonly instance: ResourceInstance
}

const existenceOf = ({ members }: Expanded, of: readonly string[]): readonly string[] => (members ? [...of, members.of] : of)

/** What a value was remembered by. */
const declaredAs = (config: ModuleConfig, name: string): Declared<Block | Attribute> | undefined => {
  const [kind = '', of = ''] = name.split('.')
  switch (kind) {
    case 'var':
      return config.variables.get(of)
    case 'local':
      return config.locals.get(of)
    case 'output':
      return config.outputs.get(of)
    case 'module':
      return config.moduleCalls.get(of)
    default:
      return config.resources.get(name)
  }
}

const NO_NAMES: ReadonlyMap<string, Value> = new Map()

/** One instance of a module. Nothing of it is evaluated before it is asked for, and everything only once. */
export const createModule = (evaluation: Evaluation, node: ModuleNode, call: Call): EvaluatedModule => {
  const { config } = node
  const { path, existence } = call
  const address = formatModuleInstance(path)
  const prefix = path.length === 0 ? '' : `${address}.`
  const cyclic = (name: string): Value => {
    const declared = declaredAs(config, name)
    evaluation.report({
      severity: 'error',
      summary: 'Cycle',
      detail: `${prefix}${name} refers to itself, directly or through others, so it has no value.`,
      ...(declared && { location: locate(declared.file, declared.node) }),
    })
    return unknown(`${prefix}${name}`, `${prefix}${name} refers to itself`)
  }
  const remember = memo<string, Value>(cyclic)
  const expansions = new Map<string, readonly Declaration[]>()
  const expanding = new Set<string>()
  const childrenOf = new Map<string, readonly Child[]>()

  const scope = (file: SourceFile): Scope => ({
    file,
    module: references,
    names: NO_NAMES,
    closed: false,
    report: evaluation.report,
  })
  const scopeOf = (declared: Declared<unknown>): Scope => scope(declared.file)

  const missing = (name: string, reason: string): UnknownValue => unknown(`${prefix}${name}`, reason)

  const missingDeclaration = (what: DeclaredKind, name: string, of: ReadonlyMap<string, unknown>, at: Location | null): void => {
    if (at) evaluation.report(undeclared(what, name, { names: of.keys(), isGenerated: config.isGenerated }, at))
  }

  const variable = (name: string, at: Location): Value => {
    const declared = config.variables.get(name)
    if (!declared) {
      missingDeclaration('input variable', name, config.variables, at)
      return missing(`var.${name}`, `the variable "${name}" is not declared`)
    }
    const notGiven = (): Value => missing(`var.${name}`, `no value is given for the variable "${name}"`)
    return remember(`var.${name}`, () => {
      const value = inputVariable(declared.node, scopeOf(declared), call.given(name), notGiven)
      const planned = path.length === 0 ? evaluation.plan?.variable(name) : undefined
      if (!planned) return value
      const used = inputVariable(declared.node, scopeOf(declared), planned, notGiven)
      return equals(value, used) === 'yes' ? value : used
    })
  }

  const local = (name: string, at: Location | null): Value => {
    const declared = config.locals.get(name)
    if (!declared) {
      missingDeclaration('local value', name, config.locals, at)
      return missing(`local.${name}`, `the local value "${name}" is not declared`)
    }
    return remember(`local.${name}`, () => evaluateExpression(declared.node.value, scopeOf(declared)))
  }

  const output = (name: string): Value => {
    const declared = config.outputs.get(name)
    const value = declared && attributeOf(declared.node, 'value')
    if (!declared || !value) return missing(`output.${name}`, `the module has no output "${name}"`)
    return remember(`output.${name}`, () => evaluateExpression(value.value, scopeAt(scopeOf(declared), value)))
  }

  const children = (name: string): readonly Child[] => {
    const known = childrenOf.get(name)
    if (known) return known
    const called = config.moduleCalls.get(name)
    const child = node.children.get(name)
    if (!called || !child) return []
    childrenOf.set(name, [])
    const made = plannedModule(called, scopeOf(called), evaluation.plan?.moduleKeys(path, name)).map((expanded): Child => {
      const given: Given = (variableName) => {
        const attribute = attributeOf(called.node, variableName)
        return attribute && evaluateExpression(attribute.value, scopeAt(expanded.scope, attribute))
      }
      const module = createModule(evaluation, child, {
        path: [...path, { name, key: expanded.key }],
        given,
        providers: inheritedProviders(called.node, expanded.scope, providers),
        existence: existenceOf(expanded, existence),
      })
      return { expanded, module }
    })
    childrenOf.set(name, made)
    return made
  }

  const moduleCall = (name: string, at: Location): Value => {
    const called = config.moduleCalls.get(name)
    if (!called) {
      missingDeclaration('module', name, config.moduleCalls, at)
      return missing(`module.${name}`, `the module call "${name}" is not declared`)
    }
    if (!node.children.get(name)) return missing(`module.${name}`, `the module "${name}" is not installed`)
    return remember(`module.${name}`, () => {
      const values = children(name).map(({ expanded, module }) => ({ ...expanded, value: outputsObject(module) }))
      return collect(called.node, `${prefix}module.${name}`, values)
    })
  }

  const resource = (key: string, at: Location): Value => {
    const declared = config.resources.get(key)
    if (!declared) {
      missingDeclaration('resource', key, config.resources, at)
      return missing(key, `the resource "${key}" is not declared`)
    }
    return remember(key, () => {
      const values = declarations(key).map(({ expanded, instance }) => ({ ...expanded, value: instanceObject(instance) }))
      return collect(declared.node, `${prefix}${key}`, values)
    })
  }

  const declarations = (key: string): readonly Declaration[] => {
    const known = expansions.get(key)
    if (known) return known
    const declared = config.resources.get(key)
    if (!declared || expanding.has(key)) return []
    expanding.add(key)
    const [type = '', name = ''] = declared.node.labels.map((label) => label.value)
    const resourceAddress = { mode: key.startsWith('data.') ? ('data' as const) : ('managed' as const), type, name, module: path }
    const keys = evaluation.plan?.keys(path, key)
    const made = plannedResource(declared, scopeOf(declared), `${prefix}${key}`, keys).map((expanded): Declaration => {
      const from = providerOf(declared.node, type, expanded.scope)
      const exists = existenceOf(expanded, existence)
      const instanceAddress: Address = { ...resourceAddress, key: expanded.key }
      return { expanded, instance: createInstance(instanceAddress, declared.node, expanded.scope, evaluation, from, exists) }
    })
    expanding.delete(key)
    expansions.set(key, made)
    return made
  }

  const providers = moduleProviders(config, address, call.providers, scopeOf)

  const providerOf = (block: Block, type: string, at: Scope): ResourceInstance['provider'] =>
    providers(readProvider(argumentOf(block, 'provider'), at) ?? { name: type.split('_')[0] ?? '', alias: '', key: undefined })

  const references: References = {
    variable,
    local,
    moduleCall,
    resource,
    ambient: (of, attribute) => evaluation.ambient(of, attribute, config.dir),
    files: evaluation.files,
    symbols: evaluation.symbols,
  }

  return {
    path,
    node,
    output,
    local: (name) => local(name, null),
    instances: (key) => declarations(key).map(({ instance }) => instance),
    outsiders: () =>
      [...config.moduleCalls]
        .filter(([name]) => !node.children.get(name))
        .map(([name, called]) => outsiderOf(`${prefix}module.${name}`, called, scopeOf(called))),
    children: () => [...config.moduleCalls.keys()].flatMap((name) => children(name).map(({ module }) => module)),
    scope,
  }
}

/** A module instance as its caller sees it: an object of its outputs, each evaluated when it is asked for. */
const outputsObject = (module: EvaluatedModule): Value => {
  const names = module.node.config.outputs
  return {
    kind: 'object',
    entries: lazyEntries(
      () => [...names.keys()],
      (name) => (names.has(name) ? module.output(name) : undefined),
    ),
  }
}
