import type { SyntaxNode } from '../syntax.ts'

/** Children that mean something: comments stand anywhere. */
export const partsOf = (node: SyntaxNode): readonly SyntaxNode[] =>
  node.children.filter((child) => child.named && !/^(?:line|block)_comment$/.test(child.type))
