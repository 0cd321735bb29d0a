import type { Argument } from '../ir.ts'
import { namedChildren, type SyntaxNode } from '../syntax.ts'
import { partsOf } from './literals.ts'
import { type Lowering, literal, spanOf } from './lowering.ts'

/** The arguments of a call, or of a tag before a template. */
export const argumentsOf = (node: SyntaxNode, lowering: Lowering): readonly Argument[] => {
  if (node.type === 'template_string') return templateArguments(node, lowering)
  return namedChildren(node).map((child) => ({
    name: null,
    spread: child.type === 'spread_element' ? 'list' : null,
    value: lowering.expression(child),
  }))
}

/** A tag is called with the list of the texts, and each value. */
const templateArguments = (node: SyntaxNode, lowering: Lowering): readonly Argument[] => {
  const parts = partsOf(node, lowering)
  const texts = parts.filter((part) => typeof part === 'string').map((part) => ({ spread: false, value: literal(node, part) }))
  const values = parts.filter((part) => typeof part !== 'string')
  return [{ kind: 'list', elements: texts, ...spanOf(node) } as const, ...values].map((value) => ({
    name: null,
    spread: null,
    value,
  }))
}
