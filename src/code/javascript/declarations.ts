import type { Expression, ObjectEntry, Statement } from '../ir.ts'
import { callOf, literalOf, nameOf, opaque, spanOf } from '../ir-build.ts'
import { childOf, namedChildren, type SyntaxNode } from '../syntax.ts'
import { arrowOf, type Lowering } from './lowering.ts'
import { keyText } from './objects.ts'

/** An enum is an object of its members; a member without a value is one more than the one before. */
export const lowerEnum = (node: SyntaxNode, lowering: Lowering): readonly Statement[] => {
  const own = childOf(node, 'name')
  const body = childOf(node, 'body')
  if (!own || !body) return []
  let next: number | null = 0
  const entries: ObjectEntry[] = []
  for (const child of namedChildren(body)) {
    const key = childOf(child, 'name') ?? child
    const text = keyText(key, lowering)
    const written = childOf(child, 'value')
    if (text === undefined) continue
    const value: Expression = written
      ? lowering.expression(written)
      : next === null
        ? opaque(child, 'it is a number')
        : literalOf(next, child)
    next = value.kind === 'literal' && typeof value.value === 'number' ? value.value + 1 : null
    entries.push({ key: literalOf(text, child), value })
  }
  const value: Expression = { kind: 'object', type: null, entries, ...spanOf(body) }
  return [{ kind: 'declare', scope: 'block', pattern: lowering.pattern(own), value, ...spanOf(node) }]
}

/** A namespace is an object of what it exports. */
export const lowerNamespace = (node: SyntaxNode, lowering: Lowering): readonly Statement[] => {
  const own = childOf(node, 'name')
  const body = childOf(node, 'body')
  if (own?.type !== 'identifier' || !body) return []
  const children = namedChildren(body)
  const exported = children.flatMap((child) => {
    const declaration = child.type === 'export_statement' ? childOf(child, 'declaration') : undefined
    return declaration ? namesIn(declaration) : []
  })
  const statements = lowering.statements(
    children.map((child) => (child.type === 'export_statement' ? (childOf(child, 'declaration') ?? child) : child)),
  )
  const entries = exported.map((each) => ({
    key: literalOf(lowering.textOf(each), each),
    value: nameOf(lowering.textOf(each), each),
  }))
  const value: Expression = { kind: 'object', type: null, entries, ...spanOf(body) }
  const run = arrowOf([...statements, { kind: 'return', value, ...spanOf(body) }], body)
  return [{ kind: 'declare', scope: 'function', pattern: lowering.pattern(own), value: callOf(run, [], node), ...spanOf(node) }]
}

/** The names that a declaration binds. */
export const namesIn = (declaration: SyntaxNode): readonly SyntaxNode[] => {
  if (declaration.type.endsWith('variable_declaration') || declaration.type === 'lexical_declaration') {
    return namedChildren(declaration).flatMap((child) => boundIn(childOf(child, 'name')))
  }
  return boundIn(childOf(declaration, 'name'))
}

const boundIn = (pattern: SyntaxNode | undefined): readonly SyntaxNode[] => {
  if (!pattern) return []
  switch (pattern.type) {
    case 'identifier':
    case 'type_identifier':
    case 'shorthand_property_identifier_pattern':
      return [pattern]
    case 'object_pattern':
    case 'array_pattern':
    case 'rest_pattern':
      return namedChildren(pattern).flatMap(boundIn)
    case 'pair_pattern':
      return boundIn(childOf(pattern, 'value'))
    case 'assignment_pattern':
    case 'object_assignment_pattern':
      return boundIn(childOf(pattern, 'left'))
    default:
      return []
  }
}
