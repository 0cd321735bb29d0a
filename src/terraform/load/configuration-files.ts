import { type Checkout, filesIn } from './checkout.ts'

/** Native syntax and JSON, each under Terraform's name and under OpenTofu's. */
const EXTENSIONS = ['.tf', '.tf.json', '.tofu', '.tofu.json'] as const

export type Extension = (typeof EXTENSIONS)[number]

const isIgnored = (name: string): boolean =>
  name.startsWith('.') || name.endsWith('~') || (name.startsWith('#') && name.endsWith('#'))

/** Which kind of configuration file this is by its name; undefined for any other file, and for what editors leave behind. */
const extensionOf = (name: string): Extension | undefined =>
  isIgnored(name) ? undefined : EXTENSIONS.find((extension) => name.endsWith(extension))

/** Whether Terraform or OpenTofu reads a file of that name. */
export const isConfiguration = (name: string): boolean => extensionOf(name) !== undefined

export const isJson = (name: string): boolean => name.endsWith('.json')

/** Whether only OpenTofu reads a file of that name. */
export const isOpenTofu = (name: string): boolean => /\.tofu(\.json)?$/.test(name) && isConfiguration(name)

/** Terraform reads these after all other files of a module, in the order of their names. */
export const isOverrideFile = (name: string): boolean => {
  const extension = extensionOf(name)
  return extension !== undefined && /(^|_)override$/.test(name.slice(0, -extension.length))
}

/**
 * The files that make up the module in a folder, overrides last. A file of OpenTofu's replaces the one of Terraform's that has
 * the same name and syntax: `main.tofu` that of `main.tf`, `main.tofu.json` that of `main.tf.json`.
 * https://opentofu.org/docs/language/files/
 */
export const configurationFiles = (checkout: Checkout, dir: string): readonly string[] => {
  const names = filesIn(checkout, dir).filter(isConfiguration)
  const all = new Set(names)
  const read = names.filter((name) => !/\.tf(\.json)?$/.test(name) || !all.has(name.replace(/\.tf(\.json)?$/, '.tofu$1')))
  return [...read.filter((name) => !isOverrideFile(name)), ...read.filter(isOverrideFile)]
}
