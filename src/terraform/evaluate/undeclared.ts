import type { Diagnostic } from '../../source/diagnostic.ts'
import { didYouMean } from '../../source/nearest-name.ts'
import type { Location } from '../../source/source-file.ts'

/** The names that there are, unless more of them are written before Terraform runs. */
export interface Declarations {
  readonly names: Iterable<string>
  readonly isGenerated: boolean
}

export type DeclaredKind = 'input variable' | 'local value' | 'module' | 'resource'

/** What a message of an undeclared name ends with: who may declare it, or the name that was probably meant. */
export const whereDeclared = (name: string, { names, isGenerated }: Declarations): string =>
  isGenerated ? ' Terragrunt may declare it in a file that it writes.' : didYouMean(name, names)

/** A reference to what the module does not declare. */
export const undeclared = (
  what: DeclaredKind,
  name: string,
  { names, isGenerated }: Declarations,
  location: Location,
): Diagnostic => ({
  severity: isGenerated ? 'warning' : 'error',
  summary: `Reference to undeclared ${what}`,
  detail: `${what === 'input variable' ? 'An' : 'A'} ${what} named "${name}" has not been declared.${whereDeclared(name, { names, isGenerated })}`,
  location,
})
