import type { ClassExpression, Expression, Statement } from '../ir.ts'
import { opaque, spanOf } from '../ir-build.ts'
import { childOf, namedChildren, type SyntaxNode } from '../syntax.ts'
import { type Lowering, newLocals } from './lowering.ts'
import { membersIn, structOf } from './members.ts'
import { pathOf } from './variables.ts'

/** `class A::B < C … end`, `module A … end`. */
export const lowerClass = (node: SyntaxNode, around: Lowering): Statement => {
  const named = childOf(node, 'name')
  const path = (named && pathOf(named, around)) ?? ''
  const names = path.split('::').filter((name) => name !== '')
  const scope = named?.type === 'scope_resolution' ? childOf(named, 'scope') : undefined
  const [base] = namedChildren(childOf(node, 'superclass') ?? node).filter(() => childOf(node, 'superclass') !== undefined)
  const body = childOf(node, 'body')
  const lowering = around.at({
    locals: newLocals(null),
    nesting: [...around.place.nesting, ...names],
    method: null,
    inside: 'method',
  })
  const nodes = body ? namedChildren(body) : []
  const struct = base ? structOf(base, around) : null
  const code: ClassExpression = {
    kind: 'class',
    name: names.at(-1) ?? null,
    bases: base && !struct ? [around.expression(base)] : [],
    members: [...(struct?.members ?? []), ...membersIn(nodes, lowering)],
    decorators: [],
    hasFieldConstructor: struct !== null,
    ...spanOf(node),
  }
  return {
    kind: 'open',
    container: scope ? around.expression(scope) : null,
    code,
    body: lowering.statements(body ? [body] : [], 'drop'),
    ...spanOf(node),
  }
}

/** `class << self`: its methods are among the members of the class around it. */
export const lowerSingletonClass = (node: SyntaxNode, lowering: Lowering): readonly Statement[] => {
  const value = childOf(node, 'value')
  const body = childOf(node, 'body')
  if (!body) return []
  if (value?.type === 'self') return lowering.at({ locals: newLocals(null) }).statements([body], 'drop')
  const expression = opaque(node, 'it is a class of one object', value ? [lowering.expression(value)] : [])
  return [{ kind: 'expression', expression, ...spanOf(node) }]
}

/** `Struct.new(:bucket) do … end`, `Data.define(:bucket)`, `Class.new(Base) do … end`; null for any other call. */
export const lowerAnonymousClass = (node: SyntaxNode, around: Lowering): Expression | null => {
  const receiver = childOf(node, 'receiver')
  const method = childOf(node, 'method')
  if (receiver?.type !== 'constant' || !method) return null
  const called = `${around.textOf(receiver)}.${around.textOf(method)}`
  const struct = structOf(node, around)
  if (!struct && called !== 'Class.new' && called !== 'Module.new') return null
  const list = childOf(node, 'arguments')
  const [base] = struct || !list ? [] : namedChildren(list)
  const block = childOf(node, 'block')
  const body = block && childOf(block, 'body')
  const lowering = around.at({
    locals: newLocals(around.place.locals),
    nesting: [...around.place.nesting, ''],
    method: null,
    inside: 'method',
  })
  return {
    kind: 'class',
    name: null,
    bases: base ? [around.expression(base)] : [],
    members: [...(struct?.members ?? []), ...(body ? membersIn(namedChildren(body), lowering) : [])],
    decorators: [],
    hasFieldConstructor: struct !== null,
    ...spanOf(node),
  }
}
