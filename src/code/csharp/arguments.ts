import type { Argument, Expression } from '../ir.ts'
import { nameOf, opaque } from '../ir-build.ts'
import { childOf, type SyntaxNode } from '../syntax.ts'
import { declare, type Lowering } from './lowering.ts'
import { assigned, partsOf } from './nodes.ts'
import { typeText } from './type-info.ts'

const argumentValue = (node: SyntaxNode): SyntaxNode | undefined => {
  const name = childOf(node, 'name')
  return partsOf(node).find((part) => part !== name)
}

/** What a call is given; a variable that `out` declares is in scope from here on. */
export const lowerArguments = (list: SyntaxNode, lowering: Lowering): readonly Argument[] =>
  partsOf(list).flatMap((node): readonly Argument[] => {
    const name = node.type === 'argument' ? childOf(node, 'name') : undefined
    const value = node.type === 'argument' ? argumentValue(node) : node
    if (!value) return []
    return [{ name: name ? lowering.textOf(name) : null, spread: null, value: lowerArgument(value, lowering) }]
  })

const lowerArgument = (node: SyntaxNode, lowering: Lowering): Expression => {
  if (node.type !== 'declaration_expression') return lowering.parts.expression(node, lowering)
  const name = childOf(node, 'name')
  if (name?.type === 'identifier') declare(lowering, lowering.textOf(name), { type: typeText(childOf(node, 'type'), lowering) })
  return opaque(node, 'it is set by the call')
}

interface SetVariable {
  readonly place: Expression
  readonly declares: boolean
}

/** Variables that a call sets: of `out`, and of `ref`, which it may. */
export const setByCall = (list: SyntaxNode | undefined, lowering: Lowering): readonly SetVariable[] =>
  (list ? partsOf(list) : []).flatMap((node): readonly SetVariable[] => {
    const isSet = node.children.some((child) => child.type === 'out' || child.type === 'ref')
    const value = argumentValue(node)
    if (!isSet || !value) return []
    if (value.type !== 'declaration_expression') return [{ place: lowering.parts.expression(value, lowering), declares: false }]
    const name = childOf(value, 'name')
    return name?.type === 'identifier' ? [{ place: nameOf(lowering.textOf(name), name), declares: true }] : []
  })

/** The call, and then what it sets, of which only that is known. */
export const withSet = (call: Expression, list: SyntaxNode | undefined, lowering: Lowering, value?: Expression): Expression => {
  const set = setByCall(list, lowering)
  if (set.length === 0 || !list) return call
  const result = nameOf(`result$${list.start}`, call)
  return {
    kind: 'sequence',
    expressions: [
      assigned(result, call, call, true),
      ...set.map(({ declares, place }) => assigned(place, value ?? opaque(call, 'it is set by a call'), call, declares)),
      result,
    ],
    start: call.start,
    end: call.end,
  }
}
