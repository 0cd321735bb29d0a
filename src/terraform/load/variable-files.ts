import { join } from 'node:path'
import type { Diagnostic } from '../../source/diagnostic.ts'
import type { Outcome } from '../../source/outcome.ts'
import type { Attribute } from '../hcl/ast.ts'
import { parseConfig } from '../hcl/parser.ts'
import type { Declared } from './module-config.ts'
import { listFolder, readText } from './read.ts'

/**
 * The values that Terraform loads by itself, in its order: `terraform.tfvars`, then `*.auto.tfvars` by name.
 * https://developer.hashicorp.com/terraform/language/values/variables#variable-definition-precedence
 */
export const loadVariableFiles = (rootDir: string, cwd: string): Outcome<ReadonlyMap<string, Declared<Attribute>>> => {
  const values = new Map<string, Declared<Attribute>>()
  const diagnostics: Diagnostic[] = []
  const { files } = listFolder(rootDir)
  const names = [...files.filter((name) => name === 'terraform.tfvars'), ...files.filter((name) => name.endsWith('.auto.tfvars'))]
  for (const name of names) {
    const read = readText(join(rootDir, name), cwd)
    if (!read.ok) {
      diagnostics.push({
        severity: 'error',
        summary: 'Cannot read a variable file',
        detail: `"${name}" is left out, because ${read.reason}.`,
      })
      continue
    }
    const parsed = parseConfig(read.file)
    diagnostics.push(...parsed.diagnostics)
    for (const attribute of parsed.value.body.attributes) values.set(attribute.name, { node: attribute, file: read.file })
  }
  for (const name of files.filter((file) => file === 'terraform.tfvars.json' || file.endsWith('.auto.tfvars.json'))) {
    const detail = `"${name}" sets variables in JSON, which is not supported: its values are not used.`
    diagnostics.push({ severity: 'warning', summary: 'Variable file not read', detail })
  }
  return { value: values, diagnostics }
}
