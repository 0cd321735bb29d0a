import { resolve } from 'node:path'
import type { Diagnostic } from '../../source/diagnostic.ts'
import type { Outcome } from '../../source/outcome.ts'
import { type Location, locate, type SourceFile } from '../../source/source-file.ts'
import type { Block } from '../hcl/ast.ts'
import type { Checkout } from './checkout.ts'
import { type InstalledModules, loadInstalledModules } from './installed-modules.ts'
import { argumentOf, type Declared, literalOf, loadModuleConfig, type ModuleConfig } from './module-config.ts'
import { isFolder } from './read.ts'
import { loadVariableFiles, type VariableValue } from './variable-files.ts'

/** A root module with all modules that it calls, as written. */
export interface Project {
  /** Absolute: Terraform's working directory, which relative paths in functions start from. */
  readonly rootDir: string
  readonly root: ModuleNode
  /** Values from `terraform.tfvars` and `*.auto.tfvars`; the last file that sets a variable wins. */
  readonly variables: ReadonlyMap<string, VariableValue>
  readonly files: readonly SourceFile[]
  /** Files that are not read, or not in full. */
  readonly unread: readonly Location[]
}

export interface ModuleNode {
  readonly config: ModuleConfig
  /** By the name of the module call; null where the module is not installed. */
  readonly children: ReadonlyMap<string, ModuleNode | null>
}

/** Terraform forbids a module to call itself, so no real configuration nests without end. */
const MAXIMUM_DEPTH = 40

const notInstalled = (name: string, source: string, { node, file }: Declared<Block>): Diagnostic => ({
  severity: 'warning',
  summary: 'Module not installed',
  detail: `The module call "${name}" has the source "${source}", which is not installed: its functions, roles and buckets are not part of this scan, and its outputs are not known. Run "terraform init" (or "terraform get") first.`,
  location: locate(file, node),
})

interface Loader {
  readonly checkout: Checkout
  readonly installed: InstalledModules
  readonly configs: Map<string, ModuleConfig>
  readonly diagnostics: Diagnostic[]
}

const configOf = async (loader: Loader, dir: string): Promise<ModuleConfig> => {
  const known = loader.configs.get(dir)
  if (known) return known
  const { value, diagnostics } = await loadModuleConfig(dir, loader.checkout)
  loader.configs.set(dir, value)
  loader.diagnostics.push(...diagnostics)
  return value
}

const loadNode = async (loader: Loader, dir: string, path: readonly string[], parents: readonly string[]): Promise<ModuleNode> => {
  const config = await configOf(loader, dir)
  const children = new Map<string, ModuleNode | null>()
  for (const [name, call] of config.moduleCalls) {
    const source = literalOf(argumentOf(call.node, 'source'))
    const childPath = [...path, name]
    const local = source !== undefined && /^\.\.?([/\\]|$)/.test(source)
    const childDir = local ? resolve(dir, source) : loader.installed.get(childPath.join('.'))
    const location = locate(call.file, call.node)
    if (childDir === undefined || !isFolder(childDir)) {
      children.set(name, null)
      if (local) {
        const detail = `The module call "${name}" has the source "${source}", and there is no such folder.`
        loader.diagnostics.push({ severity: 'error', summary: 'Unreadable module directory', detail, location })
      } else loader.diagnostics.push(notInstalled(name, source ?? 'an expression', call))
    } else if (parents.includes(childDir) || childDir === dir || path.length >= MAXIMUM_DEPTH) {
      children.set(name, null)
      const detail = `The module call "${name}" leads back to "${source}", which is already being loaded: a module cannot call itself, not even through others.`
      loader.diagnostics.push({ severity: 'error', summary: 'Module cycle', detail, location })
    } else children.set(name, await loadNode(loader, childDir, childPath, [...parents, dir]))
  }
  return { config, children }
}

/** Reads a root module, its variable files, and every module that it calls and that is there. */
export const loadProject = async (rootDir: string, checkout: Checkout): Promise<Outcome<Project>> => {
  const installed = loadInstalledModules(rootDir)
  const loader: Loader = { checkout, installed, configs: new Map(), diagnostics: [] }
  const root = await loadNode(loader, rootDir, [], [])
  const variables = loadVariableFiles(rootDir, checkout)
  loader.diagnostics.push(...variables.diagnostics)
  const configs = [...loader.configs.values()]
  const files = configs.flatMap((config) => config.files)
  const unread = configs.flatMap((config) => config.unread)
  const value: Project = { rootDir, root, variables: variables.value, files, unread }
  return { value, diagnostics: loader.diagnostics }
}
