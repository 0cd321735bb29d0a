import type { ListPattern, ObjectPattern, Pattern } from '../ir.ts'
import { nameOf, spanOf } from '../ir-build.ts'
import { childOf, namedChildren, type SyntaxNode } from '../syntax.ts'
import type { Lowering } from './lowering.ts'
import { lowerKey } from './objects.ts'

/** Where a value goes: names, places, and what destructuring makes of them. What cannot be assigned to takes nothing. */
export const lowerPattern = (node: SyntaxNode, lowering: Lowering): Pattern => {
  const at = spanOf(node)
  const [first] = namedChildren(node)
  switch (node.type) {
    case 'member_expression':
    case 'subscript_expression': {
      const place = lowering.expression(node)
      return place.kind === 'member' || place.kind === 'index' ? { kind: 'place', place, ...at } : nowhere(node)
    }
    case 'object_pattern':
    case 'object':
      return objectPattern(node, lowering)
    case 'array_pattern':
    case 'array':
      return listPattern(node, lowering)
    case 'assignment_pattern':
    case 'assignment_expression':
    case 'object_assignment_pattern': {
      const left = childOf(node, 'left')
      const right = childOf(node, 'right')
      if (!left || !right) return nowhere(node)
      return { kind: 'default-pattern', pattern: lowerPattern(left, lowering), otherwise: lowering.expression(right), ...at }
    }
    case 'parenthesized_expression':
    case 'non_null_expression':
    case 'as_expression':
    case 'satisfies_expression':
    case 'rest_pattern':
    case 'spread_element':
      return first ? lowerPattern(first, lowering) : nowhere(node)
    case 'identifier':
    case 'shorthand_property_identifier':
    case 'shorthand_property_identifier_pattern':
    case 'type_identifier':
    case 'undefined':
      return nameOf(lowering.textOf(node), node)
    default:
      return nowhere(node)
  }
}

const nowhere = (node: SyntaxNode): Pattern => ({ kind: 'list-pattern', elements: [], rest: null, ...spanOf(node) })

const isRest = (node: SyntaxNode): boolean => node.type === 'rest_pattern' || node.type === 'spread_element'

const objectPattern = (node: SyntaxNode, lowering: Lowering): ObjectPattern => {
  const children = namedChildren(node)
  const rest = children.find(isRest)
  return {
    kind: 'object-pattern',
    entries: children
      .filter((child) => !isRest(child))
      .flatMap((child) => {
        if (child.type === 'pair_pattern' || child.type === 'pair') {
          const key = childOf(child, 'key')
          const value = childOf(child, 'value')
          return key && value ? [{ key: lowerKey(key, lowering), pattern: lowerPattern(value, lowering) }] : []
        }
        const left = child.type === 'object_assignment_pattern' ? childOf(child, 'left') : child
        if (!left) return []
        const key = { kind: 'literal', value: lowering.textOf(left), ...spanOf(left) } as const
        return [{ key, pattern: lowerPattern(child, lowering) }]
      }),
    rest: rest ? lowerPattern(rest, lowering) : null,
    ...spanOf(node),
  }
}

/** `[a, , b]`: what lies between two commas takes nothing. */
const listPattern = (node: SyntaxNode, lowering: Lowering): ListPattern => {
  const children = namedChildren(node)
  const rest = children.find(isRest)
  const elements: (Pattern | null)[] = []
  let at = node.start + 1
  for (const child of children.filter((each) => !isRest(each))) {
    elements.push(
      ...Array.from(
        { length: Math.max(0, commasIn(lowering.textOf({ start: at, end: child.start })) - (elements.length > 0 ? 1 : 0)) },
        () => null,
      ),
    )
    elements.push(lowerPattern(child, lowering))
    at = child.end
  }
  return { kind: 'list-pattern', elements, rest: rest ? lowerPattern(rest, lowering) : null, ...spanOf(node) }
}

const commasIn = (between: string): number => between.replaceAll(/\/\*[\s\S]*?\*\/|\/\/.*/g, '').split(',').length - 1
