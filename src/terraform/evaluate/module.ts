import type { Diagnostic } from '../../source/diagnostic.ts'
import { didYouMean } from '../../source/nearest-name.ts'
import { type Location, locate } from '../../source/source-file.ts'
import { type Address, formatModuleInstance, type ModuleInstance } from '../address/address.ts'
import type { FunctionSymbols } from '../functions/index.ts'
import type { Block } from '../hcl/ast.ts'
import { argumentOf, attributeOf, type Declared } from '../load/module-config.ts'
import type { ModuleNode } from '../load/project.ts'
import { markSensitive, nullValue, unknown } from '../value/construct.ts'
import { elementsOf, toBool } from '../value/convert.ts'
import type { UnknownValue, Value } from '../value/value.ts'
import { type EvaluatedBody, evaluateBody } from './body.ts'
import { collect, type Expanded, expandBlock } from './expansion.ts'
import { evaluateExpression } from './expression.ts'
import { createInstance, instanceObject } from './instance.ts'
import { lazyEntries } from './lazy-entries.ts'
import { memo } from './memo.ts'
import type { Elsewhere, ResourceInstance, ResourceModels } from './resource-model.ts'
import { type Files, type References, type Scope, scopeAt } from './scope.ts'
import { convertTo, readType } from './type-constraint.ts'

/** What all module instances of one evaluation share. */
export interface Evaluation {
  readonly models: ResourceModels
  readonly files: Files
  readonly symbols: FunctionSymbols
  readonly report: (diagnostic: Diagnostic) => void
  /** `path.module` is that of the module in the folder `dir`. */
  readonly ambient: (object: 'path' | 'terraform', attribute: string, dir: string) => Value | undefined
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
  /** The configuration of a provider that this module declares or inherits. */
  provider(type: string, alias: string): EvaluatedBody | null
}

/** How a module instance gets the values of its variables: from the call, or from variable files. */
export type Given = (name: string) => Value | undefined

interface Child {
  readonly expanded: Expanded
  readonly module: EvaluatedModule
}

interface Declaration {
  readonly expanded: Expanded
  readonly instance: ResourceInstance
}

const existenceOf = ({ members }: Expanded, of: readonly string[]): readonly string[] => (members ? [...of, members.of] : of)

/** The names that there are, unless more of them are written before Terraform runs. */
interface Declarations {
  readonly names: Iterable<string>
  readonly isGenerated: boolean
}

const undeclared = (what: string, name: string, { names, isGenerated }: Declarations, location: Location): Diagnostic => ({
  severity: isGenerated ? 'warning' : 'error',
  summary: `Reference to undeclared ${what}`,
  detail: `${what === 'input variable' ? 'An' : 'A'} ${what} named "${name}" has not been declared.${isGenerated ? ' Terragrunt may declare it in a file that it writes.' : didYouMean(name, names)}`,
  location,
})

export const createModule = (
  evaluation: Evaluation,
  node: ModuleNode,
  path: ModuleInstance,
  given: Given,
  parent: EvaluatedModule | null,
  existence: readonly string[] = [],
): EvaluatedModule => {
  const { config } = node
  const { isGenerated } = config
  const prefix = path.length === 0 ? '' : `${formatModuleInstance(path)}.`
  const cyclic = (name: string): Value => {
    const declared = config.locals.get(name.replace(/^local\./, ''))
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
  const providers = new Map<string, EvaluatedBody | null>()

  const scopeOf = (declared: Declared<unknown>): Scope => ({
    file: declared.file,
    module: references,
    names: new Map(),
    closed: false,
    report: evaluation.report,
  })

  const missing = (name: string, reason: string): UnknownValue => unknown(`${prefix}${name}`, reason)

  const variable = (name: string, at: Location): Value => {
    const declared = config.variables.get(name)
    if (!declared) {
      evaluation.report(undeclared('input variable', name, { names: config.variables.keys(), isGenerated }, at))
      return missing(`var.${name}`, `the variable "${name}" is not declared`)
    }
    return remember(`var.${name}`, () => variableValue(name, declared))
  }

  const variableValue = (name: string, declared: Declared<Block>): Value => {
    const scope = scopeOf(declared)
    const constant = (expression: Parameters<typeof evaluateExpression>[0]): Value => evaluateExpression(expression, scope)
    const argument = (key: string): Value | undefined => {
      const attribute = attributeOf(declared.node, key)
      return attribute && evaluateExpression(attribute.value, scopeAt(scope, attribute))
    }
    const passed = given(name)
    const nullable = toBool(argument('nullable') ?? nullValue)
    const refused = passed?.kind === 'null' && nullable?.kind === 'bool' && !nullable.value
    const type = argumentOf(declared.node, 'type')
    const value =
      (passed && !refused ? passed : undefined) ??
      argument('default') ??
      missing(`var.${name}`, `no value is given for the variable "${name}"`)
    const converted = type ? convertTo(value, readType(type), constant) : value
    const sensitive = toBool(argument('sensitive') ?? nullValue)
    return sensitive?.kind === 'bool' && sensitive.value ? markSensitive(converted) : converted
  }

  const local = (name: string, at: Location | null): Value => {
    const declared = config.locals.get(name)
    if (!declared) {
      if (at) evaluation.report(undeclared('local value', name, { names: config.locals.keys(), isGenerated }, at))
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
    const call = config.moduleCalls.get(name)
    const child = node.children.get(name)
    if (!call || !child) return []
    childrenOf.set(name, [])
    const made = expandBlock(call.node, scopeOf(call)).map((expanded): Child => {
      const argument = (variableName: string): Value | undefined => {
        const attribute = attributeOf(call.node, variableName)
        return attribute && evaluateExpression(attribute.value, scopeAt(expanded.scope, attribute))
      }
      const childPath = [...path, { name, key: expanded.key }]
      return { expanded, module: createModule(evaluation, child, childPath, argument, self, existenceOf(expanded, existence)) }
    })
    childrenOf.set(name, made)
    return made
  }

  const moduleCall = (name: string, at: Location): Value => {
    const call = config.moduleCalls.get(name)
    if (!call) {
      evaluation.report(undeclared('module', name, { names: config.moduleCalls.keys(), isGenerated }, at))
      return missing(`module.${name}`, `the module call "${name}" is not declared`)
    }
    if (!node.children.get(name)) return missing(`module.${name}`, `the module "${name}" is not installed`)
    const values = children(name).map(({ expanded, module }) => ({ ...expanded, value: outputsObject(module) }))
    return collect(call.node, `${prefix}module.${name}`, values)
  }

  const resource = (key: string, at: Location): Value => {
    const declared = config.resources.get(key)
    if (!declared) {
      evaluation.report(undeclared('resource', key, { names: config.resources.keys(), isGenerated }, at))
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
    const made = expandBlock(declared.node, scopeOf(declared)).map((expanded): Declaration => {
      const address: Address = { ...resourceAddress, key: expanded.key }
      const from = providerOf(declared.node, type)
      const exists = existenceOf(expanded, existence)
      return { expanded, instance: createInstance(address, declared.node, expanded.scope, evaluation.models, from, exists) }
    })
    expanding.delete(key)
    expansions.set(key, made)
    return made
  }

  const providerOf = (block: Block, type: string): ResourceInstance['provider'] => {
    const chosen = argumentOf(block, 'provider')
    const alias = chosen?.kind === 'attr' ? chosen.name : ''
    return { alias, body: self.provider(type.split('_')[0] ?? '', alias) }
  }

  const provider = (type: string, alias: string): EvaluatedBody | null => {
    const key = `${type}.${alias}`
    const known = providers.get(key)
    if (known !== undefined) return known
    const declared = config.providers.find(({ node: block }) => {
      const name = argumentOf(block, 'alias')
      const [part] = name?.kind === 'template' ? name.parts : []
      return block.labels[0]?.value === type && (part?.kind === 'text' ? part.value : '') === alias
    })
    const found = declared
      ? evaluateBody(declared.node.body, locate(declared.file, declared.node), scopeOf(declared))
      : (parent?.provider(type, alias) ?? null)
    providers.set(key, found)
    return found
  }

  const references: References = {
    variable,
    local,
    moduleCall,
    resource,
    ambient: (of, attribute) => evaluation.ambient(of, attribute, config.dir),
    files: evaluation.files,
    symbols: evaluation.symbols,
  }

  const outsiders = (): readonly Elsewhere[] =>
    [...config.moduleCalls].flatMap(([name, call]) => {
      if (node.children.get(name)) return []
      const given = expandBlock(call.node, scopeOf(call)).flatMap(({ scope }) =>
        call.node.body.attributes
          .filter((attribute) => !notPassed.has(attribute.name))
          .map((attribute) => evaluateExpression(attribute.value, scopeAt(scope, attribute))),
      )
      const references = [...new Set(given.flatMap((value) => referencesIn(value, 0)))]
      const reason = `the module ${prefix}module.${name} is given it and is not installed`
      return [{ reason, location: locate(call.file, call.node), references }]
    })

  const self: EvaluatedModule = {
    path,
    node,
    output,
    local: (name) => local(name, null),
    instances: (key) => declarations(key).map(({ instance }) => instance),
    outsiders,
    children: () => [...config.moduleCalls.keys()].flatMap((name) => children(name).map(({ module }) => module)),
    provider,
  }
  return self
}

/** Arguments of a call that are for Terraform, not for the module. */
const notPassed = new Set(['source', 'version', 'count', 'for_each', 'depends_on', 'providers'])

const MAXIMUM_DEPTH = 20

/** The resource instances of which attributes are in a value. */
const referencesIn = (value: Value, depth: number): readonly string[] => {
  if (value.reference !== undefined) return [value.reference]
  if (depth > MAXIMUM_DEPTH) return []
  return (elementsOf(value) ?? []).flatMap((element) => referencesIn(element, depth + 1))
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
