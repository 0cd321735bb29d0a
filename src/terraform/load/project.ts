import { resolve } from 'node:path'
import type { Diagnostic } from '../../source/diagnostic.ts'
import type { Outcome } from '../../source/outcome.ts'
import { type Location, locate, type SourceFile } from '../../source/source-file.ts'
import type { Block } from '../hcl/ast.ts'
import { knownString, unknownsIn } from '../value/convert.ts'
import type { Value } from '../value/value.ts'
import { ambientOf } from './ambient.ts'
import { type Checkout, openCheckout } from './checkout.ts'
import { filesOf } from './files.ts'
import { type InstalledModules, loadInstalledModules } from './installed-modules.ts'
import { type ModelledCall, modelledCall, modelledDiagnostics } from './modelled-call.ts'
import { argumentOf, attributeOf, type Declared, literalOf, loadModuleConfig, type ModuleConfig } from './module-config.ts'
import { type ModuleModel, modelOf } from './module-models.ts'
import { installCommand, isLocalSource, localFolder } from './module-source.ts'
import { displayPath, isFolder } from './read.ts'
import { noInputs, type RootInputs } from './root-inputs.ts'
import { type StaticModule, type StaticSurroundings, staticModule } from './static-module.ts'
import type { VariableValue } from './variable-value.ts'
import { loadVariables, type UndeclaredValue } from './variables.ts'
import { selectedWorkspace } from './workspace.ts'

/** A root module with all modules that it calls, as written. */
export interface Project {
  /** Absolute: Terraform's working directory, which relative paths in functions start from. */
  readonly rootDir: string
  /** Absolute: `.terraform`, or what `TF_DATA_DIR` names. */
  readonly dataDir: string
  /** Null if none is selected. */
  readonly workspace: string | null
  readonly root: ModuleNode
  /** Of the variables that the root module declares, those that are set: by arguments, variable files or the environment. */
  readonly variables: ReadonlyMap<string, VariableValue>
  /** What arguments set and the root module does not declare: another root may. */
  readonly undeclared: readonly UndeclaredValue[]
  readonly files: readonly SourceFile[]
  /** Files that are not read, or not in full. */
  readonly unread: readonly Location[]
}

export interface ModuleNode {
  readonly config: ModuleConfig
  /** By the name of the module call; null where the module is not installed. */
  readonly children: ReadonlyMap<string, ModuleNode | null>
}

/** Modules that were read, by their folders: roots often call the same ones. */
export type ModuleConfigs = Map<string, Outcome<ModuleConfig>>

/** Terraform forbids a module to call itself, so no real configuration nests without end. */
const MAXIMUM_DEPTH = 40

interface Loader {
  readonly checkout: Checkout
  readonly installed: InstalledModules
  readonly configs: ModuleConfigs
  /** The folders of `configs` that this root has. */
  readonly seen: Set<string>
  /** By folder, those whose calls are the same wherever they are called from. */
  readonly nodes: Map<string, ModuleNode>
  readonly surroundings: StaticSurroundings
  readonly installCommand: string
  readonly modelled: ModelledCall[]
  readonly diagnostics: Diagnostic[]
}

/** A module that is called, from where, and with what as far as that is static. */
interface Place {
  readonly dir: string
  readonly path: readonly string[]
  readonly parents: readonly string[]
  readonly given: (name: string) => Value | undefined
}

const configOf = async (loader: Loader, dir: string): Promise<ModuleConfig> => {
  const known = loader.configs.get(dir) ?? (await loadModuleConfig(dir, loader.checkout))
  loader.configs.set(dir, known)
  if (!loader.seen.has(dir)) loader.diagnostics.push(...known.diagnostics)
  loader.seen.add(dir)
  return known.value
}

const loadNode = async (loader: Loader, place: Place): Promise<ModuleNode> => {
  const known = loader.nodes.get(place.dir)
  if (known) return known
  const config = await configOf(loader, place.dir)
  const self = staticModule(config, place.given, loader.surroundings)
  const children = new Map<string, ModuleNode | null>()
  let isSameAnywhere = true
  for (const [name, call] of config.moduleCalls) {
    const { node, isLocal } = await loadCall(loader, place, name, call, self)
    children.set(name, node)
    isSameAnywhere &&= isLocal && node !== null && loader.nodes.has(node.config.dir)
  }
  const node = { config, children }
  if (isSameAnywhere) loader.nodes.set(place.dir, node)
  return node
}

interface LoadedCall {
  readonly node: ModuleNode | null
  /** Its source is written out and names a folder. */
  readonly isLocal: boolean
}

const loadCall = async (
  loader: Loader,
  { dir, path, parents }: Place,
  name: string,
  call: Declared<Block>,
  self: StaticModule,
): Promise<LoadedCall> => {
  const callPath = [...path, name]
  const written = literalOf(argumentOf(call.node, 'source'))
  const source = written ?? computedSource(call, self)
  const isLocal = written !== undefined && isLocalSource(written)
  const childDir =
    typeof source === 'string' && isLocalSource(source) ? localFolder(dir, source) : loader.installed.get(callPath.join('.'))
  const failed = (severity: Diagnostic['severity'], summary: string, detail: string): LoadedCall => {
    loader.diagnostics.push({ severity, summary, detail, location: locate(call.file, call.node) })
    return { node: null, isLocal }
  }
  const model = childDir === undefined && typeof source === 'string' ? modelOf(source) : undefined
  if (model) return { node: await loadModel(loader, name, model, call), isLocal }
  if (childDir === undefined) return failed('warning', 'Module not installed', notInstalled(name, source, loader.installCommand))
  if (!(loader.checkout.isFolder ?? isFolder)(childDir)) {
    return typeof source === 'string' && isLocalSource(source)
      ? failed(
          'error',
          'Unreadable module directory',
          `The module call "${name}" has the source "${source}", and there is no such folder.`,
        )
      : failed(
          'warning',
          'Module not installed',
          removedSince(name, displayPath(loader.checkout.cwd, childDir), loader.installCommand),
        )
  }
  if (parents.includes(childDir) || childDir === dir || path.length >= MAXIMUM_DEPTH) {
    const detail = `The module call "${name}" leads back to "${displayPath(loader.checkout.cwd, childDir)}", which is already being loaded: a module cannot call itself, not even through others.`
    return failed('error', 'Module cycle', detail)
  }
  const given = (variable: string): Value | undefined => {
    const attribute = attributeOf(call.node, variable)
    return attribute && self.evaluate(attribute.value, attribute.file ?? call.file)
  }
  return { node: await loadNode(loader, { dir: childDir, path: callPath, parents: [...parents, dir], given }), isLocal }
}

/** A model calls no modules. */
const loadModel = async (loader: Loader, name: string, model: ModuleModel, call: Declared<Block>): Promise<ModuleNode> => {
  const known =
    loader.configs.get(model.folder) ?? (await loadModuleConfig(model.folder, openCheckout(model.folder, loader.checkout.cwd)))
  loader.configs.set(model.folder, known)
  const modelled = modelledCall(name, model, known.value, call)
  loader.modelled.push(modelled)
  return { config: modelled.config, children: new Map() }
}

/** OpenTofu's source of variables and locals; or why it has no value. */
const computedSource = ({ node, file }: Declared<Block>, self: StaticModule): string | { readonly reason: string } => {
  const source = attributeOf(node, 'source')
  if (!source) return { reason: 'it is not written' }
  const value = self.evaluate(source.value, source.file ?? file)
  return knownString(value) ?? { reason: unknownsIn(value)[0]?.reason ?? 'it is no string' }
}

const WITHOUT_IT = 'its functions, roles and buckets are not part of this scan, and its outputs are not known.'

const notInstalled = (name: string, source: string | { readonly reason: string }, command: string): string =>
  typeof source === 'string'
    ? `The module call "${name}" has the source "${source}", which is not installed: ${WITHOUT_IT} Run ${command} first.`
    : `The source of the module call "${name}" is not known, because ${source.reason}: ${WITHOUT_IT}`

const removedSince = (name: string, folder: string, command: string): string =>
  `The module call "${name}" was installed in "${folder}", and there is no such folder: ${WITHOUT_IT} Run ${command} again.`

/** Reads a root module, the values of its variables, and every module that it calls and that is there. */
export const loadProject = async (
  rootDir: string,
  checkout: Checkout,
  inputs: RootInputs = noInputs,
  configs: ModuleConfigs = new Map(),
): Promise<Outcome<Project>> => {
  const dataDir = resolve(rootDir, inputs.dataDir ?? '.terraform')
  const workspace = inputs.workspace ?? selectedWorkspace(dataDir, checkout.cwd)
  const files = filesOf({ rootDir, dataDir }, checkout)
  const loader: Loader = {
    checkout,
    installed: checkout.installed ?? loadInstalledModules(rootDir, dataDir),
    configs,
    seen: new Set(),
    nodes: new Map(),
    surroundings: { files, ambient: ambientOf({ rootDir, workspace }) },
    installCommand: installCommand(rootDir, dataDir, checkout),
    modelled: [],
    diagnostics: [],
  }
  const config = await configOf(loader, rootDir)
  const variables = loadVariables(rootDir, config, files, checkout, inputs.variables)
  const { values, undeclared } = variables.value
  const root = await loadNode(loader, { dir: rootDir, path: [], parents: [], given: (name) => values.get(name)?.value })
  const modules = [...loader.seen].flatMap((dir) => configs.get(dir)?.value ?? [])
  return {
    value: {
      rootDir,
      dataDir,
      workspace,
      root,
      variables: values,
      undeclared,
      files: modules.flatMap((module) => module.files),
      unread: modules.flatMap((module) => module.unread),
    },
    diagnostics: [...loader.diagnostics, ...modelledDiagnostics(loader.modelled, loader.installCommand), ...variables.diagnostics],
  }
}

/** The folders of all modules of a project, that of its root among them. */
export const moduleFolders = ({ root }: Project): ReadonlySet<string> => {
  const folders = new Set<string>()
  const seen = new Set<ModuleNode>()
  const visit = (node: ModuleNode): void => {
    if (seen.has(node)) return
    seen.add(node)
    folders.add(node.config.dir)
    for (const child of node.children.values()) if (child) visit(child)
  }
  visit(root)
  return folders
}
