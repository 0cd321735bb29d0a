import type { Expression, LoopStatement, Pattern, Statement } from '../ir.ts'
import { spanOf } from '../ir-build.ts'
import { childOf, childrenOf, namedChildren, type SyntaxNode } from '../syntax.ts'
import type { Lowering } from './lowering.ts'
import { lowerPattern } from './patterns.ts'

export const loopStatement = (node: SyntaxNode, lowering: Lowering): readonly Statement[] => {
  const { parts } = lowering
  const body = childOf(node, 'body')
  const at = spanOf(node)
  const evaluated = (field: string): readonly Statement[] =>
    childrenOf(node, field).map((child) => ({
      kind: 'expression',
      expression: parts.expression(child, lowering),
      ...spanOf(child),
    }))
  const plain: LoopStatement = {
    kind: 'loop',
    pattern: null,
    takes: 'elements',
    iterable: null,
    test: null,
    body: parts.block(body, lowering),
    ...at,
  }
  switch (node.type) {
    case 'foreach_statement':
      return [forEach(node, plain, lowering)]
    case 'for_statement': {
      const condition = childOf(node, 'condition')
      const test = condition ? parts.expression(condition, lowering) : null
      return [...evaluated('initialize'), { ...plain, test, body: [...plain.body, ...evaluated('update')] }]
    }
    default: {
      const condition = childOf(node, 'condition')
      const test = condition ? parts.expression(condition, lowering) : null
      if (node.type === 'while_statement') return [{ ...plain, test }]
      const end: readonly Statement[] = test ? [{ kind: 'expression', expression: test, ...spanOf(test) }] : []
      return [{ ...plain, body: [...plain.body, ...end] }]
    }
  }
}

/** `foreach ($xs as $k => $v)`: values, whether the array has keys or not. */
const forEach = (node: SyntaxNode, plain: LoopStatement, lowering: Lowering): Statement => {
  const [iterable, target] = namedChildren(node).filter((child) => child.field !== 'body')
  const [key, value] = target?.type === 'pair' ? namedChildren(target) : [undefined, target]
  const pattern: Pattern = {
    kind: 'list-pattern',
    elements: [key ? lowerPattern(key, lowering) : null, value ? lowerPattern(value, lowering) : null],
    rest: null,
    ...spanOf(target ?? node),
  }
  const over: Expression | null = iterable ? lowering.parts.expression(iterable, lowering) : null
  return { ...plain, pattern, takes: 'pairs', iterable: over }
}
