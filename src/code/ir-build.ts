import type { Span } from '../source/source-file.ts'
import type {
  CallExpression,
  Expression,
  FunctionExpression,
  LiteralExpression,
  Member,
  MemberExpression,
  NameExpression,
  OpaqueExpression,
  Parameter,
  Statement,
} from './ir.ts'

export const spanOf = (node: Span): Span => ({ start: node.start, end: node.end })

/** What has no place in the IR; its children are still run. `why` ends the sentence "not known, because …". */
export const opaque = (node: Span, why: string, children: readonly Expression[] = []): OpaqueExpression => ({
  kind: 'opaque',
  why,
  children,
  ...spanOf(node),
})

/** What is true or false at run time, after the children have run. */
export const undecided = (node: Span, children: readonly Expression[] = []): OpaqueExpression =>
  opaque(node, 'it is true or false', children)

export const nameOf = (name: string, node: Span): NameExpression => ({ kind: 'name', name, ...spanOf(node) })

export const literalOf = (value: LiteralExpression['value'], node: Span): LiteralExpression => ({
  kind: 'literal',
  value,
  ...spanOf(node),
})

/** `object.name`; `nameNode` is where the name is written, if it is. */
export const memberOf = (object: Expression, name: string, node: Span, nameNode: Span = node): MemberExpression => ({
  kind: 'member',
  object,
  name,
  nameSpan: spanOf(nameNode),
  ...spanOf(node),
})

/** A call with values by position alone. */
export const callOf = (callee: Expression, values: readonly Expression[], node: Span, isNew = false): CallExpression => ({
  kind: 'call',
  callee,
  arguments: values.map((value) => ({ name: null, spread: null, value })),
  isNew,
  ...spanOf(node),
})

export const listOf = (values: readonly Expression[], node: Span): Expression => ({
  kind: 'list',
  elements: values.map((value) => ({ spread: false, value })),
  ...spanOf(node),
})

export const declared = (name: string, value: Expression | null, node: Span, scope: 'function' | 'block' = 'block'): Statement => ({
  kind: 'declare',
  scope,
  pattern: nameOf(name, node),
  value,
  ...spanOf(node),
})

/** Assigns to a place that is there. */
export const assignmentOf = (place: Expression, value: Expression, node: Span): Expression =>
  place.kind === 'name'
    ? { kind: 'assignment', declares: false, pattern: place, value, ...spanOf(node) }
    : place.kind === 'member' || place.kind === 'index'
      ? { kind: 'assignment', declares: false, pattern: { kind: 'place', place, ...spanOf(node) }, value, ...spanOf(node) }
      : opaque(node, 'it is assigned to what is no place', [place, value])

export const statementOf = (expression: Expression): Statement => ({ kind: 'expression', expression, ...spanOf(expression) })

export const returning = (value: Expression, node: Span): Statement => ({ kind: 'return', value, ...spanOf(node) })

export const functionOf = (
  node: Span,
  name: string | null,
  parameters: readonly Parameter[],
  body: readonly Statement[],
  itsThis: FunctionExpression['this'] = 'enclosing',
  isGenerator = false,
): FunctionExpression => ({
  kind: 'function',
  name,
  parameters,
  body,
  this: itsThis,
  isGenerator,
  decorators: [],
  ...spanOf(node),
})

export const staticField = (name: string, value: Expression | null, node: Span): Member => ({
  kind: 'static-field',
  name,
  receiver: 'none',
  value,
  ...spanOf(node),
})

/** Adds a member to a class that is there. */
export const extending = (itsClass: string, member: Member): Statement => ({
  kind: 'extend',
  class: itsClass,
  members: [member],
  ...spanOf(member),
})
