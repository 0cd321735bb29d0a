import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { isFolder } from './read.ts'

/** A Terraform module of ours that stands for a public one where that is not installed: see models/README.md. */
export interface ModuleModel {
  /** As the registry calls the module; with the submodule. */
  readonly name: string
  /** Of the module whose variables, outputs and resources it has. */
  readonly version: string
  readonly folder: string
}

interface Modelled {
  readonly version: string
  readonly submodules: readonly string[]
}

/** By namespace and name. Their repositories are `terraform-aws-<name>`, as the registry demands. */
const modelled: ReadonlyMap<string, Modelled> = new Map([
  ['terraform-aws-modules/lambda', { version: '8.8.1', submodules: ['alias', 'deploy', 'docker-build'] }],
  ['terraform-aws-modules/s3-bucket', { version: '5.15.4', submodules: ['account-public-access', 'notification', 'object'] }],
])

const REGISTRY = /^(?:registry\.(?:terraform\.io|opentofu\.org)\/)?([\w-]+)\/([\w-]+)\/aws(?:\/\/([\w./-]*))?$/
const REPOSITORY =
  /^(?:git::)?(?:(?:https?|ssh|git):\/\/)?(?:[\w-]+@)?(?:www\.)?github\.com[/:]([\w-]+)\/terraform-aws-([\w-]+)(?:\.git)?(?:\/\/([\w./-]*))?(?:\?[^?]*)?$/

/**
 * The model of the module that a source names: in the registry, or its repository on GitHub.
 * https://developer.hashicorp.com/terraform/language/modules/sources
 */
export const modelOf = (source: string): ModuleModel | undefined => {
  const [, namespace = '', name = '', path = ''] = REGISTRY.exec(source) ?? REPOSITORY.exec(source) ?? []
  const found = modelled.get(`${namespace}/${name}`)
  if (!found) return undefined
  const whole = { name: `${namespace}/${name}/aws`, version: found.version, folder: join(modelsFolder(), namespace, name) }
  const inside = path.replace(/\/+$/, '')
  if (inside === '') return whole
  const isModelled = found.submodules.some((each) => inside === `modules/${each}`)
  return isModelled ? { ...whole, name: `${whole.name}//${inside}`, folder: join(whole.folder, inside) } : undefined
}

/** The built tool has them in a folder beside it. */
const modelsFolder = (): string => {
  const beside = fileURLToPath(new URL('./models', import.meta.url))
  return isFolder(beside) ? beside : fileURLToPath(new URL('../../../models', import.meta.url))
}
