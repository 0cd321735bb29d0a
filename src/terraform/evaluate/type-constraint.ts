import type { Expression } from '../hcl/ast.ts'
import { literalOf } from '../load/module-config.ts'

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

export const ANY: TypeConstraint = { kind: 'any' }

/** Terraform's own configurations nest types a few levels deep. */
const MAXIMUM_DEPTH = 100

/** A type as it is written; what is not understood is `any`, which converts nothing. */
export const readType = (expression: Expression, depth = 0): TypeConstraint => {
  if (depth > MAXIMUM_DEPTH) return ANY
  switch (expression.kind) {
    case 'variable':
      return namedType(expression.name)
    case 'call':
      return constructedType(expression.name, expression.args[0], depth)
    default:
      // Terraform 0.11 wrote types in quotes.
      return namedType(literalOf(expression) ?? '')
  }
}

const namedType = (name: string): TypeConstraint => {
  switch (name) {
    case 'string':
    case 'number':
    case 'bool':
      return { kind: name }
    case 'list':
    case 'set':
    case 'map':
      return { kind: name, element: ANY }
    default:
      return ANY
  }
}

const constructedType = (name: string, argument: Expression | undefined, depth: number): TypeConstraint => {
  switch (name) {
    case 'list':
    case 'set':
    case 'map':
      return { kind: name, element: argument ? readType(argument, depth + 1) : ANY }
    case 'tuple':
      return {
        kind: 'tuple',
        elements: argument?.kind === 'tuple' ? argument.elements.map((element) => readType(element, depth + 1)) : [],
      }
    case 'object':
      return argument ? { kind: 'object', attributes: attributesOf(argument, depth) } : ANY
    default:
      return ANY
  }
}

const attributesOf = (expression: Expression, depth: number): ReadonlyMap<string, AttributeConstraint> => {
  const attributes = new Map<string, AttributeConstraint>()
  if (expression.kind !== 'object') return attributes
  for (const { key, value } of expression.items) {
    const name = literalOf(key)
    if (name === undefined) continue
    const optional = value.kind === 'call' && value.name === 'optional'
    const type = optional ? value.args[0] : value
    const otherwise = (optional && value.args[1]) || null
    attributes.set(name, { type: type ? readType(type, depth + 1) : ANY, optional, otherwise })
  }
  return attributes
}
