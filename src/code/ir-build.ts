import type { Span } from '../source/source-file.ts'
import type { Expression, OpaqueExpression } from './ir.ts'

export const spanOf = (node: Span): Span => ({ start: node.start, end: node.end })

/** What has no place in the IR; its children are still run. `why` ends the sentence "not known, because …". */
export const opaque = (node: Span, why: string, children: readonly Expression[] = []): OpaqueExpression => ({
  kind: 'opaque',
  why,
  children,
  ...spanOf(node),
})
