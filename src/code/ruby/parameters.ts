import type { ListPattern, Parameter, Pattern } from '../ir.ts'
import { literalOf, nameOf, spanOf } from '../ir-build.ts'
import { childOf, namedChildren, type SyntaxNode } from '../syntax.ts'
import type { Lowering } from './lowering.ts'

/** Names of what a program passes on without naming it: `def f(*, **)`, `def f(...)`. */
export const unnamed = { positional: '%rest', named: '%names', block: '&' } as const

/** Parameters of methods, blocks and lambdas; each becomes a local variable. */
export const lowerParameters = (nodes: readonly SyntaxNode[], lowering: Lowering): readonly Parameter[] =>
  nodes.flatMap((node) => parameter(node, lowering))

const parameter = (node: SyntaxNode, lowering: Lowering): readonly Parameter[] => {
  const named = childOf(node, 'name')
  const name = named ? lowering.textOf(named) : null
  const at = named ?? node
  switch (node.type) {
    case 'identifier':
      return [{ pattern: local(node, lowering.textOf(node), lowering), otherwise: null, takes: 'one' }]
    case 'optional_parameter': {
      const value = childOf(node, 'value')
      const otherwise = value ? lowering.expression(value) : null
      return name === null ? [] : [{ pattern: local(at, name, lowering), otherwise, takes: 'one' }]
    }
    case 'keyword_parameter': {
      const value = childOf(node, 'value')
      const otherwise = value ? lowering.expression(value) : null
      return name === null ? [] : [{ pattern: local(at, name, lowering), otherwise, takes: 'one', byName: true }]
    }
    case 'splat_parameter':
      return [{ pattern: local(at, name ?? unnamed.positional, lowering), otherwise: null, takes: 'positional' }]
    case 'hash_splat_parameter':
      return [{ pattern: local(at, name ?? unnamed.named, lowering), otherwise: null, takes: 'named' }]
    case 'forward_parameter':
      return [
        { pattern: local(node, unnamed.positional, lowering), otherwise: null, takes: 'positional' },
        { pattern: local(node, unnamed.named, lowering), otherwise: null, takes: 'named' },
      ]
    case 'destructured_parameter':
      return [{ pattern: destructured(node, lowering), otherwise: null, takes: 'one' }]
    default:
      return []
  }
}

/** Every method may be given a block, which is its last parameter. */
export const blockParameter = (node: SyntaxNode): Parameter => ({
  pattern: nameOf(unnamed.block, node),
  otherwise: literalOf(null, node),
  takes: 'one',
  byName: true,
})

/** The name that a method gives to its block, if it has one. */
export const blockNameOf = (nodes: readonly SyntaxNode[], lowering: Lowering): string | null => {
  const name = nodes.filter((node) => node.type === 'block_parameter').map((node) => childOf(node, 'name'))[0]
  return name ? lowering.textOf(name) : null
}

const local = (node: SyntaxNode, name: string, { place }: Lowering): Pattern => {
  place.locals.names.add(name)
  return nameOf(name, node)
}

const destructured = (node: SyntaxNode, lowering: Lowering): ListPattern => {
  const elements: Pattern[] = []
  let rest: Pattern | null = null
  for (const child of namedChildren(node)) {
    if (child.type === 'splat_parameter') {
      const name = childOf(child, 'name')
      rest = name ? local(name, lowering.textOf(name), lowering) : null
    } else if (rest === null) {
      const [inner] = parameter(child, lowering)
      if (inner) elements.push(inner.pattern)
    }
  }
  return { kind: 'list-pattern', elements, rest, ...spanOf(node) }
}

/** Whether named arguments have parameters of their own. */
export const takesNames = (parameters: readonly Parameter[]): boolean =>
  parameters.some(({ byName, takes }) => byName || takes === 'named')
