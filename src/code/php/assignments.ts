import type { Expression } from '../ir.ts'
import { callOf, memberOf, opaque, spanOf } from '../ir-build.ts'
import { childOf, namedChildren, type SyntaxNode } from '../syntax.ts'
import type { Lowering } from './lowering.ts'
import { lowerPattern } from './patterns.ts'

/** Variables are those of the function, and need no declaration. */
export const lowerAssignment = (node: SyntaxNode, lowering: Lowering): Expression => {
  const left = childOf(node, 'left')
  const right = childOf(node, 'right')
  if (!left || !right)
    return opaque(
      node,
      'it does not parse',
      namedChildren(node).map((child) => lowering.parts.expression(child, lowering)),
    )
  return assigned(node, left, lowering.parts.expression(right, lowering), lowering)
}

const assigned = (node: SyntaxNode, left: SyntaxNode, value: Expression, lowering: Lowering): Expression => {
  const [object, index] = namedChildren(left)
  if (left.type === 'subscript_expression' && object && !index)
    return callOf(memberOf(lowering.parts.expression(object, lowering), 'list_append', node), [value], node)
  const pattern = lowerPattern(left, lowering)
  if (!pattern) return opaque(node, 'it is put where it cannot be followed', [value])
  return { kind: 'assignment', declares: true, pattern, value, ...spanOf(node) }
}

/** `.=` joins texts, `??=` keeps what is set. */
export const lowerAugmented = (node: SyntaxNode, lowering: Lowering): Expression => {
  const left = childOf(node, 'left')
  const right = childOf(node, 'right')
  const operator = childOf(node, 'operator')
  if (!left || !right || !operator) return opaque(node, 'it does not parse')
  const before = lowering.parts.expression(left, lowering)
  const more = lowering.parts.expression(right, lowering)
  const at = spanOf(node)
  const combined = (): Expression => {
    switch (lowering.textOf(operator)) {
      case '.=':
        return { kind: 'template', parts: [before, more], ...at }
      case '??=':
        return { kind: 'binary', operator: '??', left: before, right: more, ...at }
      case '+=':
        return { kind: 'binary', operator: '|', left: more, right: before, ...at }
      default:
        return { kind: 'binary', operator: 'other', left: before, right: more, ...at }
    }
  }
  return assigned(node, left, combined(), lowering)
}
