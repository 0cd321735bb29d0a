import type { ComprehensionExpression, Expression, Pattern } from '../ir.ts'
import { nameOf, opaque, spanOf } from '../ir-build.ts'
import { childOf, type SyntaxNode } from '../syntax.ts'
import { declare, innerScope, type Lowering } from './lowering.ts'
import { partsOf } from './nodes.ts'

type Clause = ComprehensionExpression['clauses'][number]

/** `from x in xs where … select …`. What groups and joins is not followed further than for the calls in it. */
export const lowerQuery = (node: SyntaxNode, outside: Lowering): Expression => {
  const lowering = innerScope(outside)
  const clauses: { pattern: Pattern; iterable: Expression; tests: Expression[] }[] = []
  let element: Expression | null = null
  const add = (pattern: Pattern, iterable: Expression): void => {
    clauses.push({ pattern, iterable, tests: [] })
  }
  for (const part of partsOf(node)) {
    const name = childOf(part, 'name') ?? partsOf(part).find((child) => child.type === 'identifier')
    const value = partsOf(part).at(-1)
    const lowered = value && value !== name ? lowering.parts.expression(value, lowering) : opaque(part, 'it is a part of a query')
    switch (part.type) {
      case 'from_clause':
        if (!name) break
        declare(lowering, lowering.textOf(name))
        add(nameOf(lowering.textOf(name), name), lowered)
        break
      case 'let_clause':
        if (!name) break
        declare(lowering, lowering.textOf(name))
        add(nameOf(lowering.textOf(name), name), { kind: 'list', elements: [{ spread: false, value: lowered }], ...spanOf(part) })
        break
      case 'where_clause':
        clauses.at(-1)?.tests.push(value ? lowering.parts.expression(value, lowering) : lowered)
        break
      case 'select_clause':
        element = value ? lowering.parts.expression(value, lowering) : lowered
        break
      default:
        clauses.at(-1)?.tests.push(
          opaque(
            part,
            'it is true or false',
            partsOf(part)
              .filter((child) => child !== name)
              .map((child) => lowering.parts.expression(child, lowering)),
          ),
        )
    }
  }
  const [first] = clauses
  const given = element ?? (first?.pattern.kind === 'name' ? first.pattern : opaque(node, 'it is an element of a query'))
  return { kind: 'comprehension', clauses: clauses satisfies readonly Clause[], key: null, element: given, ...spanOf(node) }
}
