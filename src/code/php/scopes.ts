import type { Expression } from '../ir.ts'
import { opaque, spanOf } from '../ir-build.ts'
import type { SyntaxNode } from '../syntax.ts'
import type { Lowering } from './lowering.ts'
import { classExpression, fullClassName } from './unit.ts'

/** What stands before `::`. */
export const scopeOf = (node: SyntaxNode, lowering: Lowering): Expression => {
  if (node.type === 'name' || node.type === 'qualified_name' || node.type === 'relative_scope') return className(node, lowering)
  return lowering.parts.expression(node, lowering)
}

/** A class by its name; `static` is the class that a method is called on. */
export const className = (node: SyntaxNode, lowering: Lowering): Expression => {
  const written = lowering.textOf(node)
  switch (written.toLowerCase()) {
    case 'parent':
      return { kind: 'super', ...spanOf(node) }
    case 'static':
      return { kind: 'this', ...spanOf(node) }
    case 'self': {
      const own = lowering.owner?.name
      return own === null || own === undefined
        ? lowering.owner
          ? { kind: 'this', ...spanOf(node) }
          : opaque(node, 'it is `self` outside of a class')
        : classExpression(own, lowering.unit, node)
    }
    default:
      return classExpression(fullClassName(written, lowering.unit), lowering.unit, node)
  }
}
