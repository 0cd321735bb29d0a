import type { Expression } from '../ir.ts'
import { memberOf, nameOf, spanOf } from '../ir-build.ts'
import { childOf, namedChildren, type SyntaxNode } from '../syntax.ts'
import type { Lowering } from './lowering.ts'

/** A type is looked up only where it is a plain name: `S3Client`, `AWS.S3`. */
export const typeOf = (node: SyntaxNode, lowering: Lowering): { readonly type?: Expression } => {
  const [type] = namedChildren(childOf(node, 'type') ?? { ...node, children: [] })
  const lowered = type && typeName(type, lowering)
  return lowered ? { type: lowered } : {}
}

const typeName = (node: SyntaxNode, lowering: Lowering): Expression | undefined => {
  switch (node.type) {
    case 'type_identifier':
    case 'identifier':
      return nameOf(lowering.textOf(node), node)
    case 'nested_type_identifier':
    case 'nested_identifier': {
      const [object, member] = namedChildren(node)
      const outer = object && typeName(object, lowering)
      return outer && member ? { ...memberOf(outer, lowering.textOf(member), member), ...spanOf(node) } : undefined
    }
    default:
      return undefined
  }
}
