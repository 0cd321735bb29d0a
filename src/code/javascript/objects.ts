import type { Expression, ObjectEntry } from '../ir.ts'
import { callOf, literalOf, opaque, spanOf } from '../ir-build.ts'
import { childOf, namedChildren, type SyntaxNode } from '../syntax.ts'
import { lowerNumber, textOfString } from './literals.ts'
import { type Lowering, named } from './lowering.ts'

export const lowerObject = (node: SyntaxNode, lowering: Lowering): Expression => ({
  kind: 'object',
  type: null,
  entries: namedChildren(node).flatMap((child) => entry(child, lowering)),
  ...spanOf(node),
})

const entry = (node: SyntaxNode, lowering: Lowering): readonly ObjectEntry[] => {
  switch (node.type) {
    case 'pair': {
      const key = childOf(node, 'key')
      const value = childOf(node, 'value')
      return key && value
        ? [{ key: lowerKey(key, lowering), value: named(lowering.expression(value), keyText(key, lowering) ?? '') }]
        : []
    }
    case 'shorthand_property_identifier':
      return [{ key: literalOf(lowering.textOf(node), node), value: lowering.expression(node) }]
    case 'spread_element': {
      const [inner] = namedChildren(node)
      return inner ? [{ key: null, value: lowering.expression(inner) }] : []
    }
    case 'method_definition': {
      const key = childOf(node, 'name')
      if (!key || node.children.some((child) => child.type === 'set')) return []
      const method = lowering.function(node, { name: lowering.textOf(key) })
      const isGetter = node.children.some((child) => child.type === 'get')
      // What a getter of an object literal gives is what it gives now.
      const value = isGetter ? callOf({ ...method, this: 'enclosing' }, [], node) : method
      return [{ key: lowerKey(key, lowering), value }]
    }
    default:
      return []
  }
}

/** The key of an entry as an expression: a name and a number are texts. */
export const lowerKey = (node: SyntaxNode, lowering: Lowering): Expression => {
  const text = keyText(node, lowering)
  if (text !== undefined) return literalOf(text, node)
  const [inner] = namedChildren(node)
  return node.type === 'computed_property_name' && inner ? lowering.expression(inner) : opaque(node, 'it does not parse')
}

/** The key's text if it is written down. */
export const keyText = (node: SyntaxNode, lowering: Lowering): string | undefined => {
  switch (node.type) {
    case 'string':
      return textOfString(node, lowering)
    case 'number': {
      const number = lowerNumber(node, lowering)
      return number.kind === 'literal' ? String(number.value) : undefined
    }
    case 'computed_property_name': {
      const [inner] = namedChildren(node)
      return inner && (inner.type === 'string' || inner.type === 'number') ? keyText(inner, lowering) : undefined
    }
    default:
      return lowering.textOf(node)
  }
}
