import type { Expression } from '../ir.ts'
import { opaque, spanOf } from '../ir-build.ts'
import { childOf, type SyntaxNode } from '../syntax.ts'
import { subscribed } from './calls.ts'
import { type Lowering, ownersFrom, variableIn } from './lowering.ts'
import { assigned, partsOf } from './nodes.ts'
import { lowerTuplePattern } from './patterns.ts'

/** `i++`: another number from here on. */
export const lowerCount = (node: SyntaxNode, operand: SyntaxNode | undefined, lowering: Lowering): Expression => {
  const value = opaque(node, 'it is a number that the program counts')
  return operand ? assigned(lowering.parts.expression(operand, lowering), value, node) : value
}

export const lowerAssignment = (node: SyntaxNode, lowering: Lowering): Expression => {
  const [left, right] = [childOf(node, 'left'), childOf(node, 'right')]
  const operator = childOf(node, 'operator')
  if (!left || !right) return opaque(node, 'it does not parse')
  const at = spanOf(node)
  if (left.type === 'tuple_expression' || left.type === 'tuple_pattern' || left.type === 'declaration_expression') {
    const tuple =
      left.type === 'declaration_expression' ? (partsOf(left).find((child) => child.type === 'tuple_pattern') ?? left) : left
    const value = lowering.parts.expression(right, lowering)
    return { kind: 'assignment', declares: true, pattern: lowerTuplePattern(tuple, lowering), value, ...at }
  }
  if (left.type === 'identifier' && lowering.textOf(left) === '_' && variableIn(lowering.scope, '_') === undefined)
    return lowering.parts.expression(right, lowering)
  const place = lowering.parts.expression(left, lowering)
  const text = operator ? lowering.textOf(operator) : '='
  const given = lowering.parts.typed(right, undefined, lowering)
  if (text === '+=' && isHandler(right, lowering)) return subscribed(place, given, node)
  if (text === '??=') return assigned(place, { kind: 'binary', operator: '??', left: place, right: given, ...at }, node)
  if (text === '=') return assigned(place, given, node)
  return assigned(place, { kind: 'binary', operator: text === '+=' ? '+' : 'other', left: place, right: given, ...at }, node)
}

/** A function, written here or as a method of the type around. */
const isHandler = (node: SyntaxNode, lowering: Lowering): boolean => {
  if (node.type === 'lambda_expression' || node.type === 'anonymous_method_expression') return true
  if (node.type !== 'identifier') return false
  const name = lowering.textOf(node)
  if (variableIn(lowering.scope, name) !== undefined) return false
  const member = ownersFrom(lowering)
    .find((owner) => owner.members.has(name))
    ?.members.get(name)
  return member !== undefined && member.type === null
}
