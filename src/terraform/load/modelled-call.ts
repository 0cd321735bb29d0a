import type { Diagnostic } from '../../source/diagnostic.ts'
import { didYouMean } from '../../source/nearest-name.ts'
import { type Location, locate, type SourceFile } from '../../source/source-file.ts'
import type { Attribute, Block } from '../hcl/ast.ts'
import { parseExpression } from '../hcl/parser.ts'
import { type Declared, headerOf, type ModuleConfig, passedArguments } from './module-config.ts'
import type { ModuleModel } from './module-models.ts'

/** A call of a module that is not installed, with the model that stands for it. */
export interface ModelledCall {
  readonly name: string
  readonly model: ModuleModel
  /** Of the model, at this call. */
  readonly config: ModuleConfig
  readonly location: Location
  /** The arguments that the model does not declare. */
  readonly unmodelled: readonly Attribute[]
}

/** The model as it stands for this call of the module. */
export const modelledCall = (name: string, model: ModuleModel, config: ModuleConfig, call: Declared<Block>): ModelledCall => {
  const location = locate(call.file, headerOf(call.node))
  const unmodelled = passedArguments(call.node).filter(({ name: given }) => !config.variables.has(given))
  return { name, model, config: configAt(config, location, unmodelled), location, unmodelled }
}

/** The model's configuration, everything of which is shown at the call, with the arguments that it does not know. */
const configAt = (config: ModuleConfig, location: Location, unmodelled: readonly Attribute[]): ModuleConfig => {
  const files = new Map<SourceFile, SourceFile>()
  const fileAt = (file: SourceFile): SourceFile => {
    const shown = files.get(file) ?? { ...file, shownAt: location }
    files.set(file, shown)
    return shown
  }
  const at = <T>({ node, file }: Declared<T>): Declared<T> => ({ node, file: fileAt(file) })
  const all = <T>(declared: ReadonlyMap<string, Declared<T>>): Map<string, Declared<T>> =>
    new Map([...declared].map(([name, each]) => [name, at(each)]))
  const locals = all(config.locals)
  const names = locals.get('unmodelled')
  if (names && unmodelled.length > 0) {
    const written = parseExpression({ path: names.file.path, text: JSON.stringify(unmodelled.map((attribute) => attribute.name)) })
    locals.set('unmodelled', { ...names, node: { ...names.node, value: written.value } })
  }
  return {
    ...config,
    files: [],
    variables: all(config.variables),
    locals,
    outputs: all(config.outputs),
    resources: all(config.resources),
    providers: config.providers.map(at),
  }
}

const MAXIMUM_NAMES = 3

const listed = (names: readonly string[]): string => {
  const shown = names.slice(0, MAXIMUM_NAMES).map((name) => `"${name}"`)
  const more = names.length - shown.length
  const last = more > 0 ? `${more} more` : (shown.pop() ?? '')
  return shown.length === 0 ? last : `${shown.join(', ')} and ${last}`
}

/** Says which modules are read from models, each once, and what of their calls the models do not know. */
export const modelledDiagnostics = (calls: readonly ModelledCall[], installCommand: string): readonly Diagnostic[] => {
  const byModel = new Map<string, ModelledCall[]>()
  for (const call of calls) byModel.set(call.model.name, [...(byModel.get(call.model.name) ?? []), call])
  const modelled = [...byModel.values()].map((same): Diagnostic => {
    const [{ model, location }] = same as [ModelledCall]
    const names = [...new Set(same.map(({ name }) => name))]
    const which = names.length === 1 ? `The module call ${listed(names)} has` : `The module calls ${listed(names)} have`
    return {
      severity: 'note',
      summary: 'Module modelled',
      detail: `${which} the source "${model.name}", which is not installed. What it makes is known from a model of its version ${model.version} that ships with tf-s3-guard. Run ${installCommand} to have the module itself read.`,
      location,
    }
  })
  return [...modelled, ...calls.flatMap(unknownArguments)]
}

const unknownArguments = ({ name, model, config, location: { file }, unmodelled }: ModelledCall): readonly Diagnostic[] =>
  unmodelled.map((attribute) => ({
    severity: 'warning',
    summary: 'Argument not in the module model',
    detail: `The module call "${name}" sets "${attribute.name}", which the model of "${model.name}" ${model.version} does not know: what it grants or denies is not known.${didYouMean(attribute.name, config.variables.keys())}`,
    location: locate(attribute.file ?? file, attribute.nameSpan),
  }))
