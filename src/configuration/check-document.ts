import { Ajv, type ErrorObject } from 'ajv'
import { type Document, isMap, isNode, isScalar, isSeq, parseDocument } from 'yaml'
import type { AddedCall } from '../code/catalog/added-call.ts'
import callsSchema from '../code/catalog/calls.schema.json' with { type: 'json' }
import { didYouMean } from '../source/nearest-name.ts'
import type { SourceFile, Span } from '../source/source-file.ts'
import schema from './configuration.schema.json' with { type: 'json' }
import type { Mistake } from './configuration.ts'

/** What the schema accepts. */
export interface ConfigurationFile {
  readonly code?: Readonly<Record<string, string | { readonly path: string; readonly handler?: string; readonly runtime?: string }>>
  readonly calls?: readonly AddedCall[]
}

export type PlaceOf = (path: readonly string[], part: 'key' | 'value') => Span

export type CheckedDocument =
  | { readonly kind: 'accepted'; readonly value: ConfigurationFile; readonly placeOf: PlaceOf }
  | { readonly kind: 'refused'; readonly mistakes: readonly Mistake[] }

/** Larger files are no configuration. */
const maximumLength = 1024 * 1024

const tooMuch = 'It is too deeply nested, or repeats itself too often, to be a configuration.'

/** Reads YAML, of which JSON is a part, and holds it to the schema. */
export const checkDocument = (file: SourceFile): CheckedDocument => {
  const wrong = (message: string, at: Span = { start: 0, end: 0 }): CheckedDocument => ({
    kind: 'refused',
    mistakes: [{ ...at, message }],
  })
  if (file.text.length > maximumLength) return wrong('The configuration file is larger than 1 MB.')
  let document: Document
  let value: unknown
  try {
    document = parseDocument(file.text, { prettyErrors: false })
    const [error] = document.errors
    if (error?.code === 'RESOURCE_EXHAUSTION') return wrong(tooMuch)
    if (error) return wrong(`It is not YAML: ${firstLine(error.message)}.`, { start: error.pos[0], end: error.pos[1] })
    value = document.toJS({ mapAsMap: false }) ?? {}
  } catch {
    // Nested too deeply, or an alias that is repeated without end.
    return wrong(tooMuch)
  }
  const placeOf: PlaceOf = (path, part) => placeIn(document, path, part)
  const validate = new Ajv({ strict: true, allowUnionTypes: true, allErrors: true, verbose: true })
    .addSchema(callsSchema, schema.properties.calls.$ref)
    .compile<ConfigurationFile>(schema)
  if (validate(value)) return { kind: 'accepted', value, placeOf }
  // What `if` says of a value, its branch has said.
  const errors = (validate.errors ?? []).filter(({ keyword }) => keyword !== 'if')
  return { kind: 'refused', mistakes: errors.map((error) => mistakeOf(error, placeOf)) }
}

const firstLine = (text: string): string => (text.split('\n', 1)[0] ?? '').replace(/[.:\s]+$/, '')

const mistakeOf = ({ keyword, instancePath, params, parentSchema, data, message = '' }: ErrorObject, placeOf: PlaceOf): Mistake => {
  const path = instancePath
    .split('/')
    .slice(1)
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'))
  const here = nameOf(path)
  const known = Object.keys((parentSchema as { readonly properties?: object } | undefined)?.properties ?? {})
  switch (keyword) {
    case 'additionalProperties': {
      const name = String(params.additionalProperty)
      const near = didYouMean(name, known)
      return {
        ...placeOf([...path, name], 'key'),
        message: `${here} has no key "${name}".${near === '' ? ` It may have ${listed(known)}.` : near}`,
      }
    }
    case 'required':
      return { ...placeOf(path, 'key'), message: `${here} needs the key "${params.missingProperty}".` }
    case 'type':
      return { ...placeOf(path, 'value'), message: `${here} must be ${namesOfTypes(params.type)}.` }
    case 'minLength':
    case 'minItems':
      return { ...placeOf(path, 'value'), message: `${here} must not be empty.` }
    case 'minProperties':
    case 'maxProperties':
      return { ...placeOf(path, 'value'), message: `${here} must have one of ${listed(known)}.` }
    case 'enum': {
      const allowed = Array.isArray(params.allowedValues) ? params.allowedValues.map(String) : []
      return {
        ...placeOf(path, 'value'),
        message: `${here} must be one of ${listed(allowed)}.${didYouMean(String(data), allowed)}`,
      }
    }
    case 'pattern': {
      const { description = '' } = (parentSchema ?? {}) as { readonly description?: string }
      return { ...placeOf(path, 'value'), message: `${here} has not the form that it must have. It is this: ${description}` }
    }
    default:
      return { ...placeOf(path, 'value'), message: `${here} ${message}.` }
  }
}

const nameOf = (path: readonly string[]): string => {
  const last = path.at(-1)
  if (last === undefined) return 'The configuration'
  return /^\d+$/.test(last) ? `Item ${Number(last) + 1} of "${path.at(-2)}"` : `"${last}"`
}

const listed = (names: readonly string[]): string =>
  names.length < 2
    ? names.map((name) => `"${name}"`).join('')
    : `${names
        .slice(0, -1)
        .map((name) => `"${name}"`)
        .join(', ')} and "${names.at(-1)}"`

const typeNames: ReadonlyMap<string, string> = new Map([
  ['string', 'a text'],
  ['object', 'a map'],
  ['array', 'a list'],
  ['boolean', 'true or false'],
  ['integer', 'a whole number'],
  ['number', 'a number'],
])

const namesOfTypes = (types: unknown): string =>
  (Array.isArray(types) ? types : [types]).map((type) => typeNames.get(String(type)) ?? String(type)).join(' or ')

const spanOf = (node: unknown): Span | undefined =>
  isNode(node) && node.range ? { start: node.range[0], end: node.range[1] } : undefined

/** The place of a key or its value; the nearest one around it if it has none, as what an alias repeats. */
const placeIn = (document: Document, path: readonly string[], part: 'key' | 'value'): Span => {
  let node: unknown = document.contents
  let place = spanOf(node) ?? { start: 0, end: 0 }
  for (const [index, name] of path.entries()) {
    if (isMap(node)) {
      const pair = node.items.find(({ key }) => (isScalar(key) ? String(key.value) : String(key)) === name)
      if (!pair) return place
      const wanted = index === path.length - 1 && part === 'value' ? pair.value : pair.key
      place = spanOf(wanted) ?? place
      node = pair.value
    } else if (isSeq(node)) {
      node = node.get(Number(name), true)
      place = spanOf(node) ?? place
    } else return place
  }
  return place
}
