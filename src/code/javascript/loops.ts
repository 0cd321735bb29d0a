import type { Expression, Statement } from '../ir.ts'
import { spanOf } from '../ir-build.ts'
import { childOf, type SyntaxNode } from '../syntax.ts'
import { bodyOf } from './branches.ts'
import type { Lowering } from './lowering.ts'

export const lowerLoop = (node: SyntaxNode, lowering: Lowering): readonly Statement[] => {
  const at = spanOf(node)
  const body = bodyOf(childOf(node, 'body'), lowering)
  const test = testOf(node, lowering)
  switch (node.type) {
    case 'for_in_statement': {
      const left = childOf(node, 'left')
      const right = childOf(node, 'right')
      const operator = childOf(node, 'operator')
      return [
        {
          kind: 'loop',
          pattern: left ? lowering.pattern(left) : null,
          takes: operator && lowering.textOf(operator) === 'in' ? 'keys' : 'elements',
          iterable: right ? lowering.expression(right) : null,
          test: null,
          body,
          ...at,
        },
      ]
    }
    case 'for_statement': {
      const start = childOf(node, 'initializer')
      const increment = childOf(node, 'increment')
      const update: readonly Statement[] = increment
        ? [{ kind: 'expression', expression: lowering.expression(increment), ...spanOf(increment) }]
        : []
      const loop: Statement = {
        kind: 'loop',
        pattern: null,
        takes: 'elements',
        iterable: null,
        test,
        body: [...body, ...update],
        ...at,
      }
      return [{ kind: 'block', body: [...(start ? startOf(start, lowering) : []), loop], ...at }]
    }
    case 'do_statement':
      // Its body runs at least once.
      return [
        { kind: 'block', body, ...at },
        { kind: 'loop', pattern: null, takes: 'elements', iterable: null, test, body, ...at },
      ]
    default:
      return [{ kind: 'loop', pattern: null, takes: 'elements', iterable: null, test, body, ...at }]
  }
}

const startOf = (node: SyntaxNode, lowering: Lowering): readonly Statement[] => {
  if (node.type.endsWith('declaration') || node.type.endsWith('statement')) return lowering.statements([node])
  return node.named ? [{ kind: 'expression', expression: lowering.expression(node), ...spanOf(node) }] : []
}

const testOf = (node: SyntaxNode, lowering: Lowering): Expression | null => {
  const condition = childOf(node, 'condition')
  return condition?.named && condition.type !== 'empty_statement' ? lowering.expression(condition) : null
}
