import type { Expression, Parameter } from '../ir.ts'
import { childOf, namedChildren, type SyntaxNode } from '../syntax.ts'
import { type Lowering, spanOf } from './lowering.ts'

/** Parameters of `def` and `lambda`. */
export const lowerParameters = (node: SyntaxNode | undefined, lowering: Lowering): readonly Parameter[] =>
  node === undefined ? [] : namedChildren(node).flatMap((child) => parameter(child, lowering))

const parameter = (node: SyntaxNode, lowering: Lowering): readonly Parameter[] => {
  switch (node.type) {
    case 'identifier':
    case 'tuple_pattern':
      return [{ pattern: lowering.pattern(node), otherwise: null, takes: 'one' }]
    case 'default_parameter':
    case 'typed_default_parameter': {
      const name = childOf(node, 'name')
      const value = childOf(node, 'value')
      if (!name) return []
      const otherwise = value ? lowering.expression(value) : null
      return [{ pattern: lowering.pattern(name), otherwise, takes: 'one', ...typeOf(node, lowering) }]
    }
    case 'typed_parameter': {
      const inner = node.children.find((child) => child.named && child.field !== 'type')
      return inner ? parameter(inner, lowering).map((lowered) => ({ ...lowered, ...typeOf(node, lowering) })) : []
    }
    case 'list_splat_pattern':
    case 'dictionary_splat_pattern': {
      const [name] = namedChildren(node)
      if (!name) return []
      const takes = node.type === 'list_splat_pattern' ? 'positional' : 'named'
      return [{ pattern: { kind: 'name', name: lowering.textOf(name), ...spanOf(name) }, otherwise: null, takes }]
    }
    default:
      return []
  }
}

/** A type is looked up only where it is a plain name: `S3Client`, `mypy_boto3_s3.S3Client`. */
export const typeOf = (node: SyntaxNode, lowering: Lowering): { readonly type?: Expression } => {
  const type = childOf(node, 'type')
  const [inner] = type ? namedChildren(type) : []
  return inner && (inner.type === 'identifier' || inner.type === 'attribute') ? { type: lowering.expression(inner) } : {}
}
