import type { Arm, BinaryExpression, Expression, Pattern, Statement } from '../ir.ts'
import { literalOf, nameOf, opaque, spanOf } from '../ir-build.ts'
import { childOf, childrenOf, namedChildren, type SyntaxNode } from '../syntax.ts'
import { finish, type Lowering, type Tail } from './lowering.ts'

/** `case x when …`: each `when` asks whether one of its patterns is the subject. */
export const lowerMatch = (node: SyntaxNode, tail: Tail, lowering: Lowering): readonly Statement[] => {
  const value = childOf(node, 'value')
  const name = `%${node.start}case`
  const subject = value ? nameOf(name, value) : null
  const arms = namedChildren(node).flatMap((clause): readonly Arm[] => {
    const body = childOf(clause, 'body')
    if (clause.type === 'else') return [{ test: null, body: lowering.statements([clause], tail) }]
    if (clause.type !== 'when') return []
    const tests = childrenOf(clause, 'pattern').flatMap((pattern) => whenTest(pattern, subject, lowering))
    return [{ test: anyOf(clause, tests), body: body ? lowering.statements([body], tail) : empty(clause, tail) }]
  })
  const hasElse = arms.some((arm) => arm.test === null)
  const all = hasElse ? arms : [...arms, { test: null, body: empty(node, tail) }]
  return [...bound(value, name, lowering), { kind: 'branch', arms: all, ...spanOf(node) }]
}

const empty = (node: SyntaxNode, tail: Tail): readonly Statement[] =>
  tail === 'drop' ? [] : [finish(node, literalOf(null, node), tail)]

const bound = (value: SyntaxNode | undefined, name: string, lowering: Lowering): readonly Statement[] =>
  value
    ? [
        {
          kind: 'declare',
          scope: 'function',
          pattern: nameOf(name, value),
          value: lowering.expression(value),
          ...spanOf(value),
        },
      ]
    : []

const whenTest = (pattern: SyntaxNode, subject: Expression | null, lowering: Lowering): readonly Expression[] =>
  namedChildren(pattern).map((child) => {
    const value = lowering.expression(child)
    if (subject === null) return value
    return isPlain(child) ? equal(child, subject, value) : opaque(child, 'it is a pattern', [value])
  })

const isPlain = ({ type }: SyntaxNode): boolean =>
  /^(?:string|chained_string|simple_symbol|delimited_symbol|integer|float|nil|true|false|identifier|call)$/.test(type)

const equal = (node: SyntaxNode, left: Expression, right: Expression): BinaryExpression => ({
  kind: 'binary',
  operator: '==',
  left,
  right,
  ...spanOf(node),
})

const anyOf = (node: SyntaxNode, tests: readonly Expression[]): Expression => {
  const [first, ...others] = tests
  if (!first) return opaque(node, 'it does not parse')
  return others.reduce<Expression>((left, right) => ({ kind: 'binary', operator: '||', left, right, ...spanOf(node) }), first)
}

/** `case x in …`, `x => pattern`, `x in pattern`. */
export const lowerCaseMatch = (node: SyntaxNode, tail: Tail, lowering: Lowering): readonly Statement[] => {
  const value = childOf(node, 'value')
  const name = `%${node.start}case`
  const subject = nameOf(name, value ?? node)
  const only = node.type === 'case_match' ? undefined : childOf(node, 'pattern')
  if (only) {
    const pattern = boundBy(only, lowering)
    const taken: Statement = { kind: 'declare', scope: 'function', pattern, value: subject, ...spanOf(only) }
    return [...bound(value, name, lowering), taken, ...empty(node, tail)]
  }
  const arms = childrenOf(node, 'clauses').map((clause): Arm => {
    const written = childOf(clause, 'pattern')
    const pattern = written ? boundBy(written, lowering) : null
    const guard = childOf(clause, 'guard')
    const condition = guard && childOf(guard, 'condition')
    const body = childOf(clause, 'body')
    const matches = written && isPlain(written) && written.type !== 'identifier'
    const isAlways = written?.type === 'identifier' && !guard
    return {
      test: isAlways
        ? null
        : matches && written
          ? equal(written, subject, lowering.expression(written))
          : opaque(clause, 'it is a pattern'),
      ...(pattern ? { pattern, subject } : {}),
      body: [
        ...(condition ? [{ kind: 'expression' as const, expression: lowering.expression(condition), ...spanOf(condition) }] : []),
        ...(body ? lowering.statements([body], tail) : empty(clause, tail)),
      ],
    }
  })
  const otherwise = childOf(node, 'else')
  const last: readonly Arm[] = otherwise ? [{ test: null, body: lowering.statements([otherwise], tail) }] : []
  return [...bound(value, name, lowering), { kind: 'branch', arms: [...arms, ...last], ...spanOf(node) }]
}

/** What a pattern of `in` binds. */
const boundBy = (node: SyntaxNode, lowering: Lowering): Pattern => {
  const at = spanOf(node)
  switch (node.type) {
    case 'identifier':
      return lowering.pattern(node)
    case 'as_pattern': {
      const name = childOf(node, 'name')
      return name ? lowering.pattern(name) : nothing(node)
    }
    case 'parenthesized_pattern': {
      const [inner] = namedChildren(node)
      return inner ? boundBy(inner, lowering) : nothing(node)
    }
    case 'hash_pattern': {
      const rest = node.children.find((child) => child.type === 'hash_splat_parameter')
      const name = rest && childOf(rest, 'name')
      const entries = node.children.flatMap((child) => (child.type === 'keyword_pattern' ? keyword(child, lowering) : []))
      return { kind: 'object-pattern', entries, rest: name ? lowering.pattern(name) : null, ...at }
    }
    case 'array_pattern':
    case 'find_pattern': {
      const children = namedChildren(node).filter((child) => child.field !== 'class')
      const splat = children.findIndex((child) => child.type === 'splat_parameter')
      const name = splat === -1 ? undefined : childOf(children[splat] as SyntaxNode, 'name')
      const before = splat === -1 ? children : children.slice(0, splat)
      const elements = before.map((child) => boundBy(child, lowering))
      return { kind: 'list-pattern', elements, rest: name ? lowering.pattern(name) : null, ...at }
    }
    case 'alternative_pattern': {
      const [first] = childrenOf(node, 'alternatives')
      return first ? boundBy(first, lowering) : nothing(node)
    }
    default:
      return nothing(node)
  }
}

const keyword = (node: SyntaxNode, lowering: Lowering): readonly { readonly key: Expression; readonly pattern: Pattern }[] => {
  const key = childOf(node, 'key')
  const value = childOf(node, 'value')
  if (!key) return []
  const text = lowering.textOf(key).replace(/^["']|["']$/g, '')
  const name = literalOf(text, key)
  if (value) return [{ key: name, pattern: boundBy(value, lowering) }]
  lowering.place.locals.names.add(text)
  return [{ key: name, pattern: nameOf(text, key) }]
}

const nothing = (node: SyntaxNode): Pattern => ({ kind: 'list-pattern', elements: [], rest: null, ...spanOf(node) })
