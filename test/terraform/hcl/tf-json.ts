import { cpSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Attribute, Block, Body, ConfigFile, Expression } from '../../../src/terraform/hcl/ast.ts'
import { parseConfig } from '../../../src/terraform/hcl/parser.ts'
import { expressionJson } from './hcl2json.ts'

type Json = Record<string, unknown>

/** How many spellings of JSON syntax there are here for the same configuration. */
export const SPELLINGS = ['objects', 'arrays'] as const
export type Spelling = (typeof SPELLINGS)[number]

/** A file of native syntax in JSON syntax: labels as nested objects, or as objects in arrays. */
export const toTfJson = ({ file, body }: ConfigFile, spelling: Spelling): unknown => bodyJson(file.text, body, spelling, [])

const bodyJson = (text: string, { attributes, blocks }: Body, spelling: Spelling, path: readonly string[]): Json => {
  const json: Json = Object.create(null) as Json
  for (const attribute of attributes) json[attribute.name] = argumentJson(text, attribute, path)
  for (const block of blocks) addBlock(json, block, bodyJson(text, block.body, spelling, [...path, block.type]), spelling)
  return json
}

/** Several blocks of one type are an array. */
const addBlock = (json: Json, { type, labels }: Block, body: Json, spelling: Spelling): void => {
  if (spelling === 'arrays') {
    const nested = labels.reduceRight<unknown>((inner, label) => [{ [label.value]: inner }], [body])
    json[type] = [...((json[type] as unknown[] | undefined) ?? []), ...(nested as unknown[])]
    return
  }
  let at = json
  let key = type
  for (const { value } of labels) {
    at[key] ??= Object.create(null)
    at = at[key] as Json
    key = value
  }
  const before = at[key]
  at[key] = before === undefined ? body : [...(Array.isArray(before) ? before : [before]), body]
}

/** Where JSON syntax has expressions of native syntax in strings. */
const isReference = (name: string, path: readonly string[]): boolean => {
  const inside = path.join('.')
  switch (name) {
    case 'type':
      return inside === 'variable'
    case 'depends_on':
      return path.length === 1
    case 'provider':
      return inside === 'resource' || inside === 'data' || inside === 'ephemeral' || inside === 'import'
    case 'providers':
      return inside === 'module'
    case 'ignore_changes':
    case 'replace_triggered_by':
      return path.at(-1) === 'lifecycle'
    case 'iterator':
      return path.at(-1) === 'dynamic'
    case 'when':
    case 'on_failure':
      return path.at(-1) === 'provisioner'
    case 'to':
    case 'from':
      return inside === 'moved' || inside === 'import' || inside === 'removed'
    default:
      return false
  }
}

const isLiteral = (name: string, path: readonly string[]): boolean => path[0] === 'variable' && path.length === 1 && name !== 'type'

const argumentJson = (text: string, { name, value }: Attribute, path: readonly string[]): unknown => {
  if (isReference(name, path)) return sourceJson(text, value)
  return isLiteral(name, path) ? literalJson(text, value) : expressionJson(text, value)
}

const sourceJson = (text: string, value: Expression): unknown => {
  if (value.kind === 'tuple') return value.elements.map((element) => sourceJson(text, element))
  if (value.kind === 'object')
    return Object.fromEntries(value.items.map((item) => [text.slice(item.key.start, item.key.end), sourceJson(text, item.value)]))
  const source = text.slice(value.start, value.end)
  return value.kind === 'template' ? source.slice(1, -1) : source
}

/** A default is a constant, and a string in it is no template. */
const literalJson = (text: string, value: Expression): unknown => {
  if (value.kind === 'tuple') return value.elements.map((element) => literalJson(text, element))
  if (value.kind === 'object')
    return Object.fromEntries(
      value.items.map((item) => [String(literalJson(text, item.key)), literalJson(text, item.value)] as const),
    )
  if (value.kind === 'template') return value.parts.map((part) => (part.kind === 'text' ? part.value : '')).join('')
  return expressionJson(text, value)
}

/** Copies a folder, with its `.tf` files in JSON syntax. */
export const copyInJson = (from: string, to: string, spelling: Spelling): void => {
  cpSync(from, to, { recursive: true })
  for (const entry of readdirSync(to, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name)
    if (!entry.isFile() || !path.endsWith('.tf')) continue
    const { value, diagnostics } = parseConfig({ path, text: readFileSync(path, 'utf8') })
    if (diagnostics.length > 0) continue
    writeFileSync(`${path}.json`, JSON.stringify(toTfJson(value, spelling), null, 2))
    rmSync(path)
  }
}
