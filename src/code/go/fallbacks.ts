import type { Expression, Statement } from '../ir.ts'
import { nameOf, spanOf, statementOf } from '../ir-build.ts'
import { childOf, namedChildren, type SyntaxNode } from '../syntax.ts'
import { elementsIn } from './facts.ts'
import { blockOf, type Lowering } from './lowering.ts'

/**
 * Go has no `x or y`. What is written for it (`if x == "" { x = y }`, `if x != "" { return x }` before `return y`, and both
 * with the `ok` of a lookup) is lowered to `x || y`, so that it is known that `y` is used only if `x` is not set.
 */
export const fallback = (
  node: SyntaxNode,
  previous: SyntaxNode | undefined,
  next: SyntaxNode | undefined,
  lowering: Lowering,
): { readonly statements: readonly Statement[]; readonly takesNext: boolean } | null => {
  const initializer = childOf(node, 'initializer')
  const condition = childOf(node, 'condition')
  const statement = onlyStatement(childOf(node, 'consequence'))
  if (!condition || !statement) return null
  const tested = testedIn(condition, initializer ?? previous, lowering)
  if (!tested) return null
  const otherwise = childOf(node, 'alternative')
  const wrap = (statements: readonly Statement[], takesNext = false) => ({
    statements: initializer ? [blockOf(node, [...lowering.statements(initializer), ...statements])] : statements,
    takesNext,
  })
  if (statement.type === 'assignment_statement' && !otherwise) {
    const made = assigned(node, statement, tested, lowering)
    return made && wrap([made])
  }
  const after = otherwise ? onlyStatement(otherwise) : next
  const [inside, outside] = [returnedValue(statement), returnedValue(after)]
  if (!inside || !outside) return null
  const [set, usual] = tested.isSet ? [inside, outside] : [outside, inside]
  if (lowering.textOf(set) !== tested.text) return null
  return wrap([{ kind: 'return', value: orElse(node, set, usual, lowering), ...spanOf(node) }], !otherwise)
}

interface Tested {
  readonly text: string
  /** Whether the condition holds if the value is set. */
  readonly isSet: boolean
}

/** `x == ""`, `x != ""`, `len(x) == 0`; `ok` and `!ok` where `x, ok := …` stands before. */
const testedIn = (condition: SyntaxNode, before: SyntaxNode | undefined, lowering: Lowering): Tested | null => {
  if (condition.type === 'identifier') return looked(lowering.textOf(condition), true, before, lowering)
  if (condition.type === 'unary_expression') {
    const operand = childOf(condition, 'operand')
    const isNot = childOf(condition, 'operator')?.type === '!' && operand?.type === 'identifier'
    return isNot ? looked(lowering.textOf(operand), false, before, lowering) : null
  }
  if (condition.type !== 'binary_expression') return null
  const [left, right] = [childOf(condition, 'left'), childOf(condition, 'right')]
  const operator = childOf(condition, 'operator')?.type
  if (!left || !right) return null
  if (operator === '&&' || operator === '||') {
    const both = [left, right].map((side) => testedIn(side, before, lowering))
    const [one, other] = both
    const isSame = one && other && one.text === other.text && one.isSet === other.isSet && one.isSet === (operator === '&&')
    return isSame ? one : null
  }
  if (left.type !== 'identifier' || !/^(?:""|``)$/.test(lowering.textOf(right))) return null
  if (operator !== '==' && operator !== '!=') return null
  return { text: lowering.textOf(left), isSet: operator === '!=' }
}

const looked = (ok: string, isSet: boolean, before: SyntaxNode | undefined, lowering: Lowering): Tested | null => {
  if (before?.type !== 'short_var_declaration') return null
  const [value, found, ...more] = elementsIn(childOf(before, 'left'))
  const [call] = elementsIn(childOf(before, 'right'))
  const callee = call?.type === 'call_expression' ? childOf(call, 'function') : undefined
  if (!value || !found || more.length > 0 || lowering.textOf(found) !== ok) return null
  return callee && lowering.textOf(callee) === 'os.LookupEnv' ? { text: lowering.textOf(value), isSet } : null
}

/** `x = y` where `x` is tested not to be set, and `y = x` where it is. */
const assigned = (node: SyntaxNode, statement: SyntaxNode, tested: Tested, lowering: Lowering): Statement | null => {
  const [target, ...others] = elementsIn(childOf(statement, 'left'))
  const [value] = elementsIn(childOf(statement, 'right'))
  if (target?.type !== 'identifier' || !value || others.length > 0 || childOf(statement, 'operator')?.type !== '=') return null
  const isMeant = lowering.textOf(tested.isSet ? value : target) === tested.text
  if (!isMeant) return null
  const chosen = tested.isSet ? orElse(node, value, target, lowering) : orElse(node, target, value, lowering)
  const pattern = nameOf(lowering.textOf(target), target)
  return statementOf({ kind: 'assignment', declares: false, pattern, value: chosen, ...spanOf(node) })
}

const orElse = (node: SyntaxNode, left: SyntaxNode, right: SyntaxNode, lowering: Lowering): Expression => ({
  kind: 'binary',
  operator: '||',
  left: lowering.expression(left),
  right: lowering.expression(right),
  ...spanOf(node),
})

const onlyStatement = (block: SyntaxNode | undefined): SyntaxNode | undefined => {
  if (!block || (block.type !== 'block' && block.type !== 'statement_list')) return undefined
  const children = namedChildren(block)
  const [only] = children
  if (!only || children.length !== 1) return undefined
  return only.type === 'statement_list' ? onlyStatement(only) : only
}

const returnedValue = (node: SyntaxNode | undefined): SyntaxNode | undefined => {
  const values = node?.type === 'return_statement' ? elementsIn(namedChildren(node)[0]) : []
  return values.length === 1 ? values[0] : undefined
}
