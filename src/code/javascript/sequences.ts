import { namedChildren, type SyntaxNode } from '../syntax.ts'

/** Minified programs nest sequences to their left: read without recursion. */
export const sequenceOf = (node: SyntaxNode): readonly SyntaxNode[] => {
  const expressions: SyntaxNode[] = []
  const pending = [...namedChildren(node)]
  for (let child = pending.shift(); child; child = pending.shift()) {
    if (child.type === 'sequence_expression') pending.unshift(...namedChildren(child))
    else expressions.push(child)
  }
  return expressions
}
