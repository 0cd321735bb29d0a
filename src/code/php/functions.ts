import type { Expression, FunctionExpression, Parameter, Statement } from '../ir.ts'
import { nameOf, spanOf } from '../ir-build.ts'
import { childOf, namedChildren, type SyntaxNode } from '../syntax.ts'
import { type Lowering, variableName } from './lowering.ts'
import { fullClassName, madeExpression } from './unit.ts'

const lowerParameters = (node: SyntaxNode | undefined, lowering: Lowering): readonly Parameter[] =>
  (node ? namedChildren(node) : []).flatMap((child): readonly Parameter[] => {
    const name = childOf(child, 'name')
    if (!name) return []
    const value = childOf(child, 'default_value')
    return [
      {
        pattern: nameOf(variableName(name, lowering), name),
        otherwise: value ? lowering.parts.expression(value, lowering) : null,
        takes: child.type === 'variadic_parameter' ? 'positional' : 'one',
        ...(value ? {} : typeOf(child, lowering)),
      },
    ]
  })

/** A class by its name, if that is all that the type says. A container gives an instance of it. */
export const typeOf = (node: SyntaxNode, lowering: Lowering): { readonly type?: Expression } => {
  const type = childOf(node, 'type')
  const named = type?.type === 'optional_type' ? namedChildren(type)[0] : type
  if (named?.type !== 'named_type') return {}
  const written = lowering.textOf(named)
  if (/^(?:self|static|parent)$/i.test(written)) return {}
  return { type: madeExpression(fullClassName(written, lowering.unit), lowering.unit, named) }
}

export const lowerFunction = (
  node: SyntaxNode,
  name: string | null,
  lowering: Lowering,
  start: readonly Statement[] = [],
): FunctionExpression => {
  const body = childOf(node, 'body')
  const inner: Lowering = { ...lowering, isTopLevel: false }
  const isExpression = node.type === 'arrow_function'
  return {
    kind: 'function',
    name,
    parameters: lowerParameters(childOf(node, 'parameters'), lowering),
    body: [
      ...start,
      ...(body && isExpression
        ? [{ kind: 'return' as const, value: inner.parts.expression(body, inner), ...spanOf(body) }]
        : inner.parts.block(body, inner)),
    ],
    this: 'enclosing',
    isGenerator: body !== undefined && yields(body),
    decorators: [],
    ...spanOf(node),
  }
}

const yields = (node: SyntaxNode): boolean =>
  node.children.some(
    (child) =>
      child.type === 'yield_expression' ||
      (!/^(?:anonymous_function|arrow_function|anonymous_class|function_definition|class_declaration)$/.test(child.type) &&
        yields(child)),
  )

/** What `use (&$x)` names is assigned where it was declared; everything else is seen through the scope around. */
export const lowerClosure = (node: SyntaxNode, lowering: Lowering): Expression => {
  const clause = node.children.find((child) => child.type === 'anonymous_function_use_clause')
  const shared = (clause ? namedChildren(clause) : []).filter((child) => child.type === 'by_ref')
  const names = shared.map((child) => variableName(child, lowering))
  const start: Statement[] = names.length > 0 && clause ? [{ kind: 'outer', scope: 'enclosing', names, ...spanOf(clause) }] : []
  return lowerFunction(node, null, lowering, start)
}
