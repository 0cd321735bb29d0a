import { join } from 'node:path'
import type { Diagnostic } from '../../source/diagnostic.ts'
import type { Outcome } from '../../source/outcome.ts'
import { type Location, locate } from '../../source/source-file.ts'
import type { Attribute } from '../hcl/ast.ts'
import { parseConfig } from '../hcl/parser.ts'
import { fromJs } from '../value/construct.ts'
import type { Value } from '../value/value.ts'
import { type Checkout, filesIn } from './checkout.ts'
import type { Declared } from './module-config.ts'
import { readText, wholeFile } from './read.ts'

/** What a variable file sets a variable to: an expression of native syntax, or a value of JSON. */
export type VariableValue =
  | { readonly kind: 'expression'; readonly declared: Declared<Attribute>; readonly location: Location }
  | { readonly kind: 'value'; readonly value: Value; readonly location: Location }

const isObject = (data: unknown): data is Readonly<Record<string, unknown>> =>
  typeof data === 'object' && data !== null && !Array.isArray(data)

const readJson = (text: string): Readonly<Record<string, unknown>> | undefined => {
  try {
    const data: unknown = JSON.parse(text)
    return isObject(data) ? data : undefined
  } catch {
    return undefined
  }
}

/**
 * The values that Terraform loads by itself, in its order: `terraform.tfvars`, `terraform.tfvars.json`, then `*.auto.tfvars`
 * and `*.auto.tfvars.json` by name.
 * https://developer.hashicorp.com/terraform/language/values/variables#variable-definition-precedence
 */
export const loadVariableFiles = (rootDir: string, checkout: Checkout): Outcome<ReadonlyMap<string, VariableValue>> => {
  const values = new Map<string, VariableValue>()
  const diagnostics: Diagnostic[] = []
  const { cwd } = checkout
  const files = filesIn(checkout, rootDir)
  const automatic = files.filter((name) => /\.auto\.tfvars(\.json)?$/.test(name))
  for (const name of [...['terraform.tfvars', 'terraform.tfvars.json'].filter((each) => files.includes(each)), ...automatic]) {
    const path = join(rootDir, name)
    const location = wholeFile(path, cwd)
    const unread = (reason: string): void => {
      diagnostics.push({
        severity: 'error',
        summary: 'Cannot read a variable file',
        detail: `"${name}" is left out, because ${reason}.`,
        location,
      })
    }
    const read = readText(path, cwd)
    if (!read.ok) {
      unread(read.reason)
    } else if (name.endsWith('.json')) {
      const data = readJson(read.file.text)
      if (!data) unread('it is not a JSON object')
      for (const [variable, value] of Object.entries(data ?? {}))
        values.set(variable, { kind: 'value', value: fromJs(value), location })
    } else {
      const parsed = parseConfig(read.file)
      diagnostics.push(...parsed.diagnostics)
      for (const attribute of parsed.value.body.attributes)
        values.set(attribute.name, {
          kind: 'expression',
          declared: { node: attribute, file: read.file },
          location: locate(read.file, attribute.nameSpan),
        })
    }
  }
  return { value: values, diagnostics }
}
