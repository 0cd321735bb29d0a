import type { BinaryExpression, Expression } from '../ir.ts'
import { opaque, spanOf } from '../ir-build.ts'
import { childOf, namedChildren, type SyntaxNode } from '../syntax.ts'
import type { Lowering } from './lowering.ts'
import { lowerPattern } from './patterns.ts'

const operators = new Map<string, BinaryExpression['operator']>([
  ['||', '||'],
  ['or', '||'],
  ['&&', '&&'],
  ['and', '&&'],
  ['??', '??'],
  ['==', '=='],
  ['!=', '!='],
  ['<>', '!='],
  ['===', '==='],
  ['!==', '!=='],
])

export const lowerBinary = (node: SyntaxNode, lowering: Lowering): Expression => {
  const [left, right] = [childOf(node, 'left'), childOf(node, 'right')].map(
    (child) => child && lowering.parts.expression(child, lowering),
  )
  const written = childOf(node, 'operator')
  const operator = written ? lowering.textOf(written).toLowerCase() : ''
  if (operator === 'instanceof') return opaque(node, 'it is true or false', left ? [left] : [])
  if (!left || !right) return opaque(node, 'it does not parse')
  const at = spanOf(node)
  if (operator === '.') return { kind: 'template', parts: [left, right], ...at }
  // Of two arrays, the entries of the left one stay.
  if (operator === '+') return { kind: 'binary', operator: '|', left: right, right: left, ...at }
  return { kind: 'binary', operator: operators.get(operator) ?? 'other', left, right, ...at }
}

export const lowerUnary = (node: SyntaxNode, lowering: Lowering): Expression => {
  const argument = childOf(node, 'argument')
  const value = argument ? lowering.parts.expression(argument, lowering) : opaque(node, 'it does not parse')
  const operator = lowering.textOf(node).charAt(0)
  if (operator === '!') return { kind: 'not', operand: value, ...spanOf(node) }
  if (operator === '-' && value.kind === 'literal' && typeof value.value === 'number')
    return { ...value, value: -value.value, ...spanOf(node) }
  return opaque(node, 'it is the result of a calculation', [value])
}

/** The first arm of which a condition is the subject, as a chain of conditions. */
export const lowerMatch = (node: SyntaxNode, lowering: Lowering): Expression => {
  const condition = childOf(node, 'condition')
  const body = childOf(node, 'body')
  if (!condition || !body) return opaque(node, 'it does not parse')
  const subject = lowering.parts.expression(condition, lowering)
  const arms = namedChildren(body)
  const last = arms.find((arm) => arm.type === 'match_default_expression')
  const resultOf = (arm: SyntaxNode): Expression => {
    const value = childOf(arm, 'return_expression')
    return value ? lowering.parts.expression(value, lowering) : opaque(arm, 'it does not parse')
  }
  return arms
    .filter((arm) => arm.type === 'match_conditional_expression')
    .reduceRight<Expression>(
      (otherwise, arm) => {
        const list = childOf(arm, 'conditional_expressions')
        const tests = (list ? namedChildren(list) : []).map((one): Expression => {
          const value = lowering.parts.expression(one, lowering)
          if (subject.kind === 'literal' && subject.value === true) return value
          return { kind: 'binary', operator: '===', left: subject, right: value, ...spanOf(one) }
        })
        const test = tests.reduce((left, right): Expression => ({ kind: 'binary', operator: '||', left, right, ...spanOf(arm) }))
        return { kind: 'conditional', test, whenTrue: resultOf(arm), whenFalse: otherwise, ...spanOf(arm) }
      },
      last ? resultOf(last) : opaque(node, 'no arm of its match holds'),
    )
}

/** `$i++`: another number in the next round. */
export const lowerUpdate = (node: SyntaxNode, lowering: Lowering): Expression => {
  const argument = childOf(node, 'argument')
  const pattern = argument ? lowerPattern(argument, lowering) : null
  const value = opaque(node, 'it is a number that is counted')
  return pattern ? { kind: 'assignment', declares: true, pattern, value, ...spanOf(node) } : value
}
