import type { Value } from './value.ts'

/** A type of Terraform's; `dynamic` is that of null and of what is not known. */
export type Type =
  | { readonly kind: 'dynamic' | 'bool' | 'number' | 'string' }
  | { readonly kind: 'list' | 'set' | 'map'; readonly element: Type }
  | { readonly kind: 'tuple'; readonly elements: readonly Type[] }
  | { readonly kind: 'object'; readonly attributes: ReadonlyMap<string, Type> }

const DYNAMIC: Type = { kind: 'dynamic' }

/** The type of a value, as far as it shows: that of the elements of an empty list, and of null, does not. */
export const typeOf = (value: Value): Type => {
  switch (value.kind) {
    case 'null':
      return DYNAMIC
    case 'unknown':
      return value.domain || value.expansion ? { kind: 'string' } : DYNAMIC
    case 'bool':
    case 'number':
    case 'string':
      return { kind: value.kind }
    case 'list':
    case 'set':
      return { kind: value.kind, element: commonType(value.elements) }
    case 'map':
      return { kind: 'map', element: commonType([...value.entries.values()]) }
    case 'tuple':
      return { kind: 'tuple', elements: value.elements.map(typeOf) }
    case 'object':
      return { kind: 'object', attributes: new Map([...value.entries].map(([name, each]) => [name, typeOf(each)])) }
  }
}

/** The elements of a collection have one type, which the first that has any says. */
const commonType = (elements: readonly Value[]): Type => {
  for (const element of elements) {
    const type = typeOf(element)
    if (type.kind !== 'dynamic') return type
  }
  return DYNAMIC
}

/** As Terraform's `type` writes it, on one line. */
export const formatType = (type: Type): string => {
  switch (type.kind) {
    case 'dynamic':
    case 'bool':
    case 'number':
    case 'string':
      return type.kind
    case 'list':
    case 'set':
    case 'map':
      return `${type.kind}(${formatType(type.element)})`
    case 'tuple':
      return type.elements.length === 0 ? 'tuple([])' : `tuple([ ${type.elements.map(formatType).join(', ')} ])`
    case 'object': {
      const attributes = [...type.attributes]
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([name, each]) => `${name}: ${formatType(each)}`)
      return attributes.length === 0 ? 'object({})' : `object({ ${attributes.join(', ')} })`
    }
  }
}
