import type { Expression, ObjectPattern, Pattern } from '../ir.ts'
import { literalOf, nameOf, opaque, spanOf } from '../ir-build.ts'
import type { SyntaxNode } from '../syntax.ts'
import { fieldOf, type Lowering, partsOf } from './lowering.ts'
import { lowerPathNode, segmentsOf } from './paths.ts'

const wrappers = /^(?:Some|Ok|Err|Left|Right|Ready)$/

/** Where a pattern puts what it takes; null if it takes nothing. Its names are declared in the scope. */
export const lowerPattern = (node: SyntaxNode, lowering: Lowering): Pattern | null => {
  const parts = partsOf(node)
  const [first] = parts
  switch (node.type) {
    case 'identifier':
    case 'shorthand_field_identifier': {
      const name = lowering.textOf(node)
      if (/^[A-Z]/.test(name)) return null
      lowering.scope.names.add(name)
      return nameOf(name, node)
    }
    case 'mut_pattern':
    case 'ref_pattern':
    case 'reference_pattern':
    case 'match_pattern':
    case 'or_pattern':
    case 'remaining_field_pattern': {
      const inner = parts.find((part) => part.type !== 'mutable_specifier')
      return inner ? lowerPattern(inner, lowering) : null
    }
    case 'captured_pattern':
      return first ? lowerPattern(first, lowering) : null
    case 'tuple_struct_pattern': {
      const type = fieldOf(node, 'type')
      const inner = parts.filter((part) => part !== type)
      const [only] = inner
      if (type && wrappers.test(segmentsOf(type, lowering).at(-1) ?? '')) return only ? lowerPattern(only, lowering) : null
      return listPattern(node, inner, lowering)
    }
    case 'tuple_pattern':
    case 'slice_pattern':
      return listPattern(
        node,
        node.children.filter((child) => child.named || lowering.textOf(child) === '_'),
        lowering,
      )
    case 'struct_pattern':
      return structPattern(node, lowering)
    default:
      return null
  }
}

const listPattern = (node: SyntaxNode, parts: readonly SyntaxNode[], lowering: Lowering): Pattern => {
  const rest = parts.findIndex((part) => part.type === 'remaining_field_pattern')
  const before = rest === -1 ? parts : parts.slice(0, rest)
  return { kind: 'list-pattern', elements: before.map((part) => lowerPattern(part, lowering)), rest: null, ...spanOf(node) }
}

const structPattern = (node: SyntaxNode, lowering: Lowering): ObjectPattern => ({
  kind: 'object-pattern',
  entries: node.children
    .filter((child) => child.type === 'field_pattern')
    .flatMap((child) => {
      const name = fieldOf(child, 'name')
      const inner = fieldOf(child, 'pattern') ?? name
      const pattern = inner && lowerPattern(inner, lowering)
      return name && pattern ? [{ key: literalOf(lowering.textOf(name), name), pattern }] : []
    }),
  rest: null,
  ...spanOf(node),
})

/** Where a value of an enumeration has the name of its variant. */
export const variantName = 'variant$'

/** `Target::Named(x)`, of an enumeration of the file. */
const variantTest = (
  node: SyntaxNode,
  type: SyntaxNode | undefined,
  subject: Expression,
  lowering: Lowering,
): Expression | undefined => {
  const segments = type ? segmentsOf(type, lowering) : []
  const [its = '', name = ''] = segments.slice(-2)
  const owner = its === 'Self' ? (lowering.owner ?? '') : its
  if (segments.length < 2 || !lowering.unit.enums.has(owner)) return undefined
  const written: Expression = { kind: 'member', object: subject, name: variantName, nameSpan: spanOf(node), ...spanOf(node) }
  return { kind: 'binary', operator: '==', left: written, right: literalOf(name, node), ...spanOf(node) }
}

/** When a pattern holds, as far as that can be told; null if it always does. */
export const testOf = (node: SyntaxNode, subject: Expression, lowering: Lowering): Expression | null => {
  const parts = partsOf(node)
  const at = spanOf(node)
  switch (node.type) {
    case 'match_pattern': {
      const [inner] = parts
      const guard = fieldOf(node, 'condition')
      const test = inner && inner !== guard ? testOf(inner, subject, lowering) : null
      return guard ? opaque(guard, 'it is true or false') : test
    }
    case 'string_literal':
    case 'integer_literal':
    case 'boolean_literal':
      return { kind: 'binary', operator: '==', left: subject, right: lowering.parts.expression(node, lowering), ...at }
    case 'or_pattern': {
      const tests = parts.map((part) => testOf(part, subject, lowering))
      return tests.reduce((left, right) => (left && right ? { kind: 'binary', operator: '||', left, right, ...at } : null))
    }
    case 'identifier':
      if (lowering.textOf(node) === 'None')
        return { kind: 'binary', operator: '==', left: subject, right: literalOf(null, node), ...at }
      return /^[A-Z]/.test(lowering.textOf(node))
        ? { kind: 'binary', operator: '==', left: subject, right: lowerPathNode(node, lowering), ...at }
        : null
    case 'tuple_struct_pattern': {
      const type = fieldOf(node, 'type')
      const [inner] = parts.filter((part) => part !== type)
      const isPresent = type !== undefined && /^(?:Some|Ok)$/.test(lowering.textOf(type))
      if (isPresent && (!inner || /^(?:identifier|_|ref_pattern|mut_pattern|tuple_pattern)$/.test(inner.type)))
        return { kind: 'binary', operator: '!=', left: subject, right: literalOf(null, node), ...at }
      return variantTest(node, type, subject, lowering) ?? opaque(node, 'it is true or false')
    }
    case 'struct_pattern':
      return variantTest(node, fieldOf(node, 'type'), subject, lowering) ?? opaque(node, 'it is true or false')
    case 'scoped_identifier':
      return variantTest(node, node, subject, lowering) ?? opaque(node, 'it is true or false')
    case '_':
    case 'tuple_pattern':
    case 'mut_pattern':
    case 'ref_pattern':
      return null
    default:
      return opaque(node, 'it is true or false')
  }
}
