import type { Expression } from '../hcl/ast.ts'
import { list, map, nullValue, object, set, tuple } from '../value/construct.ts'
import { toBool, toNumber, toStringValue } from '../value/convert.ts'
import { unify } from '../value/unify.ts'
import type { MappingValue, SequenceValue, UnknownValue, Value } from '../value/value.ts'
import { ANY, type AttributeConstraint, type TypeConstraint } from './type-constraint.ts'

/** That a value is not of a type, in Terraform's words; `path` leads to the part of it that is not. */
export interface Mismatch {
  readonly kind: 'mismatch'
  readonly path: string
  readonly message: string
}

/** The value of an expression in a type: the default of an optional attribute. */
export type Constant = (expression: Expression) => Value

const mismatch = (message: string, path = ''): Mismatch => ({ kind: 'mismatch', path, message })

const below = (step: string, { path, message }: Mismatch): Mismatch => mismatch(message, `${step}${path}`)

/** In Terraform's words: `attribute "a.b": string required`. */
export const formatMismatch = ({ path, message }: Mismatch): string => {
  const where = path.replace(/^\./, '')
  if (where === '') return message
  return /^\[/.test(where) ? `element ${where}: ${message}` : `attribute "${where}": ${message}`
}

/**
 * A value as Terraform converts it for a variable of this type, or why it cannot be.
 * https://developer.hashicorp.com/terraform/language/expressions/type-constraints#conversion-of-complex-types
 */
export const convertTo = (value: Value, type: TypeConstraint, constant: Constant): Value | Mismatch => {
  if (value.kind === 'null') return value
  if (value.kind === 'unknown') return convertKnown(value, type, constant)
  switch (type.kind) {
    case 'any':
      return value
    case 'string':
      return toStringValue(value) ?? mismatch('string required')
    case 'number':
      return toNumber(value) ?? mismatch('a number is required')
    case 'bool':
      return toBool(value) ?? mismatch('a bool is required')
    case 'list':
    case 'set':
      return 'elements' in value ? toSequence(value, type.kind, type.element, constant) : mismatch(`${type.kind} required`)
    case 'tuple':
      return 'elements' in value ? toTuple(value, type.elements, constant) : mismatch('tuple required')
    case 'map':
      return 'entries' in value ? toMap(value, type.element, constant) : mismatch('map required')
    case 'object':
      return 'entries' in value ? toObject(value, type.attributes, constant) : mismatch('object required')
  }
}

/** What is known of a value that is not known as a whole is of the type, too. */
const convertKnown = (value: UnknownValue, type: TypeConstraint, constant: Constant): Value => {
  if (type.kind !== 'map' || !value.known) return value
  const known = map(
    [...value.known].map(([key, entry]) => {
      const converted = convertTo(entry, type.element, constant)
      return [key, converted.kind === 'mismatch' ? entry : converted] as const
    }),
  ).entries
  return { ...value, known }
}

const marked = (from: Value, to: Value): Value => ({
  ...to,
  ...(from.origin && { origin: from.origin }),
  ...(from.sensitive && { sensitive: true as const }),
  ...(from.reference !== undefined && { reference: from.reference }),
})

/** Elements of a collection of `any` are of one type, which Terraform finds. */
const ofOneType = (elements: readonly Value[], type: TypeConstraint): readonly Value[] =>
  hasAny(type) ? (unify(elements) ?? elements) : elements

const hasAny = (type: TypeConstraint): boolean => {
  switch (type.kind) {
    case 'any':
      return true
    case 'list':
    case 'set':
    case 'map':
      return hasAny(type.element)
    case 'tuple':
      return type.elements.some(hasAny)
    case 'object':
      for (const attribute of type.attributes.values()) if (hasAny(attribute.type)) return true
      return false
    case 'string':
    case 'number':
    case 'bool':
      return false
  }
}

const toSequence = (value: SequenceValue, kind: 'list' | 'set', type: TypeConstraint, constant: Constant): Value | Mismatch => {
  const elements: Value[] = []
  for (const [index, element] of value.elements.entries()) {
    const converted = convertTo(element, type, constant)
    if (converted.kind === 'mismatch') return below(`[${index}]`, converted)
    elements.push(converted)
  }
  return marked(value, (kind === 'set' ? set : list)(ofOneType(elements, type)))
}

const toTuple = (value: SequenceValue, types: readonly TypeConstraint[], constant: Constant): Value | Mismatch => {
  if (value.elements.length !== types.length) return mismatch(`tuple of ${types.length} elements required`)
  const elements: Value[] = []
  for (const [index, element] of value.elements.entries()) {
    const converted = convertTo(element, types[index] ?? ANY, constant)
    if (converted.kind === 'mismatch') return below(`[${index}]`, converted)
    elements.push(converted)
  }
  return marked(value, tuple(elements))
}

const toMap = (value: MappingValue, type: TypeConstraint, constant: Constant): Value | Mismatch => {
  // A resource passed as a whole has attributes that nobody listed.
  if (value.reference !== undefined) return value
  const keys: string[] = []
  const elements: Value[] = []
  for (const [key, element] of value.entries) {
    const converted = convertTo(element, type, constant)
    if (converted.kind === 'mismatch') return below(`[${JSON.stringify(key)}]`, converted)
    keys.push(key)
    elements.push(converted)
  }
  const unified = ofOneType(elements, type)
  return marked(value, map(keys.map((key, index) => [key, unified[index] ?? nullValue] as const)))
}

const toObject = (
  value: MappingValue,
  attributes: ReadonlyMap<string, AttributeConstraint>,
  constant: Constant,
): Value | Mismatch => {
  if (value.reference !== undefined) return value
  const entries: [string, Value][] = []
  for (const [name, { type, optional, otherwise }] of attributes) {
    const given = value.entries.get(name)
    if (!given && !optional) return mismatch(`attribute "${name}" is required`)
    const chosen = given && (given.kind !== 'null' || !otherwise) ? given : otherwise ? constant(otherwise) : nullValue
    const converted = convertTo(chosen, type, constant)
    if (converted.kind === 'mismatch') return below(`.${name}`, converted)
    entries.push([name, converted])
  }
  return marked(value, object(entries))
}
