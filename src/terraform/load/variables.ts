import { resolve } from 'node:path'
import type { Diagnostic } from '../../source/diagnostic.ts'
import type { Outcome } from '../../source/outcome.ts'
import type { Location } from '../../source/source-file.ts'
import type { Files } from '../evaluate/scope.ts'
import { whereDeclared } from '../evaluate/undeclared.ts'
import { unknown } from '../value/construct.ts'
import type { Checkout } from './checkout.ts'
import type { ModuleConfig } from './module-config.ts'
import { automaticVariableFiles, readVariableFile, requireVariableFile } from './variable-files.ts'
import { locationOfValue, parseVariableText, type VariableValue } from './variable-value.ts'

/** What sets variables besides the files of the root module. */
export interface VariableInputs {
  /** `TF_VAR_name`, by name. */
  readonly environment: ReadonlyMap<string, string>
  /** `--var` and `--var-file`, in the order in which they are given. */
  readonly arguments: readonly VariableArgument[]
}

export type VariableArgument =
  | { readonly kind: 'value'; readonly name: string; readonly text: string }
  /** A path that is not absolute starts from the root module. */
  | { readonly kind: 'file'; readonly path: string }

/** A value that an argument gives to a variable that the root module does not declare. */
export interface UndeclaredValue {
  readonly name: string
  readonly kind: VariableArgument['kind']
  readonly location: Location
}

export interface LoadedVariables {
  /** Of the variables that the root module declares, those that are set. */
  readonly values: ReadonlyMap<string, VariableValue>
  readonly undeclared: readonly UndeclaredValue[]
}

/**
 * The values of a root module's variables, in Terraform's precedence: the environment, `terraform.tfvars`,
 * `terraform.tfvars.json`, `*.auto.tfvars` and `*.auto.tfvars.json` by name, and then the arguments in their order.
 * https://developer.hashicorp.com/terraform/language/values/variables#variable-definition-precedence
 * @throws {UsageError} A file that an argument names does not exist.
 */
export const loadVariables = (
  rootDir: string,
  config: ModuleConfig,
  files: Files,
  checkout: Checkout,
  inputs: VariableInputs,
): Outcome<LoadedVariables> => {
  const diagnostics: Diagnostic[] = []
  const values = new Map<string, VariableValue>()
  const undeclared: UndeclaredValue[] = []

  const setFromText = (name: string, text: string): void => {
    const declared = config.variables.get(name)
    if (!declared) return
    const parsed = parseVariableText(name, text, declared.node, files)
    values.set(name, parsed.value)
    diagnostics.push(...parsed.diagnostics)
  }

  const setFromFile = (path: string, onUndeclared: (name: string, location: Location) => void): void => {
    const read = readVariableFile(path, files, checkout)
    diagnostics.push(...read.diagnostics)
    const { broken } = read.value
    if (broken) {
      for (const name of config.variables.keys())
        values.set(name, { value: unknown(`var.${name}`, broken.reason), location: broken.location })
    }
    for (const [name, value] of read.value.values) {
      if (config.variables.has(name)) values.set(name, value)
      else onUndeclared(name, value.location)
    }
  }

  for (const [name, text] of inputs.environment) setFromText(name, text)
  for (const path of automaticVariableFiles(rootDir, checkout))
    setFromFile(path, (name, location) => diagnostics.push(undeclaredInFile(name, config, location)))
  for (const argument of inputs.arguments) {
    switch (argument.kind) {
      case 'value':
        if (!config.variables.has(argument.name)) undeclared.push({ ...argument, location: locationOfValue(argument.name) })
        setFromText(argument.name, argument.text)
        break
      case 'file':
        requireVariableFile(resolve(rootDir, argument.path), checkout.cwd)
        setFromFile(resolve(rootDir, argument.path), (name, location) => undeclared.push({ name, kind: 'file', location }))
        break
    }
  }
  return { value: { values, undeclared }, diagnostics }
}

const undeclaredInFile = (name: string, { variables, isGenerated }: ModuleConfig, location: Location): Diagnostic => ({
  severity: 'warning',
  summary: 'Value for undeclared variable',
  detail: `A variable named "${name}" was set in a variable file, and the root module does not declare it.${whereDeclared(name, { names: variables.keys(), isGenerated })}`,
  location,
})
