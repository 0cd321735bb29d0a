import type { Expression } from '../hcl/ast.ts'
import { list, map, nullValue, object, set, tuple } from '../value/construct.ts'
import { toBool, toNumber, toStringValue } from '../value/convert.ts'
import type { Value } from '../value/value.ts'

/** https://developer.hashicorp.com/terraform/language/expressions/type-constraints */
export type TypeConstraint =
  | { readonly kind: 'any' | 'string' | 'number' | 'bool' }
  | { readonly kind: 'list' | 'set' | 'map'; readonly element: TypeConstraint }
  | { readonly kind: 'tuple'; readonly elements: readonly TypeConstraint[] }
  | { readonly kind: 'object'; readonly attributes: ReadonlyMap<string, AttributeConstraint> }

export interface AttributeConstraint {
  readonly type: TypeConstraint
  readonly optional: boolean
  /** Evaluated by the reader: the default may only be a constant. */
  readonly otherwise: Expression | null
}

const ANY: TypeConstraint = { kind: 'any' }

const attributesOf = (expression: Expression): ReadonlyMap<string, AttributeConstraint> => {
  const attributes = new Map<string, AttributeConstraint>()
  if (expression.kind !== 'object') return attributes
  for (const { key, value } of expression.items) {
    const [part] = key.kind === 'template' ? key.parts : []
    if (part?.kind !== 'text') continue
    const optional = value.kind === 'call' && value.name === 'optional'
    const type = optional ? value.args[0] : value
    attributes.set(part.value, { type: type ? readType(type) : ANY, optional, otherwise: (optional && value.args[1]) || null })
  }
  return attributes
}

/** A type as it is written; what is not understood is `any`, which converts nothing. */
export const readType = (expression: Expression): TypeConstraint => {
  if (expression.kind === 'variable') {
    switch (expression.name) {
      case 'string':
      case 'number':
      case 'bool':
        return { kind: expression.name }
      case 'list':
      case 'set':
      case 'map':
        return { kind: expression.name, element: ANY }
      default:
        return ANY
    }
  }
  if (expression.kind !== 'call') return ANY
  const [argument] = expression.args
  switch (expression.name) {
    case 'list':
    case 'set':
    case 'map':
      return { kind: expression.name, element: argument ? readType(argument) : ANY }
    case 'tuple':
      return { kind: 'tuple', elements: argument?.kind === 'tuple' ? argument.elements.map(readType) : [] }
    case 'object':
      return argument ? { kind: 'object', attributes: attributesOf(argument) } : ANY
    default:
      return ANY
  }
}

const marked = (from: Value, to: Value): Value => ({
  ...to,
  ...(from.origin && { origin: from.origin }),
  ...(from.sensitive && { sensitive: true as const }),
  ...(from.reference !== undefined && { reference: from.reference }),
})

const fillObject = (
  value: Value & { kind: 'map' | 'object' },
  attributes: ReadonlyMap<string, AttributeConstraint>,
  constant: (expression: Expression) => Value,
): Value => {
  const entries: [string, Value][] = []
  for (const [name, { type, optional, otherwise }] of attributes) {
    const given = value.entries.get(name)
    if (given && given.kind !== 'null') entries.push([name, convertTo(given, type, constant)])
    else if (otherwise) entries.push([name, convertTo(constant(otherwise), type, constant)])
    else if (given || optional) entries.push([name, nullValue])
  }
  return marked(value, object(entries))
}

/**
 * A value as Terraform converts it for a variable of this type; one that does not fit stays as it is, since Terraform
 * itself refuses it. `constant` evaluates the default of an optional attribute.
 */
export const convertTo = (value: Value, type: TypeConstraint, constant: (expression: Expression) => Value): Value => {
  if (value.kind === 'null' || value.kind === 'unknown') return value
  switch (type.kind) {
    case 'any':
      return value
    case 'string':
      return toStringValue(value) ?? value
    case 'number':
      return toNumber(value) ?? value
    case 'bool':
      return toBool(value) ?? value
    case 'list':
    case 'set': {
      if (value.kind !== 'list' && value.kind !== 'tuple' && value.kind !== 'set') return value
      const elements = value.elements.map((element) => convertTo(element, type.element, constant))
      return marked(value, type.kind === 'set' ? set(elements) : list(elements))
    }
    case 'tuple':
      if (value.kind !== 'list' && value.kind !== 'tuple') return value
      return marked(value, tuple(value.elements.map((element, index) => convertTo(element, type.elements[index] ?? ANY, constant))))
    case 'map':
      if (value.kind !== 'map' && value.kind !== 'object') return value
      // A resource passed as a whole has attributes that nobody listed.
      if (value.reference !== undefined) return value
      return marked(
        value,
        map([...value.entries].map(([key, element]) => [key, convertTo(element, type.element, constant)] as const)),
      )
    case 'object':
      if (value.kind !== 'map' && value.kind !== 'object') return value
      return value.reference === undefined ? fillObject(value, type.attributes, constant) : value
  }
}
