import type { SyntaxNode } from '../syntax.ts'

/** Children that mean something: comments and the empty statement stand anywhere. */
export const partsOf = (node: SyntaxNode): readonly SyntaxNode[] =>
  node.children.filter((child) => child.named && child.type !== 'line_comment' && child.type !== 'block_comment')
