import type { Expression, ListPattern, ObjectPattern, Pattern } from '../ir.ts'
import { childOf, namedChildren, type SyntaxNode } from '../syntax.ts'
import { type Lowering, memberName, spanOf } from './lowering.ts'

/** The target of an assignment, of `for` and of `as`. */
export const lowerPattern = (node: SyntaxNode, lowering: Lowering): Pattern => {
  switch (node.type) {
    case 'identifier':
      return { kind: 'name', name: lowering.textOf(node), ...spanOf(node) }
    case 'attribute':
    case 'subscript': {
      const place = lowering.expression(node)
      return place.kind === 'member' || place.kind === 'index' ? { kind: 'place', place, ...spanOf(node) } : nothing(node)
    }
    case 'pattern_list':
    case 'tuple_pattern':
    case 'list_pattern':
    case 'tuple':
    case 'list':
    case 'expression_list':
      return listPattern(node, namedChildren(node), (child) => lowerPattern(child, lowering))
    case 'as_pattern_target':
    case 'parenthesized_expression': {
      const inner = namedChildren(node)[0]
      return inner ? lowerPattern(inner, lowering) : nothing(node)
    }
    default:
      return nothing(node)
  }
}

const nothing = (node: SyntaxNode): ListPattern => ({ kind: 'list-pattern', elements: [], rest: null, ...spanOf(node) })

const splats = new Set(['list_splat_pattern', 'list_splat', 'splat_pattern'])

const listPattern = (node: SyntaxNode, children: readonly SyntaxNode[], lower: (child: SyntaxNode) => Pattern): ListPattern => {
  const splat = children.findIndex((child) => splats.has(child.type))
  const before = splat === -1 ? children : children.slice(0, splat)
  const inner = splat === -1 ? undefined : namedChildren(children[splat] as SyntaxNode)[0]
  return { kind: 'list-pattern', elements: before.map(lower), rest: inner ? lower(inner) : null, ...spanOf(node) }
}

export interface CasePattern {
  readonly pattern: Pattern | null
  /** Null if the pattern always matches. */
  readonly test: Expression | null
}

/** A pattern of `case`: what it binds, and what it compares the subject with. */
export const lowerCase = (node: SyntaxNode, subject: Expression, lowering: Lowering): CasePattern => {
  const bare = lowering.textOf(node)
  if (bare === '_') return { pattern: null, test: null }
  const [inner] = namedChildren(node)
  if (node.type === 'case_pattern' && inner) return lowerCase(inner, subject, lowering)
  if (node.type === 'dotted_name' && !bare.includes('.'))
    return { pattern: { kind: 'name', name: bare, ...spanOf(node) }, test: null }
  if (literals.has(node.type)) {
    return {
      pattern: null,
      test: { kind: 'binary', operator: '==', left: subject, right: lowering.expression(node), ...spanOf(node) },
    }
  }
  if (node.type === 'union_pattern') {
    const tests = namedChildren(node).map((child) => lowerCase(child, subject, lowering).test)
    if (tests.every((test) => test !== null)) {
      return {
        pattern: null,
        test: tests.reduce((left, right) => ({ kind: 'binary', operator: '||', left, right, ...spanOf(node) })),
      }
    }
  }
  const test: Expression = { kind: 'opaque', why: `it matches ${bare}`, children: [], ...spanOf(node) }
  return { pattern: boundBy(node, lowering), test }
}

const literals = new Set(['string', 'concatenated_string', 'integer', 'float', 'true', 'false', 'none'])

const boundBy = (node: SyntaxNode, lowering: Lowering): Pattern => {
  const children = namedChildren(node)
  switch (node.type) {
    case 'case_pattern':
    case 'splat_pattern':
      return children[0] ? boundBy(children[0], lowering) : nothing(node)
    case 'dotted_name':
    case 'identifier':
      return { kind: 'name', name: lowering.textOf(node), ...spanOf(node) }
    case 'list_pattern':
    case 'tuple_pattern':
      return listPattern(node, children, (child) => boundBy(child, lowering))
    case 'dict_pattern':
      return { kind: 'object-pattern', entries: dictEntries(node, lowering), rest: null, ...spanOf(node) }
    case 'class_pattern':
      return { kind: 'object-pattern', entries: classEntries(children, lowering), rest: null, ...spanOf(node) }
    default:
      return nothing(node)
  }
}

const dictEntries = (node: SyntaxNode, lowering: Lowering): ObjectPattern['entries'] => {
  const keys = node.children.filter((child) => child.field === 'key')
  const values = node.children.filter((child) => child.field === 'value')
  return keys.flatMap((key, index) => {
    const value = values[index]
    const inner = literals.has(key.type) ? key : (namedChildren(key)[0] ?? key)
    return value ? [{ key: lowering.expression(inner), pattern: boundBy(value, lowering) }] : []
  })
}

const classEntries = (children: readonly SyntaxNode[], lowering: Lowering): ObjectPattern['entries'] =>
  children.flatMap((child) => {
    const keyword =
      child.type === 'keyword_pattern' ? child : namedChildren(child).find((inner) => inner.type === 'keyword_pattern')
    const [name, value] = keyword ? namedChildren(keyword) : []
    if (!name || !value) return []
    const key: Expression = { kind: 'literal', value: memberName(lowering.textOf(name)), ...spanOf(name) }
    return [{ key, pattern: boundBy(value, lowering) }]
  })

/** `as` in `with` and `except`. */
export const aliasOf = (node: SyntaxNode | undefined, lowering: Lowering): Pattern | null => {
  const alias = node && childOf(node, 'alias')
  return alias ? lowerPattern(alias, lowering) : null
}
