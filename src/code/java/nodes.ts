import type { Span } from '../../source/source-file.ts'
import type { Expression, MemberExpression, NameExpression } from '../ir.ts'
import { spanOf } from '../ir-build.ts'
import type { SyntaxNode } from '../syntax.ts'

export { opaque, spanOf } from '../ir-build.ts'

export const nameOf = (name: string, node: Span): NameExpression => ({ kind: 'name', name, ...spanOf(node) })

export const memberOf = (object: Expression, name: string, node: Span, nameNode: Span = node): MemberExpression => ({
  kind: 'member',
  object,
  name,
  nameSpan: spanOf(nameNode),
  ...spanOf(node),
})

/** Children that mean something: comments and the empty statement stand anywhere. */
export const partsOf = (node: SyntaxNode): readonly SyntaxNode[] =>
  node.children.filter((child) => child.named && child.type !== 'line_comment' && child.type !== 'block_comment')
