import type { Expression, Statement } from '../ir.ts'
import { listOf, literalOf, nameOf, opaque, spanOf, statementOf } from '../ir-build.ts'
import { childOf, namedChildren, type SyntaxNode } from '../syntax.ts'
import { lowerAssignment, lowerSend, lowerShortDeclaration, lowerStep, lowerVariables } from './assignments.ts'
import { lowerFor, lowerIf, lowerSelect, lowerSwitch, lowerTypeSwitch } from './control.ts'
import { elementsIn } from './facts.ts'
import { fallback } from './fallbacks.ts'
import { blockOf, type Lowering } from './lowering.ts'
import { lowerTypes } from './types.ts'

/** The statements of a block, of a clause, or one by itself. */
export const lowerStatements = (node: SyntaxNode | undefined, lowering: Lowering): readonly Statement[] => {
  if (node === undefined) return []
  if (node.type === 'block' || node.type === 'statement_list') {
    const children = namedChildren(node)
    if (children.length === 1 && children[0]?.type === 'statement_list') return lowerStatements(children[0], lowering)
    return inOrder(children, lowering)
  }
  return lowerStatement(node, lowering)
}

const inOrder = (children: readonly SyntaxNode[], lowering: Lowering): readonly Statement[] => {
  const statements: Statement[] = []
  for (let at = 0; at < children.length; at += 1) {
    const [previous, child, next] = [children[at - 1], children[at] as SyntaxNode, children[at + 1]]
    const found = child.type === 'if_statement' ? fallback(child, previous, next, lowering) : null
    statements.push(...(found ? found.statements : lowerStatement(child, lowering)))
    if (found?.takesNext) at += 1
  }
  return statements
}

const lowerStatement = (node: SyntaxNode, lowering: Lowering): readonly Statement[] => {
  switch (node.type) {
    case 'short_var_declaration':
      return lowerShortDeclaration(node, lowering)
    case 'var_declaration':
    case 'const_declaration':
      return lowerVariables(node, lowering)
    case 'type_declaration':
      return lowerTypes(node, lowering)
    case 'assignment_statement':
      return lowerAssignment(node, lowering)
    case 'inc_statement':
    case 'dec_statement':
      return lowerStep(node, lowering)
    case 'expression_statement':
      return namedChildren(node).flatMap((child) => expression(child, lowering))
    // What runs beside the function, or at its end, is run in its place.
    case 'go_statement':
    case 'defer_statement':
      return namedChildren(node).map((child) => ({ ...statementOf(lowering.expression(child)), ...spanOf(node) }))
    case 'return_statement':
      return [{ kind: 'return', value: returned(node, lowering), ...spanOf(node) }]
    case 'if_statement':
      return lowerIf(node, lowering)
    case 'for_statement':
      return lowerFor(node, lowering)
    case 'expression_switch_statement':
      return lowerSwitch(node, lowering)
    case 'type_switch_statement':
      return lowerTypeSwitch(node, lowering)
    case 'select_statement':
      return lowerSelect(node, lowering)
    case 'send_statement':
      return lowerSend(node, lowering)
    case 'receive_statement':
      return lowerShortDeclaration(node, lowering)
    case 'block':
    case 'statement_list':
      return [blockOf(node, lowerStatements(node, lowering))]
    case 'labeled_statement':
      return namedChildren(node).flatMap((child) => (child.type === 'label_name' ? [] : lowerStatement(child, lowering)))
    case 'break_statement':
      return [{ kind: 'exit', how: 'break', value: null, ...spanOf(node) }]
    case 'continue_statement':
      return [{ kind: 'exit', how: 'continue', value: null, ...spanOf(node) }]
    case 'fallthrough_statement':
    case 'goto_statement':
    case 'empty_statement':
    case 'comment':
    case 'ERROR':
      return []
    default:
      return [statementOf(lowering.expression(node))]
  }
}

const returned = (node: SyntaxNode, lowering: Lowering): Expression | null => {
  const { canFail, names } = lowering.results
  const written = elementsIn(namedChildren(node)[0])
  const isFailure = canFail && written.length > 1 && written.at(-1)?.type !== 'nil'
  const values = written.map((each) => (isFailure && isEmpty(each, lowering) ? literalOf(null, each) : lowering.expression(each)))
  if (values.length > 1) return listOf(values, node)
  if (values[0]) return values[0]
  const results = names.map((text): Expression => (text === '_' ? opaque(node, 'it is not named') : nameOf(text, node)))
  return results.length > 1 ? listOf(results, node) : (results[0] ?? null)
}

/** What is returned beside an error because something has to be: `""`, `Config{}`. */
const isEmpty = (node: SyntaxNode, lowering: Lowering): boolean => {
  const operand = node.type === 'unary_expression' ? childOf(node, 'operand') : undefined
  const body = childOf(operand ?? node, 'body')
  if ((operand ?? node).type === 'composite_literal') return body !== undefined && namedChildren(body).length === 0
  return /^(?:""|``)$/.test(lowering.textOf(node))
}

const expression = (node: SyntaxNode, lowering: Lowering): readonly Statement[] => {
  const value = statementOf(lowering.expression(node))
  const callee = node.type === 'call_expression' ? childOf(node, 'function') : undefined
  if (!callee || !ends.test(lowering.textOf(callee))) return [value]
  return [value, { kind: 'exit', how: 'throw', value: null, ...spanOf(node) }]
}

/** Calls that nothing after them is run. */
const ends = /^(?:panic|os\.Exit|log\.(?:Fatal|Panic)(?:f|ln)?)$/
