import { resolve } from 'node:path'
import { UsageError } from '../source/usage-error.ts'
import type { RootInputs } from '../terraform/load/root-inputs.ts'
import type { VariableArgument } from '../terraform/load/variables.ts'
import { isWorkspaceName } from '../terraform/load/workspace.ts'
import { type Given, valuesOf } from './given.ts'
import type { Terminal } from './terminal.ts'
import { terraformArguments } from './terraform-arguments.ts'

/**
 * The variables and the workspace that the arguments and the environment give, as they would to Terraform.
 * @throws {UsageError} A variable without a name, or a workspace that cannot exist.
 */
export const readRootInputs = (given: Given, { cwd, environment }: Pick<Terminal, 'cwd' | 'environment'>): RootInputs => {
  const fromEnvironment = terraformArguments(environment).map(({ name, value }) => variableArgument(name, value, (path) => path))
  const fromArguments = given.options.flatMap(({ name, value }) =>
    name === 'var' || name === 'var-file' ? [variableArgument(name, value, (path) => resolve(cwd, path))] : [],
  )
  return {
    variables: { environment: variablesIn(environment), arguments: [...fromEnvironment, ...fromArguments] },
    workspace:
      workspaceOf('--workspace', valuesOf(given, 'workspace').at(-1)) ??
      workspaceOf('TF_WORKSPACE', environment.TF_WORKSPACE || undefined),
    dataDir: environment.TF_DATA_DIR || null,
  }
}

const variableArgument = (option: 'var' | 'var-file', value: string, pathOf: (path: string) => string): VariableArgument => {
  if (option === 'var-file') return { kind: 'file', path: pathOf(value) }
  const [, name, text = ''] = /^([^=]*[^=\s])=(.*)$/s.exec(value) ?? []
  if (name === undefined) {
    const [beginning] = value.split('=', 1)
    throw new UsageError(
      `--var needs a name and a value, such as --var stage=prod: "${beginning?.trimEnd()}" is not followed by "=".`,
    )
  }
  return { kind: 'value', name, text }
}

const PREFIX = 'TF_VAR_'

const variablesIn = (environment: Terminal['environment']): ReadonlyMap<string, string> =>
  new Map(
    Object.entries(environment).flatMap(([name, value]) =>
      name.startsWith(PREFIX) && value !== undefined ? [[name.slice(PREFIX.length), value] as const] : [],
    ),
  )

const workspaceOf = (source: string, name: string | undefined): string | null => {
  if (name === undefined || isWorkspaceName(name)) return name ?? null
  throw new UsageError(
    `${source} cannot be "${name}": the name of a workspace has no spaces, slashes or other characters that a URL escapes.`,
  )
}
