import type { Expression, ObjectEntry } from '../ir.ts'
import { listOf, literalOf, opaque, spanOf } from '../ir-build.ts'
import { childOf, namedChildren, type SyntaxNode } from '../syntax.ts'
import type { Lowering } from './lowering.ts'
import { plainType, structType, typeReference } from './types.ts'

/** `T{…}`, `[]T{…}`, `map[K]T{…}`; elements may leave out the type that they have by it. */
export const lowerComposite = (
  type: SyntaxNode | undefined,
  body: SyntaxNode | undefined,
  node: SyntaxNode,
  lowering: Lowering,
): Expression => {
  if (!type || !body) return opaque(node, 'it does not parse')
  const plain = underlying(plainType(type), lowering)
  const elements = namedChildren(body).map((child) => elementOf(child))
  switch (plain.type) {
    case 'slice_type':
    case 'array_type':
    case 'implicit_length_array_type': {
      const element = childOf(plain, 'element')
      return listOf(
        elements.map(({ value }) => elementValue(value, element, lowering)),
        node,
      )
    }
    case 'map_type': {
      const [key, value] = [childOf(plain, 'key'), childOf(plain, 'value')]
      const entries = elements.flatMap((each): readonly ObjectEntry[] =>
        each.key ? [{ key: elementValue(each.key, key, lowering), value: elementValue(each.value, value, lowering) }] : [],
      )
      return { kind: 'object', type: null, entries, ...spanOf(node) }
    }
    default: {
      const entries = elements.map(({ key, value }, index) => ({
        key: key ? literalOf(lowering.textOf(key), key) : literalOf(index, value),
        value: elementValue(value, undefined, lowering),
      }))
      return {
        kind: 'object',
        type: plain.type === 'struct_type' ? structType('struct', plain, lowering) : typeReference(type, lowering),
        entries,
        ...spanOf(node),
      }
    }
  }
}

/** What a name of the file's own stands for, if it is no struct: `type Tags []string`. */
const underlying = (type: SyntaxNode, lowering: Lowering): SyntaxNode => {
  const declared = type.type === 'type_identifier' ? lowering.facts.types.get(lowering.textOf(type)) : undefined
  return declared && /^(?:slice|array|map)_type$/.test(declared.type) ? declared : type
}

const elementOf = (node: SyntaxNode): { readonly key: SyntaxNode | undefined; readonly value: SyntaxNode } => {
  if (node.type !== 'keyed_element') return { key: undefined, value: node }
  const [key, value] = [childOf(node, 'key'), childOf(node, 'value')]
  return { key: value ? key : undefined, value: value ?? key ?? node }
}

const elementValue = (node: SyntaxNode, type: SyntaxNode | undefined, lowering: Lowering): Expression => {
  const [inner] = node.type === 'literal_element' ? namedChildren(node) : [node]
  if (!inner) return opaque(node, 'it does not parse')
  return inner.type === 'literal_value' ? lowerComposite(type, inner, inner, lowering) : lowering.expression(inner)
}
