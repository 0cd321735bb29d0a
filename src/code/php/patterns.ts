import type { Expression, Pattern } from '../ir.ts'
import { nameOf, spanOf } from '../ir-build.ts'
import { namedChildren, type SyntaxNode } from '../syntax.ts'
import { type Lowering, variableName } from './lowering.ts'

/** Where an assignment, a loop or `list(…)` puts a value; null for what is no place. */
export const lowerPattern = (node: SyntaxNode, lowering: Lowering): Pattern | null => {
  switch (node.type) {
    case 'variable_name':
      return nameOf(variableName(node, lowering), node)
    case 'by_ref': {
      const [inner] = namedChildren(node)
      return inner ? lowerPattern(inner, lowering) : null
    }
    case 'list_literal':
    case 'array_creation_expression':
      return destructuring(node, lowering)
    default: {
      const place = lowering.parts.expression(node, lowering)
      return place.kind === 'member' || place.kind === 'index' ? { kind: 'place', place, ...spanOf(node) } : null
    }
  }
}

interface Element {
  readonly key: SyntaxNode | null
  readonly target: SyntaxNode
}

/** `[$a, , $b]` by position, with gaps; `['k' => $a]` by key. */
const destructuring = (node: SyntaxNode, lowering: Lowering): Pattern => {
  const slots = elementsOf(node, lowering)
  const lower = (target: SyntaxNode): Pattern | null => lowerPattern(target, lowering)
  if (slots.some((slot) => slot?.key)) {
    const entries = slots.flatMap((slot, index) => {
      const pattern = slot ? lower(slot.target) : null
      const key: Expression | null = slot
        ? slot.key
          ? lowering.parts.expression(slot.key, lowering)
          : { kind: 'literal', value: index, ...spanOf(slot.target) }
        : null
      return pattern && key ? [{ key, pattern }] : []
    })
    return { kind: 'object-pattern', entries, rest: null, ...spanOf(node) }
  }
  return { kind: 'list-pattern', elements: slots.map((slot) => (slot ? lower(slot.target) : null)), rest: null, ...spanOf(node) }
}

/** The tree has neither commas nor what is left out between them: the text has. */
const elementsOf = (node: SyntaxNode, lowering: Lowering): readonly (Element | null)[] => {
  const slots: (Element | null)[] = []
  let pending: SyntaxNode | null = null
  let end = node.start
  const parts = node.children.flatMap((child) => (child.type === 'array_element_initializer' ? child.children : [child]))
  for (const child of parts) {
    if (child.type === 'list' || child.type === 'comment') continue
    if (child.type === '=>') {
      pending = slots.pop()?.target ?? null
      end = child.end
      continue
    }
    if (pending === null) {
      const commas = lowering.file.text.slice(end, child.start).split(',').length - 1
      for (let gap = slots.length === 0 ? 0 : 1; gap < commas; gap += 1) slots.push(null)
    }
    slots.push({ key: pending, target: child })
    pending = null
    end = child.end
  }
  return slots
}
