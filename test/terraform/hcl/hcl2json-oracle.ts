import { isDeepStrictEqual } from 'node:util'
import { parse } from '@cdktn/hcl2json'
import type { SourceFile } from '../../../src/source/source-file.ts'
import { parseConfig } from '../../../src/terraform/hcl/parser.ts'
import { toHcl2Json } from './hcl2json.ts'

/** Where our parser and HashiCorp's differ over a file: what is in it, or whether it is valid. Null where they agree. */
export const disagreement = async (file: SourceFile): Promise<string | null> => {
  const official = await parse(file.path, file.text).catch((error: unknown) => String(error))
  const { value, diagnostics } = parseConfig(file)
  const errors = diagnostics.filter(({ severity }) => severity === 'error').map(({ summary, detail }) => `${summary}: ${detail}`)
  // What it cannot render is valid all the same: a block with a label beside one of the same type without.
  if (typeof official === 'string' && !official.includes('convert to HCL'))
    return errors.length > 0 ? null : `accepted, but ${official}`
  if (errors.length > 0) return `rejected: ${errors.join(' ')}`
  if (typeof official === 'string') return null
  const [rendered, expected]: unknown[] = [toHcl2Json(value), official].map((json) => JSON.parse(JSON.stringify(json)))
  return isDeepStrictEqual(rendered, expected) ? null : `\n${JSON.stringify(rendered)}\n${JSON.stringify(expected)}`
}
