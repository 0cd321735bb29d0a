import type { Argument, Expression } from '../ir.ts'
import { literalOf, spanOf } from '../ir-build.ts'
import { namedChildren, type SyntaxNode } from '../syntax.ts'
import { partsOf } from './literals.ts'
import type { Lowering } from './lowering.ts'

/** The arguments of a call, or of a tag before a template. */
export const argumentsOf = (node: SyntaxNode, lowering: Lowering): readonly Argument[] => {
  if (node.type === 'template_string') return templateArguments(node, lowering)
  return namedChildren(node).map((child) => ({
    name: null,
    spread: child.type === 'spread_element' ? 'list' : null,
    value: lowering.expression(child),
  }))
}

/** A tag is called with the list of the texts before, between and after the values, and each value. */
const templateArguments = (node: SyntaxNode, lowering: Lowering): readonly Argument[] => {
  const texts: string[] = ['']
  const values: Expression[] = []
  for (const part of partsOf(node, lowering)) {
    if (typeof part === 'string') texts[texts.length - 1] += part
    else {
      values.push(part)
      texts.push('')
    }
  }
  const elements = texts.map((text) => ({ spread: false, value: literalOf(text, node) }))
  return [{ kind: 'list', elements, ...spanOf(node) } as const, ...values].map((value) => ({
    name: null,
    spread: null,
    value,
  }))
}
