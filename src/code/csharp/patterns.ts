import type { Expression, Pattern } from '../ir.ts'
import { literalOf, memberOf, nameOf, spanOf, undecided } from '../ir-build.ts'
import { childOf, type SyntaxNode } from '../syntax.ts'
import { declare, type Lowering } from './lowering.ts'
import { assigned, partsOf } from './nodes.ts'
import { typeText } from './type-info.ts'

/** Whether a value fits a pattern, with the names that it binds; null if any value does. */
export const lowerPattern = (node: SyntaxNode, subject: Expression, lowering: Lowering): Expression | null => {
  const at = spanOf(node)
  const [first, second] = partsOf(node)
  switch (node.type) {
    case 'constant_pattern':
      return first
        ? { kind: 'binary', operator: '==', left: subject, right: lowering.parts.expression(first, lowering), ...at }
        : null
    case 'discard':
      return null
    case 'var_pattern': {
      const name = childOf(node, 'name') ?? first
      return name?.type === 'identifier' ? withBinding(name, null, subject, literalOf(true, node), lowering) : undecided(node)
    }
    case 'declaration_pattern': {
      const name = childOf(node, 'name')
      const test = undecided(node, [])
      return name?.type === 'identifier'
        ? withBinding(name, typeText(childOf(node, 'type'), lowering), subject, test, lowering)
        : test
    }
    case 'parenthesized_pattern':
      return first ? lowerPattern(first, subject, lowering) : null
    case 'negated_pattern': {
      const operand = first && lowerPattern(first, subject, lowering)
      return operand ? { kind: 'not', operand, ...at } : undecided(node)
    }
    case 'or_pattern':
    case 'and_pattern': {
      const left = first ? lowerPattern(first, subject, lowering) : null
      const right = second ? lowerPattern(second, subject, lowering) : null
      if (node.type === 'or_pattern') return left && right ? { kind: 'binary', operator: '||', left, right, ...at } : null
      return left && right ? { kind: 'binary', operator: '&&', left, right, ...at } : (left ?? right)
    }
    case 'recursive_pattern':
      return recursive(node, subject, lowering)
    default:
      return undecided(node)
  }
}

/** `{ Bucket: "x", Key: var key } name`: what is bound is a part of the subject. */
const recursive = (node: SyntaxNode, subject: Expression, lowering: Lowering): Expression => {
  const tests: Expression[] = [undecided(node)]
  const clauses = node.children.filter((child) => /_pattern_clause$/.test(child.type))
  for (const [index, part] of clauses.flatMap(partsOf).entries()) {
    const [name, inner] = partsOf(part)
    const isPositional = part.type !== 'subpattern' || inner === undefined
    const pattern = isPositional ? (part.type === 'subpattern' ? name : part) : inner
    if (!pattern || !name) continue
    const value: Expression = isPositional
      ? { kind: 'index', object: subject, index: literalOf(index, part), ...spanOf(part) }
      : lowering
          .textOf(name)
          .split('.')
          .reduce<Expression>((object, field) => memberOf(object, field, name), subject)
    const test = lowerPattern(pattern, value, lowering)
    if (test) tests.push(test)
  }
  const whole = childOf(node, 'name')
  const test: Expression = { kind: 'sequence', expressions: [...tests, undecided(node)], ...spanOf(node) }
  return whole?.type === 'identifier'
    ? withBinding(whole, typeText(childOf(node, 'type'), lowering), subject, test, lowering)
    : test
}

const withBinding = (
  name: SyntaxNode,
  type: string | null,
  value: Expression,
  test: Expression,
  lowering: Lowering,
): Expression => {
  const text = lowering.textOf(name)
  declare(lowering, text, { type })
  return { kind: 'sequence', expressions: [assigned(nameOf(text, name), value, name, true), test], ...spanOf(name) }
}

/** `(a, b)` and `var (a, b)` where a value is taken apart; its names are declared. */
export const lowerTuplePattern = (node: SyntaxNode, lowering: Lowering): Pattern => {
  const elements = partsOf(node).map((child): Pattern | null => {
    const inner = child.type === 'argument' ? partsOf(child)[0] : child
    if (!inner || inner.type === 'discard' || lowering.textOf(inner) === '_') return null
    if (inner.type === 'tuple_pattern' || inner.type === 'tuple_expression') return lowerTuplePattern(inner, lowering)
    if (inner.type === 'declaration_expression') {
      const name = childOf(inner, 'name')
      if (!name) return null
      declare(lowering, lowering.textOf(name))
      return nameOf(lowering.textOf(name), name)
    }
    if (node.type === 'tuple_pattern' && inner.type === 'identifier') {
      declare(lowering, lowering.textOf(inner))
      return nameOf(lowering.textOf(inner), inner)
    }
    const place = lowering.parts.expression(inner, lowering)
    if (place.kind === 'name') return place
    return place.kind === 'member' || place.kind === 'index' ? { kind: 'place', place, ...spanOf(inner) } : null
  })
  return { kind: 'list-pattern', elements, rest: null, ...spanOf(node) }
}
