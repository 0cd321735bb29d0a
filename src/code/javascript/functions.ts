import type { Expression, FunctionExpression, Parameter, Statement } from '../ir.ts'
import { memberOf, nameOf, spanOf } from '../ir-build.ts'
import { childOf, namedChildren, type SyntaxNode } from '../syntax.ts'
import type { FunctionOptions, Lowering } from './lowering.ts'
import { typeOf } from './types.ts'

/** Functions, generators, arrows and methods. `async` moves no value: what is awaited is what was given. */
export const lowerFunction = (node: SyntaxNode, lowering: Lowering, options: FunctionOptions = {}): FunctionExpression => {
  const body = childOf(node, 'body')
  const own = childOf(node, 'name')
  return {
    kind: 'function',
    name: options.name ?? (own ? lowering.textOf(own) : null),
    parameters: lowerParameters(node, lowering),
    body: [...(options.first ?? []), ...bodyOf(body, lowering)],
    this: node.type === 'arrow_function' ? 'enclosing' : 'own',
    isGenerator: node.type.startsWith('generator_function') || node.children.some((child) => child.type === '*'),
    decorators: options.decorators ?? [],
    ...spanOf(node),
  }
}

const bodyOf = (body: SyntaxNode | undefined, lowering: Lowering): readonly Statement[] => {
  if (!body) return []
  if (body.type === 'statement_block') return lowering.statements(body.children)
  return [{ kind: 'return', value: lowering.expression(body), ...spanOf(body) }]
}

const lowerParameters = (node: SyntaxNode, lowering: Lowering): readonly Parameter[] => {
  const single = childOf(node, 'parameter')
  if (single) return [{ pattern: lowering.pattern(single), otherwise: null, takes: 'one' }]
  const list = childOf(node, 'parameters')
  return list ? namedChildren(list).flatMap((child) => parameter(child, lowering)) : []
}

const parameter = (node: SyntaxNode, lowering: Lowering): readonly Parameter[] => {
  switch (node.type) {
    case 'required_parameter':
    case 'optional_parameter': {
      const pattern = childOf(node, 'pattern')
      const value = childOf(node, 'value')
      // `this` of TypeScript's functions says its type and takes no argument.
      if (!pattern || pattern.type === 'this') return []
      const otherwise = value ? lowering.expression(value) : null
      const takes = pattern.type === 'rest_pattern' ? 'positional' : 'one'
      return [{ pattern: lowering.pattern(pattern), otherwise, takes, ...typeOf(node, lowering) }]
    }
    case 'assignment_pattern': {
      const left = childOf(node, 'left')
      const right = childOf(node, 'right')
      return left && right ? [{ pattern: lowering.pattern(left), otherwise: lowering.expression(right), takes: 'one' }] : []
    }
    case 'rest_pattern':
      return [{ pattern: lowering.pattern(node), otherwise: null, takes: 'positional' }]
    case 'identifier':
    case 'object_pattern':
    case 'array_pattern':
      return [{ pattern: lowering.pattern(node), otherwise: null, takes: 'one' }]
    default:
      return []
  }
}

/** `constructor(private readonly client: S3Client)` is also `this.client = client`. */
export const parameterProperties = (node: SyntaxNode, lowering: Lowering): readonly Statement[] =>
  namedChildren(childOf(node, 'parameters') ?? { ...node, children: [] }).flatMap((child): readonly Statement[] => {
    const pattern = childOf(child, 'pattern')
    const isProperty = child.children.some((each) => /^(?:accessibility_modifier|readonly|override_modifier)$/.test(each.type))
    if (!isProperty || pattern?.type !== 'identifier') return []
    const text = lowering.textOf(pattern)
    return [assignMember({ kind: 'this', ...spanOf(pattern) }, text, nameOf(text, pattern), pattern)]
  })

const assignMember = (object: Expression, member: string, value: Expression, node: SyntaxNode): Statement => ({
  kind: 'expression',
  expression: {
    kind: 'assignment',
    declares: false,
    pattern: { kind: 'place', place: memberOf(object, member, node), ...spanOf(node) },
    value,
    ...spanOf(node),
  },
  ...spanOf(node),
})
